"""Cut a document's blocks into segments: joins, headings, markup and spans respected."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from alignments.bitext import Block, BlockKind, Document, Segment, Span, SpanKind, Stream
from alignments.segmentation.registry import table_for
from alignments.segmentation.rules import cut
from alignments.segmentation.table import RuleTable

_PROTECTED = (
    SpanKind.NOTE_MARK,
    SpanKind.NOTE_NUMBER,
    SpanKind.COMPLETION,
    SpanKind.GLOSS,
    SpanKind.INSERTION,
)
_EMPHASIS_MARKS = "*_"
_BLOCK_MARKS = "#>-+*|= \t"


def segment_document(document: Document) -> Document:
    """The same document with its segments, by the rule table of its language.

    A segment stays inside one block, or inside one run of blocks whose joins are accepted: then it
    may be a slice over what lies between them (furniture). Headings are one segment each. Blocks
    of the stream ASIDE get none, nor do blocks that hold nothing but markup.
    """
    cutter = _DocumentCutter(document)
    return document.with_segments([s for run in _runs(document) for s in cutter.segments(run)])


def _runs(document: Document) -> Iterator[list[int]]:
    """Block numbers that are cut together, in order: single blocks, or blocks joined."""
    following = {join.left: join.right for join in document.joins if join.accepted}
    taken: set[int] = set()
    for number, block in enumerate(document.blocks):
        if block.stream is Stream.ASIDE or number in taken:
            continue
        run = [number]
        while (right := following.get(run[-1])) is not None and _can_join(
            document.blocks, run[-1], right
        ):
            run.append(right)
        taken.update(run)
        yield run


def _can_join(blocks: Sequence[Block], left: int, right: int) -> bool:
    """Only what has no segments may lie between joined blocks, else segments would overlap."""
    if not left < right < len(blocks) or blocks[right].stream is Stream.ASIDE:
        return False
    return all(block.stream is Stream.ASIDE for block in blocks[left + 1 : right])


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the document and where it stands in the text that is cut."""

    block: int
    start: int
    end: int
    at: int


class _DocumentCutter:
    """One document's text, table and spans, looked up by place."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.blocks = document.blocks
        self.table: RuleTable = table_for(document.language)
        spans = sorted(document.spans, key=lambda span: (span.start, span.end))
        self.markup = [span for span in spans if span.kind is SpanKind.MARKUP]
        self.markup_starts = [span.start for span in self.markup]
        self.protected = [span for span in spans if span.kind in _PROTECTED]
        self.protected_starts = [span.start for span in self.protected]

    def segments(self, run: Sequence[int]) -> Iterator[Segment]:
        """The segments of one run of blocks."""
        pieces, text = self._pieces(run)
        if len(run) == 1 and self.blocks[run[0]].kind is BlockKind.HEADING:
            slices = [(0, len(text))]
        else:
            slices = cut(text, self.table, self._protected_in(pieces))
        for start, end in slices:
            first, last = _piece_at(pieces, start), _piece_at(pieces, end - 1)
            begin = pieces[first].start + start - pieces[first].at
            finish = pieces[last].start + end - pieces[last].at
            begin, finish = self._without_markup(begin, finish)
            if begin < finish:
                yield Segment(begin, finish, pieces[first].block)

    def _pieces(self, run: Sequence[int]) -> tuple[list[_Piece], str]:
        """The run's text without what lies between its blocks, one blank in its place."""
        pieces: list[_Piece] = []
        texts: list[str] = []
        at = 0
        for number in run:
            block = self.blocks[number]
            start, end = self._without_markup(block.start, block.end)
            if start >= end:
                continue
            pieces.append(_Piece(number, start, end, at))
            texts.append(self.text[start:end])
            at += end - start + 1
        return pieces, " ".join(texts)

    def _protected_in(self, pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for piece in pieces:
            shift = piece.at - piece.start
            inside = _between(self.protected, self.protected_starts, piece.start, piece.end)
            found += [(span.start + shift, min(span.end, piece.end) + shift) for span in inside]
        return found

    def _without_markup(self, start: int, end: int) -> tuple[int, int]:
        """Leave blanks and markup at both ends outside, but no emphasis that closes inside."""
        start, end = _trimmed(self.text, start, end)
        changed = bool(self.markup)
        while changed and start < end:
            inside = _between(self.markup, self.markup_starts, start, end)
            inside = [span for span in inside if not self.text[end : span.end].strip()]
            whole = (start, end)
            if not inside:
                break
            loose_first = inside[0].start == start and self._is_loose(
                inside, first=True, whole=whole
            )
            loose_last = inside[-1].end >= end and self._is_loose(inside, first=False, whole=whole)
            start = inside[0].end if loose_first else start
            end = inside[-1].start if loose_last else end
            changed = loose_first or loose_last
            start, end = _trimmed(self.text, start, end)
        return start, end

    def _is_loose(self, inside: Sequence[Span], *, first: bool, whole: tuple[int, int]) -> bool:
        """Whether the first or last markup marks the block (`## `), or the whole of the stretch.

        Emphasis that closes inside stays, and so do tags, addresses and links.
        """
        mark = inside[0] if first else inside[-1]
        word = self.text[mark.start : mark.end]
        if word.strip(_EMPHASIS_MARKS):
            return not word.strip(_BLOCK_MARKS)
        same = [span for span in inside if self.text[span.start : span.end] == word]
        return len(same) % 2 == 1 or (len(same) == 2 and (same[0].start, same[1].end) == whole)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _between(spans: Sequence[Span], starts: Sequence[int], start: int, end: int) -> list[Span]:
    return list(spans[bisect_left(starts, start) : bisect_left(starts, end)])


def _piece_at(pieces: Sequence[_Piece], place: int) -> int:
    return bisect_right(pieces, place, key=attrgetter("at")) - 1
