"""Documents that declare their structure: paragraphs, headings and notes as a file says they are.

What a word processor or a web page declares counts; what it leaves open (numbers typed by hand,
notes written as paragraphs, bold lines above a part) is recognised as in plain text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from alignments.bitext import BlockKind, Document, Notice, Span, SpanKind, Stream
from alignments.structure.copies import find_copies
from alignments.structure.drafts import Draft
from alignments.structure.finding import as_document
from alignments.structure.furniture import mark_furniture, put_aside
from alignments.structure.headings import find_headings
from alignments.structure.hyphens import mark_hyphens
from alignments.structure.inline import find_spans
from alignments.structure.joins import Proposal, is_shown, page_break, propose_joins
from alignments.structure.notes import calls, check_notes, find_notes, number_spans
from alignments.structure.streams import set_streams
from alignments.structure.tokens import Dialect

PieceKind = Literal["text", "mark", "markup"]
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a declared block.

    "text" is text of an `emphasis` (0 none, 1 italics, 2 bold, 3 both); "mark" calls the note whose
    number is `text`, and is printed as "[number]"; "markup" is text that is hidden.
    """

    text: str
    kind: PieceKind = "text"
    emphasis: int = 0


@dataclass(frozen=True, slots=True)
class Declared:
    """A block as its file declares it.

    `level` is that of a heading, 1 to 6; `number` a note's; `continues` says that the block goes on
    with the note before it. `cell` blocks stand in a table. `stream` overrides what would be found.
    """

    pieces: tuple[Piece, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    number: str = ""
    continues: bool = False
    cell: bool = False
    stream: Stream | None = None


def build_document(
    declared: Iterable[Declared], notices: Sequence[Notice], name: str, language: str
) -> Document:
    """A Document, without segments, of declared blocks in order; blank ones are left out.

    The text is NFC; blocks are parted by an empty line. Spans are in order of their starts.
    """
    builder = _Builder()
    for block in declared:
        builder.add(block)
    text = "".join(builder.texts)
    drafts, given = builder.drafts, builder.spans
    mark_furniture(text, drafts)
    find_headings(text, drafts, _dialect(drafts))
    spans, found = find_spans(text, drafts, "plain")
    spans = given + _without(spans, given)
    called = calls(spans, drafts)
    find_notes(text, drafts, called)
    proposals = [p for p in propose_joins(text, drafts) if not builder.is_kept_apart(p)]
    found += find_copies(text, drafts, proposals, called)
    set_streams(text, drafts)
    for draft, stream in builder.streams:
        draft.stream = stream
    found += check_notes(drafts, called)
    shown = [proposal for proposal in proposals if is_shown(proposal)]
    spans = number_spans(spans, drafts)
    spans += mark_hyphens(text, shown)
    spans += [page_break(proposal) for proposal in shown]
    return as_document(text, name, language, drafts, spans, shown, [*notices, *found])


def _dialect(drafts: Sequence[Draft]) -> Dialect:
    """A file that declares headings leaves none to be guessed by a line's shortness."""
    declared = any(draft.kind is BlockKind.HEADING for draft in drafts)
    return "markdown" if declared else "plain"


def _without(spans: Sequence[Span], given: Sequence[Span]) -> list[Span]:
    """The spans found in the text, but for those that a declared mark has named already."""
    marks = {(s.start, s.end) for s in given if s.kind is SpanKind.NOTE_MARK}
    return [span for span in spans if (span.start, span.end) not in marks]


class _Builder:
    """Lays declared blocks out one after another as text, drafts and spans."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.drafts: list[Draft] = []
        self.spans: list[Span] = []
        self.streams: list[tuple[Draft, Stream]] = []
        self.cells: set[int] = set()
        self.length = 0

    def add(self, block: Declared) -> None:
        pieces = _trimmed(block.pieces)
        if not pieces:
            return
        if self.texts:
            self._append(_GAP)
        start = self.length
        words = self._number(block)
        self._lay(pieces)
        draft = Draft(start, self.length, block.kind, words, block.level, block.number)
        draft.emphasis = _whole_emphasis(pieces)
        self._declare(draft, block)
        self.drafts.append(draft)

    def is_kept_apart(self, proposal: Proposal) -> bool:
        """Whether the file itself says that two blocks are two: cells of a table."""
        return id(proposal.left) in self.cells or id(proposal.right) in self.cells

    def _append(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)

    def _number(self, block: Declared) -> int:
        """Print a note's number before it; gives where its words begin."""
        if block.kind is BlockKind.NOTE and block.number and not block.continues:
            self._append(f"[{block.number}] ")
        return self.length

    def _lay(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            start = self.length
            self._append(f"[{piece.text}]" if piece.kind == "mark" else piece.text)
            if piece.kind == "mark":
                self.spans.append(Span(SpanKind.NOTE_MARK, start, self.length, piece.text))
            elif piece.kind == "markup":
                self.spans.append(Span(SpanKind.MARKUP, start, self.length))
            elif piece.emphasis and not piece.text.isspace():
                self.spans.append(Span(SpanKind.EMPHASIS, start, self.length, str(piece.emphasis)))

    def _declare(self, draft: Draft, block: Declared) -> None:
        draft.fixed = block.kind is not BlockKind.PARAGRAPH or block.cell
        draft.continues = block.continues
        if block.cell:
            self.cells.add(id(draft))
        if block.kind is BlockKind.FURNITURE:
            put_aside(draft)
        elif block.stream is not None:
            self.streams.append((draft, block.stream))


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in NFC, without blanks at the block's ends; none if all are blank."""
    if not any(_is_worded(piece) for piece in pieces):
        return []
    kept = _composed([piece for piece in pieces if piece.text])
    while kept and kept[0].kind != "mark" and not kept[0].text.strip():
        del kept[0]
    while kept and kept[-1].kind != "mark" and not kept[-1].text.strip():
        del kept[-1]
    if kept and kept[0].kind != "mark":
        kept[0] = Piece(kept[0].text.lstrip(), kept[0].kind, kept[0].emphasis)
    if kept and kept[-1].kind != "mark":
        kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].kind, kept[-1].emphasis)
    return kept


def _is_worded(piece: Piece) -> bool:
    return piece.kind != "markup" and bool(piece.text.strip())


def _composed(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one look as one piece, and all of it in NFC, across pieces too."""
    joined: list[Piece] = []
    for piece in pieces:
        text = unicodedata.normalize("NFC", piece.text)
        last = joined[-1] if joined else None
        if last is not None and last.kind == piece.kind == "text":
            both = unicodedata.normalize("NFC", last.text + text)
            # A letter and its accent may look different; composed, they are the one letter.
            if last.emphasis == piece.emphasis or both != last.text + text:
                joined[-1] = Piece(both, "text", last.emphasis)
                continue
        joined.append(Piece(text, piece.kind, piece.emphasis))
    return joined


def _whole_emphasis(pieces: Sequence[Piece]) -> str:
    """The mark that Markdown would put around a block that is wholly emphasised."""
    strengths = {p.emphasis for p in pieces if p.kind == "text" and p.text.strip()}
    return "*" * strengths.pop() if len(strengths) == 1 else ""
