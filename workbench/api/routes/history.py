"""The history in detail, the alignment as it was after any operation, and the way back to that."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from workbench import store
from workbench.api import presenting, remarks
from workbench.api.deps import Actor, Bench, Cursor, IdPath
from workbench.api.schemas import (
    LARGEST_ID,
    MAX_BEADS_PAGE,
    MAX_HISTORY_PAGE,
    BeadPage,
    HistoryPage,
    OperationResult,
    PastPublic,
    RestoreCreate,
)
from workbench.services import reviewing

router = APIRouter(prefix="/alignments/{alignment_id}", tags=["history"])
NumberPath = Annotated[int, Path(ge=1, le=LARGEST_ID, description="The operation's number")]


@router.get("/history")
def list_history(
    bench: Bench,
    alignment_id: IdPath,
    bead: Annotated[
        int | None, Query(ge=1, le=LARGEST_ID, description="Only what touched this bead's segments")
    ] = None,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_HISTORY_PAGE)] = 50,
) -> HistoryPage:
    """What was done, newest first, with the pairs and words it was done to."""
    with bench.database.read() as session:
        page = store.page_history(session, alignment_id, after, limit, bead)
    return HistoryPage(items=presenting.items(page, remarks.entry), next=page.next)


@router.get("/at/{operation}")
def read_past(bench: Bench, alignment_id: IdPath, operation: NumberPath) -> PastPublic:
    """The alignment as it was after an operation: its counts, and words that were other."""
    with bench.database.read() as session:
        return remarks.past(store.get_past(session, alignment_id, operation))


@router.get("/at/{operation}/beads")
def list_past_beads(
    bench: Bench,
    alignment_id: IdPath,
    operation: NumberPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_BEADS_PAGE)] = 1000,
) -> BeadPage:
    """Beads in row order, as they were after an operation."""
    with bench.database.read() as session:
        page = store.page_past_beads(session, alignment_id, operation, after, limit)
    return BeadPage(items=presenting.items(page, presenting.bead), next=page.next)


@router.post("/at/{operation}/restore")
def restore_past(
    bench: Bench, alignment_id: IdPath, operation: NumberPath, wanted: RestoreCreate, actor: Actor
) -> OperationResult:
    """Make beads and words what they were then, by one new operation that can be undone."""
    return presenting.result(
        reviewing.restore(
            bench.database, bench.reviews, alignment_id, operation, wanted.head, actor
        )
    )
