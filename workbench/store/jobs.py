"""Jobs as rows: queued, claimed under a lease, reported on, ended.

Several workers, also of several servers, may claim: a claim is one transaction, and on PostgreSQL
it skips rows that another claim holds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, insert, or_, select, update
from sqlmodel import Session

from workbench.errors import NotFoundError
from workbench.records import Job, JobError, Page
from workbench.states import JobState
from workbench.store.paging import page_of, read_cursor
from workbench.tables import METADATA

MOST = 1000
MOST_ATTEMPTS = 3

JOBS = METADATA.tables["job"]
_JOB = JOBS.c
_PROJECT = METADATA.tables["project"].c
CRASHED = {
    "code": "crashed",
    "detail": f"the server stopped {MOST_ATTEMPTS} times during this job; it is not tried again",
}


def create_job(
    session: Session,
    kind: str,
    parameters: Mapping[str, Any],
    project_id: int | None = None,
    *,
    at: datetime | None = None,
) -> Job:
    """Queue a job. Raises `NotFoundError` for the project."""
    if project_id is not None:
        query = select(_PROJECT.id).where(_PROJECT.id == project_id)
        if session.scalar(query) is None:
            raise NotFoundError(f"there is no project {project_id}")
    at = at or datetime.now(UTC)
    values: dict[str, Any] = {
        "kind": kind,
        "project_id": project_id,
        "state": JobState.QUEUED.value,
        "progress": 0.0,
        "phase": "",
        "parameters": dict(parameters),
        "warnings": [],
        "attempts": 0,
        "cancel": False,
        "created_at": at,
        "updated_at": at,
    }
    return _job(session.execute(insert(JOBS).returning(JOBS), values).one())


def get_job(session: Session, job_id: int) -> Job:
    """A job as it is now. Raises `NotFoundError`."""
    row = session.execute(select(JOBS).where(_JOB.id == job_id)).first()
    if row is None:
        raise NotFoundError(f"there is no job {job_id}")
    return _job(row)


def list_jobs(
    session: Session, project_id: int | None = None, after: str | None = None, limit: int = 100
) -> Page[Job]:
    """Jobs, of one project or of all, newest first."""
    query = select(JOBS).order_by(_JOB.id.desc())
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(_JOB.id < cursor[0])
    if project_id is not None:
        query = query.where(_JOB.project_id == project_id)
    limit = min(limit, MOST)
    rows = session.execute(query.limit(limit + 1))
    return page_of([_job(row) for row in rows], limit, lambda job: (job.id,))


def work_waits(session: Session, at: datetime) -> bool:
    """Whether a job is queued, or its worker has let its lease run out."""
    return session.scalar(select(_JOB.id).where(or_(_queued(), _lapsed(at))).limit(1)) is not None


def _queued() -> Any:  # noqa: ANN401 - a condition
    return _JOB.state == JobState.QUEUED.value


def _lapsed(at: datetime) -> Any:  # noqa: ANN401 - a condition
    return and_(_JOB.state == JobState.RUNNING.value, _JOB.lease_until < at)


def owners(session: Session) -> set[str]:
    """The workers that hold running jobs."""
    return set(session.scalars(select(_JOB.owner).where(_JOB.state == JobState.RUNNING.value)))


def release_lost(session: Session, at: datetime, dead: Collection[str] = ()) -> tuple[Job, ...]:
    """Queue again what dead workers, and those whose lease ran out, left; gives these jobs.

    A job that was tried `MOST_ATTEMPTS` times fails instead: it may be what stops the server. One
    that somebody asked to cancel is cancelled.
    """
    lost = or_(_lapsed(at), and_(_JOB.state == JobState.RUNNING.value, _JOB.owner.in_(list(dead))))
    query = select(JOBS).where(lost).order_by(_JOB.id).with_for_update(skip_locked=True)
    released: list[Job] = []
    for row in session.execute(query).all():
        tired = row.attempts >= MOST_ATTEMPTS
        state = JobState.CANCELLED if row.cancel else JobState.FAILED if tired else JobState.QUEUED
        error = CRASHED if state is JobState.FAILED else None
        released.append(_end(session, row.id, at, state, error=error))
    return tuple(released)


def claim_job(
    session: Session, owner: str, kinds: Sequence[str], at: datetime, lease: timedelta
) -> Job | None:
    """The oldest queued job of these kinds, now run by `owner`; None when there is none."""
    query = (
        select(_JOB.id)
        .where(_queued(), _JOB.kind.in_(kinds))
        .order_by(_JOB.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job_id = session.scalar(query)
    if job_id is None:
        return None
    statement = (
        update(JOBS)
        .where(_JOB.id == job_id)
        .values(
            state=JobState.RUNNING.value,
            owner=owner,
            lease_until=at + lease,
            attempts=_JOB.attempts + 1,
            warnings=[],
            updated_at=at,
        )
        .returning(JOBS)
    )
    return _job(session.execute(statement).one())


def report_job(
    session: Session,
    job_id: int,
    owner: str,
    at: datetime,
    lease: timedelta,
    values: Mapping[str, Any],
) -> tuple[Job, bool] | None:
    """Write progress, phase or warnings, and renew the lease.

    Gives the job and whether somebody asked to cancel it; None when it is no longer `owner`'s.
    """
    statement = (
        update(JOBS)
        .where(_JOB.id == job_id, _JOB.owner == owner, _JOB.state == JobState.RUNNING.value)
        .values({"lease_until": at + lease, "updated_at": at, **values})
        .returning(JOBS)
    )
    row = session.execute(statement).first()
    return None if row is None else (_job(row), row.cancel)


def end_job(
    session: Session,
    job_id: int,
    owner: str,
    at: datetime,
    state: JobState,
    *,
    result: Mapping[str, Any] | None = None,
    error: JobError | None = None,
) -> Job | None:
    """End a job, or give it back to the queue; None when it is no longer `owner`'s."""
    held = select(_JOB.id).where(
        _JOB.id == job_id, _JOB.owner == owner, _JOB.state == JobState.RUNNING.value
    )
    if session.scalar(held.with_for_update()) is None:
        return None
    written = None if error is None else {"code": error.code, "detail": error.detail}
    # Given back on purpose, it has not been tried in vain.
    given_back = state is JobState.QUEUED
    return _end(session, job_id, at, state, result=result, error=written, given_back=given_back)


def _end(
    session: Session,
    job_id: int,
    at: datetime,
    state: JobState,
    *,
    result: Mapping[str, Any] | None = None,
    error: Mapping[str, Any] | None = None,
    given_back: bool = False,
) -> Job:
    values: dict[str, Any] = {
        "state": state.value,
        "owner": None,
        "lease_until": None,
        "result": None if result is None else dict(result),
        "error": None if error is None else dict(error),
        "updated_at": at,
    }
    if state is JobState.DONE:
        values |= {"progress": 1.0, "phase": ""}
    if state is JobState.QUEUED:
        values |= {"progress": 0.0, "phase": ""}
    if given_back:
        values |= {"attempts": _JOB.attempts - 1}
    statement = update(JOBS).where(_JOB.id == job_id).values(values).returning(JOBS)
    return _job(session.execute(statement).one())


def cancel_job(session: Session, job_id: int, *, at: datetime | None = None) -> Job:
    """Cancel a queued job at once, ask a running one to stop; an ended one stays as it is.

    Raises `NotFoundError`.
    """
    at = at or datetime.now(UTC)
    row = session.execute(select(JOBS).where(_JOB.id == job_id).with_for_update()).first()
    if row is None:
        raise NotFoundError(f"there is no job {job_id}")
    if row.state == JobState.QUEUED:
        return _end(session, job_id, at, JobState.CANCELLED)
    if row.state == JobState.RUNNING:
        session.execute(update(JOBS).where(_JOB.id == job_id).values(cancel=True))
    return _job(row)


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        project_id=row.project_id,
        state=JobState(row.state),
        progress=row.progress,
        phase=row.phase,
        parameters=row.parameters,
        result=row.result,
        error=None if row.error is None else JobError(**row.error),
        warnings=tuple(JobError(**warning) for warning in row.warnings),
        attempts=row.attempts,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
