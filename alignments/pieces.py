"""Segments as a page shows them: stretches of text with their emphasis, note marks and place.

`unit_text` (alignments.units) gives one plain text; what is set as a page needs to know besides
where a heading or paragraph begins, what is emphasised, and which sign calls which note. The text
of the pieces is that of `unit_text`, character for character, in languages that part their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from alignments.bitext import BlockKind, Document, Segment, Span, SpanKind, Stream
from alignments.printed import Brackets, NoteMarks, parsed_edit, replacements

PieceKind = Literal["text", "mark", "number"]
_BLANKS = re.compile("[^\\S\u00a0\u2007\u202f]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a segment: what is printed, and how.

    `emphasis` is "", "1" (italics), "2" (bold) or "3" (both); a "mark" calls the note `label`, a
    "number" opens it. `label` is empty where the document has no such note.
    """

    text: str
    kind: PieceKind = "text"
    label: str = ""
    emphasis: str = ""


@dataclass(frozen=True, slots=True)
class LaidSegment:
    """A segment with its pieces and its place: the block it belongs to, and whether it opens it.

    `level` is a heading's, 1 to 6; `note` the number of the note it belongs to. `is_note` holds for
    notes without a number, too.
    """

    pieces: tuple[Piece, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    note: str = ""
    is_note: bool = False
    opens: bool = True

    @property
    def text(self) -> str:
        """All that is printed."""
        return "".join(piece.text for piece in self.pieces)


def laid_plainly(texts: Sequence[str]) -> tuple[LaidSegment, ...]:
    """Texts of which nothing else is known, as one paragraph."""
    return tuple(
        LaidSegment((Piece(text),) if text else (), opens=not number)
        for number, text in enumerate(texts)
    )


class Layout:
    """Lays out the segments of a document, one at a time; `edits` replace texts by position."""

    def __init__(
        self,
        document: Document,
        edits: Mapping[int, str] | None = None,
        *,
        note_marks: NoteMarks = "keep",
        brackets: Brackets = "keep",
    ) -> None:
        self._document = document
        self._edits = edits or {}
        self._note_marks: NoteMarks = note_marks
        self._brackets: Brackets = brackets
        self._spans = sorted(document.spans, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)
        self._notes = frozenset(
            document.blocks[segment.block].number
            for segment in document.segments
            if _is_note(document, segment)
        )

    def run(self, positions: range) -> tuple[LaidSegment, ...]:
        """The segments of a run, in order."""
        return tuple(self.segment(position) for position in positions)

    def segment(self, position: int) -> LaidSegment:
        """One segment."""
        document, segment = self._document, self._document.segments[position]
        block = document.blocks[segment.block]
        before = document.segments[position - 1].block if position else None
        is_note = _is_note(document, segment)
        return LaidSegment(
            pieces=tuple(self._known(piece) for piece in self._pieces(position, segment)),
            kind=block.kind,
            level=block.level,
            note=block.number if is_note else "",
            is_note=is_note,
            opens=before != segment.block,
        )

    def _known(self, piece: Piece) -> Piece:
        """A mark keeps its label only where there is such a note."""
        return piece if piece.label in self._notes else replace(piece, label="")

    def _pieces(self, position: int, segment: Segment) -> list[Piece]:
        edit = self._edits.get(position)
        if edit is None:
            text = self._document.text[segment.start : segment.end]
            spans: Sequence[Span] = self._spans_of(segment)
        else:
            text, spans = parsed_edit(edit, self._document.language)
        return pieces_of(text, spans, note_marks=self._note_marks, brackets=self._brackets)

    def _spans_of(self, segment: Segment) -> list[Span]:
        # Emphasis may begin before the segment: look back as far as the longest span reaches.
        first = bisect_left(self._starts, segment.start - self._longest)
        near = self._spans[first : bisect_left(self._starts, segment.end)]
        return [
            replace(
                span,
                start=max(span.start, segment.start) - segment.start,
                end=min(span.end, segment.end) - segment.start,
            )
            for span in near
            if span.end > segment.start
            and (span.start >= segment.start or span.kind is SpanKind.EMPHASIS)
        ]


def _is_note(document: Document, segment: Segment) -> bool:
    block = document.blocks[segment.block]
    return block.kind is BlockKind.NOTE or block.stream is Stream.NOTES


def pieces_of(
    text: str,
    spans: Sequence[Span],
    *,
    note_marks: NoteMarks = "keep",
    brackets: Brackets = "keep",
) -> list[Piece]:
    """The pieces of one text, blanks made single; `spans` are relative to it.

    A mark that calls several notes, `[3, 5]`, is one piece for each, with the signs between them.
    """
    loose: list[Piece] = []
    cursor = 0
    for start, end, printed, span in replacements(text, spans, note_marks, brackets):
        loose += _emphasised(text, cursor, start, spans)
        if span.kind in (SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER):
            loose += _signs(printed, span)
        elif printed:
            loose.append(Piece(printed))
        cursor = end
    loose += _emphasised(text, cursor, len(text), spans)
    return _joined(loose)


def _emphasised(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Piece]:
    stressed = [s for s in spans if s.kind is SpanKind.EMPHASIS and s.start < end and s.end > start]
    edges = {start, end}
    for span in stressed:
        edges |= {max(start, span.start), min(end, span.end)}
    places = sorted(edges)
    for left, right in pairwise(places):
        strength = 0
        for span in stressed:
            if span.start <= left and span.end >= right and span.label in ("1", "2", "3"):
                strength |= int(span.label)
        yield Piece(text[left:right], emphasis=str(strength or ""))


def _signs(printed: str, span: Span) -> Iterator[Piece]:
    kind: PieceKind = "mark" if span.kind is SpanKind.NOTE_MARK else "number"
    cursor = 0
    labels = re.split(r"\s?[,–-]\s?", span.label) if kind == "mark" else [span.label]
    for label in labels if len(labels) > 1 else []:
        place = printed.find(label, cursor)
        if place < 0:
            break
        yield Piece(printed[cursor : place + len(label)], kind, label)
        cursor = place + len(label)
    if cursor == 0:
        yield Piece(printed, kind, span.label)
    elif cursor < len(printed):
        yield Piece(printed[cursor:], kind)


def _joined(loose: Sequence[Piece]) -> list[Piece]:
    """Pieces without doubled blanks, none empty, neighbours alike made one, ends trimmed."""
    pieces: list[Piece] = []
    for piece in loose:
        text = _BLANKS.sub(" ", piece.text)
        if text.startswith(" ") and (not pieces or pieces[-1].text.endswith(" ")):
            text = text[1:]
        if not text:
            continue
        same = pieces and replace(pieces[-1], text="") == replace(piece, text="")
        if same and piece.kind == "text":
            pieces[-1] = replace(piece, text=pieces[-1].text + text)
        else:
            pieces.append(replace(piece, text=text))
    while pieces and pieces[-1].text.endswith(" "):
        last = pieces.pop()
        if last.text.rstrip(" "):
            pieces.append(replace(last, text=last.text.rstrip(" ")))
    return pieces
