"""Where doubt begins, and how the review goes on over time, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Beads = Callable[[], list[Json]]
Act = Callable[..., Answer]


def test_the_threshold_is_kept_and_given_back(client: TestClient, alignment: Json) -> None:
    address = f"/api/v1/alignments/{alignment['id']}"
    assert (alignment["doubt_threshold"], alignment["threshold_chosen"]) == (0.8, False)
    answer = client.patch(address, json={"doubt_threshold": 0.95})
    assert answer.status_code == 200, answer.text
    now = client.get(address).json()
    assert now == answer.json()
    assert (now["doubt_threshold"], now["threshold_chosen"]) == (0.95, True)
    assert (now["counts"]["sure"], now["counts"]["doubtful"]) == (0, 8)
    back = client.patch(address, json={"doubt_threshold": None}).json()
    assert back == alignment


REFUSED = {
    "more than certain": {"doubt_threshold": 1.5},
    "less than nothing": {"doubt_threshold": -0.1},
    "no number": {"doubt_threshold": "high"},
    "nothing to change": {},
    "a field nobody knows": {"doubt_threshold": 0.5, "encoder": "other"},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_threshold_that_does_not_fit_is_refused(
    client: TestClient, alignment: Json, case: str
) -> None:
    address = f"/api/v1/alignments/{alignment['id']}"
    assert client.patch(address, json=REFUSED[case]).status_code == 422
    assert client.get(address).json() == alignment


def test_no_alignment_has_no_threshold_and_no_progress(client: TestClient) -> None:
    address = "/api/v1/alignments/999999"
    assert client.patch(address, json={"doubt_threshold": 0.5}).status_code == 404
    assert client.get(f"{address}/progress").status_code == 404


def test_those_who_watch_hear_of_a_new_threshold(client: TestClient, alignment: Json) -> None:
    bench = client.app.state.workbench  # type: ignore[attr-defined]
    with bench.reviews.listen(alignment["id"]) as news:
        client.patch(f"/api/v1/alignments/{alignment['id']}", json={"doubt_threshold": 0.5})
        assert news.get(timeout=1).doubt_threshold == 0.5


def test_progress_counts_what_was_confirmed(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    for bead in beads()[:3]:
        act({"kind": "confirm", "bead": bead["id"]}, [bead])
    address = f"/api/v1/alignments/{alignment['id']}/progress"
    answer = client.get(address, params={"by": "day", "offset": -300})
    assert answer.status_code == 200, answer.text
    found = answer.json()["buckets"]
    assert sum(bucket["decided"] for bucket in found) == 3
    assert found[-1]["confirmed"] == 3
    assert found[-1]["wrong_left"] == pytest.approx(0.5)
    assert client.get(address).json()["buckets"][-1]["confirmed"] == 3


@pytest.mark.parametrize("wrong", [{"by": "week"}, {"offset": 900}, {"offset": "east"}])
def test_a_length_or_offset_that_no_clock_has_is_refused(
    client: TestClient, alignment: Json, wrong: dict[str, Any]
) -> None:
    address = f"/api/v1/alignments/{alignment['id']}/progress"
    assert client.get(address, params=wrong).status_code == 422
