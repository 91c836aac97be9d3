"""What a spreadsheet shows of a bead: the same columns in CSV and in XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alignments.exports import CleanedCharacter, ExportReport, ExportSettings, selected
from alignments.formats.wording import reasons_in_words
from alignments.units import ReviewedBead
from alignments.xml_characters import clean_xml

COLUMNS = (
    "number",
    "source_text",
    "target_text",
    "state",
    "confidence",
    "reason",
    "reviewer",
    "note",
    "id",
)
Cell = str | float | int | None
Row = tuple[Cell, ...]


def sheet_rows(
    beads: Iterable[ReviewedBead], settings: ExportSettings, report: ExportReport
) -> Iterator[Row]:
    """One row a bead that `settings` takes, in the order of COLUMNS; `report` is filled meanwhile.

    `number` counts all beads from 1, so that it names the same pair whatever was left out. Texts
    hold no character that XML cannot carry; what had to go is reported.
    """
    for reviewed in selected(beads, settings, report, nulls=True):
        decision = reviewed.decision
        yield (
            report.beads,  # as many as were seen: this is the last of them
            _clean(report, reviewed, settings.source_language, _joined(reviewed, settings, True)),
            _clean(report, reviewed, settings.target_language, _joined(reviewed, settings, False)),
            decision.state,
            reviewed.bead.confidence,
            _clean(report, reviewed, "reason", reasons_in_words(reviewed)),
            _clean(report, reviewed, "reviewer", decision.reviewer),
            _clean(report, reviewed, "note", decision.note),
            _clean(report, reviewed, "id", reviewed.id),
        )


def _joined(reviewed: ReviewedBead, settings: ExportSettings, source: bool) -> str:
    if source:
        return reviewed.joined("source", settings.source_language)
    return reviewed.joined("target", settings.target_language)


def _clean(report: ExportReport, reviewed: ReviewedBead, place: str, text: str) -> str:
    cleaned, found = clean_xml(text)
    if found:
        report.note_cleaned(
            CleanedCharacter(reviewed.id, place, hit.position, hit.name) for hit in found
        )
    return cleaned
