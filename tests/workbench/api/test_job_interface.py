"""Align jobs over HTTP: progress, warnings, failure, cancelling, and a server killed midway."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import httpx
import pytest
from fastapi.testclient import TestClient

from alignments.errors import EncoderError
from workbench.api.app import create_app
from workbench.settings import Settings

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Import = Callable[..., Answer]

RUSSIAN = "".join(f"Предложение номер {n} о партии.\n\n" for n in range(5))
ENGLISH = "".join(f"This is sentence number {n} of the party.\n\n" for n in range(5))


def start(client: TestClient, project: Json, source: int | None, target: int | None) -> Json:
    answer = client.post(
        f"/api/v1/projects/{project['id']}/alignments",
        json={"source_document_id": source, "target_document_id": target, "encoder": "hashing"},
    )
    assert answer.status_code == 202, answer.text
    job: Json = answer.json()
    return job


def events(lines: Iterator[str]) -> list[tuple[str, Json]]:
    """The events of a stream that ends by itself."""
    found, name = [], ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            found.append((name, json.loads(line.removeprefix("data: "))))
    return found


def watch(client: TestClient, job: Json) -> list[Json]:
    """The job at each event of its progress, until it ended."""
    with client.stream("GET", f"/api/v1/jobs/{job['id']}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        seen = events(answer.iter_lines())
    assert {name for name, _ in seen} == {"progress"}
    return [state for _, state in seen]


def test_a_pair_is_aligned_with_progress(client: TestClient, project: Json, paste: Import) -> None:
    source, target = paste("source", RUSSIAN).json(), paste("target", ENGLISH).json()
    job = start(client, project, source["id"], target["id"])
    assert (job["kind"], job["project_id"], job["error"]) == ("align", project["id"], None)
    states = watch(client, job)
    last = states[-1]
    assert (last["state"], last["progress"], last["error"]) == ("done", 1.0, None)
    progress = [state["progress"] for state in states]
    assert progress == sorted(progress)
    made = client.get(f"/api/v1/alignments/{last['result']['alignment_id']}").json()
    assert (made["source_segments"], made["target_segments"]) == (5, 5)
    assert sum(made["counts"].values()) == made["beads"]
    assert made["signature"]
    assert client.get("/api/v1/jobs", params={"project_id": project["id"]}).json()["items"] == [
        last
    ]


@pytest.mark.parametrize(
    ("languages", "encoder"),
    [(("ru", "en"), "builtin"), (("de", "fr"), "lexical")],
    ids=["languages the builtin model knows", "others"],
)
def test_the_encoder_is_chosen_by_the_languages_where_nobody_names_one(
    client: TestClient, languages: tuple[str, str], encoder: str
) -> None:
    tongues = dict(zip(("source_language", "target_language"), languages, strict=True))
    project = client.post("/api/v1/projects", json={"name": encoder, **tongues}).json()
    at = f"/api/v1/projects/{project['id']}"
    body = {"side": "target", "name": "t.txt", "text": "One. Two."}
    document = client.post(f"{at}/documents/text", json=body).json()
    wanted = {"target_document_id": document["id"]}
    last = watch(client, client.post(f"{at}/alignments", json=wanted).json())[-1]
    made = client.get(f"/api/v1/alignments/{last['result']['alignment_id']}").json()
    assert made["encoder"] == encoder


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_text_without_its_counterpart_is_aligned_with_nothing(
    client: TestClient, project: Json, paste: Import, side: str
) -> None:
    document = paste(side, RUSSIAN if side == "source" else ENGLISH).json()
    ids = (document["id"], None) if side == "source" else (None, document["id"])
    last = watch(client, start(client, project, *ids))[-1]
    assert last["state"] == "done", last
    alignment = last["result"]["alignment_id"]
    beads = client.get(f"/api/v1/alignments/{alignment}/beads").json()["items"]
    assert len(beads) == 5
    assert {tuple(bead["target" if side == "source" else "source"]) for bead in beads} == {(0, 0)}


WRONG = {
    "swapped": (ENGLISH, RUSSIAN, "sides-swapped"),
    "the translation twice": (ENGLISH, ENGLISH, "sides-alike"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_pair_that_looks_wrong_is_aligned_with_a_warning(
    client: TestClient, project: Json, paste: Import, case: str
) -> None:
    source, target, code = WRONG[case]
    ids = (paste("source", source).json()["id"], paste("target", target).json()["id"])
    last = watch(client, start(client, project, *ids))[-1]
    assert last["state"] == "done", last
    assert [warning["code"] for warning in last["warnings"]] == [code]


REFUSED: dict[str, Callable[[Json, Json], Json]] = {
    "nothing": lambda _s, _t: {},
    "sides the other way round": lambda s, t: {
        "source_document_id": t["id"],
        "target_document_id": s["id"],
    },
    "a document that is not there": lambda _s, _t: {"source_document_id": 4711},
    "an id that is none": lambda _s, _t: {"source_document_id": 0},
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_aligned_is_refused_before_a_job_is_made(
    client: TestClient, project: Json, paste: Import, case: str
) -> None:
    documents = paste("source", RUSSIAN).json(), paste("target", ENGLISH).json()
    answer = client.post(
        f"/api/v1/projects/{project['id']}/alignments", json=REFUSED[case](*documents)
    )
    assert answer.status_code == 422, answer.text
    assert client.get("/api/v1/jobs", params={"project_id": project["id"]}).json()["items"] == []


class Slow:
    """An encoder's loader that waits until it is let go, or fails."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.go = threading.Event()

    def __call__(self, _name: str) -> NoReturn:
        self.reached.set()
        assert self.go.wait(10)
        raise EncoderError("the model 'x' is not on this machine: download it first")


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[tuple[TestClient, Slow]]:
    loader = Slow()
    app = create_app(Settings(data=tmp_path / "data"), load_encoder=loader, static=tmp_path)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client, loader
        loader.go.set()


def started(client: Any, projects: str = "/api/v1/projects", encoder: str = "hashing") -> Json:  # noqa: ANN401 - a client of httpx or of the test
    """A job that aligns a translation without original, in a new project."""
    project = client.post(projects, json={"name": "x"}).json()
    body = {"side": "target", "name": "t", "text": ENGLISH}
    document = client.post(f"{projects}/{project['id']}/documents/text", json=body).json()
    wanted = {"target_document_id": document["id"], "encoder": encoder}
    job: Json = client.post(f"{projects}/{project['id']}/alignments", json=wanted).json()
    return job


def test_a_job_that_fails_says_why(slow: tuple[TestClient, Slow]) -> None:
    client, loader = slow
    job = started(client)
    loader.go.set()
    last = watch(client, job)[-1]
    assert last["state"] == "failed"
    assert last["error"]["detail"] == "the model 'x' is not on this machine: download it first"
    assert last["result"] is None


def test_a_job_that_waits_can_be_cancelled(slow: tuple[TestClient, Slow]) -> None:
    client, loader = slow
    running, waiting = started(client), started(client)
    assert loader.reached.wait(10)
    assert client.post(f"/api/v1/jobs/{waiting['id']}/cancel").json()["state"] == "cancelled"
    loader.go.set()
    assert watch(client, running)[-1]["state"] == "failed"
    assert client.get(f"/api/v1/jobs/{waiting['id']}").json()["state"] == "cancelled"


SERVER = """
import sys, time
from contextlib import contextmanager
from pathlib import Path
from workbench.api.server import run
from workbench.settings import Settings

class Encoder:
    name, revision, languages, dimensions = "slow", "1", frozenset(), 4
    def encode(self, texts):
        import numpy
        time.sleep(float(sys.argv[2]))
        return numpy.full((len(texts), 4), 0.5, dtype=numpy.float32)

run(Settings(data=Path(sys.argv[1]), port=0), load_encoder=lambda name: Encoder(),
    announce=lambda url: print(url, flush=True))
"""


@contextmanager
def server(data: Path, seconds: float) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """A real server in a process of its own, whose encoder takes so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(data), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            with httpx.Client(base_url=f"{address}api/v1", timeout=10) as client:
                yield process, client
        finally:
            process.kill()


def test_a_killed_server_goes_on_and_a_listening_page_does_not_keep_it_from_ending(
    tmp_path: Path,
) -> None:
    with server(tmp_path, seconds=60) as (process, client):
        job = started(client, "/projects", "slow")
        while client.get(f"/jobs/{job['id']}").json()["state"] == "queued":
            time.sleep(0.02)
        process.kill()

    with server(tmp_path, seconds=0) as (process, client):
        with client.stream("GET", f"/jobs/{job['id']}/events") as answer:
            last = events(answer.iter_lines())[-1][1]
        assert last["state"] == "done", last
        alignments = client.get(f"/projects/{job['project_id']}").json()["alignments"]
        assert [found["id"] for found in alignments] == [last["result"]["alignment_id"]]

        address = f"/alignments/{alignments[0]['id']}"
        with client.stream("GET", f"{address}/events") as answer:
            lines = answer.iter_lines()
            assert next(lines) == "event: alignment"
            bead = client.get(f"{address}/beads").json()["items"][0]
            client.post(
                f"{address}/operations",
                json={"kind": "confirm", "bead": bead["id"]},
                headers={"If-Match": f'"b{bead["id"]}.{bead["version"]}"'},
            )
            while next(lines) != "event: operation":
                continue
            process.send_signal(signal.SIGINT)
            assert process.wait(5) == 0
