from __future__ import annotations

from random import Random

import pytest

from benchmarks.disturbing import DISTURBANCES, Case, undisturbed, with_moved_block, with_swaps
from benchmarks.stress import Tally, count

SIZE = 300
PAIRS = [(f"stranger {k}", f"чужой {k}") for k in range(80)]


def text() -> Case:
    """1:1 pairs, but for a 2:1 bead, a 1:2 bead and a line without counterpart here and there."""
    gold, left, right = [], 0, 0
    while left < SIZE:
        n, m = {7: (2, 1), 8: (1, 2), 9: (1, 0)}.get(left % 10, (1, 1))
        gold.append((tuple(range(left, left + n)), tuple(range(right, right + m))))
        left, right = left + n, right + m
    lines = tuple(f"s {k}" for k in range(left)), tuple(f"t {k}" for k in range(right))
    return undisturbed(lines, gold)


def _run(lines: tuple[int, ...]) -> range:
    return range(lines[0], lines[-1] + 1) if lines else range(0)


def named(case: Case) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        (tuple(case.lines[0][k] for k in left), tuple(case.lines[1][k] for k in right))
        for left, right in case.gold
    }


@pytest.mark.parametrize("kind", DISTURBANCES)
def test_gold_goes_with_the_lines_and_holds_each_of_them_once(kind: str) -> None:
    case = DISTURBANCES[kind](text(), Random(1), PAIRS)
    assert case is not None
    for side in (0, 1):
        held = sorted(k for bead in case.gold for k in bead[side])
        assert held == list(range(len(case.lines[side])))
        for new, old in enumerate(case.origin[side]):
            assert old < 0 or case.lines[side][new] == text().lines[side][old]
    known = {bead for bead in named(case) if all(bead)}
    strangers = {line for pair in PAIRS for line in pair}
    whole = {bead for bead in known if not strangers & {*bead[0], *bead[1]}}
    if kind not in ("headings", "move 15, a third missing"):
        assert whole == {bead for bead in named(text()) if all(bead)}
    assert case.moved <= set(case.gold)
    assert bool(case.moved) == (kind == "swaps" or "move" in kind)
    assert any(case.alone) == any(
        word in kind for word in ("strangers", "refrains", "headings", "missing")
    )


def test_the_same_chance_disturbs_in_the_same_way() -> None:
    first, second, other = (with_swaps(text(), 1, 0.03, Random(seed)) for seed in (1, 1, 2))
    assert first == second != other


def test_a_block_that_would_be_most_of_the_text_is_not_moved() -> None:
    assert with_moved_block(text(), 1, SIZE // 2, Random(1)) is None


def test_a_right_alignment_scores_full_marks_and_a_monotone_one_finds_no_moved_pair() -> None:
    from alignments.bitext import Alignment, Bead
    from alignments.placing import flag_crossing

    plain, case = text(), with_moved_block(text(), 1, 15, Random(1))
    assert case is not None

    def alignment(case: Case, gold: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> Alignment:
        beads = [Bead(_run(left), _run(right)) for left, right in gold]
        ordered = flag_crossing(sorted(beads, key=lambda bead: bead.order))
        return Alignment(tuple(ordered), len(case.lines[0]), len(case.lines[1]))

    tally = Tally()
    before = alignment(plain, plain.gold)
    count(tally, plain, before, case, alignment(case, case.gold))
    assert tally.found_before == tally.found == tally.flagged == tally.moved > 10
    assert (tally.before.strict_f1, tally.after.strict_f1) == (1.0, 1.0)
    assert tally.false_crossings == 0

    apart = [bead for bead in case.gold if bead not in case.moved]
    for left, right in case.moved:
        apart += [((k,), ()) for k in left] + [((), (k,)) for k in right]
    lost = Tally()
    count(lost, plain, before, case, alignment(case, apart))
    assert (lost.found, lost.after.strict_f1) == (0, 1.0)
