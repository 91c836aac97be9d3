"""The findings over HTTP: listed, counted, dismissed, revoked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.workbench.api.conftest import Act, Json, tag


@pytest.fixture
def edited(client: TestClient, alignment: Json, act: Act) -> Json:
    """The alignment, with a number changed behind a character that counts two in a browser."""
    document = alignment["target_document_id"]
    segments = client.get(f"/api/v1/documents/{document}/segments").json()["items"]
    body = {"kind": "edit_text", "segment": segments[3]["id"],
            "text": "😀 This is sentence number 44 of the congress document."}  # fmt: skip
    segment = {"If-Match": f'"s{segments[3]["id"]}.1"'}
    assert act(body, headers=segment).status_code == 200
    return alignment


def findings(client: TestClient, alignment: Json, **query: int | str) -> Json:
    answer = client.get(f"/api/v1/alignments/{alignment['id']}/findings", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def dismiss(client: TestClient, alignment: Json, finding: Json, reason: str = "intended") -> Json:
    body = {"code": finding["code"], "about": finding["about"], "words": finding["words"]}
    answer = client.post(
        f"/api/v1/projects/{alignment['project_id']}/dismissals",
        json=body | {"reason": reason},
        headers={"X-Actor": "Anna"},
    )
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def test_a_finding_says_where_as_a_browser_counts(
    client: TestClient, edited: Json, beads: Callable[[], list[Json]]
) -> None:
    page = findings(client, edited)
    assert (page["state"], page["head"], page["next"]) == ("ready", 2, None)
    (finding,) = page["items"]
    assert (finding["code"], finding["severity"]) == ("numbers-differ", "error")
    assert finding["message"] == "the original has 3, the translation 44"
    assert finding["bead"] == beads()[3]["id"]
    assert finding["places"][1] == {"side": "target", "position": 3, "start": 27, "end": 29}
    assert page["counts"] == [
        {"code": "numbers-differ", "severity": "error", "open": 1, "dismissed": 0}
    ]


def test_the_beads_in_hand_are_told_alone(
    client: TestClient, edited: Json, beads: Callable[[], list[Json]]
) -> None:
    path = f"/api/v1/alignments/{edited['id']}/findings/of-beads"
    ids = [bead["id"] for bead in beads()]
    told = client.get(path, params={"bead": ids[2:4]}).json()
    assert [one["bead"] for one in told["items"]] == [ids[3]]
    assert "numbers-differ" in told["covered"]
    assert "same-source-differs" not in told["covered"]
    assert client.get(path, params={"bead": ids[:1]}).json()["items"] == []


def test_a_dismissal_is_counted_listed_and_revoked(client: TestClient, edited: Json) -> None:
    (finding,) = findings(client, edited)["items"]
    made = dismiss(client, edited, finding)
    page = findings(client, edited)
    assert page["items"][0]["dismissal"] == made
    assert [(c["open"], c["dismissed"]) for c in page["counts"]] == [(0, 1)]
    assert made["actor"] == "Anna"

    revoked = client.delete(f"/api/v1/dismissals/{made['id']}", headers={"X-Actor": "Boris"})
    assert revoked.json()["revoked_by"] == "Boris"
    assert findings(client, edited)["items"][0]["dismissal"] is None
    listed = client.get(f"/api/v1/projects/{edited['project_id']}/dismissals").json()["items"]
    assert listed == [revoked.json()]
    again = client.delete(f"/api/v1/dismissals/{made['id']}")
    assert (again.status_code, again.json()["code"]) == (409, "already-revoked")


def test_a_dismissal_outlives_a_new_cut(
    client: TestClient, edited: Json, beads: Callable[[], list[Json]], act: Act
) -> None:
    (finding,) = findings(client, edited)["items"]
    made = dismiss(client, edited, finding)
    two = beads()[3:5]
    body = {"kind": "join", "beads": [bead["id"] for bead in two]}
    assert act(body, two).status_code == 200
    assert tag(two[0])
    (joined,) = findings(client, edited)["items"]
    assert joined["dismissal"] == made


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"code": "no-such-check"}, "code"),
        ({"about": "x"}, "about"),
        ({"reason": "whim"}, "reason"),
        ({"words": "x" * 301}, "words"),
    ],
    ids=["code", "about", "reason", "words"],
)
def test_what_is_no_dismissal_is_refused_by_its_field(
    client: TestClient, edited: Json, body: Json, place: str
) -> None:
    (finding,) = findings(client, edited)["items"]
    whole = {"code": finding["code"], "about": finding["about"], "reason": "intended"}
    path = f"/api/v1/projects/{edited['project_id']}/dismissals"
    answer = client.post(path, json=whole | body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["place"] == place


def test_findings_are_paged(client: TestClient, alignment: Json, act: Act) -> None:
    document = alignment["target_document_id"]
    for segment in client.get(f"/api/v1/documents/{document}/segments").json()["items"][2:5]:
        body = {"kind": "edit_text", "segment": segment["id"], "text": "This is number 99."}
        act(body, headers={"If-Match": f'"s{segment["id"]}.1"'})
    everything = findings(client, alignment)["items"]
    first = findings(client, alignment, limit=2)
    second = findings(client, alignment, limit=5000, after=first["next"])
    assert len(everything) >= 3
    assert [*first["items"], *second["items"]] == everything
    assert second["next"] is None


@pytest.mark.parametrize(
    "path",
    ["/alignments/999999/findings", "/alignments/999999/findings/of-beads?bead=1",
     "/projects/999999/dismissals"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1{path}").status_code == 404
