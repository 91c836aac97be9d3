"""Revisions: new versions of texts, sentences cut and joined, and what is to be checked again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from alignments.bitext import Side
from workbench.api.schemas.fields import Count, LanguageTag, Name, Public, RowId, Shape, Text
from workbench.states import BeadState, NullReason, RevisionKind

MAX_RECHECKS_PAGE = 1000


class RevisionTextCreate(Shape):
    """A new version of one side's text that was pasted or typed."""

    side: Side
    name: Name
    text: Text
    language: LanguageTag | None = None


class BreakSentence(Shape):
    """Cut a segment in two at `at`, UTF-16 code units into its text as imported."""

    kind: Literal["break"]
    segment: RowId
    at: Count


class JoinSentences(Shape):
    """Make one segment of two that follow each other in one bead."""

    kind: Literal["join"]
    segments: tuple[RowId, RowId]


SentenceFix = Annotated[BreakSentence | JoinSentences, Field(discriminator="kind")]


class RevisionPublic(Public):
    """How an alignment goes on from the alignment `revises`; `kept` and `touched` count decisions.

    A sentence that was cut or joined was in the bead `revises_bead` and is in `bead` now.
    """

    alignment_id: int
    revises: int
    kind: RevisionKind
    side: Side
    kept: int
    touched: int
    bead: int | None
    revises_bead: int | None
    actor: str
    withdrawn: bool
    created_at: datetime


class RecheckSide(Public):
    """One side of a touched decision: its words before and now, without note marks.

    `positions` are the segments that stand for it now; none where it was deleted.
    """

    changed: bool
    before: str
    after: str
    positions: list[int]


class RecheckPublic(Public):
    """A decision that a revision touched: what was decided on the bead of the old alignment."""

    id: int
    bead: int
    state: BeadState
    null_reason: NullReason | None
    reviewer: str | None
    decided_at: datetime | None
    source: RecheckSide
    target: RecheckSide


class RecheckPage(Public):
    """Touched decisions in the order of the old rows; `next` is null at the end."""

    items: list[RecheckPublic]
    next: str | None
