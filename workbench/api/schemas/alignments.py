"""Alignments and their beads."""

from __future__ import annotations

from datetime import datetime

from workbench.api.schemas.fields import Public
from workbench.states import BeadState, NullReason, Origin

MAX_BEADS_PAGE = 5000


class BeadCounts(Public):
    """Beads by what is left to do: confirmed, to be looked at again, and the proposed ones.

    `null` counts proposed beads with one side empty; `sure` and `doubtful` those with both sides.
    """

    confirmed: int
    sure: int
    doubtful: int
    null: int
    second_look: int


class AlignmentPublic(Public):
    """An alignment and how far its review is; `head` is the number of its last operation.

    A proposed bead below `doubt_threshold` is doubtful; `threshold_chosen`: a person chose it.
    It can only be read when another goes on from it (`revised_by`), or it was `withdrawn`.
    """

    id: int
    project_id: int
    source_document_id: int | None
    target_document_id: int | None
    source_language: str
    target_language: str
    encoder: str
    signature: str
    source_segments: int
    target_segments: int
    beads: int
    head: int
    doubt_threshold: float
    threshold_chosen: bool
    counts: BeadCounts
    expected_wrong: float
    can_undo: bool
    can_redo: bool
    revises: int | None
    revised_by: int | None
    withdrawn: bool
    created_at: datetime


class ReasonPublic(Public):
    """Why a bead is doubted: the code, what it is about, and a sentence."""

    code: str
    detail: str
    text: str


class BeadPublic(Public):
    """A run of source segments and a run of target segments, half-open positions.

    `reviewer` and `decided_at` say who confirmed it, or asked for a second look, and when; `note`
    is what that person wants looked at.
    """

    id: int
    version: int
    source: tuple[int, int]
    target: tuple[int, int]
    state: BeadState
    confidence: float | None
    reasons: list[ReasonPublic]
    crossing: bool
    origin: Origin
    null_reason: NullReason | None
    reviewer: str | None
    decided_at: datetime | None
    note: str | None


class BeadPage(Public):
    """Beads in row order; `next` is the cursor of the page after, or null at the end."""

    items: list[BeadPublic]
    next: str | None
