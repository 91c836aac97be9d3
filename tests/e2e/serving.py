"""A running server, as the tests of the page use it beside the browser; and two made texts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

SECONDS = 60

RUSSIAN = """# Записка о печати

Зимой 1931 года колония потеряла почти всякую связь с центром. Письма шли по три месяца. Половина \
писем не доходила вовсе. В марте 1932 года товарищи предложили созвать совещание. Решение было \
принято шестью голосами. Об этом мы уже писали. Рабочие завода вышли на улицу и требовали хлеба. \
Молчание также есть ответ.
"""
ENGLISH = """# Memorandum on the press

In the winter of 1931 the colony lost almost all contact with the center. Letters took three \
months. Half of the letters never arrived at all. In March 1932 the comrades proposed to convene \
a conference. The decision was taken by six votes. The workers of the factory went out into the \
street and demanded bread. Silence, too, is an answer.
"""


@dataclass(frozen=True)
class Server:
    """A running server and a client of its interface."""

    address: str
    client: httpx.Client

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send a JSON body; gives the JSON answer, and fails the test where it is a problem."""
        answer = self.client.post(path, json=body)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def get(self, path: str) -> dict[str, Any]:
        """Read a JSON answer."""
        answer = self.client.get(path)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def beads(self, alignment: int) -> list[dict[str, Any]]:
        """The beads of an alignment, in row order."""
        rows: list[dict[str, Any]] = self.get(f"/alignments/{alignment}/beads?limit=5000")["items"]
        return rows


@contextmanager
def running(data: Path) -> Iterator[Server]:
    """`workbench serve` on a free port over a folder, for as long as the block runs."""
    command = [sys.executable, "-m", "workbench", "serve", "--port", "0", "--data", str(data)]
    environment = dict(os.environ) | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        try:
            address = _address(process)
            with httpx.Client(base_url=f"{address}/api/v1", timeout=SECONDS) as client:
                yield Server(address, client)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stdout or ():
        if "http://" in line:
            return "http://" + line.split("http://", 1)[1].strip().rstrip("/")
        said.append(line)
    pytest.fail(f"the server did not start: {''.join(said)}")


def align(server: Server, source: str | None, target: str) -> int:
    """Import the texts and align them through the interface."""
    project = server.post("/projects", {"name": "Made for a test"})["id"]
    ids = {}
    for side, text in (("source", source), ("target", target)):
        if text is not None:
            body = {"side": side, "name": f"{side}.md", "text": text}
            ids[f"{side}_document_id"] = server.post(f"/projects/{project}/documents/text", body)[
                "id"
            ]
    job = server.post(f"/projects/{project}/alignments", ids)
    until = time.monotonic() + SECONDS
    while job["state"] in ("queued", "running") and time.monotonic() < until:
        time.sleep(0.05)
        job = server.get(f"/jobs/{job['id']}")
    assert job["state"] == "done", job
    found: int = job["result"]["alignment_id"]
    return found
