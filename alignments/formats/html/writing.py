"""Writing the page: its head, the contents, the text, and the notes at the end.

The contents stand before the text and are known only after it: what is written waits in a file of
the system's temporary folder, so that memory does not grow with the text.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from alignments.bitext import SIDES
from alignments.exports import ExportReport, ExportSettings
from alignments.formats.book import Book, BookRow, notes_called
from alignments.formats.html.cells import Cells
from alignments.formats.html.style import page_title_rule, style_sheet
from alignments.formats.wording import standing
from alignments.units import ReviewedBead
from alignments.xml_characters import clean_xml, escape_attribute, escape_text

_IN_MEMORY = 1 << 17
_BRACKETS = {"expand": "brackets expanded", "strip": "brackets left out"}


@dataclass(frozen=True, slots=True)
class _Heading:
    """An entry of the contents."""

    number: int
    level: int
    words: tuple[str, ...]


def write_html(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write the whole text as one page, in the order given, null beads included; UTF-8.

    The page fetches nothing and runs nothing.
    """
    book = Book(beads, settings)
    cells = Cells(settings)
    headings: list[_Heading] = []
    with SpooledTemporaryFile(_IN_MEMORY) as text:
        for row in book.body():
            if row.is_heading:
                headings.append(_heading(row))
            text.write(_row(row, cells).encode())
        text.write(_gap(book.gap_at_end).encode())
        text.seek(0)
        out.write(_head(settings, book.report).encode())
        out.write(_contents(headings, has_notes=bool(book.notes)).encode())
        out.write(_table_head(settings, cells).encode())
        shutil.copyfileobj(text, out)
    out.write(b"</tbody></table>\n")
    for part in _notes(book, cells):
        out.write(part.encode())
    out.write(b"</main>\n</body>\n</html>\n")
    return book.report


def _head(settings: ExportSettings, report: ExportReport) -> str:
    title = _words(settings.title or _names(settings))
    about = [f"{settings.source_language} – {settings.target_language}", f"{report.units} pairs"]
    if report.unconfirmed:
        about.append(f"{report.unconfirmed} not confirmed")
    if report.left_out_unconfirmed:
        about.append(f"{report.left_out_unconfirmed} not confirmed and left out")
    if settings.brackets != "keep":
        about.append(
            {"expand": "brackets expanded", "strip": "brackets left out"}[settings.brackets]
        )
    if settings.created_at is not None:
        about.append(settings.created_at.strftime("%Y-%m-%d"))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n"
        f"<style>\n{style_sheet()}{page_title_rule(clean_xml(settings.title)[0])}</style>\n"
        f'</head>\n<body>\n<header class="title"><h1>{title}</h1>'
        f"<p>{_words(' · '.join(about))}</p></header>\n"
    )


def _names(settings: ExportSettings) -> str:
    return " · ".join(filter(None, (settings.source_name, settings.target_name))) or "Two texts"


def _words(text: str) -> str:
    return escape_text(clean_xml(text)[0])


def _heading(row: BookRow) -> _Heading:
    words = [" ".join(s.text for s in row.side(side)) for side in SIDES if row.side(side)]
    return _Heading(row.number, row.level, tuple(words))


def _contents(headings: Iterable[_Heading], *, has_notes: bool) -> str:
    entries = [
        f'<li class="level{heading.level}"><a href="#p{heading.number}">'
        + "".join(f"<bdi>{escape_text(words)}</bdi> " for words in heading.words)
        + "</a></li>\n"
        for heading in headings
    ]
    if has_notes:
        entries.append('<li class="level1"><a href="#notes">Notes</a></li>\n')
    if not entries:
        return ""
    return (
        '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>\n'
        f"<ul>\n{''.join(entries)}</ul></nav>\n"
    )


def _table_head(settings: ExportSettings, cells: Cells) -> str:
    names = {"source": settings.source_name or "Original"}
    names["target"] = settings.target_name or "Translation"
    heads = "".join(
        f'<th scope="col"{cells.attributes(side)}>{_words(names[side])}</th>' for side in SIDES
    )
    return (
        '<main>\n<table class="text">\n<thead><tr><th scope="col"><span class="unseen">Pair</span>'
        f"</th>{heads}</tr></thead>\n<tbody>\n"
    )


def _row(row: BookRow, cells: Cells) -> str:
    reviewed = row.reviewed
    kinds = {
        "opens": row.opens,
        "heading": row.is_heading,
        "proposed": not reviewed.is_confirmed,
        "moved": reviewed.bead.crossing,
    }
    names = " ".join(name for name, holds in kinds.items() if holds)
    state = "" if reviewed.is_confirmed else f"<small>{escape_text(standing(reviewed))}</small>"
    moved = "<small>moved</small>" if reviewed.bead.crossing else ""
    return (
        f'{_gap(row.gap)}<tr id="p{row.number}" class="{escape_attribute(names)}">'
        f'<th scope="row"><a href="#p{row.number}">{row.number}</a>{state}{moved}</th>'
        f"{cells.cell(row, 'source')}{cells.cell(row, 'target')}</tr>\n"
    )


def _gap(count: int) -> str:
    if not count:
        return ""
    pairs = "1 pair" if count == 1 else f"{count} pairs"
    return f'<tr class="gap"><td colspan="3">{pairs} left out here: not confirmed</td></tr>\n'


def _notes(book: Book, cells: Cells) -> Iterator[str]:
    """The notes as a table of their own, and a line for each that is called but left out."""
    cells.back = set(cells.calls) | set(notes_called(book.notes))
    if not book.notes and not cells.calls:
        return
    # A text that has a heading over its notes needs no other.
    titled = bool(book.notes) and book.notes[0].is_heading
    title = "" if titled else "<h2>Notes</h2>"
    yield f'<section id="notes" role="doc-endnotes" aria-label="Notes">{title}\n'
    if book.notes:
        yield '<table class="text">\n<tbody>\n'
        for row in book.notes:
            yield _row(row, cells)
        yield "</tbody></table>\n"
    for line in cells.missing():
        yield f"{line}\n"
    yield "</section>\n"
