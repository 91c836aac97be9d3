"""Reading web pages saved to disk, as declared blocks.

Elements say what the blocks are, links within the page which are notes. The page's own words (its
ways, its foot) stay in the text as furniture, aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from alignments.bitext import BlockKind
from alignments.errors import FormatError
from alignments.formats.extracts import Counts, Extract
from alignments.formats.page.drafts import PageBlock, Part
from alignments.formats.page.linking import is_back_link, link_notes
from alignments.formats.page.walking import Walker
from alignments.formats.raised import raised_mark
from alignments.structure.declared import Declared, Piece

Element = Any

_LINKS = 0.8  # share of a block's letters in links from which it only shows other ways
_LONGEST_WAY = 300


def read_page(text: str) -> Extract:
    """The blocks of one page; raises FormatError where there is none, or too many nested ones."""
    reader = PageReader()
    reader.add(text, "")
    return reader.extract()


class PageReader:
    """Reads one page after another as one document; links lead from page to page."""

    def __init__(self) -> None:
        self._blocks: list[PageBlock] = []

    def add(self, text: str, name: str) -> None:
        """Read a page under its file's name, without folders."""
        root = parse_page(text)
        body = next((e for e in root.iter() if str(e.tag).lower() == "body"), root)
        self._blocks += Walker(name).walk(body)

    def extract(self) -> Extract:
        """All blocks: texts in their order, then notes."""
        link_notes(self._blocks)
        counts = Counts()
        declared = [_declared(block) for block in self._blocks]
        ways = sum(block.kind is BlockKind.FURNITURE for block in declared)
        counts.add(
            "part of the page around the text",
            "parts of the page around the text",
            "put aside",
            ways,
        )
        return Extract(tuple(declared), counts.notices())


def parse_page(text: str) -> Element:
    """The root of a page, however broken its mark-up."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_clean(text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(f"the page cannot be read ({error}): save it anew") from error
    if root is None:
        raise FormatError("the page holds no elements: save it anew, or as plain text")
    for entry in parser.error_log:
        if "depth" in entry.message.lower() or "huge" in entry.message.lower():
            raise FormatError(
                f"line {entry.line}: {entry.message}; a page of over 256 nested elements or of "
                "10 MB in one text is not read: save its text as plain text"
            )
    return root


def _clean(text: str) -> str:
    # A NUL would end the page for the parser, without a word.
    return re.sub("[\x00-\x08\x0e-\x1f]", "", text)


def _declared(block: PageBlock) -> Declared:
    kind = block.kind
    if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _shows_ways(block):
        kind = BlockKind.FURNITURE
    pieces = list(_pieces(block.parts))
    if block.prefix and kind is BlockKind.LIST_ITEM:
        pieces.insert(0, Piece(block.prefix))
    return Declared(
        tuple(pieces),
        kind,
        block.level,
        block.note_number,
        block.continues,
        block.cell,
        block.stream if kind is not BlockKind.NOTE else None,
    )


def _shows_ways(block: PageBlock) -> bool:
    """Whether a block is hardly more than links to other pages."""
    if block.stream is not None:  # the author's name leads to the author's page
        return False
    total = sum(map(str.isalnum, block.text))
    linked = sum(sum(map(str.isalnum, p.text)) for p in block.parts if p.target == "out")
    return 0 < total < _LONGEST_WAY and linked >= _LINKS * total


def _pieces(parts: Sequence[Part]) -> Iterator[Piece]:
    before = ""
    for part in parts:
        if part.kept:
            yield Piece(part.text, "mark")
        elif is_back_link(part) and before.strip():
            yield Piece(part.text, "markup")
        elif part.raised and (mark := raised_mark(part.text, before)) is not None:
            yield mark
        else:
            yield Piece(part.text, "text", part.emphasis)
        before = part.text
