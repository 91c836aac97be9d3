"""Writing the document part by part: the text, its footnotes, the styles, the running title.

Headings stand between the tables, not in them: Word's navigation shows no heading of a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from importlib.resources import files
from typing import BinaryIO

from alignments.bitext import SIDES, Side
from alignments.exports import ExportReport, ExportSettings
from alignments.formats.book import Book, BookRow, Called, paragraphs
from alignments.formats.docx.footnotes import Contents, divide, footnote_parts
from alignments.formats.docx.runs import Runs, paragraph, words
from alignments.formats.parcel import OFFICE, Parcel, Part
from alignments.formats.wording import standing, why_empty
from alignments.units import ReviewedBead
from alignments.xml_characters import clean_xml, escape_text

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_NAMES = f'xmlns:w="{_MAIN}" xmlns:r="{OFFICE}"'
_WIDTHS = (850, 4394, 4394)  # twentieths of a point; together the width of the text on A4
_LINE = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>'
_TABLE = (
    f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>'
    f'{_LINE.format("insideV")}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
    + "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    + "</w:tblGrid>"
)
_SETTINGS = (
    f"<w:settings {_NAMES}><w:footnotePr>"
    '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="624" '
    'w:footer="567" w:gutter="0"/></w:sectPr>'
)
_PAGE_NUMBER = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def write_docx(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write the whole text as a Word document, in the order given, null beads included."""
    book, runs = Book(beads, settings), Runs(settings)
    title = clean_xml(settings.title or settings.target_name or settings.source_name)[0]
    with Parcel(out, settings.created_at) as parcel:
        _write_relations(parcel)
        with parcel.part("word/document.xml", f"{_TYPE}document.main+xml") as part:
            contents = _Text(part, runs).write(book, title)
        with parcel.part("word/footnotes.xml", f"{_TYPE}footnotes+xml") as part:
            part.write(f"<w:footnotes {_NAMES}>")
            for footnote in footnote_parts(contents, runs):
                part.write(footnote)
            part.write("</w:footnotes>")
        _write_others(parcel, title, settings)
    return book.report


class _Text:
    """Writes the body: headings as paragraphs, everything else as rows of tables."""

    def __init__(self, part: Part, runs: Runs) -> None:
        self._part = part
        self._runs = runs
        self._in_table = False

    def write(self, book: Book, title: str) -> dict[Called, Contents]:
        """Write the body of the text, and the notes that nothing calls; gives the footnotes."""
        self._part.write(f"<w:document {_NAMES}><w:body>")
        self._paragraph("Title", f"<w:r>{words(title)}</w:r>")
        self._paragraph("Subtitle", f"<w:r>{words(_about(book.settings))}</w:r>")
        for row in book.body():
            self._row(row)
        self._gap(book.gap_at_end)
        contents, uncalled = divide(book.notes, self._runs.footnotes)
        if uncalled:
            if not uncalled[0].is_heading:
                self._paragraph("Heading1", f"<w:r>{words('Notes')}</w:r>")
            self._runs.calling = False
            for row in uncalled:
                self._row(row)
        self._paragraph("Normal", "")  # a document does not end in a table
        self._part.write(f"{_SECTION}</w:body></w:document>")
        return contents

    def _paragraph(self, style: str, inside: str) -> None:
        if self._in_table:
            self._part.write("</w:tbl>")
            self._in_table = False
        self._part.write(paragraph(style, inside))

    def _row(self, row: BookRow) -> None:
        self._gap(row.gap)
        if row.is_heading:
            self._heading(row)
            return
        label = str(row.number)
        if not row.reviewed.is_confirmed:
            label += f" {standing(row.reviewed)}"
        cells = [paragraph("Pair", f"<w:r>{words(label)}</w:r>", apart=row.opens)]
        cells += [self._side(row, side) for side in SIDES]
        self._cells(
            "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                for width, cell in zip(_WIDTHS, cells, strict=True)
            )
        )

    def _cells(self, cells: str) -> None:
        if not self._in_table:
            self._part.write(_TABLE)
            self._in_table = True
        self._part.write(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")

    def _gap(self, count: int) -> None:
        if not count:
            return
        pairs = "1 pair" if count == 1 else f"{count} pairs"
        inside = paragraph("Void", f"<w:r>{words(f'{pairs} left out here: not confirmed')}</w:r>")
        self._cells(
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:gridSpan w:val="3"/>'
            f"</w:tcPr>{inside}</w:tc>"
        )

    def _side(self, row: BookRow, side: Side) -> str:
        if not row.side(side):
            why = f"<w:r>{words(why_empty(row.reviewed))}</w:r>"
            return paragraph("Void", why, apart=row.opens)
        return "".join(
            paragraph(
                "Normal",
                self._runs.segments(part, side),
                bidi=self._runs.is_bidi(side),
                apart=row.opens,
            )
            for part in paragraphs(row.side(side))
        )

    def _heading(self, row: BookRow) -> None:
        """One paragraph for both languages, a line each: one entry in Word's navigation."""
        lines = [self._runs.segments(row.side(s), s) for s in SIDES if row.side(s)]
        self._paragraph(f"Heading{min(row.level, 6)}", "<w:r><w:br/></w:r>".join(lines))
        if not (row.source and row.target):
            self._paragraph("Void", f"<w:r>{words(why_empty(row.reviewed))}</w:r>")


def _about(settings: ExportSettings) -> str:
    about = [f"{settings.source_language} – {settings.target_language}"]
    if settings.created_at is not None:
        about.append(settings.created_at.strftime("%Y-%m-%d"))
    return clean_xml(" · ".join(about))[0]


def _write_relations(parcel: Parcel) -> None:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parcel.relations(
        "_rels/.rels",
        {
            "rId1": (f"{OFFICE}/officeDocument", "word/document.xml"),
            "rId2": (core, "docProps/core.xml"),
        },
    )
    kinds = ("styles", "settings", "footnotes", "header", "footer")
    parcel.relations(
        "word/_rels/document.xml.rels",
        {f"rId{n}": (f"{OFFICE}/{kind}", f"{kind}.xml") for n, kind in enumerate(kinds, start=1)},
    )


def _write_others(parcel: Parcel, title: str, settings: ExportSettings) -> None:
    styles = files("alignments.formats.docx").joinpath("styles.xml").read_text(encoding="utf-8")
    running = paragraph("Header", f"<w:r>{words(title)}</w:r>")
    others = {
        "styles": styles,
        "settings": _SETTINGS,
        "header": f"<w:hdr {_NAMES}>{running}</w:hdr>",
        "footer": f"<w:ftr {_NAMES}>{paragraph('Footer', _PAGE_NUMBER)}</w:ftr>",
    }
    for name, xml in others.items():
        with parcel.part(f"word/{name}.xml", f"{_TYPE}{name}+xml") as part:
            part.write(xml)
    at = settings.created_at
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""
    made = (
        '<dcterms:created xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    with parcel.part("docProps/core.xml", core) as part:
        part.write(
            f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{escape_text(title)}</dc:title>'
            f"{made if moment else ''}</cp:coreProperties>"
        )
