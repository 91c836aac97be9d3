"""An Excel workbook with one row per bead; every text is a text, none is ever a formula.

Texts stand in the sheet itself (inline strings), as streaming writers do, in cells formatted as
text: a cell that is edited later stays text, too. There are no formulas and no links in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from alignments.errors import FormatError
from alignments.exports import ExportReport, ExportSettings
from alignments.formats.parcel import OFFICE, Parcel, Part
from alignments.formats.sheet_rows import COLUMNS, Cell, sheet_rows
from alignments.units import ReviewedBead
from alignments.xml_characters import escape_text

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767  # UTF-16 units in a cell; with more, Excel calls the file damaged
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WIDTHS = (8, 70, 70, 12, 12, 40, 18, 30, 10)
# Excel reads _x000D_ inside a text as an escape: the sign that begins one is written as an escape.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TEXT, _SHARE, _HEAD = 1, 2, 3  # indices of cellXfs below
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    "</borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" '
    'applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
    'builtinId="0"/></cellStyles></styleSheet>'
)
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Pairs" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def write_xlsx(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write a workbook of one sheet, in the order given, null beads included.

    A text longer than a cell can hold is cut, ends in "…", and is counted in `shortened`. Raises
    FormatError when there are more beads than a sheet has rows.
    """
    report = ExportReport()
    with Parcel(out, settings.created_at) as parcel:
        parcel.relations("_rels/.rels", {"rId1": (f"{OFFICE}/officeDocument", "xl/workbook.xml")})
        with parcel.part("xl/workbook.xml", f"{_TYPE}sheet.main+xml") as part:
            part.write(_BOOK)
        parcel.relations(
            "xl/_rels/workbook.xml.rels",
            {
                "rId1": (f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
                "rId2": (f"{OFFICE}/styles", "styles.xml"),
            },
        )
        with parcel.part("xl/styles.xml", f"{_TYPE}styles+xml") as part:
            part.write(_STYLES)
        with parcel.part("xl/worksheets/sheet1.xml", f"{_TYPE}worksheet+xml") as part:
            _write_sheet(part, beads, settings, report)
    return report


def _write_sheet(
    part: Part, beads: Iterable[ReviewedBead], settings: ExportSettings, report: ExportReport
) -> None:
    part.write(
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
    )
    for number, width in enumerate(_WIDTHS, start=1):
        part.write(f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>')
    part.write("</cols><sheetData>")
    part.write(_row(1, COLUMNS, report, _HEAD))
    last = 1
    for last, row in enumerate(sheet_rows(beads, settings, report), start=2):
        if last > MOST_ROWS:
            raise FormatError(
                f"a sheet has {MOST_ROWS:,} rows at most; export to csv, tsv or jsonl instead"
            )
        part.write(_row(last, row, report, _TEXT))
    end = chr(ord("A") + len(COLUMNS) - 1)
    part.write(f'</sheetData><autoFilter ref="A1:{end}{last}"/></worksheet>')


def _row(number: int, cells: Iterable[Cell], report: ExportReport, style: int) -> str:
    written = "".join(
        _cell(f"{chr(ord('A') + column)}{number}", cell, report, style)
        for column, cell in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, cell: Cell, report: ExportReport, style: int) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, float):
        return f'<c r="{place}" s="{_SHARE}"><v>{cell!r}</v></c>'
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    text = _fitting(cell, report)
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape_text(_ESCAPE.sub('_x005F_', text))}</t></is></c>"
    )


def _fitting(text: str, report: ExportReport) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    report.shortened += 1
    # Half of a character outside the basic plane is left out as well.
    return units[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore") + "…"
