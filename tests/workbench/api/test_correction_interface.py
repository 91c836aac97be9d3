"""What was recognised in a text is corrected over HTTP, until an alignment uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Import = Callable[..., Answer]

TEXT = "# Title\n\nA first paragraph. It goes on.\n\nThe second one.\n"


@pytest.fixture
def document(upload: Import) -> Json:
    found: Json = upload("target", TEXT.encode(), "made.md").json()
    return found


def blocks(client: TestClient, document: Json, **query: str | int) -> Json:
    answer = client.get(f"/api/v1/documents/{document['id']}/blocks", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_blocks_are_listed_by_kind_with_their_first_words(
    client: TestClient, document: Json
) -> None:
    found = blocks(client, document, kind="paragraph")
    assert [(one["number"], one["text"], one["cut"]) for one in found["items"]] == [
        (1, "A first paragraph. It goes on.", False),
        (2, "The second one.", False),
    ]
    first = blocks(client, document, limit=2)
    assert [one["number"] for one in first["items"]] == [0, 1]
    rest = blocks(client, document, limit=2, after=first["next"])
    assert ([one["number"] for one in rest["items"]], rest["next"]) == ([2], None)


def test_a_block_is_said_to_be_furniture_and_is_no_more_aligned(
    client: TestClient, document: Json
) -> None:
    address = f"/api/v1/documents/{document['id']}/blocks/2"
    changed = client.put(address, json={"kind": "furniture"}).json()
    assert (changed["segments"], changed["blocks"]["furniture"]) == (document["segments"] - 1, 1)
    back = client.put(address, json={"kind": "paragraph"}).json()
    assert back["segments"] == document["segments"]


def test_the_original_bytes_are_read_again_in_another_encoding(
    client: TestClient, upload: Import
) -> None:
    words = "Центральный комитет обсудил положение в Китае."
    document = upload("source", words.encode("koi8-r"), "made.txt", encoding="cp1251").json()
    address = f"/api/v1/documents/{document['id']}/reading"
    changed = client.put(address, json={"encoding": "koi8-r"}).json()
    assert changed["encoding"].replace("_", "-").lower() == "koi8-r"
    assert blocks(client, changed)["items"][0]["text"] == words
    german = client.put(address, json={"language": "de"}).json()
    assert (german["language"], german["encoding"]) == ("de", changed["encoding"])


WRONG = [
    ("blocks/99", {"kind": "note"}, 404, "a block that is not there"),
    ("blocks/1", {"kind": "poem"}, 422, "a kind that is none"),
    ("reading", {"encoding": "no-such"}, 422, "an encoding that is none"),
]


@pytest.mark.parametrize(("path", "body", "status", "reason"), WRONG)
def test_a_wrong_correction_changes_nothing(
    client: TestClient, document: Json, path: str, body: Json, status: int, reason: str
) -> None:
    del reason
    address = f"/api/v1/documents/{document['id']}"
    assert client.put(f"{address}/{path}", json=body).status_code == status
    assert client.get(address).json() == document


def test_the_sample_is_opened_once(client: TestClient) -> None:
    first = client.post("/api/v1/projects/sample")
    assert first.status_code == 201, first.text
    assert first.json()["beads"] > 40
    assert client.post("/api/v1/projects/sample").json()["id"] == first.json()["id"]
