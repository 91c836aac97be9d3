"""The cells of the page: segments as HTML, every sign of the text escaped, notes linked both ways.

A mark links to its note, `note-t-8`, and the note's number back to the first mark, `mark-t-8`; "s"
is the original's side, "t" the translation's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from alignments.bitext import BlockKind, Side
from alignments.exports import ExportSettings
from alignments.formats.book import BookRow, Called, paragraphs
from alignments.formats.wording import why_empty
from alignments.languages import direction
from alignments.pieces import LaidSegment, Piece
from alignments.units import is_unspaced
from alignments.xml_characters import escape_attribute, escape_text

_EMPHASIS = {
    "1": ("<em>", "</em>"),
    "2": ("<strong>", "</strong>"),
    "3": ("<strong><em>", "</em></strong>"),
}
DEEPEST = 6


class Cells:
    """Writes cells, and remembers which notes were called and which are there."""

    def __init__(self, settings: ExportSettings) -> None:
        self._languages: dict[Side, str] = {
            "source": settings.source_language,
            "target": settings.target_language,
        }
        self.calls: Counter[Called] = Counter()
        self.back: set[Called] = set()
        """Notes that a mark calls: set once all text is written, before the notes are."""
        self.written: set[Called] = set()
        self._above: list[int] = []  # the levels of the headings that the text stands under

    def attributes(self, side: Side) -> str:
        """The language and the direction of a side."""
        language = self._languages[side]
        return f' lang="{escape_attribute(language)}" dir="{direction(language)}"'

    def cell(self, row: BookRow, side: Side) -> str:
        """One side of a row; an empty one says why it is empty."""
        segments = row.side(side)
        if not segments:
            return f'<td class="void"><p>{escape_text(why_empty(row.reviewed))}</p></td>'
        inside = "".join(self._paragraph(part, side, row.level) for part in paragraphs(segments))
        return f"<td{self.attributes(side)}>{inside}</td>"

    def _paragraph(self, segments: Sequence[LaidSegment], side: Side, level: int) -> str:
        first = segments[0]
        gap = "" if is_unspaced(self._languages[side]) else " "
        words = gap.join(self._segment(segment, side) for segment in segments)
        if first.kind is BlockKind.HEADING:
            name = f"h{min(self._depth(level) + 1, DEEPEST)}"
            return f"<{name}>{words}</{name}>"
        if first.is_note and first.opens and first.note:
            return f"<p{self._anchor((side, first.note))}>{self._number(first, side)}{words}</p>"
        kind = ' class="item"' if first.kind is BlockKind.LIST_ITEM and first.opens else ""
        return f"<p{kind}>{words}</p>"

    def _depth(self, level: int) -> int:
        """How deep a heading stands: under the title of the page, and without gaps."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return len(self._above)

    def _anchor(self, note: Called) -> str:
        if note in self.written:
            return ""  # the second note of a number: links go to the first
        self.written.add(note)
        return f' id="note-{_key(note)}"'

    def _number(self, segment: LaidSegment, side: Side) -> str:
        """The number of a note whose text does not begin with it."""
        if any(piece.kind == "number" for piece in segment.pieces):
            return ""
        return self._back(segment.note, (side, segment.note)) + " "

    def _segment(self, segment: LaidSegment, side: Side) -> str:
        return "".join(self._piece(piece, side) for piece in segment.pieces)

    def _piece(self, piece: Piece, side: Side) -> str:
        words = escape_text(piece.text)
        if piece.kind == "mark":
            return self._mark(words, (side, piece.label))
        if piece.kind == "number":
            return self._back(words, (side, piece.label), escaped=True)
        before, after = _EMPHASIS.get(piece.emphasis, ("", ""))
        return f"{before}{words}{after}"

    def _mark(self, words: str, note: Called) -> str:
        if not note[1]:
            return f"<sup>{words}</sup>"
        self.calls[note] += 1
        again = f"-{self.calls[note]}" if self.calls[note] > 1 else ""
        key = _key(note)
        link = f'<a id="mark-{key}{again}" href="#note-{key}" role="doc-noteref">'
        return f"<sup>{link}{words}</a></sup>"

    def _back(self, words: str, note: Called, *, escaped: bool = False) -> str:
        shown = words if escaped else escape_text(words)
        if note not in self.back:
            return f'<span class="number">{shown}</span>'
        return (
            f'<a class="number" href="#mark-{_key(note)}" role="doc-backlink" '
            f'title="Back to the text">{shown}</a>'
        )

    def missing(self) -> list[str]:
        """A line for each note that is called, but not in this file, so that its links end here."""
        return [
            f'<p id="note-{_key(note)}">{self._back(note[1], note)} '
            "This note is not in this file: its pair is not confirmed.</p>"
            for note in self.calls
            if note not in self.written
        ]


def _key(note: Called) -> str:
    side, label = note
    return f"{side[0]}-" + re.sub("[^0-9A-Za-z]", lambda hit: f"_{ord(hit.group()):x}_", label)
