"""Terms over HTTP: concepts and bases, files, marks in the texts, proposals."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from fastapi.testclient import TestClient

from tests.workbench.api.conftest import Act, Json

API = "/api/v1"


def add(client: TestClient, project: Json, *terms: tuple[str, str, str], **more: object) -> Json:
    """A concept of (text, language, status)."""
    body = {"terms": [dict(zip(("text", "language", "status"), t, strict=True)) for t in terms]}
    answer = client.post(f"{API}/projects/{project['id']}/concepts", json={**body, **more})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


def get(client: TestClient, path: str, **query: object) -> Json:
    answer = client.get(f"{API}{path}", params=query)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


CONGRESS = (("съезд", "ru", "preferred"), ("congress", "en", "preferred"))


def test_a_projects_first_term_makes_its_base(client: TestClient, project: Json) -> None:
    made = add(client, project, *CONGRESS)
    assert made["key"] == "congress"
    (base,) = get(client, f"/projects/{project['id']}/term-bases")["items"]
    assert (base["id"], base["name"], base["concepts"]) == (made["base_id"], "Съезд", 1)
    found = get(client, f"/projects/{project['id']}/concepts", q="СЪЕЗД", status="preferred")
    assert [one["id"] for one in found["items"]] == [made["id"]]


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ([("съезд", "ru", "preferred")] * 2, "twice"),
        ([("—", "ru", "preferred")], "no letter"),
        ([("съезд", "ru", "best")], "preferred"),
        ([], "at least 1"),
    ],
)
def test_what_is_no_concept_is_refused_with_the_reason(
    client: TestClient, project: Json, terms: Sequence[tuple[str, str, str]], told: str
) -> None:
    body = [dict(zip(("text", "language", "status"), term, strict=True)) for term in terms]
    answer = client.post(f"{API}/projects/{project['id']}/concepts", json={"terms": body})
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_a_concept_is_changed_by_who_saw_it_and_the_change_taken_back(
    client: TestClient, project: Json
) -> None:
    made = add(client, project, *CONGRESS)
    terms = [{**term, "text": "convention"} if term["language"] == "en" else term
             for term in made["terms"]]  # fmt: skip
    body = {"terms": terms, "version": 1}
    path = f"{API}/concepts/{made['id']}"
    assert client.put(path, json=body).json()["version"] == 2
    late = client.put(path, json=body)
    assert (late.status_code, late.json()["code"]) == (409, "concept-changed")
    base = f"/term-bases/{made['base_id']}"
    assert client.post(f"{API}{base}/undo").json() == {"undone": 2}
    assert client.get(path).json()["terms"] == made["terms"]
    changes = get(client, f"{base}/changes", concept_id=made["id"])["items"]
    assert [one["kind"] for one in changes] == ["undo", "update", "create"]
    assert changes[1]["after"]["terms"][1]["text"] == "convention"


def test_concepts_become_one_and_go(client: TestClient, project: Json) -> None:
    one = add(client, project, *CONGRESS)
    two = add(client, project, ("съезд", "ru", "preferred"), ("convention", "en", "preferred"))
    body = {"version": 1, "others": [two["id"]]}
    merged = client.post(f"{API}/concepts/{one['id']}/merge", json=body).json()
    assert [term["text"] for term in merged["terms"]] == ["съезд", "congress", "convention"]
    gone = client.delete(f"{API}/concepts/{one['id']}", params={"version": merged["version"]})
    assert gone.status_code == 204
    assert get(client, f"/projects/{project['id']}/concepts")["items"] == []


@pytest.mark.parametrize(
    ("format_name", "name"),
    [("tbx3", "a.tbx"), ("tbx2", "a.tbx"), ("csv", "a.csv"), ("omegat", "a.txt")],
)
def test_a_base_leaves_as_a_file_and_comes_in_again(
    client: TestClient, project: Json, format_name: str, name: str
) -> None:
    made = add(client, project, *CONGRESS)
    path = f"{API}/term-bases/{made['base_id']}"
    file = client.get(f"{path}/export", params={"format": format_name})
    assert "attachment" in file.headers["content-disposition"]
    body = {"name": "Other", "priority": 2}
    other = client.post(f"{API}/projects/{project['id']}/term-bases", json=body).json()
    back = client.post(
        f"{API}/term-bases/{other['id']}/import", files={"file": (name, file.content)}
    ).json()
    assert (back["added"], back["changed"], back["base"]["concepts"]) == (1, 0, 1)
    again = client.post(f"{path}/import", files={"file": ("a.tbx", b"<no")})
    assert (again.status_code, again.json()["code"]) == (422, "unreadable")


def test_the_starter_base_is_installed_once(client: TestClient, project: Json) -> None:
    path = f"{API}/projects/{project['id']}/term-bases/starter"
    first, second = client.post(path).json(), client.post(path).json()
    assert first["added"] > 150
    assert (second["added"], second["base"]["id"]) == (0, first["base"]["id"])


def spans(client: TestClient, alignment: Json, beads: Sequence[Json]) -> list[tuple[object, ...]]:
    ids = [bead["id"] for bead in beads]
    seen = get(client, f"/alignments/{alignment['id']}/terms", bead=ids)
    fields = ("side", "position", "start", "end", "met")
    return [tuple(span[f] for f in fields) for item in seen["items"] for span in item["spans"]]


def test_terms_are_seen_in_inflected_words_as_a_browser_counts(
    client: TestClient, project: Json, alignment: Json, act: Act,
    beads: Callable[[], list[Json]],
) -> None:  # fmt: skip
    segments = get(client, f"/documents/{alignment['target_document_id']}/segments")["items"]
    body = {"kind": "edit_text", "segment": segments[0]["id"], "text": "😀 The congress document."}
    assert act(body, headers={"If-Match": f'"s{segments[0]["id"]}.1"'}).status_code == 200
    add(client, project, *CONGRESS)
    assert spans(client, alignment, beads()[:1]) == [
        ("source", 0, 39, 45, "preferred"),
        ("target", 0, 7, 15, "preferred"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "status", "expected"),
    [
        ("съезд", "congress", "preferred", {("source", "preferred"), ("target", "preferred")}),
        ("съезд", "convention", "preferred", {("source", "missing")}),
        ("съезд", "congress", "deprecated", {("source", "forbidden"), ("target", "forbidden")}),
        ("пленум", "congress", "deprecated", set()),  # not meant here
        ("съезд", "congress", "proposed", {("source", "preferred"), ("target", "candidate")}),
    ],
)
def test_a_mark_says_how_a_term_is_met(
    client: TestClient, project: Json, alignment: Json, beads: Callable[[], list[Json]],
    source: str, target: str, status: str, expected: set[tuple[str, str]],
) -> None:  # fmt: skip
    add(client, project, (source, "ru", "preferred"), (target, "en", status))
    found = spans(client, alignment, beads()[3:4])
    assert {(side, met) for side, *_, met in found} == expected


def test_a_changed_concept_changes_the_marks_at_once(
    client: TestClient, project: Json, alignment: Json, beads: Callable[[], list[Json]]
) -> None:
    made = add(client, project, ("съезд", "ru", "preferred"), ("meeting", "en", "preferred"))
    assert {span[4] for span in spans(client, alignment, beads()[:1])} == {"missing"}
    body = {"terms": [*made["terms"], {"text": "congress", "language": "en"}], "version": 1}
    assert client.put(f"{API}/concepts/{made['id']}", json=body).status_code == 200
    assert {span[4] for span in spans(client, alignment, beads()[:1])} == {"preferred"}


def test_a_concepts_uses_are_grouped_by_rendering(
    client: TestClient, project: Json, alignment: Json
) -> None:
    made = add(client, project, *CONGRESS)
    uses = get(client, f"/concepts/{made['id']}/usage", alignment_id=alignment["id"])["items"]
    assert [(one["rendering"], one["status"], one["count"]) for one in uses] == [
        ("congress", "preferred", 8)
    ]


def proposals(client: TestClient, project: Json) -> list[tuple[str, str]]:
    path = f"/projects/{project['id']}/term-proposals"
    until = time.monotonic() + 20
    while (found := get(client, path))["state"] == "running" and time.monotonic() < until:
        time.sleep(0.02)
    assert found["state"] == "ready"
    return [(one["source"], one["target"]) for one in found["items"]]


@pytest.mark.usefixtures("alignment")
def test_what_was_taken_or_refused_is_not_proposed_again(client: TestClient, project: Json) -> None:
    first = proposals(client, project)
    assert first
    source, target = first[0]
    path = f"{API}/projects/{project['id']}/refused-terms"
    refused = client.post(path, json={"source": source, "target": target}).json()
    assert (source, target) not in proposals(client, project)
    assert client.delete(f"{API}/refused-terms/{refused['id']}").status_code == 204
    assert (source, target) in proposals(client, project)
    add(client, project, (source, "ru", "preferred"), (target, "en", "preferred"))
    assert (source, target) not in proposals(client, project)


def test_selected_words_are_given_as_a_term_is_entered(client: TestClient) -> None:
    found = get(client, "/citation-form", text="Центрального Комитета", language="ru")
    assert found == {"text": "Центральный Комитет"}


def test_terms_of_a_project_without_any_are_none(
    client: TestClient, alignment: Json, beads: Callable[[], list[Json]]
) -> None:
    assert spans(client, alignment, beads()) == []


def term_findings(client: TestClient, alignment: Json) -> list[Json]:
    items = get(client, f"/alignments/{alignment['id']}/findings")["items"]
    return [one for one in items if one["code"].startswith("term-")]


def test_what_the_terms_say_stands_among_the_findings_and_is_dismissed_like_them(
    client: TestClient, project: Json, alignment: Json, beads: Callable[[], list[Json]]
) -> None:
    add(client, project, ("съезд", "ru", "preferred"), ("congress", "en", "deprecated"),
        ("convention", "en", "preferred"))  # fmt: skip
    found = term_findings(client, alignment)
    assert [one["bead"] for one in found] == [bead["id"] for bead in beads()]
    assert {one["code"] for one in found} == {"term-forbidden"}
    assert found[2]["severity"] == "error"
    assert found[2]["message"] == '"congress" is not to be used; expected convention'
    assert found[2]["places"] == [{"side": "target", "position": 2, "start": 33, "end": 41}]

    body = {key: found[2][key] for key in ("code", "about", "words")} | {"reason": "as_printed"}
    path = f"{API}/projects/{project['id']}/dismissals"
    assert client.post(path, json=body).status_code == 201
    assert term_findings(client, alignment)[2]["dismissal"]["reason"] == "as_printed"


def test_a_changed_concept_changes_the_findings(
    client: TestClient, project: Json, alignment: Json
) -> None:
    made = add(client, project, ("съезд", "ru", "preferred"), ("meeting", "en", "preferred"))
    assert {one["code"] for one in term_findings(client, alignment)} == {"term-missing"}
    gone = client.delete(f"{API}/concepts/{made['id']}", params={"version": 1})
    assert gone.status_code == 204
    assert term_findings(client, alignment) == []
