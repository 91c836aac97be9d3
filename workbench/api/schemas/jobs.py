"""Jobs and what they are asked for."""

from __future__ import annotations

from datetime import datetime

from alignments.choosing import AUTO
from workbench.api.schemas.fields import EncoderName, Public, RowId, Shape
from workbench.states import JobState


class AlignmentCreate(Shape):
    """Which two documents to align; one of them may be absent, never both."""

    source_document_id: RowId | None = None
    target_document_id: RowId | None = None
    encoder: EncoderName = AUTO


class JobResult(Public):
    """What a job made."""

    alignment_id: int | None = None


class JobError(Public):
    """Why a job failed."""

    code: str
    detail: str


class JobWarning(Public):
    """Something to know about what a job did or was given."""

    code: str
    detail: str


class JobPublic(Public):
    """Work in the background; `progress` runs from 0 to 1, `phase` says in a word what is done."""

    id: int
    kind: str
    project_id: int | None
    state: JobState
    progress: float
    phase: str
    result: JobResult | None
    error: JobError | None
    warnings: list[JobWarning]
    created_at: datetime
    updated_at: datetime


class JobPage(Public):
    """Jobs, newest first; `next` is the cursor of the page after, or null at the end."""

    items: list[JobPublic]
    next: str | None
