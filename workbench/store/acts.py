"""The acts of a reviewer, as values; `workbench.store.planning` says what each does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from alignments.bitext import Bead, Side
from workbench.states import NullReason, OperationKind

Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Confirm:
    """Say that a bead is right."""

    kind: ClassVar[OperationKind] = OperationKind.CONFIRM
    bead: int


@dataclass(frozen=True, slots=True)
class Unconfirm:
    """Take a decision back."""

    kind: ClassVar[OperationKind] = OperationKind.UNCONFIRM
    bead: int


@dataclass(frozen=True, slots=True)
class ConfirmMany:
    """Say that several beads are right, in one operation; the confirmed ones stay as they are.

    Null beads get the reason that their place in the documents makes likely.
    """

    kind: ClassVar[OperationKind] = OperationKind.CONFIRM_MANY
    beads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Make one bead of two; the one that is first in row order keeps its id."""

    kind: ClassVar[OperationKind] = OperationKind.JOIN
    beads: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Split:
    """Cut a bead in two: so many segments of each side go to the first, which keeps the id."""

    kind: ClassVar[OperationKind] = OperationKind.SPLIT
    bead: int
    source_at: int
    target_at: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Give the first segment of one side to the bead before, or the last to the bead after."""

    kind: ClassVar[OperationKind] = OperationKind.SHIFT
    bead: int
    side: Side
    direction: Direction


@dataclass(frozen=True, slots=True)
class NoCounterpart:
    """Confirm that segments have no counterpart; a bead with both sides becomes two null beads."""

    kind: ClassVar[OperationKind] = OperationKind.NO_COUNTERPART
    bead: int
    reason: NullReason


@dataclass(frozen=True, slots=True)
class EditText:
    """Replace a segment's text; None gives the printed text back."""

    kind: ClassVar[OperationKind] = OperationKind.EDIT_TEXT
    segment: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Confirm that two segments, by their positions, are a pair; cut them out of their beads."""

    kind: ClassVar[OperationKind] = OperationKind.PINPOINT
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Realign:
    """Put what the aligner now finds in the place of these proposed beads, whose segments it is."""

    kind: ClassVar[OperationKind] = OperationKind.REALIGN
    replaces: tuple[int, ...]
    beads: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class ConfirmSure:
    """Confirm every proposed bead up to the last, in row order, of at least that confidence."""

    kind: ClassVar[OperationKind] = OperationKind.CONFIRM_SURE
    last: int
    threshold: float


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Ask that somebody look again at a bead, with a note or without; a decision is taken back."""

    kind: ClassVar[OperationKind] = OperationKind.SECOND_LOOK
    bead: int
    note: str | None = None


Act = (
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
    | SecondLook
)
