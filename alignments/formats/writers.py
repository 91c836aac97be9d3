"""Every format a reviewed alignment can leave in, by name: one shape for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from alignments.exports import ExportReport, ExportSettings
from alignments.formats.csv_files import write_csv
from alignments.formats.docx import write_docx
from alignments.formats.html import write_html
from alignments.formats.jsonl import write_jsonl
from alignments.formats.ladder import write_ladder
from alignments.formats.tmx.writing import write_beads_as_tmx
from alignments.formats.tsv import write_tsv
from alignments.formats.xlsx import write_xlsx
from alignments.units import ReviewedBead


class WriteBeads(Protocol):
    """Writes beads as they come to a binary stream, in flat memory, and says what it did."""

    def __call__(
        self, out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings, /
    ) -> ExportReport:
        """Write all that `settings` takes of `beads`. Raises FormatError."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: how it is called, its file's suffix and media type, and what writes it.

    `holds_nulls` says whether its main part keeps beads that have one side only, `is_page` whether
    it sets the text as a page and so wants beads with their layout.
    """

    name: str
    suffix: str
    media_type: str
    holds_nulls: bool
    write: WriteBeads
    is_page: bool = False


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        Writer("tmx", ".tmx", "application/x-tmx+xml", False, write_beads_as_tmx),
        Writer("html", ".html", "text/html", True, write_html, is_page=True),
        Writer("docx", ".docx", _WORD, True, write_docx, is_page=True),
        Writer("xlsx", ".xlsx", _EXCEL, True, write_xlsx),
        Writer("csv", ".csv", "text/csv", True, write_csv),
        Writer("tsv", ".tsv", "text/tab-separated-values", True, write_tsv),
        Writer("jsonl", ".jsonl", "application/x-ndjson", True, write_jsonl),
        Writer("ladder", ".ladder", "text/plain", True, write_ladder),
    )
}
