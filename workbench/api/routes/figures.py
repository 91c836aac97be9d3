"""Figures of a review: where doubt begins, and how far the review went on over time."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Bench, IdPath
from workbench.api.schemas import AlignmentPublic, Progress, ThresholdUpdate
from workbench.services import reviewing

router = APIRouter(prefix="/alignments/{alignment_id}", tags=["alignments"])


@router.patch("")
def update_alignment(
    bench: Bench, alignment_id: IdPath, wanted: ThresholdUpdate
) -> AlignmentPublic:
    """Choose where doubt begins; null gives the program's own threshold back."""
    return presenting.alignment(
        reviewing.choose_threshold(
            bench.database, bench.reviews, alignment_id, wanted.doubt_threshold
        )
    )


@router.get("/progress")
def read_progress(
    bench: Bench,
    alignment_id: IdPath,
    by: store.Length = "hour",
    offset: Annotated[
        int, Query(ge=-840, le=840, description="Minutes that the reader's clock is ahead of UTC")
    ] = 0,
) -> Progress:
    """The hours or days in which something was done, oldest first."""
    with bench.database.read() as session:
        found = store.progress(session, alignment_id, by, timedelta(minutes=offset))
    return Progress.model_validate({"buckets": found})
