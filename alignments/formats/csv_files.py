"""Comma-separated values (RFC 4180), for spreadsheets: quoted, and safe to open.

A spreadsheet takes a cell that begins with "=", "+", "-" or "@" for a formula, in a file from
anywhere. Such a cell is written with an apostrophe before it, and so is one that begins with an
apostrophe: reading takes one leading apostrophe away, and every text is what it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from alignments.errors import FormatError
from alignments.exports import ExportReport, ExportSettings
from alignments.formats.sheet_rows import COLUMNS, Cell, sheet_rows
from alignments.units import ReviewedBead

BYTE_ORDER_MARK = "\ufeff"
# Tab and line ends are skipped before a formula by some; the wide signs are taken for the narrow
# ones under East Asian settings. The apostrophe is there so that one can be taken away.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def write_csv(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write the heading and one line per bead, in the order given, null beads included; UTF-8.

    Lines end in CR LF. The file begins with a byte order mark unless `settings` says otherwise.
    """
    report = ExportReport()
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(BYTE_ORDER_MARK if settings.byte_order_mark else "")
    lines.writerow(COLUMNS)
    for row in sheet_rows(beads, settings, report):
        lines.writerow([_written(cell) for cell in row])
        out.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()
    out.write(buffer.getvalue().encode())
    return report


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.4f}"
    return guarded(cell) if isinstance(cell, str) else str(cell)


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs; `unguarded` gives it back."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` made."""
    return cell.removeprefix("'")


def read_csv(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """The lines of such a file as texts by column name, in order, apostrophes taken away.

    `lines` keep their ends (`open(..., newline="")`). Raises FormatError, naming the line, when the
    number of fields differs from the heading's.
    """
    rows = csv.reader(lines, strict=True)
    names: list[str] = []
    try:
        for row in rows:
            if not names:
                names = [row[0].removeprefix(BYTE_ORDER_MARK), *row[1:]] if row else [""]
            elif len(row) != len(names):
                raise FormatError(
                    f"line {rows.line_num} has {len(row)} fields, the heading {len(names)}; "
                    "is a quotation mark missing?"
                )
            else:
                yield dict(zip(names, map(unguarded, row), strict=True))
    except csv.Error as error:
        raise FormatError(f"line {rows.line_num}: {error}; is it a CSV file?") from error
