"""Acts of the review, their results, and the refusal of a stale one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from alignments.bitext import Side
from workbench.api.schemas.alignments import AlignmentPublic, BeadPublic
from workbench.api.schemas.documents import SegmentPublic
from workbench.api.schemas.fields import Count, Public, RowId, Shape, Text
from workbench.api.schemas.problems import Problem
from workbench.states import NullReason, OperationKind

MAX_OPERATIONS_PAGE = 500


# If-Match names each of them, and a server takes 64 KB of headers.
MAX_BEADS_AT_ONCE = 2000
MAX_BEADS_REALIGNED = 1000

MAX_REMARK = 4000


class Confirm(Shape):
    """This bead is right."""

    kind: Literal["confirm"]
    bead: RowId


class Unconfirm(Shape):
    """This bead is a proposal again."""

    kind: Literal["unconfirm"]
    bead: RowId


class ConfirmMany(Shape):
    """All these beads are right: one operation."""

    kind: Literal["confirm_many"]
    beads: Annotated[list[RowId], Field(min_length=1, max_length=MAX_BEADS_AT_ONCE)]


class ConfirmSure(Shape):
    """Every proposed bead up to `last`, of at least this confidence, is right: one operation."""

    kind: Literal["confirm_sure"]
    last: RowId
    threshold: Annotated[float, Field(ge=0.5, le=1)]


class Join(Shape):
    """These two beads, one next to the other, are one."""

    kind: Literal["join"]
    beads: tuple[RowId, RowId]


class Split(Shape):
    """The first `source_at` and `target_at` segments of the bead's runs become the first bead."""

    kind: Literal["split"]
    bead: RowId
    source_at: Count
    target_at: Count


class Shift(Shape):
    """Up: this bead's first segment on that side goes to the bead before; down: its last, after."""

    kind: Literal["shift"]
    bead: RowId
    side: Side
    direction: Literal["up", "down"]


class Pinpoint(Shape):
    """These two segments, by their positions, are a pair; the rest of their beads stands by."""

    kind: Literal["pinpoint"]
    source: Count
    target: Count


class Runs(Shape):
    """Half-open positions of a bead's source and target segments."""

    source: tuple[Count, Count]
    target: tuple[Count, Count]


class Realign(Shape):
    """Put the beads that a re-alignment proposed in the place of these: one operation."""

    kind: Literal["realign"]
    replaces: Annotated[list[RowId], Field(min_length=1, max_length=MAX_BEADS_REALIGNED)]
    beads: Annotated[list[Runs], Field(min_length=1, max_length=MAX_BEADS_REALIGNED)]


class NoCounterpart(Shape):
    """This bead's segments have nothing on the other side, for this reason."""

    kind: Literal["no_counterpart"]
    bead: RowId
    reason: NullReason = NullReason.UNCLEAR


class EditText(Shape):
    """The words of a segment for the export; null gives the imported text back."""

    kind: Literal["edit_text"]
    segment: RowId
    text: Annotated[Text, Field(max_length=100_000)] | None


class SecondLook(Shape):
    """Somebody is to look at this bead again; a decision on it is taken back."""

    kind: Literal["second_look"]
    bead: RowId
    note: Annotated[Text, Field(max_length=MAX_REMARK)] | None = None


OperationCreate = Annotated[
    Confirm
    | Unconfirm
    | ConfirmMany
    | ConfirmSure
    | Join
    | Split
    | Shift
    | Pinpoint
    | Realign
    | NoCounterpart
    | EditText
    | SecondLook,
    Field(discriminator="kind"),
]


class OperationPublic(Public):
    """One line of the history; `reverts` is the number of the operation it undoes or redoes.

    Of a restoring, `reverts` is the operation after which it was so.
    """

    number: int
    kind: OperationKind
    actor: str
    at: datetime
    reverts: int | None
    summary: str


class OperationPage(Public):
    """Operations, newest first; `next` is the cursor of the page after, or null at the end."""

    items: list[OperationPublic]
    next: str | None


class OperationResult(Public):
    """What an operation changed: beads that are gone, beads and segments new or changed."""

    operation: OperationPublic
    removed: list[int]
    beads: list[BeadPublic]
    segments: list[SegmentPublic]
    alignment: AlignmentPublic


class CurrentRows(Public):
    """The touched rows as they stand now; a bead that is gone is absent."""

    beads: list[BeadPublic]
    segments: list[SegmentPublic]


class StaleProblem(Problem):
    """A write against rows that someone changed meanwhile: both versions."""

    current: CurrentRows
    yours: dict[str, Any]
