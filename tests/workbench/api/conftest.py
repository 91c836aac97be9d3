"""A server over a fresh database, a hashing encoder, and a project with an alignment in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from alignments.bitext import Alignment, Bead
from workbench import store
from workbench.api.app import create_app
from workbench.settings import Settings

HOST = "http://127.0.0.1:8765"
RUSSIAN = "".join(f"Это предложение номер {n} из документа о съезде партии.\n\n" for n in range(8))
ENGLISH = "".join(f"This is sentence number {n} of the congress document.\n\n" for n in range(8))

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2


class HashingEncoder:
    """Words to vectors by hash: numbers agree over languages, nothing else does."""

    name = "hashing"
    revision = "1"
    languages: frozenset[str] = frozenset()
    dimensions = 32

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.dimensions] += 1.0
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.where(norms == 0, 1, norms)).astype(np.float32)


@contextmanager
def serving(folder: Path) -> Iterator[TestClient]:
    app = create_app(
        Settings(data=folder),
        load_encoder=lambda _name: HashingEncoder(),
        static=folder / "no-page",
    )
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server for the whole module: tests make their own projects in it."""
    with serving(tmp_path_factory.mktemp("data")) as client:
        yield client


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[TestClient]:
    """A server with nothing in it."""
    with serving(tmp_path) as client:
        yield client


@pytest.fixture
def project(client: TestClient) -> Json:
    answer = client.post("/api/v1/projects", json={"name": "Съезд"})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


Paste = Callable[..., Answer]


@pytest.fixture
def paste(client: TestClient, project: Json) -> Paste:
    """Paste a text as one side of the project."""

    def run(side: str, text: str, **fields: str) -> Answer:
        body = {"side": side, "name": f"{side}.txt", "text": text, **fields}
        return client.post(f"/api/v1/projects/{project['id']}/documents/text", json=body)

    return run


@pytest.fixture
def upload(client: TestClient, project: Json) -> Paste:
    """Upload bytes as one side of the project."""

    def run(side: str, data: bytes, name: str = "text.txt", **fields: str) -> Answer:
        return client.post(
            f"/api/v1/projects/{project['id']}/documents",
            files={"file": (name, data)},
            data={"side": side, **fields},
        )

    return run


@pytest.fixture
def alignment(client: TestClient, project: Json, paste: Paste) -> Json:
    """Eight segments on each side, paired one to one, all proposed."""
    source, target = paste("source", RUSSIAN).json(), paste("target", ENGLISH).json()
    assert (source["segments"], target["segments"]) == (8, 8)
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), confidence=0.9) for n in range(8))
    bench = client.app.state.workbench  # type: ignore[attr-defined]
    with bench.database.write() as session:
        stored = store.save_alignment(
            session,
            project["id"],
            source["id"],
            target["id"],
            Alignment(beads, 8, 8, "by hand"),
            "hashing",
        )
    found: Json = client.get(f"/api/v1/alignments/{stored.id}").json()
    return found


def tag(bead: Json) -> str:
    """A bead's entity tag."""
    return f'"b{bead["id"]}.{bead["version"]}"'


Act = Callable[..., Answer]


@pytest.fixture
def beads(client: TestClient, alignment: Json) -> Callable[[], list[Json]]:
    """The alignment's beads as they are now."""

    def run() -> list[Json]:
        answer = client.get(f"/api/v1/alignments/{alignment['id']}/beads")
        found: list[Json] = answer.json()["items"]
        return found

    return run


@pytest.fixture
def act(client: TestClient, alignment: Json) -> Act:
    """Do an operation with the tags of the rows given."""

    def run(
        body: Json, touched: Sequence[Json] = (), headers: dict[str, str] | None = None
    ) -> Answer:
        tags = ", ".join(tag(bead) for bead in touched)
        return client.post(
            f"/api/v1/alignments/{alignment['id']}/operations",
            json=body,
            headers={**({"If-Match": tags} if tags else {}), **(headers or {})},
        )

    return run
