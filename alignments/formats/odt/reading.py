"""Reading an OpenDocument text: its paragraphs, lists, tables and notes as declared blocks.

Tracked changes are taken as accepted, as in the file's own text; hidden text and comments are left
out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from alignments.bitext import BlockKind
from alignments.errors import FormatError
from alignments.formats.extracts import Counts, Extract
from alignments.formats.odt.looks import Look, Styles, name_of, value_of
from alignments.formats.packages import Package, parse_part
from alignments.formats.raised import raised_mark
from alignments.structure.declared import Declared, Piece

Element = Any

MAIN = "content.xml"
MANIFEST = "META-INF/manifest.xml"
_CONTENTS = frozenset(
    {"table-of-content", "illustration-index", "table-index", "alphabetical-index"}
)
_UNREAD = frozenset({"tracked-changes", "forms", "sequence-decls", "variable-decls", "script"})
_BLANK = re.compile(r"[ \t\n\r]+")
_MOST_BLANKS = 1_000


def read_odt(package: Package) -> Extract:
    """The text of an OpenDocument text: the body in order, then the notes in their order.

    Raises FormatError, naming the part, for what is damaged or holds no text.
    """
    if MANIFEST in package and any(
        True for _ in parse_part(package.read(MANIFEST), MANIFEST).iter("{*}encryption-data")
    ):
        raise FormatError("it is protected by a password: save it without one and import that")
    root = parse_part(package.read(MAIN), MAIN)
    body = next((e for e in root.iter() if name_of(e) == "text" and _is_office(e)), None)
    if body is None:
        raise FormatError("it is an OpenDocument file, but no text: save it as a text (.odt)")
    roots = [root]
    if "styles.xml" in package:
        roots.insert(0, parse_part(package.read("styles.xml"), "styles.xml"))
    return _Reader(Styles(roots)).read(body)


def _is_office(element: Element) -> bool:
    return ":office:" in str(element.tag)


@dataclass(slots=True)
class _List:
    """A list while it is read: its style, how deep it lies, and the number of its last item."""

    style: str
    level: int
    count: int


@dataclass(slots=True)
class _Place:
    """Where a paragraph stands."""

    lists: list[_List] = field(default_factory=list)
    cell: bool = False
    contents: bool = False
    fresh: bool = False


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.counts = Counts()
        self.notes: list[tuple[str, Element]] = []
        self.numbered = 0

    def read(self, body: Element) -> Extract:
        blocks = list(self._blocks(body))
        done = 0
        while done < len(self.notes):  # a note may call another one
            number, note = self.notes[done]
            blocks += self._note(number, note)
            done += 1
        return Extract(tuple(blocks), self.counts.notices())

    def _blocks(self, root: Element) -> Iterator[Declared]:
        """Paragraphs and headings in order; lists and tables are kept in mind on the way."""
        place = _Place()
        waiting: list[tuple[str, Element]] = [("in", e) for e in reversed(root)]
        while waiting:
            step, element = waiting.pop()
            name = name_of(element)
            if step == "out":
                self._leave(name, place)
            elif name in ("p", "h"):
                yield from self._paragraph(element, name, place)
                waiting += [("in", box) for box in reversed(_boxes(element))]
            elif name in _UNREAD:
                changes = sum(name_of(e) == "changed-region" for e in element)
                self.counts.add("tracked change", "tracked changes", "taken as accepted", changes)
            else:
                self._enter(name, element, place)
                waiting.append(("out", element))
                waiting += [("in", child) for child in reversed(element)]

    def _enter(self, name: str, element: Element, place: _Place) -> None:
        if name == "list":
            outer = place.lists[-1] if place.lists else None
            style = value_of(element, "style-name") or (outer.style if outer else "")
            level = outer.level + 1 if outer else 1
            place.lists.append(_List(style, level, self.styles.starts(style, level) - 1))
        elif name == "list-item" and place.lists:
            start = value_of(element, "start-value")
            last = place.lists[-1]
            last.count = int(start) if start.isdecimal() and len(start) < 7 else last.count + 1
            place.fresh = True
        elif name == "table-cell":
            place.cell = True
        elif name in _CONTENTS:
            place.contents = True

    def _leave(self, name: str, place: _Place) -> None:
        if name == "list":
            place.lists.pop()
        elif name == "list-item":
            place.fresh = False
        elif name == "table":
            place.cell = False
        elif name in _CONTENTS:
            place.contents = False

    def _paragraph(self, element: Element, name: str, place: _Place) -> Iterator[Declared]:
        look = self.styles.look(value_of(element, "style-name"))
        if look.hidden:
            self.counts.add("hidden passage", "hidden passages", "left out")
            return
        pieces = self._pieces(element)
        level = _level(element, name, look)
        if place.contents:
            yield Declared(tuple(pieces), BlockKind.FURNITURE)
        elif level and not place.cell:
            yield Declared(tuple(pieces), BlockKind.HEADING, level)
        else:
            number = self._number(place)
            kind = BlockKind.LIST_ITEM if number else BlockKind.PARAGRAPH
            worded = any(piece.text.strip() for piece in pieces)
            yield Declared((Piece(number), *pieces) if worded else (), kind, cell=place.cell)

    def _number(self, place: _Place) -> str:
        """The number of an item stands before its first paragraph only."""
        if not place.lists or not place.fresh:
            return ""
        place.fresh = False
        last = place.lists[-1]
        return self.styles.printed(last.style, last.level, last.count)

    def _note(self, number: str, note: Element) -> Iterator[Declared]:
        continues = False
        for element in note.iter():
            if name_of(element) not in ("p", "h") or _note_of(element) is not note:
                continue
            pieces = self._pieces(element)
            if any(piece.text.strip() for piece in pieces):
                yield Declared(tuple(pieces), BlockKind.NOTE, number=number, continues=continues)
                continues = True

    def _pieces(self, paragraph: Element) -> list[Piece]:
        pieces: list[Piece] = []
        waiting: list[tuple[Element | str, Look]] = list(reversed(_inside(paragraph, Look())))
        while waiting:
            item, look = waiting.pop()
            if isinstance(item, str):
                self._add_text(item, look, pieces)
            else:
                waiting += reversed(self._open(item, look, pieces))
        return pieces

    def _add_text(self, text: str, look: Look, pieces: list[Piece]) -> None:
        before = "".join(piece.text for piece in pieces[-2:])
        mark = raised_mark(text, before) if look.raised and text.strip() else None
        pieces.append(mark or Piece(text, "text", look.emphasis))

    def _open(
        self, element: Element, look: Look, pieces: list[Piece]
    ) -> list[tuple[Element | str, Look]]:
        """What stands in an element of a paragraph; a note's mark is added at once."""
        name = name_of(element)
        if name == "s":
            count = value_of(element, "c")
            return [(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS), look)]
        if name in ("tab", "line-break"):
            return [("\t" if name == "tab" else "\n", look)]
        if name == "note":
            pieces.append(Piece(self._call(element), "mark"))
        elif name in ("annotation", "hidden-text", "hidden-paragraph"):
            comment = name == "annotation"
            one = "comment" if comment else "hidden passage"
            self.counts.add(one, f"{one}s", "left out")
        elif name not in ("text-box", "frame", "annotation-end", "ruby-text", "custom-shape"):
            inner = (
                self.styles.over(value_of(element, "style-name"), look) if name == "span" else look
            )
            if not inner.hidden:
                return _inside(element, inner)
            self.counts.add("hidden passage", "hidden passages", "left out")
        return []

    def _call(self, note: Element) -> str:
        citation = next((e for e in note if name_of(e) == "note-citation"), None)
        printed = "" if citation is None else "".join(citation.itertext()).strip()
        self.numbered += 1
        number = printed or str(self.numbered)
        body = next((e for e in note if name_of(e) == "note-body"), None)
        if body is not None:
            self.notes.append((number, body))
        return number


def _inside(element: Element, look: Look) -> list[tuple[Element | str, Look]]:
    """An element's text and elements in order; line ends and runs of blanks are one blank."""
    found: list[tuple[Element | str, Look]] = []
    if element.text:
        found.append((_blanks(element.text), look))
    for child in element:
        found.append((child, look))
        if child.tail:
            found.append((_blanks(child.tail), look))
    return found


def _blanks(text: str) -> str:
    return _BLANK.sub(" ", text)


def _boxes(paragraph: Element) -> list[Element]:
    """The text boxes that hang on this very paragraph, not on one inside another box."""
    boxes = [e for e in paragraph.iter() if name_of(e) == "text-box"]
    return [box for box in boxes if next(box.iterancestors("{*}p", "{*}h"), None) is paragraph]


def _level(element: Element, name: str, look: Look) -> int:
    if name == "h":
        level = value_of(element, "outline-level")
        return min(int(level), 6) if level.isdecimal() and 0 < len(level) < 3 and int(level) else 1
    return min(look.level, 6)


def _note_of(element: Element) -> Element | None:
    return next((e for e in element.iterancestors() if name_of(e) == "note-body"), None)
