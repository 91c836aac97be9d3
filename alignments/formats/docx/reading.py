"""Reading a Word document: its paragraphs, tables and notes as declared blocks.

Tracked changes are taken as accepted. What is no part of the text (deleted and hidden words,
comments, headers and footers) is left out and counted in notices.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alignments.bitext import BlockKind
from alignments.errors import FormatError
from alignments.formats.docx.called import Notes
from alignments.formats.docx.lists import Lists
from alignments.formats.docx.looks import Look, Styles, child, look_of, name_of, value_of
from alignments.formats.docx.pieces import PieceReader
from alignments.formats.docx.revisions import accept_changes
from alignments.formats.extracts import Counts, Extract
from alignments.formats.packages import Package, parse_part
from alignments.structure.declared import Declared, Piece

Element = Any

MAIN = "word/document.xml"
_FOLDER = "word/"


def read_docx(package: Package) -> Extract:
    """The text of a Word document: the body in order, then footnotes, then endnotes.

    Raises FormatError, naming the part, for what is damaged or no Word document.
    """
    return _Reader(package).read()


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.counts = Counts()
        self.styles = Styles(self._optional("styles.xml"))
        self.lists = Lists(self._optional("numbering.xml"))
        settings = self._optional("settings.xml")
        roots = {kind: self._optional(f"{kind}.xml") for kind in ("footnotes", "endnotes")}
        for root in roots.values():
            if root is not None:
                accept_changes(root, self.counts)
        self.notes = Notes(roots, settings)
        self.pieces = PieceReader(self.styles, self.notes, self.counts)

    def read(self) -> Extract:
        root = parse_part(self.package.read(MAIN), MAIN)
        body = child(root, "body")
        if body is None:
            raise FormatError(f"the part {MAIN} has no body: the file is damaged; save it anew")
        accept_changes(root, self.counts)
        blocks = [*self._blocks(body), *self._note_blocks()]
        self._count_asides(body)
        return Extract(tuple(blocks), self.counts.notices())

    def _optional(self, name: str) -> Element | None:
        part = _FOLDER + name
        return parse_part(self.package.read(part), part) if part in self.package else None

    def _blocks(self, body: Element) -> Iterator[Declared]:
        """A paragraph whose end mark was deleted goes on in the next one."""
        held: list[Piece] = []
        for paragraph in _paragraphs(body):
            look = self._look(paragraph)
            number = self.lists.number(look.list_id, look.list_level)
            pieces = self.pieces.read(paragraph, look)
            if any(piece.text.strip() for piece in pieces) and number:
                pieces.insert(0, Piece(number))
            held += pieces
            if child(paragraph, "pPr", "rPr", "del") is None:
                yield _declared(tuple(held), look, bool(number), _is_in_cell(paragraph, body))
                held = []
        if held:
            yield Declared(tuple(held))

    def _look(self, paragraph: Element) -> Look:
        properties = child(paragraph, "pPr")
        style = self.styles.look(value_of(child(properties, "pStyle")))
        return look_of(properties).over(style)

    def _note_blocks(self) -> Iterator[Declared]:
        for number, note in self.notes.called():
            continues = False
            for paragraph in _paragraphs(note):
                pieces = self.pieces.read(paragraph, self._look(paragraph))
                if any(piece.text.strip() for piece in pieces):
                    yield Declared(
                        tuple(pieces), BlockKind.NOTE, number=number, continues=continues
                    )
                    continues = True
        left = self.notes.uncalled()
        self.counts.add("note that nothing calls", "notes that nothing calls", "left out", left)

    def _count_asides(self, body: Element) -> None:
        comments = self._optional("comments.xml")
        if comments is not None:
            count = sum(name_of(element) == "comment" for element in comments)
            self.counts.add("comment", "comments", "left out", count)
        edges = [n for n in self.package.names if n.startswith(("word/header", "word/footer"))]
        worded = sum(_has_words(parse_part(self.package.read(n), n)) for n in edges)
        self.counts.add("header or footer", "headers and footers", "left out", worded)
        boxes = sum(name_of(element) == "txbxContent" for element in body.iter())
        self.counts.add("text box", "text boxes", "read after the paragraph that holds it", boxes)


def _paragraphs(root: Element) -> Iterator[Element]:
    return (element for element in root.iter("{*}p") if name_of(element) == "p")


def _declared(pieces: tuple[Piece, ...], look: Look, numbered: bool, in_cell: bool) -> Declared:
    if look.contents:
        return Declared(pieces, BlockKind.FURNITURE)
    if look.level and not in_cell:
        return Declared(pieces, BlockKind.HEADING, min(look.level, 6))
    kind = BlockKind.LIST_ITEM if numbered else BlockKind.PARAGRAPH
    return Declared(pieces, kind, cell=in_cell)


def _is_in_cell(paragraph: Element, body: Element) -> bool:
    for ancestor in paragraph.iterancestors():
        if ancestor is body:
            return False
        if name_of(ancestor) == "tc":
            return True
    return False


def _has_words(root: Element) -> bool:
    return any((element.text or "").strip() for element in root.iter("{*}t"))
