from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignments.errors import FormatError
from alignments.evaluation import (
    Evaluation,
    Ladder,
    as_beads,
    calibration_error,
    ranking_quality,
    read_ladder,
    reliability,
    score,
)

GOLD: Ladder = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((), (2,)), ((4,), (3, 4))]


def test_a_ladder_is_read_with_null_beads_and_costs() -> None:
    text = "[0]:[0]\n[1, 2]:[1]:0.31\n\n[3]:[]\n[]:[2]\n[4]:[3,4]\n"
    assert read_ladder(text) == GOLD


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0:0", "line 2: .* is not a bead"),
        ("[1]:[a]", "line 2: .* is not a bead"),
        ("[1,,2]:[1]", "line 2: .* not a list of numbers"),
        ("[0]:[1]", "line 2: left unit 0 already stands in line 1"),
        ("[1]:[0]", "line 2: right unit 0 already stands in line 1"),
    ],
    ids=["no brackets", "a letter", "a number missing", "left twice", "right twice"],
)
def test_what_is_wrong_with_a_ladder_is_said_with_its_line(line: str, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        read_ladder(f"[0]:[0]\n{line}\n")


def test_gold_against_itself_is_perfect() -> None:
    found = score(GOLD, GOLD)
    assert (found.strict_f1, found.lax_f1, found.null_f1) == (1.0, 1.0, 1.0)


def test_null_beads_count_for_precision_but_not_for_recall() -> None:
    predicted: Ladder = [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((4,), (3, 4))]
    found = score(GOLD, predicted)
    assert (found.strict_precision, found.strict_recall) == (3 / 4, 1.0)
    assert (found.null_precision, found.null_recall) == (1.0, 0.0)


def test_a_bead_that_shares_a_link_is_right_only_laxly() -> None:
    predicted: Ladder = [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), ()),
        ((3,), ()),
        ((), (2,)),
        ((4,), (3, 4)),
    ]
    found = score(GOLD, predicted)
    assert found.strict_precision == 4 / 6
    assert found.lax_precision == 5 / 6
    assert (found.strict_recall, found.lax_recall) == (2 / 3, 1.0)
    assert (found.null_precision, found.null_recall) == (2 / 3, 1.0)


def test_units_that_gold_does_not_list_are_no_null_units() -> None:
    found = score([((0,), (0,))], [((0,), (0,)), ((1,), ()), ((), (1,))])
    assert (found.null_predicted, found.null_gold, found.null_f1) == (0, 0, 1.0)
    assert found.strict_precision == 1 / 3


def test_documents_are_pooled_by_their_counts() -> None:
    pooled = score(GOLD, GOLD) + score([((0,), (0,))], [((0,), ()), ((), (0,))])
    assert (pooled.predicted, pooled.predicted_strict, pooled.gold) == (7, 5, 4)
    assert pooled == sum([pooled], Evaluation())


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=12))
def test_figures_lie_between_0_and_1_and_lax_is_never_below_strict(
    shapes: list[tuple[int, int]],
) -> None:
    beads: Ladder = []
    i = j = 0
    for n, m in shapes:
        beads.append((tuple(range(i, i + n)), tuple(range(j, j + m))))
        i, j = i + n, j + m
    found = score(GOLD, beads)
    for strict, lax in (
        (found.strict_precision, found.lax_precision),
        (found.strict_recall, found.lax_recall),
    ):
        assert 0.0 <= strict <= lax <= 1.0


def test_calibration_error_is_the_gap_between_confidence_and_share_right() -> None:
    assert calibration_error([0.95] * 20, [1] * 19 + [0]) == pytest.approx(0.0, abs=1e-9)
    assert calibration_error([0.9, 0.9, 0.1, 0.1], [1, 0, 0, 0]) == pytest.approx(0.25)
    assert calibration_error([], []) == 0.0
    assert reliability([1.0, 0.05], [1, 0])[9] == (1, 1.0, 1.0)


def test_ranking_quality_counts_pairs_in_the_right_order() -> None:
    assert ranking_quality([0.9, 0.8, 0.3], [1, 1, 0]) == 1.0
    assert ranking_quality([0.9, 0.5, 0.5], [0, 1, 0]) == 0.25
    assert ranking_quality([0.5, 0.7], [1, 1]) == 0.5


def test_a_ladder_becomes_beads_that_can_be_held() -> None:
    beads = as_beads([((0, 1), (0,)), ((2,), ()), ((), (1,)), ((3,), (2,))])
    assert [(bead.source, bead.target) for bead in beads] == [
        (range(0, 2), range(0, 1)),
        (range(2, 3), range(1, 1)),
        (range(3, 3), range(1, 2)),
        (range(3, 4), range(2, 3)),
    ]


def test_a_bead_of_segments_that_stand_apart_is_no_bead() -> None:
    with pytest.raises(FormatError, match=r"\[1, 3\]:\[0\] names segments that do not follow"):
        as_beads([((1, 3), (0,))])
