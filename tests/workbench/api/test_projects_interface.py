"""Projects, problems and the description of the interface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from workbench.api.app import create_app
from workbench.api.openapi import document_text, openapi_document
from workbench.settings import Settings

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = openapi_document()


def test_a_project_is_made_renamed_listed_and_removed(fresh: TestClient) -> None:
    client = fresh
    made = client.post(
        "/api/v1/projects",
        json={"name": "  The   Colony ", "source_language": "de", "target_language": "en"},
    ).json()
    assert (made["name"], made["source_language"], made["documents"]) == ("The Colony", "de", [])
    address = f"/api/v1/projects/{made['id']}"
    assert client.patch(address, json={"name": "Колония"}).json()["name"] == "Колония"
    assert [p["name"] for p in client.get("/api/v1/projects").json()["items"]] == ["Колония"]
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    assert client.get("/api/v1/projects").json() == {"items": [], "next": None}


def test_projects_come_in_pages_newest_first(fresh: TestClient) -> None:
    client = fresh
    for number in range(5):
        client.post("/api/v1/projects", json={"name": f"p{number}"})
    first = client.get("/api/v1/projects", params={"limit": 3}).json()
    second = client.get("/api/v1/projects", params={"limit": 3, "after": first["next"]}).json()
    assert [p["name"] for p in first["items"] + second["items"]] == ["p4", "p3", "p2", "p1", "p0"]


REFUSED = {
    "no name": ({}, "name"),
    "a blank name": ({"name": " \t"}, "name"),
    "a name with NUL": ({"name": "a\0b"}, "name"),
    "a name too long": ({"name": "x" * 201}, "name"),
    "a language that is no tag": ({"name": "x", "source_language": "русский"}, "source_language"),
    "a field nobody knows": ({"name": "x", "sourcelanguage": "ru"}, "sourcelanguage"),
    "not an object": ([1], ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_request_that_does_not_fit_names_the_field(client: TestClient, case: str) -> None:
    body, field = REFUSED[case]
    answer = client.post("/api/v1/projects", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "bad-input"
    assert field in [error["place"] for error in problem["errors"]] or not field


@pytest.mark.parametrize("body", [b"{", b'{"name": "\xff"}', b"\x00"])
def test_a_body_that_is_no_json_is_a_problem(client: TestClient, body: bytes) -> None:
    answer = client.post(
        "/api/v1/projects", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("number", ["0", "-1", str(2**63), "9" * 40, "x", "1.5", "%00"])
@pytest.mark.parametrize("kind", ["projects", "documents", "alignments", "jobs"])
def test_a_number_that_cannot_be_an_id_is_a_problem(
    client: TestClient, kind: str, number: str
) -> None:
    answer = client.get(f"/api/v1/{kind}/{number}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_largest_id_is_simply_not_there(client: TestClient) -> None:
    assert client.get(f"/api/v1/projects/{2**63 - 1}").status_code == 404


def test_a_cursor_that_was_never_given_is_a_problem(client: TestClient, alignment: Json) -> None:
    lists = (
        "projects",
        "jobs",
        f"documents/{alignment['source_document_id']}/segments",
        f"alignments/{alignment['id']}/beads",
        f"alignments/{alignment['id']}/operations",
    )
    for address in lists:
        for after in ("x", "-1", str(2**70), "1:2:3:4:5:6", "1.2.3.4.5.6.7", "\0", "é", "٣"):
            answer = client.get(f"/api/v1/{address}", params={"after": after})
            assert answer.status_code == 422, (address, after, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_path_and_a_wrong_method_are_problems(client: TestClient) -> None:
    for method, path, status in (("GET", "/api/v1/nothing", 404), ("PUT", "/api/v1/projects", 405)):
        answer = client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"


def test_an_unexpected_error_tells_nothing_of_the_inside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(data=tmp_path), static=tmp_path / "no-page")

    @app.get("/api/v1/broken")
    def _broken() -> None:
        raise ZeroDivisionError("the secret of the inside")

    with TestClient(app, base_url="http://127.0.0.1") as client:
        answer = client.get("/api/v1/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "secret" not in answer.text
    assert "the secret of the inside" in caplog.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_description_on_file_is_current_whatever_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKBENCH_HOST", "0.0.0.0")
    monkeypatch.setenv("WORKBENCH_PASSWORD", "short")
    assert (ROOT / "openapi.json").read_text(encoding="utf-8") == document_text()


def test_every_operation_has_its_own_name_and_describes_its_problems() -> None:
    operations = [operation for path in DOCUMENT["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert list(operation["responses"]["default"]["content"]) == ["application/problem+json"]
        assert operation["description"]


def test_every_route_stands_in_the_documentation() -> None:
    text = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    for path, operations in DOCUMENT["paths"].items():
        for method in operations:
            assert f"`{method.upper()} {path.removeprefix('/api/v1')}`" in text


def test_the_page_is_served_with_lasting_assets(tmp_path: Path) -> None:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (static / "assets" / "index-4f2a.js").write_text("1", encoding="utf-8")
    app = create_app(Settings(data=tmp_path / "data"), static=static)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        page, script = client.get("/"), client.get("/assets/index-4f2a.js")
        missing = client.get("/assets/nothing.js")
        outside = client.get("/..%2fdata/workbench.sqlite3")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
    assert "immutable" in script.headers["cache-control"]
    assert "javascript" in script.headers["content-type"]
    assert missing.status_code == 404
    assert "immutable" not in missing.headers["cache-control"]
    assert outside.status_code == 404


def test_a_page_that_is_not_built_says_how_to_build_it(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 503
    assert "python build_ui.py" in answer.text


def test_health_names_the_version(client: TestClient) -> None:
    assert client.get("/api/v1/health").json() == {"status": "ok", "version": "0.1.0"}
