"""Comments, the history in detail, and the alignment as it was."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from alignments.bitext import Side
from workbench.api.schemas.alignments import BeadCounts
from workbench.api.schemas.documents import SegmentPublic
from workbench.api.schemas.fields import Count, Public, RowId, Shape, Text
from workbench.api.schemas.operations import MAX_REMARK, OperationPublic
from workbench.states import CommentState, NullReason, OperationKind

MAX_COMMENTS_PAGE = 1000
MAX_HISTORY_PAGE = 200


class CommentCreate(Shape):
    """Something to say about a segment and its counterpart; `@name` addresses someone."""

    segment: RowId
    text: Annotated[Text, Field(min_length=1, max_length=MAX_REMARK)]


class CommentUpdate(Shape):
    """What becomes of a comment: resolved, open again, or withdrawn by its author."""

    state: CommentState


class CommentTurnPublic(Public):
    """One change of a comment's state."""

    state: CommentState
    actor: str
    at: datetime


class CommentPublic(Public):
    """A comment with what happened to it; no place where its segment is no more."""

    id: int
    side: Side | None
    position: int | None
    author: str
    at: datetime
    text: str
    state: CommentState
    turns: list[CommentTurnPublic]


class CommentPage(Public):
    """Comments, oldest first; `next` is the cursor of the page after, or null at the end."""

    items: list[CommentPublic]
    next: str | None


class EditPublic(Public):
    """What an edit made of a segment's words; null stands for the text as imported."""

    side: Side
    segment: SegmentPublic
    before: str | None
    after: str | None


class HistoryEntryPublic(Public):
    """An operation and what it did.

    `act` is its kind; of an undo or redo, the kind of what it took back or repeated. `undone` says
    that an undo took it back and still stands. `source` and `target` are the stretch of segments
    that it touched, half-open; null where it touched none there, or too many to tell. `shapes` are
    those of the beads that it touched, as "2:1", before and after; `reason` and `note` stand on one
    of them, after it or else before.
    """

    operation: OperationPublic
    act: OperationKind
    undone: bool
    beads: int
    segments: int
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    shapes_before: list[str]
    shapes_after: list[str]
    reason: NullReason | None
    note: str | None
    edits: list[EditPublic]


class HistoryPage(Public):
    """The history, newest first; `next` is the cursor of the page after, or null at the end."""

    items: list[HistoryEntryPublic]
    next: str | None


class PastPublic(Public):
    """How the alignment was after an operation, seen from the operation `head`.

    `segments` are those whose words were other than they are now, as they were then.
    """

    operation: OperationPublic
    head: int
    beads: int
    counts: BeadCounts
    expected_wrong: float
    segments: list[SegmentPublic]


class RestoreCreate(Shape):
    """Bring back how it was; `head` is the last operation that was known when this was decided."""

    head: Count
