"""New versions of texts, and sentences cut and joined, over HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from alignments.bitext import Alignment, Bead
from alignments.encoders import Encoder
from tests.workbench.api.conftest import ENGLISH, HOST, RUSSIAN, HashingEncoder, Json, tag
from workbench import store
from workbench.api.app import create_app
from workbench.database import Database
from workbench.settings import Settings

REVISED = ENGLISH.replace("sentence number 3 of", "phrase number 3 of all")


class Bench:
    """A client over one kind of database, and what a test asks it for."""

    def __init__(self, client: TestClient, database: Database) -> None:
        self.client, self.database = client, database

    def post(self, path: str, status: int, **sent: Any) -> Json:  # noqa: ANN401 - as the client
        answer = self.client.post(f"/api/v1{path}", **sent)
        assert answer.status_code == status, answer.text
        found: Json = answer.json()
        return found

    def get(self, path: str) -> Json:
        answer = self.client.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def align(self, source: str = RUSSIAN, target: str = ENGLISH, ones: int = 8) -> Json:
        """A project with two pasted texts, their segments paired one to one."""
        project = self.post("/projects", 201, json={"name": "Съезд"})["id"]
        source_id, target_id = [
            self.post(
                f"/projects/{project}/documents/text",
                201,
                json={"side": side, "name": f"{side}.txt", "text": text},
            )["id"]
            for side, text in (("source", source), ("target", target))
        ]
        beads = tuple(Bead(range(n, n + 1), range(n, n + 1), confidence=0.9) for n in range(ones))
        with self.database.write() as session:
            alignment = Alignment(beads, ones, ones, "by hand")
            made = store.save_alignment(
                session, project, source_id, target_id, alignment, "hashing"
            )
        return self.get(f"/alignments/{made.id}")

    def beads(self, alignment: int) -> list[Json]:
        found: list[Json] = self.get(f"/alignments/{alignment}/beads?limit=5000")["items"]
        return found

    def segments(self, document: int) -> list[Json]:
        found: list[Json] = self.get(f"/documents/{document}/segments?limit=2000")["items"]
        return found

    def act(self, alignment: int, body: Json, *rows: Json, status: int = 200) -> Json:
        tags = ", ".join(tag(row) if "source" in row else segment_tag(row) for row in rows)
        headers = {"If-Match": tags, "X-Actor": "Anna"}
        return self.post(f"/alignments/{alignment}/operations", status, json=body, headers=headers)

    def confirm(self, alignment: int, *numbers: int) -> None:
        rows = [self.beads(alignment)[number] for number in numbers]
        body = {"kind": "confirm_many", "beads": [row["id"] for row in rows]}
        self.act(alignment, body, *rows)

    def ended(self, job: Json) -> Json:
        until = time.monotonic() + 30
        while job["state"] in ("queued", "running") and time.monotonic() < until:
            time.sleep(0.01)
            job = self.get(f"/jobs/{job['id']}")
        return job

    def revise(self, alignment: int, text: str, side: str = "target") -> int:
        job = self.post(
            f"/alignments/{alignment}/revisions/text",
            202,
            json={"side": side, "name": "second.txt", "text": text},
            headers={"X-Actor": "Boris"},
        )
        job = self.ended(job)
        assert job["state"] == "done", job
        made: int = job["result"]["alignment_id"]
        return made

    def fix(self, alignment: int, body: Json, *segments: Json, status: int = 201) -> Json:
        headers = {"If-Match": ", ".join(map(segment_tag, segments)), "X-Actor": "Anna"}
        return self.post(f"/alignments/{alignment}/sentences", status, json=body, headers=headers)

    def is_whole(self, alignment: int) -> bool:
        with self.database.read() as session:
            return store.verify(session, alignment).ok


def segment_tag(segment: Json) -> str:
    return f'"s{segment["id"]}.{segment["version"]}"'


@contextmanager
def served(
    database: Database, folder: Path, load_encoder: Callable[[str], Encoder]
) -> Iterator[Bench]:
    app = create_app(
        Settings(data=folder), database=database, load_encoder=load_encoder, static=folder / "none"
    )
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield Bench(client, database)


@pytest.fixture
def bench(database: Database, tmp_path: Path) -> Iterator[Bench]:
    with served(database, tmp_path, lambda _name: HashingEncoder()) as bench:
        yield bench


@pytest.fixture
def sqlite(sqlite_database: Database, tmp_path: Path) -> Iterator[Bench]:
    """For what does not depend on the kind of the database."""
    with served(sqlite_database, tmp_path, lambda _name: HashingEncoder()) as bench:
        yield bench


def decisions(beads: list[Json]) -> list[Json]:
    """What was decided, without what the database numbers."""
    names = ("source", "target", "state", "reviewer", "decided_at", "null_reason", "origin")
    return [{name: bead[name] for name in names} for bead in beads if bead["state"] == "confirmed"]


def test_a_new_version_keeps_what_it_does_not_touch_and_lists_the_rest(bench: Bench) -> None:
    old = bench.align()
    bench.confirm(old["id"], 0, 1, 3, 5)
    before = decisions(bench.beads(old["id"]))
    new = bench.revise(old["id"], REVISED)

    assert decisions(bench.beads(new)) == [bead for bead in before if bead["source"] != [3, 4]]
    assert [bead["source"] for bead in bench.beads(new)] == [[n, n + 1] for n in range(8)]
    revision = bench.get(f"/alignments/{new}/revision")
    known = ("revises", "kind", "side", "kept", "touched", "actor")
    assert [revision[name] for name in known] == [old["id"], "text", "target", 3, 1, "Boris"]
    [item] = bench.get(f"/alignments/{new}/rechecks")["items"]
    assert (item["state"], item["reviewer"]) == ("confirmed", "Anna")
    assert item["source"]["changed"] is False
    assert item["target"] == {
        "changed": True,
        "before": "This is sentence number 3 of the congress document.",
        "after": "This is phrase number 3 of all the congress document.",
        "positions": [3],
    }
    assert bench.is_whole(new)


def test_the_revised_alignment_stays_as_it_was_and_can_only_be_read(bench: Bench) -> None:
    old = bench.align()
    bench.confirm(old["id"], 0)
    rows, log = bench.beads(old["id"]), bench.get(f"/alignments/{old['id']}/operations")
    new = bench.revise(old["id"], REVISED)

    assert bench.beads(old["id"]) == rows
    assert bench.get(f"/alignments/{old['id']}/operations") == log
    now = bench.get(f"/alignments/{old['id']}")
    assert (now["revised_by"], now["can_undo"], now["revises"]) == (new, False, None)
    assert bench.get(f"/alignments/{new}")["revises"] == old["id"]
    body = {"kind": "confirm", "bead": rows[1]["id"]}
    assert bench.act(old["id"], body, rows[1], status=409)["code"] == "revised"
    text = {"side": "target", "name": "third.txt", "text": ENGLISH}
    refused = bench.post(f"/alignments/{old['id']}/revisions/text", 409, json=text)
    assert refused["code"] == "revised"
    original = bench.client.get(f"/api/v1/documents/{old['target_document_id']}/original")
    assert original.content == ENGLISH.encode()
    assert bench.is_whole(old["id"])


def test_a_revision_can_be_revised_and_each_log_seals_the_one_before(bench: Bench) -> None:
    old = bench.align()
    bench.confirm(old["id"], 0)
    second = bench.revise(old["id"], REVISED)
    third = bench.revise(second, ENGLISH.replace("number 6", "number six"))
    assert [bench.is_whole(one) for one in (old["id"], second, third)] == [True] * 3
    from sqlalchemy import text

    with bench.database.write() as session:
        change = text(
            "UPDATE operation SET hash = 'forged' WHERE alignment_id = :old AND number = 2"
        )
        session.execute(change, {"old": old["id"]})
    assert not bench.is_whole(second)


def test_edited_words_hold_on_where_the_printed_ones_do_and_are_listed_where_not(
    bench: Bench,
) -> None:
    old = bench.align()
    for number, words in ((2, "Edited two."), (3, "Edited three.")):
        segment = bench.segments(old["target_document_id"])[number]
        body = {"kind": "edit_text", "segment": segment["id"], "text": words}
        bench.act(old["id"], body, segment)
    new = bench.revise(old["id"], REVISED)
    edited = [
        one["edited_text"]
        for one in bench.segments(bench.get(f"/alignments/{new}")["target_document_id"])
    ]
    assert edited == [None, None, "Edited two.", None, None, None, None, None]
    [item] = bench.get(f"/alignments/{new}/rechecks")["items"]
    assert item["target"]["before"] == "Edited three."
    assert bench.is_whole(new)
    assert bench.is_whole(old["id"])


def test_a_file_in_another_encoding_is_taken_on_either_side(bench: Bench) -> None:
    old = bench.align()
    bench.confirm(old["id"], 0, 7)
    text = RUSSIAN.replace("номер 7", "номер семь")
    job = bench.post(
        f"/alignments/{old['id']}/revisions",
        202,
        files={"file": ("новый.txt", text.encode("cp1251"))},
        data={"side": "source", "encoding": "cp1251"},
    )
    new = bench.ended(job)["result"]["alignment_id"]
    [item] = bench.get(f"/alignments/{new}/rechecks")["items"]
    assert "номер семь" in item["source"]["after"]
    documents = bench.get(f"/projects/{old['project_id']}")["documents"]
    assert [(one["name"], one["encoding"]) for one in documents][-1] == (
        "новый.txt",
        "cp1251",
    )


def test_a_text_that_cannot_be_read_is_refused_before_a_job_is_made(sqlite: Bench) -> None:
    old = sqlite.align()
    sqlite.post(
        f"/alignments/{old['id']}/revisions",
        422,
        files={"file": ("empty.txt", b"  ")},
        data={"side": "target"},
    )
    assert sqlite.get("/jobs")["items"] == []


def test_a_revision_taken_back_leaves_both_to_be_read_and_the_old_one_goes_on(
    bench: Bench,
) -> None:
    old = bench.align()
    bench.confirm(old["id"], 0)
    new = bench.revise(old["id"], REVISED)
    assert bench.post(f"/alignments/{new}/revision/withdraw", 200)["withdrawn"] is True
    row = bench.beads(new)[1]
    body = {"kind": "confirm", "bead": row["id"]}
    assert bench.act(new, body, row, status=409)["code"] == "withdrawn"
    assert bench.get(f"/alignments/{old['id']}")["can_undo"] is True
    bench.confirm(old["id"], 4)
    again = bench.revise(old["id"], REVISED)
    assert len(decisions(bench.beads(again))) == 2
    assert [bench.is_whole(one) for one in (old["id"], new, again)] == [True] * 3


BREAKS = {"before a word": 8, "in the blank before it": 7}


@pytest.mark.parametrize("at", BREAKS.values(), ids=BREAKS)
def test_a_sentence_is_cut_and_every_decision_stays(bench: Bench, at: int) -> None:
    old = bench.align()
    bench.confirm(old["id"], 2, 3, 4)
    segment = bench.segments(old["target_document_id"])[3]
    made = bench.fix(old["id"], {"kind": "break", "segment": segment["id"], "at": at}, segment)
    rows = bench.beads(made["alignment_id"])
    assert [bead["target"] for bead in rows][2:6] == [[2, 3], [3, 5], [5, 6], [6, 7]]
    assert [bead["state"] for bead in rows][2:6] == ["confirmed"] * 3 + ["proposed"]
    assert (made["kept"], made["touched"]) == (3, 0)
    assert (made["bead"], made["revises_bead"]) == (rows[3]["id"], bench.beads(old["id"])[3]["id"])
    now = bench.get(f"/alignments/{made['alignment_id']}")
    texts = [one["text"] for one in bench.segments(now["target_document_id"])]
    assert texts[3:5] == ["This is", "sentence number 3 of the congress document."]
    assert bench.is_whole(made["alignment_id"])


def test_a_cut_sentence_is_joined_again_with_what_was_edited_in_it(bench: Bench) -> None:
    old = bench.align()
    segment = bench.segments(old["target_document_id"])[3]
    cut = bench.fix(old["id"], {"kind": "break", "segment": segment["id"], "at": 8}, segment)
    document = bench.get(f"/alignments/{cut['alignment_id']}")["target_document_id"]
    first = bench.segments(document)[3]
    body = {"kind": "edit_text", "segment": first["id"], "text": "That is"}
    bench.act(cut["alignment_id"], body, first)
    pair = bench.segments(document)[3:5]
    ids = [one["id"] for one in pair]
    whole = bench.fix(cut["alignment_id"], {"kind": "join", "segments": ids}, *pair)
    document = bench.get(f"/alignments/{whole['alignment_id']}")["target_document_id"]
    joined = bench.segments(document)[3]
    assert joined["text"] == segment["text"]
    assert joined["edited_text"] == "That is sentence number 3 of the congress document."
    assert [bead["target"] for bead in bench.beads(whole["alignment_id"])] == [
        bead["target"] for bead in bench.beads(old["id"])
    ]


def test_a_place_behind_a_wide_character_is_counted_as_a_browser_counts(sqlite: Bench) -> None:
    old = sqlite.align("Раз 🙂 два.", "One 🙂 two.", ones=1)
    [segment] = sqlite.segments(old["source_document_id"])
    made = sqlite.fix(old["id"], {"kind": "break", "segment": segment["id"], "at": 7}, segment)
    now = sqlite.get(f"/alignments/{made['alignment_id']}")
    assert [one["text"] for one in sqlite.segments(now["source_document_id"])] == ["Раз 🙂", "два."]


REFUSED: dict[str, tuple[Callable[[list[Json]], Json], int, str]] = {
    "at the sentence's beginning": (
        lambda s: {"kind": "break", "segment": s[0]["id"], "at": 0}, 422, "bad-input"),
    "behind its end": (
        lambda s: {"kind": "break", "segment": s[0]["id"], "at": 5000}, 422, "bad-input"),
    "two that stand in different pairs": (
        lambda s: {"kind": "join", "segments": [s[0]["id"], s[1]["id"]]}, 409, "not-adjacent"),
    "two that do not follow each other": (
        lambda s: {"kind": "join", "segments": [s[0]["id"], s[2]["id"]]}, 409, "not-adjacent"),
    "one with itself": (
        lambda s: {"kind": "join", "segments": [s[0]["id"], s[0]["id"]]}, 409, "not-adjacent"),
    "a segment that is not there": (
        lambda _: {"kind": "break", "segment": 4711, "at": 3}, 404, "not-found"),
    "a version nobody saw": (
        lambda s: {"kind": "break", "segment": s[5]["id"], "at": 3}, 412, "stale"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_fix_that_cannot_be_done_changes_nothing(sqlite: Bench, case: str) -> None:
    old = sqlite.align()
    segments = sqlite.segments(old["target_document_id"])
    make, status, code = REFUSED[case]
    assert sqlite.fix(old["id"], make(segments), *segments[:3], status=status)["code"] == code
    assert sqlite.get(f"/alignments/{old['id']}") == old
    assert len(sqlite.get(f"/projects/{old['project_id']}")["documents"]) == 2


def test_an_edited_sentence_is_not_cut_before_its_printed_text_is_back(sqlite: Bench) -> None:
    old = sqlite.align()
    segment = sqlite.segments(old["target_document_id"])[3]
    body = {"kind": "edit_text", "segment": segment["id"], "text": "Other words."}
    sqlite.act(old["id"], body, segment)
    segment = sqlite.segments(old["target_document_id"])[3]
    body = {"kind": "break", "segment": segment["id"], "at": 8}
    assert sqlite.fix(old["id"], body, segment, status=409)["code"] == "edited-segment"


class Gate:
    """An encoder's loader that tells when it is reached, and waits until it is let go."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()

    def __call__(self, _name: str) -> Encoder:
        self.reached.set()
        assert self.go.wait(10)
        return HashingEncoder()


def begin(bench: Bench, gate: Gate) -> tuple[Json, Json]:
    """An alignment with a decision, and the job that is revising it and waits at the gate."""
    old = bench.align()
    bench.confirm(old["id"], 0, 3)
    text = {"side": "target", "name": "second.txt", "text": REVISED}
    job = bench.post(f"/alignments/{old['id']}/revisions/text", 202, json=text)
    assert gate.reached.wait(10)
    return bench.get(f"/alignments/{old['id']}"), job


def test_what_is_decided_while_the_job_runs_is_carried_over_too(
    database: Database, tmp_path: Path
) -> None:
    gate = Gate()
    with served(database, tmp_path, gate) as bench:
        old, job = begin(bench, gate)
        bench.confirm(old["id"], 5)
        gate.go.set()
        made = bench.ended(job)["result"]["alignment_id"]
        assert [bead["source"][0] for bead in decisions(bench.beads(made))] == [0, 5]


def test_a_cancelled_revision_leaves_nothing_behind(database: Database, tmp_path: Path) -> None:
    gate = Gate()
    with served(database, tmp_path, gate) as bench:
        old, job = begin(bench, gate)
        project = bench.get(f"/projects/{old['project_id']}")
        bench.post(f"/jobs/{job['id']}/cancel", 200)
        gate.go.set()
        assert bench.ended(job)["state"] == "cancelled"
        assert bench.get(f"/projects/{old['project_id']}") == project
        bench.confirm(old["id"], 5)
        with database.read() as session:
            from sqlalchemy import text

            assert session.execute(text("SELECT count(*) FROM upload")).scalar_one() == 0


def test_a_server_that_ends_midway_leaves_the_old_alignment_whole_and_goes_on_later(
    database: Database, tmp_path: Path
) -> None:
    gate = Gate()
    with served(database, tmp_path, gate) as bench:
        old, job = begin(bench, gate)
        threading.Timer(0.2, gate.go.set).start()
    with database.read() as session:
        assert store.verify(session, old["id"]).ok
        assert len(store.get_project(session, old["project_id"]).alignments) == 1
    with served(database, tmp_path, lambda _name: HashingEncoder()) as bench:
        job = bench.ended(bench.get(f"/jobs/{job['id']}"))
        assert job["state"] == "done", job
        found = bench.get(f"/projects/{old['project_id']}")["alignments"]
        assert [one["id"] for one in found] == [old["id"], job["result"]["alignment_id"]]


def test_what_was_said_and_asked_goes_along_with_a_new_version(bench: Bench) -> None:
    old = bench.align()
    segments = bench.segments(old["target_document_id"])
    for position, words in ((1, "Two?"), (3, "Three?")):
        body = {"segment": segments[position]["id"], "text": words}
        made = bench.post(f"/alignments/{old['id']}/comments", 201, json=body)
    bench.client.patch(
        f"/api/v1/alignments/{old['id']}/comments/{made['id']}", json={"state": "resolved"}
    )
    row = bench.beads(old["id"])[5]
    bench.act(old["id"], {"kind": "second_look", "bead": row["id"], "note": "1926?"}, row)

    new = bench.revise(old["id"], "Something that was added before.\n\n" + REVISED)
    said = bench.get(f"/alignments/{new}/comments")["items"]
    assert [(one["text"], one["side"], one["position"], one["state"]) for one in said] == [
        ("Two?", "target", 2, "open"),
        ("Three?", "target", 4, "resolved"),
    ]
    assert [turn["state"] for turn in said[1]["turns"]] == ["resolved"]
    asked = [bead for bead in bench.beads(new) if bead["state"] == "second_look"]
    assert [(bead["source"], bead["target"], bead["note"]) for bead in asked] == [
        ([5, 6], [6, 7], "1926?")
    ]
    assert len(bench.get(f"/alignments/{old['id']}/comments")["items"]) == 2


def test_a_comment_stays_at_its_words_when_a_sentence_before_it_is_broken(bench: Bench) -> None:
    old = bench.align()
    segments = bench.segments(old["target_document_id"])
    body = {"segment": segments[-1]["id"], "text": "The last one"}
    bench.post(f"/alignments/{old['id']}/comments", 201, json=body)
    first = segments[0]
    fixed = bench.fix(old["id"], {"kind": "break", "segment": first["id"], "at": 8}, first)
    said = bench.get(f"/alignments/{fixed['alignment_id']}/comments")["items"]
    assert [one["position"] for one in said] == [segments[-1]["position"] + 1]
