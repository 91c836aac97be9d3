"""Jobs: what runs in the background, its progress as it happens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from workbench.api import presenting
from workbench.api.deps import Bench, Cursor, IdPath
from workbench.api.schemas import LARGEST_ID, JobPage, JobPublic
from workbench.api.streaming import EVENT_STREAM, arriving

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.get("")
def list_jobs(
    bench: Bench,
    project_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JobPage:
    """Jobs, newest first; of one project where `project_id` is given."""
    page = bench.worker.list(project_id, after, limit)
    return JobPage(items=presenting.items(page, presenting.job), next=page.next)


@router.get("/{job_id}")
def read_job(bench: Bench, job_id: IdPath) -> JobPublic:
    """How far a job is."""
    return presenting.job(bench.worker.get(job_id))


@router.post("/{job_id}/cancel")
def cancel_job(bench: Bench, job_id: IdPath) -> JobPublic:
    """Ask a job to stop; one that runs stops at its next step, one that ended stays as it is."""
    return presenting.job(bench.worker.cancel(job_id))


@router.get(
    "/{job_id}/events",
    response_class=EventSourceResponse,
    responses=EVENT_STREAM,
    # Refuses an unknown job before the stream begins; inside the stream it would be too late.
    dependencies=[Depends(read_job)],
)
async def watch_job(bench: Bench, job_id: IdPath) -> AsyncIterator[ServerSentEvent]:
    """Events "progress" whose data is the job; the stream ends with the job."""
    with bench.worker.listen(job_id) as changes:
        async for job in arriving(changes, bench.stopping):
            yield ServerSentEvent(event="progress", data=presenting.job(job))
            if job.state.ended:
                return
