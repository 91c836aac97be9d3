from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from alignments.errors import FormatError
from workbench import store
from workbench.database import Database, open_database
from workbench.errors import ConflictError, NotFoundError
from workbench.jobs import Handler, Progress, Worker
from workbench.listeners import MOST_WAITING, Listeners
from workbench.records import Job
from workbench.settings import Settings
from workbench.states import JobState
from workbench.store import jobs as rows

PATIENCE = 20.0
Working = Callable[..., contextlib.AbstractContextManager[Worker]]


@contextlib.contextmanager
def working(database: Database, **handlers: Handler) -> Iterator[Worker]:
    worker = Worker(database, handlers, poll_seconds=0.02, report_seconds=0.0)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def finished(worker: Worker, job: Job) -> Job:
    return until(worker, job, lambda now: now.state.ended)


def until(worker: Worker, job: Job, reached: Callable[[Job], bool]) -> Job:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        now = worker.get(job.id)
        if reached(now):
            return now
        time.sleep(0.01)
    raise AssertionError(f"waited in vain: {now}")


def double(job: Job, progress: Progress) -> Mapping[str, Any]:
    progress(0.5, "doubling")
    if job.parameters["number"] > 9:
        progress.warn("large", "That is a large number.")
    return {"double": 2 * job.parameters["number"]}


class Gate:
    """A handler that reports without end until it is let through or stopped."""

    def __init__(self) -> None:
        self.entered, self.open = threading.Event(), threading.Event()

    def __call__(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        self.entered.set()
        while not self.open.wait(0.01):
            progress(0.25, "waiting")
        return {"attempts": job.attempts}


def test_a_job_is_done_with_its_result_progress_and_warnings(database: Database) -> None:
    with working(database, double=double) as worker:
        job = worker.enqueue("double", {"number": 21})
        assert (job.state, job.progress, job.attempts) == (JobState.QUEUED, 0.0, 0)
        done = finished(worker, job)
    assert (done.state, done.progress, done.result) == (JobState.DONE, 1.0, {"double": 42})
    assert [warning.code for warning in done.warnings] == ["large"]
    assert (done.attempts, done.error) == (1, None)
    assert done.updated_at > done.created_at


def test_jobs_are_done_in_their_order_and_listed_newest_first(database: Database) -> None:
    order: list[int] = []

    def note(job: Job, _progress: Progress) -> Mapping[str, Any]:
        order.append(job.id)
        return {}

    with database.write() as session:
        project = store.create_project(session, "Письма").id
    waiting = Worker(database, {})
    jobs = [waiting.enqueue("note", {}, project if n == 1 else None) for n in range(4)]
    with working(database, note=note) as worker:
        finished(worker, jobs[-1])
        assert [job.id for job in worker.list(project).items] == [2]
        page = worker.list(limit=3)
        assert [job.id for job in page.items] == [4, 3, 2]
        assert [job.id for job in worker.list(after=page.next).items] == [1]
    assert order == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("error", "code", "detail"),
    [
        (FormatError("book.tmx, line 3: not well-formed"), "format", "book.tmx, line 3"),
        (ConflictError("another text", "document-changed"), "document-changed", "another text"),
        (ZeroDivisionError("secret path"), "internal", "ZeroDivisionError"),
    ],
)
def test_a_failure_is_told_and_does_not_stop_the_worker(
    sqlite_database: Database,
    error: Exception,
    code: str,
    detail: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        raise error

    with working(sqlite_database, fail=fail, double=double) as worker:
        failed = finished(worker, worker.enqueue("fail", {}))
        after = finished(worker, worker.enqueue("double", {"number": 1}))
    assert failed.state is JobState.FAILED
    assert failed.error is not None
    assert failed.error.code == code
    assert detail in failed.error.detail
    assert "secret" not in failed.error.detail
    assert ("secret path" in caplog.text) is (code == "internal")
    assert after.state is JobState.DONE


def test_a_result_that_is_not_json_fails_the_job(sqlite_database: Database) -> None:
    with working(sqlite_database, odd=lambda _job, _progress: {"odd": object()}) as worker:
        failed = finished(worker, worker.enqueue("odd", {}))
    assert failed.state is JobState.FAILED


def test_a_queued_job_is_cancelled_at_once(database: Database) -> None:
    worker = Worker(database, {"double": double})
    job = worker.enqueue("double", {"number": 1})
    assert worker.cancel(job.id).state is JobState.CANCELLED
    with working(database, double=double) as other:
        last = finished(other, other.enqueue("double", {"number": 2}))
        assert other.get(job.id).state is JobState.CANCELLED
        assert other.cancel(last.id) == last  # what has ended stays as it is


def test_a_running_job_is_cancelled_at_its_next_report(database: Database) -> None:
    gate = Gate()
    with working(database, gate=gate) as worker:
        job = worker.enqueue("gate", {})
        assert gate.entered.wait(PATIENCE)
        worker.cancel(job.id)
        cancelled = finished(worker, job)
    assert (cancelled.state, cancelled.result) == (JobState.CANCELLED, None)


def test_listeners_hear_every_step_to_the_end(sqlite_database: Database) -> None:
    gate = Gate()
    with working(sqlite_database, gate=gate) as worker:
        job = worker.enqueue("gate", {})
        with worker.listen(job.id) as changes:
            heard = [changes.get(timeout=PATIENCE)]
            assert gate.entered.wait(PATIENCE)
            gate.open.set()
            while not heard[-1].state.ended:
                heard.append(changes.get(timeout=PATIENCE))
        with pytest.raises(NotFoundError), worker.listen(99):
            pass
    progress = [now.progress for now in heard]
    assert progress == sorted(progress)
    assert heard[-1].result == {"attempts": 1}


def test_reports_are_written_a_few_times_a_second_at_most() -> None:
    written: list[Mapping[str, Any]] = []
    progress = Progress(written.append, seconds=60)
    for step in range(1000):
        progress(step / 1000, "encoding" if step < 500 else "searching")
    assert [values["phase"] for values in written] == ["encoding", "searching"]


def test_progress_stays_between_nothing_and_all() -> None:
    written: list[Mapping[str, Any]] = []
    progress = Progress(written.append, seconds=0)
    for fraction in (-1.0, 0.5, 1.0000001):
        progress(fraction, "")
    assert [values["progress"] for values in written] == [0.0, 0.5, 1.0]


def test_a_stopped_worker_gives_its_job_back_and_another_does_it(database: Database) -> None:
    gate = Gate()
    with working(database, gate=gate) as worker:
        job = worker.enqueue("gate", {})
        assert gate.entered.wait(PATIENCE)
    given_back = worker.get(job.id)
    assert (given_back.state, given_back.attempts) == (JobState.QUEUED, 0)
    gate.open.set()
    with working(database, gate=gate) as worker:
        assert finished(worker, job).result == {"attempts": 1}


def _leave_running(database: Database, owner: str, lease: float, attempts: int = 1) -> Job:
    """A job as a worker leaves it that is killed."""
    with database.write() as session:
        job = rows.create_job(session, "double", {"number": 4})
        now = datetime.now(UTC)
        rows.claim_job(session, owner, ["double"], now, timedelta(seconds=lease))
        session.execute(text(f"UPDATE job SET attempts = {attempts} WHERE id = {job.id}"))
        return job


def _dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    return gone.pid


@pytest.mark.parametrize(
    ("owner", "lease", "why"),
    [
        ("{host}/{dead}/x", 3600, "its process is gone"),
        ("{host}/{me}/x", 3600, "our number, but not our worker"),
        ("another-machine/1/x", -1, "its lease ran out"),
        ("another-machine/1/x", 0.2, "its lease runs out while we work"),
    ],
)
def test_what_a_dead_worker_left_is_done_again(
    database: Database, owner: str, lease: float, why: str
) -> None:
    owner = owner.format(host=socket.gethostname(), dead=_dead_process(), me=os.getpid())
    job = _leave_running(database, owner, lease)
    with working(database, double=double) as worker:
        done = finished(worker, job)
    assert (done.result, done.attempts) == ({"double": 8}, 2), why


def test_a_living_worker_keeps_its_job(database: Database) -> None:
    job = _leave_running(database, "another-machine/1/x", 3600)
    with working(database, double=double) as worker:
        finished(worker, worker.enqueue("double", {"number": 1}))
        assert worker.get(job.id).state is JobState.RUNNING


def test_a_job_that_stops_the_server_again_and_again_is_given_up(database: Database) -> None:
    job = _leave_running(database, "another-machine/1/x", -1, attempts=rows.MOST_ATTEMPTS)
    with working(database, double=double) as worker:
        failed = finished(worker, job)
    assert failed.error is not None
    assert failed.error.code == "crashed"


def test_a_lost_job_that_somebody_cancelled_is_not_done_again(database: Database) -> None:
    job = _leave_running(database, "another-machine/1/x", -1)
    with database.write() as session:
        rows.cancel_job(session, job.id)
    with working(database, double=double) as worker:
        assert finished(worker, job).state is JobState.CANCELLED


def test_a_worker_that_lost_its_job_stops_and_writes_nothing(sqlite_database: Database) -> None:
    gate = Gate()
    with working(sqlite_database, gate=gate, double=double) as worker:
        job = worker.enqueue("gate", {})
        assert gate.entered.wait(PATIENCE)
        with sqlite_database.write() as session:
            session.execute(text("UPDATE job SET owner = 'another-machine/1/x'"))
        finished(worker, worker.enqueue("double", {"number": 1}))
        taken = worker.get(job.id)
    assert (taken.state, taken.result) == (JobState.RUNNING, None)


def test_a_long_silent_handler_keeps_its_lease(sqlite_database: Database) -> None:
    def silent(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        time.sleep(0.5)
        return {}

    first = Worker(sqlite_database, {"silent": silent}, lease_seconds=0.2, poll_seconds=0.02)
    second = Worker(sqlite_database, {"silent": silent}, poll_seconds=0.02)
    first.start()
    job = first.enqueue("silent", {})
    until(first, job, lambda now: now.state is JobState.RUNNING)
    second.start()
    try:
        assert finished(first, job).attempts == 1
    finally:
        first.stop()
        second.stop()


def test_a_project_can_be_deleted_while_its_job_runs(database: Database) -> None:
    gate = Gate()
    with database.write() as session:
        project = store.create_project(session, "Письма").id
    with working(database, gate=gate, double=double) as worker:
        job = worker.enqueue("gate", {}, project)
        assert gate.entered.wait(PATIENCE)
        with database.write() as session:
            store.delete_project(session, project)
        finished(worker, worker.enqueue("double", {"number": 1}))
        with pytest.raises(NotFoundError):
            worker.get(job.id)
        with pytest.raises(NotFoundError):
            worker.enqueue("double", {}, project)


def test_several_workers_share_the_queue_and_do_each_job_once(database: Database) -> None:
    done: list[int] = []

    def note(job: Job, _progress: Progress) -> Mapping[str, Any]:
        done.append(job.id)
        return {}

    waiting = Worker(database, {})
    jobs = [waiting.enqueue("note", {}) for _ in range(12)]
    with working(database, note=note) as one, working(database, note=note):
        for job in jobs:
            finished(one, job)
    assert sorted(done) == [job.id for job in jobs]


def test_a_worker_leaves_kinds_it_does_not_know(sqlite_database: Database) -> None:
    with working(sqlite_database, double=double) as worker:
        unknown = worker.enqueue("unknown", {})
        finished(worker, worker.enqueue("double", {"number": 1}))
        assert worker.get(unknown.id).state is JobState.QUEUED


def test_a_worker_outlives_a_database_that_is_away_for_a_moment(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from sqlalchemy.exc import OperationalError

    away = threading.Event()
    away.set()
    look = rows.work_waits

    def look_or_fail(session: Session, at: datetime) -> bool:
        if away.is_set():
            raise OperationalError("SELECT", {}, Exception("gone"))
        return look(session, at)

    monkeypatch.setattr(rows, "work_waits", look_or_fail)
    with caplog.at_level(logging.ERROR), working(sqlite_database, double=double) as worker:
        job = worker.enqueue("double", {"number": 1})
        time.sleep(0.1)
        assert worker.get(job.id).state is JobState.QUEUED
        away.clear()
        assert finished(worker, job).state is JobState.DONE
    assert "trying again" in caplog.text


KILLED = """
import sys, time
from pathlib import Path
from workbench.database import open_database
from workbench.jobs import Worker
from workbench.settings import Settings

def slow(job, progress):
    print("running", flush=True)
    while True:
        progress(0.5, "waiting")
        time.sleep(0.01)

Worker(open_database(Settings(data=Path(sys.argv[1]))), {"double": slow}).start()
time.sleep(60)
"""


def test_a_killed_server_leaves_its_job_to_the_next_one(tmp_path: Path) -> None:
    database = open_database(Settings(data=tmp_path))
    job = Worker(database, {}).enqueue("double", {"number": 21})
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "running\n"
        server.kill()
    with working(database, double=double) as worker:
        done = finished(worker, job)
    database.close()
    assert (done.result, done.attempts) == ({"double": 42}, 2)


def test_a_slow_listener_loses_the_oldest_values_and_holds_nobody_up() -> None:
    listeners: Listeners[str, int] = Listeners()
    with listeners.listen("a") as slow, listeners.listen("b") as other:
        for number in range(MOST_WAITING + 5):
            listeners.publish("a", number)
        assert slow.get_nowait() == 5
        assert other.empty()
    listeners.publish("a", 0)
