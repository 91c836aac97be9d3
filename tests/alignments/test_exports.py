from __future__ import annotations

import pytest

from alignments.bitext import Bead
from alignments.exports import (
    SHOWN_PLACES,
    CleanedCharacter,
    ExportReport,
    ExportSettings,
    selected,
)
from alignments.units import Decision, ReviewedBead

YES = Decision("confirmed")
BEADS = (
    ReviewedBead("pair", Bead(range(0, 1), range(0, 1)), ("а",), ("a",), YES),
    ReviewedBead("unsure", Bead(range(1, 2), range(1, 2)), ("б",), ("b",)),
    ReviewedBead("added", Bead(range(2, 2), range(2, 3)), (), ("c",), YES),
    ReviewedBead("added, unsure", Bead(range(2, 2), range(3, 4)), (), ("d",)),
    ReviewedBead("omitted", Bead(range(2, 3), range(4, 4)), ("в",), (), YES),
    ReviewedBead("blank", Bead(range(3, 4), range(4, 5)), ("",), ("e",), YES),
)


@pytest.mark.parametrize(
    ("settings", "nulls", "taken", "counts"),
    [
        # a format of pairs: what has one side only is counted and left out
        (
            ExportSettings("ru", "en"),
            False,
            ["pair", "unsure"],
            {"units": 2, "unconfirmed": 1, "without_text": 1},
        ),
        (
            ExportSettings("ru", "en", include="confirmed"),
            False,
            ["pair"],
            {"units": 1, "left_out_unconfirmed": 1, "without_text": 1},
        ),
        # the second file
        (
            ExportSettings("ru", "en", part="without_source"),
            False,
            ["added", "added, unsure"],
            {"units": 2, "unconfirmed": 1},
        ),
        (
            ExportSettings("ru", "en", part="without_source", include="confirmed"),
            True,
            ["added"],
            {"units": 1, "left_out_unconfirmed": 1},
        ),
        # a format that can say "nothing on this side" keeps all
        (
            ExportSettings("ru", "en"),
            True,
            [bead.id for bead in BEADS],
            {"units": 6, "unconfirmed": 2},
        ),
    ],
)
def test_each_bead_is_taken_or_counted_as_left_out(
    settings: ExportSettings, nulls: bool, taken: list[str], counts: dict[str, int]
) -> None:
    found = ExportReport()
    assert [bead.id for bead in selected(BEADS, settings, found, nulls=nulls)] == taken
    expected = {"beads": 6, "without_source": 2, "without_target": 1, **counts}
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.left_out == 6 - len(taken)


def test_all_cleaned_characters_are_counted_and_the_first_hundred_named() -> None:
    report = ExportReport()
    report.note_cleaned(CleanedCharacter("1", "ru", place, "U+0000") for place in range(300))
    assert report.cleaned_characters == 300
    assert len(report.cleaned) == SHOWN_PLACES
