"""What the checks look at: segments with their reading text, pairs of runs, whole sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from alignments.bitext import SIDES, Bead, BlockKind, Document, Side, Span, SpanKind, Stream
from alignments.checks.values import Place
from alignments.structure import find_structure

_DROPPED = frozenset({SpanKind.MARKUP, SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER})
_MAY_HOLD_MARKS = re.compile(r"[*_<\[`#\\⁰¹²³⁴-⁹]")
_FINAL = re.compile(r"[.!?…][»”“\"’')\]}*_]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """A segment's text without marks and mark-up; `at[i]` is where its character i stands."""

    text: str
    at: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the reading text, not empty, as offsets into the segment's text."""
        return self.at[start], self.at[end - 1] + 1


@dataclass(frozen=True)
class CheckedSegment:
    """A segment as the checks see it; `text` is as edited, else as printed.

    `spans` are offsets into `text`. `block` numbers the paragraph, joined ones alike. `begins`
    says whether a sentence begins here.
    """

    side: Side
    position: int
    text: str
    spans: tuple[Span, ...] = ()
    block: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    stream: Stream = Stream.BODY
    number: str = ""
    begins: bool = True

    @cached_property
    def reading(self) -> Reading:
        """The text without note marks, mark-up and the brackets of completions."""
        if not self.spans:
            return Reading(self.text, range(len(self.text)))
        kept = bytearray(b"\1" * len(self.text))
        for span in self.spans:
            if span.kind in _DROPPED or (span.kind is SpanKind.PAGE_BREAK and span.label == "word"):
                kept[span.start : span.end] = bytes(span.end - span.start)
            elif span.kind is SpanKind.COMPLETION:
                kept[span.start] = kept[span.end - 1] = 0
        at = [place for place, keep in enumerate(kept) if keep]
        return Reading("".join(self.text[place] for place in at), at)

    @property
    def is_note(self) -> bool:
        """Whether it is part of a note."""
        return self.kind is BlockKind.NOTE or self.stream is Stream.NOTES

    def lit(self, start: int, end: int) -> Place:
        """A stretch of the reading text as a place."""
        return Place(self.side, self.position, *self.reading.place(start, end))

    def whole(self) -> Place:
        """The whole segment as a place."""
        return Place(self.side, self.position, 0, len(self.text))

    def spans_of(self, *kinds: SpanKind) -> Iterator[Span]:
        """The spans of these kinds, in order."""
        return (span for span in self.spans if span.kind in kinds)


@dataclass(frozen=True)
class Half:
    """One side of a pair: the segments of its run, in order."""

    side: Side
    language: str
    segments: tuple[CheckedSegment, ...] = ()

    @cached_property
    def text(self) -> str:
        """The reading texts, joined by blanks."""
        return " ".join(segment.reading.text for segment in self.segments)


@dataclass(frozen=True)
class Pair:
    """Two runs that translate each other; `doubts` are the codes of its reasons for doubt."""

    source: Half
    target: Half
    doubts: frozenset[str] = frozenset()

    @property
    def halves(self) -> tuple[Half, Half]:
        """Source and target."""
        return self.source, self.target

    @property
    def is_whole(self) -> bool:
        """Whether both sides have text."""
        return bool(self.source.segments and self.target.segments)


@dataclass(frozen=True)
class Whole:
    """Both sides of a text, and its pairs in row order."""

    source: Half
    target: Half
    pairs: tuple[Pair, ...]

    @property
    def halves(self) -> tuple[Half, Half]:
        """Source and target."""
        return self.source, self.target


def primary(language: str) -> str:
    """The bare language of a tag: "en" for "en-GB"."""
    return language.replace("_", "-").partition("-")[0].lower()


def blocks_of(half: Half) -> list[list[CheckedSegment]]:
    """The segments of one side by paragraph."""
    return [list(group) for _, group in groupby(half.segments, key=lambda one: one.block)]


def spans_in(text: str, language: str) -> tuple[Span, ...]:
    """The marks of a text that was typed, or came in a file of pairs."""
    if _MAY_HOLD_MARKS.search(text) is None:
        return ()
    return find_structure(text, "", language, "markdown").spans


def half_of(document: Document, side: Side, edited: Mapping[int, str]) -> Half:
    """One side of a document, with edited texts by position."""
    joined = {join.right: join.left for join in document.joins if join.accepted}
    paragraphs: dict[int, int] = {}
    for number in range(len(document.blocks)):
        paragraphs[number] = paragraphs.get(joined.get(number, number), number)
    found: list[CheckedSegment] = []
    spans = _spans_by_segment(document)
    for position, segment in enumerate(document.segments):
        block = document.blocks[segment.block]
        printed = position not in edited
        text = document.segment_text(position) if printed else edited[position]
        paragraph = paragraphs[segment.block]
        found.append(
            CheckedSegment(
                side,
                position,
                text,
                tuple(spans[position]) if printed else spans_in(text, document.language),
                paragraph,
                block.kind,
                block.stream,
                block.number,
                not found or found[-1].block != paragraph or ends_sentence(found[-1].text),
            )
        )
    return Half(side, document.language, tuple(found))


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop or its like, closing quotes and brackets apart."""
    return _FINAL.search(text, max(len(text) - 12, 0)) is not None


def _spans_by_segment(document: Document) -> list[list[Span]]:
    """The spans that touch each segment, cut to it, with offsets from its start."""
    found: list[list[Span]] = [[] for _ in document.segments]
    ordered = sorted(document.spans, key=lambda span: span.start)
    first = 0
    for span in ordered:
        while first < len(found) and document.segments[first].end <= span.start:
            first += 1
        number = first
        while number < len(found) and document.segments[number].start < span.end:
            start, end = document.segments[number].start, document.segments[number].end
            cut = max(span.start, start) - start, min(span.end, end) - start
            found[number].append(Span(span.kind, *cut, span.label))
            number += 1
    return found


def whole_of(
    documents: tuple[Document, Document],
    beads: Iterable[Bead],
    edited: Mapping[Side, Mapping[int, str]],
) -> Whole:
    """Both documents and the pairs of their alignment, as the checks see them."""
    halves = [
        half_of(document, side, edited.get(side, {}))
        for side, document in zip(SIDES, documents, strict=True)
    ]
    source, target = halves
    pairs = (
        Pair(
            _run(source, bead.source),
            _run(target, bead.target),
            frozenset(reason.code for reason in bead.reasons),
        )
        for bead in beads
    )
    return Whole(source, target, tuple(pairs))


def _run(half: Half, run: range) -> Half:
    return Half(half.side, half.language, half.segments[run.start : run.stop])
