"""What follows an act, over HTTP: re-alignments, pinpointing, confirming all that is sure."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from fastapi.testclient import TestClient

from alignments.bitext import Alignment, Bead
from tests.workbench.api.conftest import ENGLISH, RUSSIAN
from workbench import store
from workbench.api.routes import realignments

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Beads = Callable[[], list[Json]]
Act = Callable[..., Answer]
Paste = Callable[..., Answer]


@pytest.fixture
def alignment(client: TestClient, project: Json, paste: Paste) -> Json:
    """Eight segments on each side, of which the second to the last stand one too low."""
    source, target = paste("source", RUSSIAN).json(), paste("target", ENGLISH).json()
    runs = [(0, 1, 0, 1), (1, 1, 1, 2), *((n, n + 1, n + 1, n + 2) for n in range(1, 7))]
    runs.append((7, 8, 8, 8))
    beads = tuple(Bead(range(a, b), range(c, d), confidence=0.9) for a, b, c, d in runs)
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


def pinned(beads: Beads, act: Act) -> Json:
    """The operation that pins the third original to its translation; gives the pair."""
    third = next(bead for bead in beads() if bead["source"] == [2, 3])
    other = next(bead for bead in beads() if bead["target"] == [2, 3])
    answer = act({"kind": "pinpoint", "source": 2, "target": 2}, [third, other])
    assert answer.status_code == 200, answer.text
    pair: Json = next(bead for bead in answer.json()["beads"] if bead["id"] == third["id"])
    return pair


def propose(client: TestClient, alignment: Json, around: int) -> Json:
    answer = client.post(
        f"/api/v1/alignments/{alignment['id']}/realignments", json={"around": around}
    )
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def runs(beads: list[Json]) -> list[list[int]]:
    return [[*bead["source"], *bead["target"]] for bead in beads]


def taking(found: Json) -> Json:
    """The operation that takes a proposal."""
    return {
        "kind": "realign",
        "replaces": [bead["id"] for bead in found["replaces"]],
        "beads": [{side: bead[side] for side in ("source", "target")} for bead in found["beads"]],
    }


def test_a_pinpoint_is_a_confirmed_pair_and_what_is_left_stands_by(beads: Beads, act: Act) -> None:
    pair = pinned(beads, act)
    assert (pair["source"], pair["target"], pair["state"]) == ([2, 3], [2, 3], "confirmed")
    assert len(beads()) == 10


def test_a_realignment_is_proposed_taken_by_one_operation_and_undone(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    pair = pinned(beads, act)
    before = beads()
    found = propose(client, alignment, pair["id"])
    assert found["ready"]
    assert found["head"] == 2
    assert beads() == before  # nothing is changed by asking
    answer = act(taking(found), found["replaces"])
    assert answer.status_code == 200, answer.text
    assert answer.json()["operation"]["kind"] == "realign"
    assert runs(beads()) == [[n, n + 1, n, n + 1] for n in range(8)]
    taken = {tuple(bead["source"]): bead for bead in beads()}
    for bead in found["beads"]:
        assert taken[tuple(bead["source"])]["confidence"] == bead["confidence"]
        assert taken[tuple(bead["source"])]["origin"] == "machine"
    assert propose(client, alignment, pair["id"])["beads"] == []
    client.post(f"/api/v1/alignments/{alignment['id']}/undo")
    assert runs(beads()) == runs(before)


def test_a_proposal_whose_rows_have_changed_is_refused_as_stale(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    found = propose(client, alignment, pinned(beads, act)["id"])
    touched = found["replaces"][0]
    act({"kind": "confirm", "bead": touched["id"]}, [touched])
    answer = act(taking(found), found["replaces"])
    assert (answer.status_code, answer.json()["code"]) == (412, "stale")
    assert answer.json()["yours"] == taking(found)


def test_a_realignment_that_was_never_proposed_is_refused(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    found = propose(client, alignment, pinned(beads, act)["id"])
    body = taking(found)
    body["beads"] = [{"source": [0, 3], "target": [0, 3]}]
    answer = act(body, found["replaces"])
    assert (answer.status_code, answer.json()["code"]) == (409, "proposal-gone")


def test_texts_still_being_read_are_told_and_unknown_things_not_found(
    client: TestClient, alignment: Json, beads: Beads, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/api/v1/alignments/{alignment['id']}/realignments"
    bead = beads()[0]["id"]
    bench = client.app.state.workbench  # type: ignore[attr-defined]
    with monkeypatch.context() as patched:
        patched.setattr(realignments, "PATIENCE", 0.01)
        patched.setattr(bench.realignments, "prepared", lambda _id: Future())
        answer = client.post(address, json={"around": bead}).json()
    assert answer == {"ready": False, "head": 1, "replaces": [], "beads": []}
    assert client.post(address, json={"around": 2**40}).status_code == 404
    assert (
        client.post("/api/v1/alignments/999999/realignments", json={"around": 1}).status_code == 404
    )
    assert client.post(address, json={"around": 0}).status_code == 422


def test_all_sure_up_to_a_row_are_confirmed_by_one_operation_on_the_head_seen(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    body = {"kind": "confirm_sure", "last": beads()[3]["id"], "threshold": 0.8}
    head = {"If-Match": f'"a{alignment["id"]}.1"'}
    answer = act(body, headers=head)
    assert answer.status_code == 200, answer.text
    assert [bead["state"] for bead in beads()] == ["confirmed"] * 4 + ["proposed"] * 5
    assert beads()[1]["null_reason"] == "unclear"
    late = act(body | {"last": beads()[8]["id"]}, headers=head)
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    few = act(body | {"last": beads()[8]["id"]}, [beads()[8]])
    assert few.status_code == 412
    undone = client.post(f"/api/v1/alignments/{alignment['id']}/undo")
    assert undone.json()["alignment"]["counts"]["confirmed"] == 0


HUGE = {"source": [0, 2**62], "target": [0, 1]}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "confirm_sure", "last": 1, "threshold": 0.2}, 422),
        ({"kind": "confirm_sure", "last": 1, "threshold": 2}, 422),
        ({"kind": "pinpoint", "source": 0, "target": 99}, 422),
        ({"kind": "pinpoint", "source": -1, "target": 0}, 422),
        ({"kind": "realign", "replaces": [], "beads": []}, 422),
        (
            {
                "kind": "realign",
                "replaces": [1],
                "beads": [{"source": [0, 2**62], "target": [0, 1]}],
            },
            409,
        ),
    ],
)
def test_values_out_of_range_are_refused(
    alignment: Json, act: Act, body: Json, status: int
) -> None:
    answer = act(body, headers={"If-Match": f'"a{alignment["id"]}.1"'})
    assert answer.status_code == status, answer.text
