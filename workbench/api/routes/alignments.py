"""Alignments: start one, read its beads, watch it change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from workbench import store
from workbench.api import presenting, remarks
from workbench.api.deps import Bench, Cursor, IdPath
from workbench.api.schemas import (
    MAX_BEADS_PAGE,
    AlignmentCreate,
    AlignmentPublic,
    BeadPage,
    JobPublic,
)
from workbench.api.streaming import EVENT_STREAM, arriving
from workbench.presence import Present
from workbench.records import OperationResult, StoredAlignment, StoredComment
from workbench.services import aligning
from workbench.services.reviewing import Told

router = APIRouter(tags=["alignments"])


@router.post("/projects/{project_id}/alignments", status_code=202)
def start_alignment(bench: Bench, project_id: IdPath, wanted: AlignmentCreate) -> JobPublic:
    """Align two documents in the background; the job's result names the alignment."""
    request = aligning.AlignRequest(
        wanted.source_document_id, wanted.target_document_id, wanted.encoder
    )
    aligning.check_request(bench.database, project_id, request, bench.allowed_encoders)
    return presenting.job(bench.worker.enqueue(aligning.ALIGN, request.as_parameters(), project_id))


@router.get("/alignments/{alignment_id}")
def read_alignment(bench: Bench, alignment_id: IdPath) -> AlignmentPublic:
    """An alignment and how far its review is."""
    with bench.database.read() as session:
        return presenting.alignment(store.get_alignment(session, alignment_id))


@router.get("/alignments/{alignment_id}/beads")
def list_beads(
    bench: Bench,
    alignment_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_BEADS_PAGE)] = 1000,
) -> BeadPage:
    """Beads in row order."""
    with bench.database.read() as session:
        page = store.page_beads(session, alignment_id, after, limit)
    return BeadPage(items=presenting.items(page, presenting.bead), next=page.next)


@router.get(
    "/alignments/{alignment_id}/events",
    response_class=EventSourceResponse,
    responses=EVENT_STREAM,
    # Refuses an unknown alignment before the stream begins.
    dependencies=[Depends(read_alignment)],
)
async def watch_alignment(bench: Bench, alignment_id: IdPath) -> AsyncIterator[ServerSentEvent]:
    """First "alignment" (compare its `head`), then "operation" and "comment" as they happen.

    Between them "presence": all pages that show the alignment, whenever one of them speaks.
    An "alignment" again says that its threshold of doubt was chosen anew.
    """
    with bench.reviews.listen(alignment_id) as results:
        with bench.database.read() as session:
            now = store.get_alignment(session, alignment_id)
        yield _event(now)
        async for told in arriving(results, bench.stopping):
            yield _event(told)


def _event(told: Told) -> ServerSentEvent:
    match told:
        case Present():
            return ServerSentEvent(event="presence", data=presenting.present(told))
        case StoredAlignment():
            return ServerSentEvent(event="alignment", data=presenting.alignment(told))
        case StoredComment():
            return ServerSentEvent(event="comment", data=remarks.comment(told))
        case OperationResult():
            number = str(told.operation.number)
            return ServerSentEvent(event="operation", data=presenting.result(told), id=number)
