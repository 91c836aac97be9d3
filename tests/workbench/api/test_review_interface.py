"""The review over HTTP: operations, versions, undo, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Beads = Callable[[], list[Json]]
Act = Callable[..., Answer]


def test_beads_come_in_pages_in_row_order(client: TestClient, alignment: Json) -> None:
    address = f"/api/v1/alignments/{alignment['id']}/beads"
    first = client.get(address, params={"limit": 5}).json()
    second = client.get(address, params={"limit": 5, "after": first["next"]}).json()
    assert [bead["source"] for bead in first["items"] + second["items"]] == [
        [n, n + 1] for n in range(8)
    ]
    assert second["next"] is None


def test_confirming_shows_in_the_bead_the_counts_and_the_history(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    bead = beads()[2]
    answer = act({"kind": "confirm", "bead": bead["id"]}, [bead], {"X-Actor": quote("Анна")})
    assert answer.status_code == 200, answer.text
    result = answer.json()
    assert [(b["id"], b["state"], b["reviewer"]) for b in result["beads"]] == [
        (bead["id"], "confirmed", "Анна")
    ]
    assert result["beads"][0]["version"] > bead["version"]
    assert result["alignment"]["counts"]["confirmed"] == 1
    assert result["alignment"]["head"] == result["operation"]["number"]
    history = client.get(f"/api/v1/alignments/{alignment['id']}/operations").json()["items"]
    assert (history[0]["kind"], history[0]["actor"]) == ("confirm", "Анна")


def acts_of(beads: list[Json]) -> dict[str, tuple[Json, list[Json]]]:
    """One request for each kind of act on beads, and the beads it touches."""
    first, second, third = beads[0], beads[1], beads[2]
    return {
        "confirm_many": (
            {"kind": "confirm_many", "beads": [first["id"], third["id"]]},
            [first, third],
        ),
        "join": ({"kind": "join", "beads": [first["id"], second["id"]]}, [first, second]),
        "split": (
            {"kind": "split", "bead": first["id"], "source_at": 1, "target_at": 0},
            [first],
        ),
        "shift": (
            {"kind": "shift", "bead": second["id"], "side": "target", "direction": "up"},
            [first, second],
        ),
        "no_counterpart": (
            {"kind": "no_counterpart", "bead": first["id"], "reason": "omitted"},
            [first],
        ),
    }


@pytest.mark.parametrize("kind", ["confirm_many", "join", "split", "shift", "no_counterpart"])
def test_every_act_can_be_done_undone_and_redone(
    client: TestClient, alignment: Json, beads: Beads, act: Act, kind: str
) -> None:
    before = beads()
    body, touched = acts_of(before)[kind]
    answer = act(body, touched)
    assert answer.status_code == 200, answer.text
    assert answer.json()["operation"]["kind"] == kind
    after = beads()
    undone = client.post(f"/api/v1/alignments/{alignment['id']}/undo")
    assert undone.status_code == 200, undone.text
    assert [shape(b) for b in beads()] == [shape(b) for b in before]
    redone = client.post(f"/api/v1/alignments/{alignment['id']}/redo")
    assert redone.status_code == 200, redone.text
    assert [shape(b) for b in beads()] == [shape(b) for b in after]


def shape(bead: Json) -> Json:
    """A bead without its version, which always rises."""
    return {name: value for name, value in bead.items() if name != "version"}


def test_the_answer_names_what_is_gone_and_what_is_new(beads: Beads, act: Act) -> None:
    first, second = beads()[:2]
    result = act({"kind": "join", "beads": [first["id"], second["id"]]}, [first, second]).json()
    assert result["removed"] == [second["id"]]
    assert [(b["source"], b["target"]) for b in result["beads"]] == [([0, 2], [0, 2])]


def test_an_edited_segment_keeps_the_imported_text(
    client: TestClient, alignment: Json, act: Act
) -> None:
    address = f"/api/v1/documents/{alignment['target_document_id']}/segments"
    segment = client.get(address).json()["items"][3]
    answer = act(
        {"kind": "edit_text", "segment": segment["id"], "text": "Another sentence."},
        headers={"If-Match": f'"s{segment["id"]}.{segment["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    changed = answer.json()["segments"][0]
    assert (changed["text"], changed["edited_text"]) == (segment["text"], "Another sentence.")


def test_a_write_without_a_version_is_refused_with_428(beads: Beads, act: Act) -> None:
    answer = act({"kind": "confirm", "bead": beads()[0]["id"]})
    assert (answer.status_code, answer.json()["code"]) == (428, "version-needed")


def test_a_stale_write_is_refused_with_both_versions(beads: Beads, act: Act) -> None:
    seen = beads()[0]
    body = {"kind": "confirm", "bead": seen["id"]}
    assert act(body, [seen]).status_code == 200
    late = {"kind": "no_counterpart", "bead": seen["id"], "reason": "omitted"}
    answer = act(late, [seen])
    assert answer.status_code == 412
    problem = answer.json()
    assert problem["yours"] == late
    assert [(b["id"], b["state"]) for b in problem["current"]["beads"]] == [
        (seen["id"], "confirmed")
    ]
    assert beads()[0]["state"] == "confirmed"


def test_naming_fewer_rows_than_are_touched_is_refused(beads: Beads, act: Act) -> None:
    first, second = beads()[:2]
    answer = act({"kind": "join", "beads": [first["id"], second["id"]]}, [first])
    assert answer.status_code in (412, 428), answer.text
    assert len(beads()) == 8


BAD_TAGS = {
    "no quotes": "b1.1",
    "a star": "*",
    "a weak tag": 'W/"b1.1"',
    "another letter": '"x1.1"',
    "no version": '"b1"',
    "a number beyond all": '"b' + "9" * 30 + '.1"',
}


@pytest.mark.parametrize("case", BAD_TAGS)
def test_a_malformed_tag_is_named(beads: Beads, act: Act, case: str) -> None:
    body = {"kind": "confirm", "bead": beads()[0]["id"]}
    answer = act(body, headers={"If-Match": BAD_TAGS[case]})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-input")


def test_beads_that_do_not_touch_cannot_be_joined(beads: Beads, act: Act) -> None:
    first, third = beads()[0], beads()[2]
    answer = act({"kind": "join", "beads": [first["id"], third["id"]]}, [first, third])
    assert (answer.status_code, answer.json()["code"]) == (409, "not-adjacent")


def test_the_first_bead_has_nothing_above_to_shift_to(beads: Beads, act: Act) -> None:
    first = beads()[0]
    body = {"kind": "shift", "bead": first["id"], "side": "source", "direction": "up"}
    answer = act(body, [first])
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing-to-shift")


def test_nothing_is_left_to_undo_at_the_beginning(client: TestClient, alignment: Json) -> None:
    answer = client.post(f"/api/v1/alignments/{alignment['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing-to-undo")
    assert alignment["can_undo"] is False


def test_the_history_comes_in_pages_newest_first(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    for bead in beads()[:3]:
        assert act({"kind": "confirm", "bead": bead["id"]}, [bead]).status_code == 200
    address = f"/api/v1/alignments/{alignment['id']}/operations"
    first = client.get(address, params={"limit": 2}).json()
    rest = client.get(address, params={"limit": 9, "after": first["next"]}).json()
    numbers = [entry["number"] for entry in first["items"] + rest["items"]]
    assert numbers == [4, 3, 2, 1]
    assert rest["items"][-1]["kind"] == "align"


NAMES = {
    "none": ({}, "you"),
    "plain": ({"X-Actor": "Ada Byron"}, "Ada Byron"),
    "percent-encoded": ({"X-Actor": quote("Леонид Б.")}, "Леонид Б."),
    "control characters": ({"X-Actor": "a%00b%0Ac%1B[31m"}, "a b c [31m"),
    "broken UTF-8": ({"X-Actor": "%FF%FE"}, "��"),
    "only blanks": ({"X-Actor": "%20%20"}, "you"),
    "very long": ({"X-Actor": "x" * 300}, "x" * 100),
}


@pytest.mark.parametrize("case", NAMES)
def test_the_name_of_the_person_is_kept_readable(beads: Beads, act: Act, case: str) -> None:
    headers, expected = NAMES[case]
    bead = beads()[0]
    answer = act({"kind": "confirm", "bead": bead["id"]}, [bead], headers)
    assert answer.json()["operation"]["actor"] == expected
