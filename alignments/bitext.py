"""The values of the engine: Segment, Block, Span, Document, Bead, Alignment, Bitext.

All are frozen; a change gives a new value. Offsets are code points into `Document.text`, half-open.
Words follow TMX, XLIFF 2 and Gale & Church (1993): a segment is the smallest aligned unit, a bead
joins a run of source segments with a run of target segments, an alignment is a sequence of beads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from alignments.errors import InvariantError

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")


class BlockKind(StrEnum):
    """What a block of text is, by its looks and its place."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    NOTE = "note"
    FURNITURE = "furniture"


class Stream(StrEnum):
    """Where a block belongs: streams are aligned with their like, `ASIDE` is never aligned."""

    FRONT = "front"
    BODY = "body"
    NOTES = "notes"
    BACK = "back"
    ASIDE = "aside"


class SpanKind(StrEnum):
    """What a stretch of characters inside a block is; spans mark text, they never cut it out."""

    NOTE_MARK = "note_mark"
    NOTE_NUMBER = "note_number"
    COMPLETION = "completion"
    GLOSS = "gloss"
    INSERTION = "insertion"
    EMPHASIS = "emphasis"
    MARKUP = "markup"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch `text[start:end]`; `label` is a note's number or an emphasis' strength."""

    kind: SpanKind
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, note or piece of furniture: `text[start:end]`.

    `level` is 1 to 6 for headings; `number` is the printed numbering without its dot or brackets
    ("1", "IV", "A"), for notes the note's number. `duplicate_of` is the index of the block whose
    second copy this is.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    number: str = ""
    stream: Stream = Stream.BODY
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """A proposal that blocks `left` and `right` are one paragraph cut by a page break.

    While `accepted`, a segment may run from one block into the other; refusing it gives the two
    blocks back. The text between them is never removed.
    """

    left: int
    right: int
    reason: str
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about an imported text: code, words, place (code points)."""

    code: str
    message: str
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest aligned unit: `text[start:end]`, which begins in block number `block`."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text as imported (NFC), what was recognised in it, and its segments.

    Invariants: blocks, and segments, are in order, inside the text, not empty, and do not overlap;
    every segment begins inside its block.
    """

    name: str
    language: str
    text: str
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()
    joins: tuple[Join, ...] = ()
    notices: tuple[Notice, ...] = ()
    segments: tuple[Segment, ...] = ()

    def __post_init__(self) -> None:
        _check_order("block", self.blocks, len(self.text))
        _check_order("segment", self.segments, len(self.text))
        for number, segment in enumerate(self.segments):
            if not 0 <= segment.block < len(self.blocks):
                raise InvariantError(
                    f"segment {number} names block {segment.block}, which is not there"
                )
            block = self.blocks[segment.block]
            if not block.start <= segment.start < block.end:
                raise InvariantError(
                    f"segment {number} does not begin in its block {segment.block}"
                )

    def __len__(self) -> int:
        return len(self.segments)

    def segment_text(self, number: int) -> str:
        """The exact slice of the text, with its marks, brackets and line breaks."""
        segment = self.segments[number]
        return self.text[segment.start : segment.end]

    def with_segments(self, segments: Sequence[Segment]) -> Document:
        """The same document, cut into other segments."""
        return replace(self, segments=tuple(segments))


def _check_order(name: str, items: Sequence[Block | Segment], length: int) -> None:
    end = 0
    for number, item in enumerate(items):
        if not end <= item.start < item.end <= length:
            raise InvariantError(
                f"{name} {number} ({item.start}-{item.end}) is empty, overlaps the one before it "
                f"(which ends at {end}), or leaves the text ({length} characters)"
            )
        end = item.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bead is doubted: a code of `alignments.doubt.REASONS` and what it is about."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """A run of source segments and a run of target segments that translate each other.

    Runs are half-open ranges of segment positions; one may be empty, and then still says where it
    would stand. `confidence` is the probability that the bead is exactly right. `crossing` marks a
    bead that stands elsewhere in the other text's order.
    """

    source: range
    target: range
    confidence: float | None = None
    reasons: tuple[Reason, ...] = ()
    crossing: bool = False

    def run(self, side: Side) -> range:
        """The segment positions on one side."""
        return self.source if side == "source" else self.target

    @property
    def shape(self) -> str:
        """Gale and Church's category, source first: "1:1", "2:1", "0:1"."""
        return f"{len(self.source)}:{len(self.target)}"

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not self.source or not self.target

    @property
    def order(self) -> tuple[int, int, int, int]:
        """The place in an alignment: source order, empty runs before the segment they precede."""
        return (self.source.start, self.source.stop, self.target.start, self.target.stop)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that cover every segment of both documents exactly once, in `Bead.order`.

    `signature` names all that could change the result: encoder@revision, rules, limits, version.
    """

    beads: tuple[Bead, ...]
    source_size: int
    target_size: int
    signature: str = ""

    def __post_init__(self) -> None:
        for side in SIDES:
            _check_cover(side, self.beads, self.size(side))
        if any(b.order < a.order for a, b in zip(self.beads, self.beads[1:], strict=False)):
            raise InvariantError("beads are not in source order")

    def size(self, side: Side) -> int:
        """The number of segments on one side."""
        return self.source_size if side == "source" else self.target_size

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __len__(self) -> int:
        return len(self.beads)


def _check_cover(side: Side, beads: Sequence[Bead], size: int) -> None:
    seen = bytearray(size)
    for number, bead in enumerate(beads):
        run = bead.run(side)
        if run.step != 1 or run.start < 0 or run.stop > size:
            raise InvariantError(f"bead {number} leaves the {size} {side} segments: {run}")
        if not bead.source and not bead.target:
            raise InvariantError(f"bead {number} is empty on both sides")
        for position in run:
            if seen[position]:
                raise InvariantError(f"{side} segment {position} stands in two beads")
            seen[position] = 1
    missing = seen.find(0)
    if missing >= 0:
        raise InvariantError(f"{side} segment {missing} stands in no bead")


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two documents and their alignment; the source is the original, the target its translation."""

    source: Document
    target: Document
    alignment: Alignment

    def __post_init__(self) -> None:
        sizes = (len(self.source), len(self.target))
        if sizes != (self.alignment.source_size, self.alignment.target_size):
            raise InvariantError(
                f"the alignment covers {self.alignment.source_size} x "
                f"{self.alignment.target_size} segments, the documents have {sizes[0]} x {sizes[1]}"
            )

    def document(self, side: Side) -> Document:
        """The document on one side."""
        return self.source if side == "source" else self.target


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """What leaves in a file: texts by language tag, in order, and properties by name.

    `texts` maps a BCP 47 tag to the joined text of that side; a side without segments is absent.
    """

    id: str
    texts: dict[str, str]
    properties: dict[str, str] = field(default_factory=dict)
    note: str = ""
