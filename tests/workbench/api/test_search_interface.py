"""The concordance and the saved views over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2


def search(client: TestClient, alignment: Json, **query: str) -> Answer:
    """Ask for a page of the concordance."""
    path = f"/api/v1/projects/{alignment['project_id']}/concordance"
    return client.get(path, params={"alignment_id": alignment["id"], **query})


def test_a_search_gives_rows_texts_and_marks(client: TestClient, alignment: Json) -> None:
    page = search(client, alignment, q="НОМЕР 3").json()
    assert (page["total"], page["next"], page["waiting"]) == (1, None, 0)
    (hit,) = page["items"]
    assert (hit["alignment_id"], hit["row"]) == (alignment["id"], 4)
    (mark,) = hit["source"]["marks"]
    assert hit["source"]["text"][slice(*mark)] == "номер 3"
    assert hit["target"]["marks"] == []
    assert hit["target"]["text"].startswith("This is sentence number 3")


def test_marks_count_as_a_browser_does(client: TestClient, project: Json) -> None:
    body = {"side": "target", "name": "t.txt", "text": "𝔊 before the word."}
    path = f"/api/v1/projects/{project['id']}"
    target = client.post(f"{path}/documents/text", json=body).json()
    job = client.post(f"{path}/alignments", json={"target_document_id": target["id"]}).json()
    while client.get(f"/api/v1/jobs/{job['id']}").json()["state"] in ("queued", "running"):
        pass
    page = client.get(f"{path}/concordance", params={"q": "word"}).json()
    (mark,) = page["items"][0]["target"]["marks"]
    assert mark == [14, 18]


def test_pages_follow_their_cursor(client: TestClient, alignment: Json) -> None:
    rows: list[int] = []
    after: dict[str, str] = {}
    while True:
        page = search(client, alignment, q="sentence", limit="3", **after).json()
        rows += [hit["row"] for hit in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert rows == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"q": "(a", "mode": "regex"}, 422, "bad-pattern"),
        ({"q": " "}, 422, "empty-query"),
        ({"q": "a", "mode": "sounds"}, 422, "bad-input"),
        ({"q": "a", "after": "x"}, 422, "bad-input"),
        ({"q": "a", "alignment_id": "999999"}, 422, "other-project"),
    ],
)
def test_what_cannot_be_sought_is_refused(
    client: TestClient, alignment: Json, query: dict[str, str], status: int, code: str
) -> None:
    answer = search(client, alignment, **query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_unknown_project_is_told(client: TestClient) -> None:
    assert client.get("/api/v1/projects/999999/concordance?q=a").status_code == 404
    assert client.get("/api/v1/projects/999999/views").status_code == 404
    assert client.post("/api/v1/projects/999999/search-index").status_code == 404


def test_an_index_job_prepares_what_waits(
    client: TestClient, alignment: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import text

    bench = client.app.state.workbench  # type: ignore[attr-defined]
    with bench.database.write() as session:
        session.execute(text("DELETE FROM search_text"))
    monkeypatch.setattr("workbench.services.searching.AT_ONCE", 1)
    page = search(client, alignment, q="sentence").json()
    assert (page["items"], page["waiting"]) == ([], 16)
    job = client.post(f"/api/v1/projects/{alignment['project_id']}/search-index").json()
    while job["state"] in ("queued", "running"):
        job = client.get(f"/api/v1/jobs/{job['id']}").json()
    assert job["state"] == "done"
    page = search(client, alignment, q="sentence").json()
    assert (page["total"], page["waiting"]) == (8, 0)


def test_views_are_kept_named_anew_and_deleted(client: TestClient, project: Json) -> None:
    path = f"/api/v1/projects/{project['id']}/views"
    body = {"name": " Примечания ", "query": "kind=note"}
    made = client.post(path, json=body, headers={"X-Actor": "Anna"})
    assert made.status_code == 201
    view = made.json()
    assert (view["name"], view["query"], view["actor"]) == ("Примечания", "kind=note", "Anna")
    client.post(path, json={"name": "а", "query": "state=proposed"})
    assert [one["name"] for one in client.get(path).json()["items"]] == ["а", "Примечания"]
    at = f"/api/v1/views/{view['id']}"
    assert client.patch(at, json={"name": "Notes"}).json()["query"] == "kind=note"
    assert client.patch(at, json={"query": "is=moved"}).json()["name"] == "Notes"
    assert client.get(at).json()["query"] == "is=moved"
    assert client.delete(at).status_code == 204
    assert client.get(at).status_code == 404
    assert client.delete(at).status_code == 404
    assert [one["name"] for one in client.get(path).json()["items"]] == ["а"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "Taken", "query": "is=moved"}, 409, "name-taken"),
        ({"name": " ", "query": "is=moved"}, 422, "bad-input"),
        ({"name": "b", "query": " "}, 422, "empty-filter"),
        ({"name": "b", "query": "x" * 2001}, 422, "bad-input"),
    ],
)
def test_a_view_that_cannot_be_kept_is_refused(
    client: TestClient, project: Json, body: Json, status: int, code: str
) -> None:
    path = f"/api/v1/projects/{project['id']}/views"
    assert client.post(path, json={"name": "Taken", "query": "kind=note"}).status_code == 201
    answer = client.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(client.get(path).json()["items"]) == 1
