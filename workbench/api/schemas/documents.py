"""Documents and their segments."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from alignments.bitext import BlockKind, Side, SpanKind, Stream
from workbench.api.schemas.fields import LanguageTag, Name, Public, Shape, Text

MAX_SEGMENTS_PAGE = 2000
MAX_BLOCKS_PAGE = 1000


class DocumentTextCreate(Shape):
    """A document whose text was pasted or typed."""

    side: Side
    name: Name
    text: Text
    language: LanguageTag | None = None


class NoticePublic(Public):
    """Something to know about a text; `start` counts code points into it."""

    code: str
    message: str
    start: int | None = None


class JoinPublic(Public):
    """A proposal that two blocks are one paragraph cut by a page break, with the text around it."""

    number: int
    reason: str
    accepted: bool
    before: str
    after: str


class JoinUpdate(Shape):
    """Whether the two blocks are one paragraph."""

    accepted: bool


class BlockPublic(Public):
    """A block of a document: what it was taken for, and the words it begins with.

    `number` counts blocks from 0, `label` is the printed number of an item or a note; `cut` says
    that there are more words.
    """

    number: int
    kind: BlockKind
    stream: Stream
    level: int
    label: str
    text: str
    cut: bool


class BlockPage(Public):
    """Blocks in order; `next` is the cursor of the page after, or null at the end."""

    items: list[BlockPublic]
    next: str | None


class BlockUpdate(Shape):
    """What a block is; without `stream` it goes where such blocks usually go."""

    kind: BlockKind
    stream: Stream | None = None


class ReadingUpdate(Shape):
    """How the original bytes are to be read; null keeps what it was."""

    language: LanguageTag | None = None
    encoding: Annotated[str, Field(max_length=40)] | None = None


class DocumentPublic(Public):
    """An imported text and what was recognised in it."""

    id: int
    project_id: int
    side: Side
    name: str
    language: str
    encoding: str
    segments: int
    characters: int
    blocks: dict[BlockKind, int]
    spans: dict[SpanKind, int]
    joins: list[JoinPublic]
    notices: list[NoticePublic]
    created_at: datetime


class SpanPublic(Public):
    """A marked stretch of a segment's `text`, in UTF-16 code units, half-open."""

    kind: SpanKind
    start: int
    end: int
    label: str


class SegmentPublic(Public):
    """One segment; `text` as imported, `edited_text` where a person changed it.

    `kind`, `stream`, `level` and `number` are those of the block in which it begins.
    """

    id: int
    position: int
    version: int
    text: str
    edited_text: str | None
    kind: BlockKind
    stream: Stream
    level: int
    number: str
    block: int
    first_of_block: bool
    spans: list[SpanPublic]


class SegmentPage(Public):
    """Segments in order; `next` is the cursor of the page after, or null at the end."""

    items: list[SegmentPublic]
    next: str | None
