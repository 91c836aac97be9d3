"""XLSX: read back with openpyxl, every text a text."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from alignments.bitext import Bead
from alignments.errors import FormatError
from alignments.exports import ExportReport, ExportSettings
from alignments.formats import xlsx
from alignments.formats.sheet_rows import COLUMNS
from alignments.formats.xlsx import LONGEST_TEXT, write_xlsx
from alignments.units import Decision, ReviewedBead
from alignments.xml_characters import clean_xml
from tests.alignments.formats.hostile import ANY_TEXT, HOSTILE

PAIR = Bead(range(1), range(1), 0.875)


def written(*beads: ReviewedBead) -> tuple[bytes, ExportReport]:
    out = io.BytesIO()
    return_ = write_xlsx(out, beads, ExportSettings("ru", "en"))
    return out.getvalue(), return_


def sheet(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def as_excel_reads(value: object) -> str:
    """openpyxl leaves Excel's own escapes as they are written."""
    text = "" if value is None else str(value)
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda hit: chr(int(hit[1], 16)), text)


def test_a_workbook_has_a_heading_that_stays_and_a_row_for_each_bead() -> None:
    decision = Decision("confirmed", "Анна", note="n")
    data, _ = written(ReviewedBead("7", PAIR, ("Раз.",), ("One.",), decision))
    found = sheet(data)
    assert [cell.value for cell in found[1]] == list(COLUMNS)
    assert [cell.value for cell in found[2]] == [
        1,
        "Раз.",
        "One.",
        "confirmed",
        0.875,
        None,
        "Анна",
        "n",
        "7",
    ]
    assert (found.freeze_panes, found.auto_filter.ref) == ("A2", "A1:I2")
    assert found["E2"].number_format == "0%"
    # a cell of the format "text" stays text when somebody edits it
    assert found["B2"].number_format == "@"


def test_nothing_is_a_formula_or_a_link() -> None:
    data, _ = written(*(ReviewedBead("1", PAIR, (text,), (text,)) for text in HOSTILE))
    for row in sheet(data).iter_rows(min_row=2, min_col=2, max_col=3):
        assert {cell.data_type for cell in row} <= {"s", "inlineStr"}
        assert all(cell.hyperlink is None for cell in row)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
        assert all(etree.fromstring(archive.read(name)) is not None for name in archive.namelist())


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back(source: str, target: str) -> None:
    data, report = written(ReviewedBead("1", PAIR, (source,), (target,)))
    found = [as_excel_reads(cell.value) for cell in sheet(data)[2][1:3]]
    for text, cell in zip((source, target), found, strict=True):
        cleaned = clean_xml(text)[0]
        if len(cleaned.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
            assert cell == cleaned
        else:
            assert report.shortened


def test_a_text_too_long_for_a_cell_is_cut_and_counted() -> None:
    long = "я" * (LONGEST_TEXT - 2) + "😀😀"
    data, report = written(ReviewedBead("1", PAIR, (long,), ("x" * LONGEST_TEXT,)))
    cell = sheet(data)["B2"].value
    assert cell == "я" * (LONGEST_TEXT - 2) + "…"
    assert report.shortened == 1


def test_more_beads_than_a_sheet_has_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    written(ReviewedBead("1", PAIR, ("а",), ("b",)))
    with pytest.raises(FormatError, match="csv, tsv or jsonl"):
        written(*(ReviewedBead(str(n), PAIR, ("а",), ("b",)) for n in range(2)))
