from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.aligner import Aligner
from alignments.bitext import Alignment, Bead, Stream
from alignments.evaluation import ladder
from alignments.realigning import Realigner
from tests.alignments.test_aligner import document, shout
from tests.alignments.word_encoder import WordEncoder, sentences


@pytest.fixture(scope="module")
def realigner() -> Realigner:
    """Of two texts of twelve segments that translate each other."""
    texts = sentences(12, 47)
    return Realigner(Aligner(WordEncoder()), document(texts), document(shout(texts)))


def covered(beads: list[Bead], source: range, target: range) -> Alignment:
    """The beads as an alignment of these ranges, which refuses a segment missing or held twice."""
    moved = [
        Bead(
            range(bead.source.start - source.start, bead.source.stop - source.start),
            range(bead.target.start - target.start, bead.target.stop - target.start),
        )
        for bead in beads
    ]
    return Alignment(tuple(moved), len(source), len(target))


def test_a_stretch_aligned_anew_is_aligned_as_in_the_whole() -> None:
    texts = sentences(80, 41)
    target = shout(texts)
    target[30:32] = [" ".join(target[30:32])]
    del target[50]
    pair = document(texts), document(target)
    whole = Aligner(WordEncoder()).align(*pair)
    found = Realigner(Aligner(WordEncoder()), *pair).between(range(20, 60), range(20, 58))
    inside = [bead for bead in whole if 20 <= bead.source.start < 60]
    assert [(bead.source, bead.target) for bead in found] == [
        (bead.source, bead.target) for bead in inside
    ]


def test_every_segment_of_a_stretch_is_covered_whatever_stands_there() -> None:
    texts = sentences(30, 42)
    pair = document(texts), document(shout(texts))
    realigner = Realigner(Aligner(WordEncoder()), *pair)
    for source, target in (
        (range(3, 9), range(3, 9)),
        (range(3, 9), range(20, 24)),  # nothing alike
        (range(3, 9), range(3, 3)),
        (range(3, 3), range(3, 5)),
        (range(0, 30), range(0, 30)),
        (range(5, 5), range(5, 5)),
    ):
        covered(realigner.between(source, target), source, target)


def test_notes_of_a_stretch_pair_with_notes() -> None:
    body, notes = sentences(20, 43), sentences(4, 44, start=100)
    mixed = [*body[:10], *notes, *body[10:]]
    streams = [Stream.BODY] * 10 + [Stream.NOTES] * 4 + [Stream.BODY] * 10
    source = document(mixed, streams)
    target = document(shout(body + notes), [Stream.BODY] * 20 + [Stream.NOTES] * 4)
    found = Realigner(Aligner(WordEncoder()), source, target).between(range(24), range(24))
    gold = [((k if k < 10 else k + 4,), (k,)) for k in range(20)]
    gold += [((10 + k,), (20 + k,)) for k in range(4)]
    assert sorted(ladder(covered(found, range(24), range(24)))) == sorted(gold)


def test_segments_between_decisions_are_aligned_around_them() -> None:
    texts = sentences(30, 45)
    pair = document(texts), document(shout(texts))
    realigner = Realigner(Aligner(WordEncoder()), *pair)
    wall = Bead(range(12, 13), range(12, 13))
    free = [position for position in range(5, 20) if position != 12]
    found = realigner.among(free, free, [wall])
    assert [(*bead.source, *bead.target) for bead in found] == [(p, p) for p in free]


def test_nothing_is_aligned_across_a_decision_or_reaches_over_a_segment_left_out() -> None:
    texts = sentences(30, 46)
    pair = document(texts), document(shout(texts))
    realigner = Realigner(Aligner(WordEncoder()), *pair)
    found = realigner.among(
        [10, 11, 13, 14], [10, 12, 13, 14], [Bead(range(12, 13), range(11, 12))]
    )
    linked = [bead for bead in found if not bead.is_null]
    assert all((bead.source.stop <= 12) == (bead.target.stop <= 11) for bead in linked)
    assert sorted(p for bead in found for p in bead.source) == [10, 11, 13, 14]
    assert sorted(p for bead in found for p in bead.target) == [10, 12, 13, 14]
    assert [(*bead.source, *bead.target) for bead in linked] == [(10, 10), (13, 13), (14, 14)]


@settings(max_examples=40)
@given(
    source=st.sets(st.integers(0, 11)), target=st.sets(st.integers(0, 11)), wall=st.integers(0, 11)
)
def test_each_segment_asked_for_is_in_one_bead_whatever_is_left_out(
    realigner: Realigner, source: set[int], target: set[int], wall: int
) -> None:
    free = sorted(source - {wall}), sorted(target - {wall})
    found = realigner.among(*free, [Bead(range(wall, wall + 1), range(wall, wall + 1))])
    assert sorted(p for bead in found for p in bead.source) == free[0]
    assert sorted(p for bead in found for p in bead.target) == free[1]
