from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.aligner import Aligner, AlignerOptions
from alignments.bitext import Alignment, Bead
from alignments.doubt import DOUBT_THRESHOLD
from alignments.evaluation import ladder
from tests.alignments.test_aligner import align, document, shout
from tests.alignments.word_encoder import PlainWordEncoder, WordEncoder, sentences

Pairs = set[tuple[int, int]]


def moved(order: list[int], start: int, stop: int, goal: int) -> list[int]:
    """The order with that part taken out and put back at `goal` of what remains."""
    rest = order[:start] + order[stop:]
    return rest[:goal] + order[start:stop] + rest[goal:]


def crossing(alignment: Alignment) -> Pairs:
    return {(bead.source.start, bead.target.start) for bead in alignment if bead.crossing}


@pytest.mark.parametrize(
    ("start", "stop", "goal"),
    [
        (
            15,
            20,
            60,
        ),
        (15, 30, 45),
        (60, 65, 10),
        (0, 6, 50),
        (50, 56, 74),
    ],
    ids=["short, onward", "long, onward", "backward", "from the beginning", "to the end"],
)
@pytest.mark.parametrize("swap", [False, True], ids=["in the target", "in the source"])
def test_a_moved_passage_is_found_and_flagged(start: int, stop: int, goal: int, swap: bool) -> None:
    texts = sentences(80, 31)
    order = moved(list(range(80)), start, stop, goal)
    target = [shout(texts)[k] for k in order]
    alignment = align(target, texts) if swap else align(texts, target)
    wanted = {(k, order.index(k)) for k in range(80)}
    found = {(bead.source.start, bead.target.start) for bead in alignment}
    assert ({(j, i) for i, j in found} if swap else found) == wanted
    block = {pair for pair in wanted if start <= pair[0] < stop}
    assert (
        {(j, i) for i, j in crossing(alignment)} == block if swap else crossing(alignment) == block
    )


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6), st.integers(4, 12), st.data())
def test_a_passage_planted_anywhere_is_recovered(seed: int, size: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 50 - size))
    goal = data.draw(st.integers(0, 50 - size).filter(lambda goal: abs(goal - start) > size))
    texts = sentences(50, seed)
    order = moved(list(range(50)), start, start + size, goal)
    alignment = align(texts, [shout(texts)[k] for k in order])
    assert {(bead.source.start, bead.target.start) for bead in alignment} == {
        (k, order.index(k)) for k in range(50)
    }


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 24), max_size=40), st.integers(0, 10**6))
def test_whatever_order_and_repetition_every_segment_stands_in_one_bead(
    order: list[int], seed: int
) -> None:
    texts = sentences(25, seed)
    alignment = align(texts, [shout(texts)[k] for k in order])  # Alignment checks the cover
    assert all(0.0 <= (bead.confidence or 0.0) <= 1.0 for bead in alignment)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10**6))
def test_a_text_in_order_is_aligned_as_without_looking_for_moves(seed: int) -> None:
    random = np.random.default_rng(seed)
    texts = sentences(40, seed)
    target = [text for text in shout(texts) if random.random() > 0.1]
    monotone = Aligner(WordEncoder(), options=AlignerOptions(moves=False))
    pair = document(texts), document(target)
    assert ladder(align(texts, target)) == ladder(monotone.align(*pair))


def test_several_passages_are_found_and_a_gap_in_one_of_them() -> None:
    texts = sentences(120, 32)
    order = moved(moved(list(range(120)), 10, 18, 90), 60, 70, 20)
    lost = {13, 14}
    order = [k for k in order if k not in lost]
    alignment = align(texts, [shout(texts)[k] for k in order])
    found = {(b.source.start, b.target.start) for b in alignment if not b.is_null}
    assert found == {(k, order.index(k)) for k in range(120) if k not in lost}
    alone = {k for bead in alignment if not bead.target for k in bead.source}
    assert alone == lost


def test_exchanged_passages_are_found_where_each_stands_in_the_place_of_the_other() -> None:
    texts = sentences(60, 33)
    order = [*range(10), *range(40, 46), *range(16, 40), *range(10, 16), *range(46, 60)]
    alignment = align(texts, [shout(texts)[k] for k in order])
    assert {(b.source.start, b.target.start) for b in alignment} == {
        (k, order.index(k)) for k in range(60)
    }
    assert {k for k, _ in crossing(alignment)} == {*range(10, 16), *range(40, 46)}


def test_a_refrain_left_out_here_and_added_there_is_no_move() -> None:
    texts, refrain = sentences(60, 34), sentences(3, 35, start=900)
    source = texts[:10] + refrain + texts[10:20] + refrain + texts[20:]
    target = texts[:20] + refrain + texts[20:50] + refrain + texts[50:]
    assert crossing(align(source, shout(target))) == set()


def test_a_stranger_on_each_side_is_no_move() -> None:
    texts = sentences(60, 36)
    source = texts[:15] + sentences(8, 37, start=500) + texts[15:]
    target = shout(texts[:45] + sentences(8, 38, start=700) + texts[45:])
    assert crossing(align(source, target)) == set()


def test_a_move_leaps_over_no_wall() -> None:
    texts = sentences(60, 39)
    order = moved(list(range(60)), 10, 16, 40)
    wall = Bead(range(30, 31), range(24, 25), confidence=1.0)
    alignment = align(texts, [shout(texts)[k] for k in order], fixed=[wall])
    for bead in alignment:
        if not bead.is_null and bead != wall:
            assert (bead.source.start < 30) == (bead.target.start < 24)


def test_a_move_between_two_walls_is_found() -> None:
    texts = sentences(60, 40)
    order = moved(list(range(60)), 20, 26, 34)
    walls = [Bead(range(k, k + 1), range(k, k + 1), confidence=1.0) for k in (5, 50)]
    alignment = align(texts, [shout(texts)[k] for k in order], fixed=walls)
    assert {k for k, _ in crossing(alignment)} == set(range(20, 26))
    assert set(walls) <= set(alignment.beads)


def test_an_encoder_that_is_not_additive_finds_a_moved_passage_too() -> None:
    texts = sentences(40, 41)
    order = moved(list(range(40)), 5, 12, 25)
    aligned = Aligner(PlainWordEncoder()).align(
        document(texts), document([shout(texts)[k] for k in order])
    )
    assert {k for k, _ in crossing(aligned)} == set(range(5, 12))


def test_a_doubtful_moved_pair_says_that_it_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignments.confidence.DOUBT_THRESHOLD", 1.1)  # doubt everything
    texts = sentences(60, 42)
    order = moved(list(range(60)), 10, 16, 40)
    order[50], order[51] = order[51], order[50]
    for bead in align(texts, [shout(texts)[k] for k in order]):
        details = [reason.detail for reason in bead.reasons if reason.code == "moved"]
        assert bool(details) == bead.crossing
        if bead.crossing:
            assert details == ["beside a neighbour" if bead.source.start > 40 else "with a passage"]


def test_a_clear_move_is_sure() -> None:
    texts = sentences(60, 43)
    order = moved(list(range(60)), 10, 20, 40)
    beads = [b for b in align(texts, [shout(texts)[k] for k in order]) if b.crossing]
    assert min(bead.confidence or 0.0 for bead in beads) > DOUBT_THRESHOLD


def test_not_to_look_for_moves_is_part_of_the_signature() -> None:
    texts = sentences(30, 44)
    order = moved(list(range(30)), 5, 12, 20)
    monotone = Aligner(WordEncoder(), options=AlignerOptions(moves=False))
    alignment = monotone.align(document(texts), document([shout(texts)[k] for k in order]))
    assert not crossing(alignment)
    assert "|monotone|" in alignment.signature
    assert "monotone" not in Aligner(WordEncoder()).signature
