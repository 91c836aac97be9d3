"""Who may ask, from where, how much, and what every answer says to a browser."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from workbench.api.access import check_address, is_loopback, read_password
from workbench.api.app import create_app
from workbench.api.openapi import openapi_document
from workbench.api.security import SECURITY_HEADERS
from workbench.errors import InputError
from workbench.settings import Settings

OPERATIONS = [
    (method.upper(), path)
    for path, operations in openapi_document()["paths"].items()
    for method in operations
]
WRITES = [(method, path) for method, path in OPERATIONS if method != "GET"]
PASSWORD = "correct horse battery"


def address(path: str) -> str:
    """The path with numbers in its places: rows that are not there."""
    for name in ("project_id", "document_id", "alignment_id", "job_id", "number"):
        path = path.replace(f"{{{name}}}", "999")
    return path.replace("{page}", "made-up-page")


def basic(name: str, password: str) -> dict[str, str]:
    token = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {token}"}


@pytest.mark.parametrize(("method", "path"), [*OPERATIONS, ("GET", "/"), ("GET", "/nowhere")])
def test_every_answer_carries_the_security_headers(
    client: TestClient, method: str, path: str
) -> None:
    answer = client.request(method, address(path))
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "server" not in answer.headers


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_row_that_is_not_there_gives_anything_but_a_problem(
    client: TestClient, method: str, path: str
) -> None:
    if "{" not in path:
        return
    answer = client.request(method, address(path))
    assert answer.status_code in (404, 422, 428)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
    ],
    ids=["cross-site", "same-site", "foreign origin", "no origin at all", "another port"],
)
def test_foreign_pages_cannot_write(
    client: TestClient, method: str, path: str, headers: dict[str, str]
) -> None:
    answer = client.request(method, address(path), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign-page")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://127.0.0.1:8765"},
    ],
    ids=["a program", "own page", "typed", "own origin"],
)
def test_the_own_page_and_programs_can_write(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/api/v1/projects", json={"name": "x"}, headers=headers)
    assert answer.status_code == 201


def test_json_under_another_content_type_is_not_taken(client: TestClient) -> None:
    body = b'{"name": "x"}'
    answer = client.post("/api/v1/projects", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8765", "", "[", "10.0.0.7"]
)
def test_a_foreign_name_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/projects", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-not-allowed")


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_the_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 200


HOSTS = {
    "127.0.0.1": True,
    "127.8.8.8": True,
    "localhost": True,
    "::1": True,
    "[::1]": True,
    "0.0.0.0": False,
    "::": False,
    "192.168.1.4": False,
    "example.org": False,
    "": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_only_this_machine_is_served_without_a_password(host: str) -> None:
    assert is_loopback(host) is HOSTS[host]
    check_address(host, PASSWORD)
    if HOSTS[host]:
        check_address(host, None)
    else:
        with pytest.raises(InputError, match="WORKBENCH_PASSWORD_FILE"):
            check_address(host, None)


def test_a_server_for_others_without_a_password_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no password is set"):
        create_app(Settings(data=tmp_path, host="0.0.0.0"))


def test_the_password_comes_from_its_file_first(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    settings = Settings.model_validate({"password": "another password", "password_file": file})
    assert read_password(settings) == PASSWORD


@pytest.mark.parametrize(
    "given",
    [{"password": ""}, {"password": "short"}, {"password_file": "/nowhere/at/all"}],
    ids=["empty", "short", "missing file"],
)
def test_a_password_that_protects_nothing_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(InputError, match="password"):
        read_password(Settings.model_validate(given))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("shared")
    settings = Settings.model_validate({"data": folder, "host": "0.0.0.0", "password": PASSWORD})
    app = create_app(settings, static=folder / "no-page")
    with TestClient(app, base_url="http://team.example", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(("method", "path"), [*OPERATIONS, ("GET", "/")])
def test_every_route_but_health_needs_the_password(
    shared: TestClient, method: str, path: str
) -> None:
    answer = shared.request(method, address(path))
    if path.endswith("/health"):
        assert answer.status_code == 200
        return
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize(
    "headers",
    [
        basic("anna", "wrong password"),
        basic("", PASSWORD),
        {"Authorization": "Basic ???"},
        {"Authorization": "Basic " + base64.b64encode(b"\xff\xfe:x").decode()},
        {"Authorization": f"Bearer {PASSWORD}"},
        {"Authorization": ""},
    ],
    ids=["wrong", "no name", "not base64", "not UTF-8", "another scheme", "empty"],
)
def test_a_wrong_password_opens_nothing(shared: TestClient, headers: dict[str, str]) -> None:
    assert shared.get("/api/v1/projects", headers=headers).status_code == 401


def test_the_password_opens_the_server_under_any_name(shared: TestClient) -> None:
    assert shared.get("/api/v1/projects", headers=basic("Анна", PASSWORD)).status_code == 200


def test_people_who_share_a_server_cannot_name_any_encoder(shared: TestClient) -> None:
    who = basic("anna", PASSWORD)
    made = shared.post("/api/v1/projects", json={"name": "x"}, headers=who).json()
    answer = shared.post(
        f"/api/v1/projects/{made['id']}/alignments",
        json={"source_document_id": 1, "encoder": "/etc"},
        headers=who,
    )
    assert answer.status_code == 422
    assert "auto, builtin, lexical" in answer.json()["detail"]
    assert "WORKBENCH_ENCODERS" in answer.json()["detail"]


def test_a_request_that_is_too_large_is_told_the_limit(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, max_upload_mb=1), static=tmp_path)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        declared = client.post("/api/v1/projects", content=b"x" * 1_000_001)
        streamed = client.post(
            "/api/v1/projects",
            content=(b"x" * 10_000 for _ in range(101)),
            headers={"Content-Type": "application/json"},
        )
    for answer in (declared, streamed):
        assert answer.status_code == 413
        assert "1 MB" in answer.json()["detail"]
