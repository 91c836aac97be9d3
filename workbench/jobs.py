"""Work in the background: one thread that takes jobs from the table, one at a time.

A job outlives its server: it is held under a lease, and when the lease runs out, or its worker is
seen to be dead, it is queued again. So a handler may run twice for one job and must then give the
same result (what it saves is keyed by the job's id).
"""

from __future__ import annotations

import json
import logging
import os
import queue
import re
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from alignments.errors import AlignmentsError
from workbench.database import Database
from workbench.errors import JobCancelled, WorkbenchError
from workbench.listeners import Listeners
from workbench.records import Job, JobError, Page
from workbench.states import JobState
from workbench.store import jobs as rows

log = logging.getLogger(__name__)

_living: set[str] = set()  # the workers of this process


class Interrupted(BaseException):
    """Raised inside a handler when its worker stops or has lost the job; not for it to catch."""


class Progress:
    """What a handler reports with: `progress(fraction, phase)`, `progress.warn(code, detail)`.

    A report raises `JobCancelled` once somebody cancelled the job. It is written a few times a
    second at most, so it may be called as often as is natural.
    """

    def __init__(self, write: Callable[[Mapping[str, Any]], None], seconds: float) -> None:
        self._write = write
        self._seconds = seconds
        self._next = 0.0
        self._phase: str | None = None
        self._warnings: list[dict[str, str]] = []
        self.stop: type[BaseException] | None = None

    def __call__(self, fraction: float, phase: str) -> None:
        """Say how much is done, 0 to 1, and what is being done now."""
        self._heed()
        now = time.monotonic()
        if now >= self._next or phase != self._phase:
            self._next, self._phase = now + self._seconds, phase
            self._write({"progress": min(max(float(fraction), 0.0), 1.0), "phase": phase})
            self._heed()

    def warn(self, code: str, detail: str) -> None:
        """Tell the person something about the job that does not stop it."""
        self._warnings.append({"code": code, "detail": detail})
        self._write({"warnings": self._warnings})

    def _heed(self) -> None:
        if self.stop is not None:
            raise self.stop("the job was asked to stop")


Handler = Callable[[Job, Progress], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a handler ended."""

    state: JobState
    result: Mapping[str, Any] | None = None
    error: JobError | None = None


class Worker:
    """Takes jobs of the kinds it has handlers for; `start()` it, and `stop()` it at the end.

    A handler gets the job and a `Progress`, and gives the job's result as JSON values. Methods that
    read or write the table work on a worker that is not started, too.
    """

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        *,
        lease_seconds: float = 30.0,
        poll_seconds: float = 1.0,
        report_seconds: float = 0.25,
    ) -> None:
        self._database = database
        self._handlers = dict(handlers)
        self._lease = timedelta(seconds=lease_seconds)
        self._poll = poll_seconds
        self._report = report_seconds
        self._listeners: Listeners[int, Job] = Listeners()
        self._owner = f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex}"
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._running: Progress | None = None

    def start(self) -> None:
        """Queue again what dead workers left, and begin to work."""
        _living.add(self._owner)
        with self._database.write() as session:
            dead = {owner for owner in rows.owners(session) if _is_dead(owner)}
            released = rows.release_lost(session, _now(), dead)
        for job in released:
            log.warning("job %s was left by a server that stopped: now %s", job.id, job.state)
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 10.0) -> None:
        """Stop after the present report of progress; the job goes back into the queue."""
        self._stopping.set()
        self._wake.set()
        if self._running is not None:
            self._running.stop = Interrupted
        if self._thread is not None:
            self._thread.join(timeout)
        _living.discard(self._owner)

    def enqueue(
        self, kind: str, parameters: Mapping[str, Any], project_id: int | None = None
    ) -> Job:
        """Queue a job for this worker or another. Raises `NotFoundError` for the project."""
        with self._database.write() as session:
            job = rows.create_job(session, kind, parameters, project_id)
        self._wake.set()
        return job

    def get(self, job_id: int) -> Job:
        """A job as it is now. Raises `NotFoundError`."""
        with self._database.read() as session:
            return rows.get_job(session, job_id)

    def list(
        self, project_id: int | None = None, after: str | None = None, limit: int = 100
    ) -> Page[Job]:
        """Jobs, of one project or of all, newest first."""
        with self._database.read() as session:
            return rows.list_jobs(session, project_id, after, limit)

    def cancel(self, job_id: int) -> Job:
        """Cancel a queued job at once, ask a running one to stop at its next report."""
        with self._database.write() as session:
            job = rows.cancel_job(session, job_id)
        self._publish(job)
        return job

    @contextmanager
    def listen(self, job_id: int) -> Iterator[queue.Queue[Job]]:
        """A queue that gets the job now, and again at every change this process makes or sees.

        A worker of another server does not reach this queue: look with `get` when it is silent.
        Raises `NotFoundError`.
        """
        with self._listeners.listen(job_id) as changes:
            changes.put(self.get(job_id))
            yield changes

    def _publish(self, job: Job) -> None:
        self._listeners.publish(job.id, job)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                job = self._claim()
            except SQLAlchemyError:
                log.exception("the jobs cannot be read; trying again")
                job = None
            if job is None:
                self._wake.wait(self._poll)
                self._wake.clear()
            else:
                self._run(job)

    def _claim(self) -> Job | None:
        with self._database.read() as session:
            if not rows.work_waits(session, _now()):
                return None
        with self._database.write() as session:
            released = rows.release_lost(session, _now())
            kinds = list(self._handlers)
            job = rows.claim_job(session, self._owner, kinds, _now(), self._lease)
        for other in (*released, *([job] if job else ())):
            self._publish(other)
        return job

    def _run(self, job: Job) -> None:
        progress = Progress(lambda values: self._write(job.id, progress, values), self._report)
        self._running = progress
        if self._stopping.is_set():
            progress.stop = Interrupted
        ended = threading.Event()
        keeper = threading.Thread(
            target=self._keep, args=(job.id, progress, ended), name="lease", daemon=True
        )
        keeper.start()
        outcome = self._handle(job, progress)
        self._running = None
        ended.set()
        keeper.join()
        self._end(job, outcome)

    def _handle(self, job: Job, progress: Progress) -> Outcome:
        try:
            result = dict(self._handlers[job.kind](job, progress))
            json.dumps(result)
        except JobCancelled:
            return Outcome(JobState.CANCELLED)
        except Interrupted:
            return Outcome(JobState.QUEUED)
        except (WorkbenchError, AlignmentsError) as error:
            return Outcome(JobState.FAILED, error=JobError(_code(error), str(error)))
        except Exception as error:
            log.exception("job %s (%s) failed", job.id, job.kind)
            detail = f"an unexpected fault ({type(error).__name__}); the server's log says more"
            return Outcome(JobState.FAILED, error=JobError("internal", detail))
        return Outcome(JobState.DONE, result)

    def _write(self, job_id: int, progress: Progress, values: Mapping[str, Any]) -> None:
        """Report and renew the lease; tell `progress` when the job is cancelled or lost."""
        try:
            with self._database.write() as session:
                told = rows.report_job(session, job_id, self._owner, _now(), self._lease, values)
        except SQLAlchemyError:
            # A report that is lost does no harm; a lease that runs out only repeats the job.
            log.exception("progress of job %s could not be written", job_id)
            return
        if told is None:
            progress.stop = Interrupted
            return
        job, cancelled = told
        if cancelled:
            progress.stop = JobCancelled
        if values:
            self._publish(job)

    def _keep(self, job_id: int, progress: Progress, ended: threading.Event) -> None:
        while not ended.wait(self._lease.total_seconds() / 3):
            self._write(job_id, progress, {})

    def _end(self, job: Job, outcome: Outcome) -> None:
        try:
            with self._database.write() as session:
                ended = rows.end_job(
                    session,
                    job.id,
                    self._owner,
                    _now(),
                    outcome.state,
                    result=outcome.result,
                    error=outcome.error,
                )
        except SQLAlchemyError:
            log.exception("the end of job %s could not be written; it will run again", job.id)
            return
        if ended is None:
            log.warning("job %s was taken over by another worker, or deleted", job.id)
        else:
            self._publish(ended)


def _now() -> datetime:
    return datetime.now(UTC)


def _code(error: WorkbenchError | AlignmentsError) -> str:
    """The error's own code, else its name: FormatError -> "format"."""
    if isinstance(error, WorkbenchError):
        return error.code
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _is_dead(owner: str) -> bool:
    """Whether a worker of this machine is gone; of another machine only its lease can tell."""
    host, pid, _ = owner.rsplit("/", 2)
    if host != socket.gethostname() or owner in _living:
        return False
    if int(pid) == os.getpid():
        return True  # an earlier process had our number, as every server in a container has 1
    if os.name != "posix":
        return False  # asking there would end the other process
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
