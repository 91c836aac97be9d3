"""Second looks, comments, the history and the past over HTTP."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from workbench.records import StoredComment

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Beads = Callable[[], list[Json]]
Act = Callable[..., Answer]


def address(alignment: Json, path: str = "") -> str:
    return f"/api/v1/alignments/{alignment['id']}{path}"


def test_a_second_look_shows_in_the_bead_the_counts_and_the_export(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    bead = beads()[1]
    act({"kind": "confirm", "bead": bead["id"]}, [bead])
    bead = beads()[1]
    body = {"kind": "second_look", "bead": bead["id"], "note": "1926 & <1927>?"}
    answer = act(body, [bead], {"X-Actor": quote("Анна")})
    assert answer.status_code == 200, answer.text
    (changed,) = answer.json()["beads"]
    assert (changed["state"], changed["reviewer"], changed["note"]) == (
        "second_look",
        "Анна",
        "1926 & <1927>?",
    )
    counts = answer.json()["alignment"]["counts"]
    assert (counts["second_look"], counts["confirmed"], sum(counts.values())) == (1, 0, 8)
    report = client.get(address(alignment, "/export/report")).json()
    assert (report["units"], report["left_out_unconfirmed"]) == (0, 8)
    everything = client.get(address(alignment, "/export"), params={"include": "all"}).text
    assert '<prop type="x-state">second_look</prop>' in everything
    assert "<note>1926 &amp; &lt;1927&gt;?</note>" in everything


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "second_look", "note": "x" * 4001}, 422),
        ({"kind": "second_look", "note": "a\0b"}, 422),
        ({"kind": "second_look", "note": ["a"]}, 422),
        ({"kind": "second_look", "why": "?"}, 422),
    ],
)
def test_a_second_look_that_does_not_fit_is_refused(
    beads: Beads, act: Act, body: Json, status: int
) -> None:
    bead = beads()[0]
    assert act({**body, "bead": bead["id"]}, [bead]).status_code == status


@pytest.fixture
def segment(client: TestClient, alignment: Json) -> Json:
    """The third segment of the source."""
    path = f"/api/v1/documents/{alignment['source_document_id']}/segments"
    found: Json = client.get(path).json()["items"][2]
    return found


def test_a_comment_is_said_resolved_and_reopened(
    client: TestClient, alignment: Json, segment: Json
) -> None:
    said = client.post(
        address(alignment, "/comments"),
        json={"segment": segment["id"], "text": "@Maria, which year?"},
        headers={"X-Actor": quote("Анна")},
    )
    assert said.status_code == 201, said.text
    made = said.json()
    assert (made["author"], made["side"], made["position"], made["state"]) == (
        "Анна",
        "source",
        2,
        "open",
    )
    one = address(alignment, f"/comments/{made['id']}")
    for state in ("resolved", "open"):
        answer = client.patch(one, json={"state": state}, headers={"X-Actor": "Maria"})
        assert answer.json()["state"] == state
    assert client.patch(one, json={"state": "open"}).status_code == 409
    (listed,) = client.get(address(alignment, "/comments")).json()["items"]
    assert [(turn["state"], turn["actor"]) for turn in listed["turns"]] == [
        ("resolved", "Maria"),
        ("open", "Maria"),
    ]
    refused = client.patch(one, json={"state": "withdrawn"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not-yours")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "x"}, 422),
        ({"segment": 1, "text": ""}, 422),
        ({"segment": 1, "text": "x" * 4001}, 422),
        ({"segment": 10**9, "text": "x"}, 404),
    ],
)
def test_a_comment_that_does_not_fit_is_refused(
    client: TestClient, alignment: Json, body: Json, status: int
) -> None:
    assert client.post(address(alignment, "/comments"), json=body).status_code == status


def test_those_who_watch_are_told_of_comments(
    client: TestClient, alignment: Json, segment: Json
) -> None:
    bench = client.app.state.workbench  # type: ignore[attr-defined]
    with bench.reviews.listen(alignment["id"]) as told:
        body = {"segment": segment["id"], "text": "Which year?"}
        made = client.post(address(alignment, "/comments"), json=body).json()
        client.patch(address(alignment, f"/comments/{made['id']}"), json={"state": "resolved"})
        heard = [told.get_nowait() for _ in range(2)]
        with pytest.raises(queue.Empty):
            told.get_nowait()
    assert all(isinstance(one, StoredComment) for one in heard)
    assert [one.state for one in heard] == ["open", "resolved"]


def test_the_history_tells_what_was_done_to_which_pair_and_words(
    client: TestClient, alignment: Json, beads: Beads, act: Act, segment: Json
) -> None:
    first, second = beads()[:2]
    act({"kind": "join", "beads": [first["id"], second["id"]]}, [first, second])
    edit = {"kind": "edit_text", "segment": segment["id"], "text": "Иное."}
    act(edit, headers={"If-Match": f'"s{segment["id"]}.{segment["version"]}"'})
    client.post(address(alignment, "/undo"))
    page = client.get(address(alignment, "/history"), params={"limit": 3}).json()
    undo, edited, joined = page["items"]
    assert (undo["act"], undo["undone"], edited["undone"]) == ("edit_text", False, True)
    assert [(e["before"], e["after"], e["segment"]["id"]) for e in edited["edits"]] == [
        (None, "Иное.", segment["id"])
    ]
    assert (joined["source"], joined["shapes_before"], joined["shapes_after"]) == (
        [0, 2],
        ["1:1", "1:1"],
        ["2:2"],
    )
    rest = client.get(address(alignment, "/history"), params={"after": page["next"]}).json()
    assert [entry["act"] for entry in rest["items"]] == ["align"]
    of_one = client.get(address(alignment, "/history"), params={"bead": first["id"]}).json()
    assert [entry["operation"]["number"] for entry in of_one["items"]] == [2, 1]
    assert client.get(address(alignment, "/history"), params={"bead": 10**9}).status_code == 404


def test_the_alignment_as_it_was_is_read_and_restored(
    client: TestClient, alignment: Json, beads: Beads, act: Act, segment: Json
) -> None:
    before = beads()
    act({"kind": "confirm", "bead": before[0]["id"]}, [before[0]])
    edit = {"kind": "edit_text", "segment": segment["id"], "text": "Иное."}
    act(edit, headers={"If-Match": f'"s{segment["id"]}.{segment["version"]}"'})
    past = client.get(address(alignment, "/at/1")).json()
    assert (past["head"], past["beads"], past["counts"]["confirmed"]) == (3, 8, 0)
    assert [(s["id"], s["edited_text"]) for s in past["segments"]] == [(segment["id"], None)]
    pages = address(alignment, "/at/1/beads")
    first = client.get(pages, params={"limit": 5}).json()
    second = client.get(pages, params={"limit": 5, "after": first["next"]}).json()
    assert first["items"] + second["items"] == before
    restored = client.post(address(alignment, "/at/1/restore"), json={"head": 3})
    assert restored.status_code == 200, restored.text
    operation = restored.json()["operation"]
    assert (operation["kind"], operation["number"], operation["reverts"]) == ("restore", 4, 1)
    assert [bead["state"] for bead in beads()] == ["proposed"] * 8
    late = client.post(address(alignment, "/at/1/restore"), json={"head": 3})
    assert (late.status_code, late.json()["code"]) == (409, "alignment-changed")
    again = client.post(address(alignment, "/at/1/restore"), json={"head": 4})
    assert (again.status_code, again.json()["code"]) == (409, "nothing-to-change")
    assert client.get(address(alignment, "/at/99")).status_code == 404
    assert client.get(address(alignment, "/at/0")).status_code == 422
