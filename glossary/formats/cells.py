"""Cells of tables: safe to open in a spreadsheet, and read back as they were.

A cell that begins with =, +, -, @, a tab or a line break is a formula to a spreadsheet; it gets an
apostrophe before it, which spreadsheets and `read_cell` take away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from glossary.errors import TermFormatError

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
LONGEST_CELL = 1 << 17
"""Code points that a cell may have."""


def write_cell(text: str) -> str:
    """The cell as no spreadsheet takes it for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def read_cell(cell: str) -> str:
    """The text of a cell that `write_cell` or a spreadsheet guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def guess_delimiter(text: str) -> str:
    """Tab, semicolon or comma: the one that the first line has most of, in this order."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t;,", key=first.count)


def read_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line they end on; empty ones are passed over.

    Raises TermFormatError, naming the line, for a cell that never ends or is too long.
    """
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, [read_cell(cell) for cell in row]
    except csv.Error as error:
        raise TermFormatError(
            f'line {reader.line_num}: {error}; close the quotes, and write " within them as ""'
        ) from error


def rows_as_text(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    """The rows as a table, guarded, with quotes where a cell needs them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([write_cell(cell) for cell in row])
    return out.getvalue()
