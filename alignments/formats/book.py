"""A bitext as a book: rows in reading order, the notes kept for the end, who calls which note.

What HTML and DOCX share. Rows come one by one; only the rows of notes are held until the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from alignments.bitext import SIDES, BlockKind, Side
from alignments.exports import CleanedCharacter, ExportReport, ExportSettings, selected
from alignments.pieces import LaidSegment, Piece
from alignments.units import ReviewedBead
from alignments.xml_characters import clean_xml

Called = tuple[Side, str]
"""A note: the side it stands on and its number."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """A bead as a row: its number from 1, both sides laid out, clean for XML.

    `gap` says how many beads were left out before it since nobody had confirmed them.
    """

    number: int
    reviewed: ReviewedBead
    source: tuple[LaidSegment, ...]
    target: tuple[LaidSegment, ...]
    gap: int = 0

    def side(self, side: Side) -> tuple[LaidSegment, ...]:
        """The segments on one side."""
        return self.source if side == "source" else self.target

    @property
    def segments(self) -> tuple[LaidSegment, ...]:
        """The segments of both sides."""
        return self.source + self.target

    @property
    def is_note(self) -> bool:
        """Whether nothing but notes stands in it."""
        return all(segment.is_note for segment in self.segments)

    @property
    def is_heading(self) -> bool:
        """Whether nothing but headings stands in it."""
        return all(segment.kind is BlockKind.HEADING for segment in self.segments)

    @property
    def level(self) -> int:
        """The level of its heading, 1 to 6: the higher one where the two sides differ."""
        levels = [s.level for s in self.segments if s.kind is BlockKind.HEADING and s.level]
        return min(levels, default=1)

    @property
    def opens(self) -> bool:
        """Whether a paragraph begins with it on either side."""
        return any(segments[0].opens for segments in (self.source, self.target) if segments)


@dataclass(slots=True)
class Book:
    """The rows of an export, notes apart; `report` is filled while the body is read."""

    beads: Iterable[ReviewedBead]
    settings: ExportSettings
    report: ExportReport = field(default_factory=ExportReport)
    notes: list[BookRow] = field(default_factory=list)
    gap_at_end: int = 0

    def body(self) -> Iterator[BookRow]:
        """The rows of the text; those of notes go to `notes`."""
        told = 0
        for reviewed in selected(self.beads, self.settings, self.report, nulls=True):
            row = self._row(reviewed)
            if row.is_note:
                self.notes.append(row)
                continue
            gap = self.report.left_out_unconfirmed - told
            told += gap
            yield replace(row, gap=gap)
        self.gap_at_end = self.report.left_out_unconfirmed - told

    def _row(self, reviewed: ReviewedBead) -> BookRow:
        clean = {side: self._clean(reviewed, side) for side in SIDES}
        return BookRow(self.report.beads, reviewed, clean["source"], clean["target"])

    def _clean(self, reviewed: ReviewedBead, side: Side) -> tuple[LaidSegment, ...]:
        languages = (self.settings.source_language, self.settings.target_language)
        place = languages[side == "target"]
        return tuple(
            replace(segment, pieces=tuple(self._clean_pieces(segment, reviewed.id, place)))
            for segment in reviewed.laid(side)
        )

    def _clean_pieces(self, segment: LaidSegment, unit: str, place: str) -> Iterator[Piece]:
        at = 0
        for piece in segment.pieces:
            text, found = clean_xml(piece.text)
            if found:
                self.report.note_cleaned(
                    CleanedCharacter(unit, place, at + hit.position, hit.name) for hit in found
                )
            at += len(piece.text)
            yield piece if not found else replace(piece, text=text)


def count_book(beads: Iterable[ReviewedBead], settings: ExportSettings) -> ExportReport:
    """The report of a book that is not written; the beads need no layout for it."""
    book = Book(beads, settings)
    for _ in book.body():
        pass
    return book.report


def notes_called(rows: Iterable[BookRow]) -> Iterator[Called]:
    """The notes that marks in these rows call, in order, as often as they do."""
    for row in rows:
        for side in SIDES:
            for segment in row.side(side):
                for piece in segment.pieces:
                    if piece.kind == "mark" and piece.label:
                        yield side, piece.label


def paragraphs(segments: Iterable[LaidSegment]) -> Iterator[list[LaidSegment]]:
    """Segments as they are set: a new list wherever a block begins."""
    gathered: list[LaidSegment] = []
    for segment in segments:
        if gathered and segment.opens:
            yield gathered
            gathered = []
        gathered.append(segment)
    if gathered:
        yield gathered
