"""Tab-separated values: a heading line, then one bead per line; for spreadsheets and scripts.

There is no quoting. Tabs and line ends inside a text become a space. A text that begins with "="
stays as it is: this is data for scripts, and a spreadsheet must be told to read text columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from alignments.errors import FormatError
from alignments.exports import CleanedCharacter, ExportReport, ExportSettings, selected
from alignments.units import ReviewedBead

COLUMNS = (
    "id",
    "source",
    "target",
    "source_text",
    "target_text",
    "confidence",
    "state",
    "reasons",
    "crossing",
    "reviewer",
)
# All that str.splitlines, and with it many readers, take for the end of a line, and the tab.
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_tsv(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write the heading and one line per bead, in the order given, null beads included; UTF-8.

    Positions and codes are parted by spaces; an empty field is unknown or none. Lone surrogates
    become U+FFFD and are reported.
    """
    report = ExportReport()
    out.write("\t".join(COLUMNS).encode() + b"\n")
    for reviewed in selected(beads, settings, report, nulls=True):
        fields = _fields(reviewed, settings)
        report.note_cleaned(_lost(reviewed.id, fields))
        out.write(tsv_line(fields.values()))
    return report


def tsv_line(fields: Iterable[str]) -> bytes:
    """Fields as one line: tabs and line ends inside them become a space, lone surrogates U+FFFD."""
    plain = (_SURROGATE.sub("\ufffd", _BREAKS.sub(" ", text)) for text in fields)
    return "\t".join(plain).encode() + b"\n"


def _fields(reviewed: ReviewedBead, settings: ExportSettings) -> dict[str, str]:
    bead, decision = reviewed.bead, reviewed.decision
    return {
        "id": reviewed.id,
        "source": " ".join(map(str, bead.source)),
        "target": " ".join(map(str, bead.target)),
        "source_text": reviewed.joined("source", settings.source_language),
        "target_text": reviewed.joined("target", settings.target_language),
        "confidence": "" if bead.confidence is None else f"{bead.confidence:.4f}",
        "state": decision.state,
        "reasons": " ".join(reason.code for reason in bead.reasons),
        "crossing": "yes" if bead.crossing else "",
        "reviewer": decision.reviewer,
    }


def _lost(unit: str, fields: dict[str, str]) -> Iterator[CleanedCharacter]:
    for name, text in fields.items():
        for hit in _SURROGATE.finditer(text):
            yield CleanedCharacter(unit, name, hit.start(), f"U+{ord(hit.group()):04X}")


def read_tsv(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """The lines of such a file as fields by column name, in order; the heading decides the columns.

    Raises FormatError, naming the line, when the number of fields differs from the heading's.
    """
    numbered = enumerate(lines, start=1)
    _, heading = next(numbered, (1, ""))
    names = heading.removeprefix("\ufeff").rstrip("\r\n").split("\t")
    if "source_text" not in names or "target_text" not in names:
        raise FormatError("line 1 must name the columns, source_text and target_text among them")
    for number, line in numbered:
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != len(names):
            raise FormatError(
                f"line {number} has {len(fields)} fields, the heading {len(names)}; "
                "is there a tab or a line break inside a text?"
            )
        yield dict(zip(names, fields, strict=True))
