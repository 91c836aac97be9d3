from __future__ import annotations

from alignments.aligner import Aligner
from alignments.bitext import Alignment, Bead, Stream
from alignments.evaluation import ladder
from alignments.realigning import Realigner
from tests.alignments.test_aligner import document, shout
from tests.alignments.word_encoder import WordEncoder, sentences


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
