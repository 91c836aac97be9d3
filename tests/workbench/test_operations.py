"""Acts on a stored alignment: versions, undo, the log, and what a killed process leaves."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from alignments.bitext import Bead, Block, BlockKind, Reason, Side, Stream
from workbench import store
from workbench.database import Database, open_database
from workbench.errors import ConflictError, InputError, NotFoundError, StaleError
from workbench.records import OperationResult, StoredAlignment, StoredBead
from workbench.settings import Settings
from workbench.states import BeadState, NullReason, OperationKind
from workbench.store import (
    Act,
    Confirm,
    ConfirmMany,
    ConfirmSure,
    EditText,
    Join,
    NoCounterpart,
    Pinpoint,
    Realign,
    SecondLook,
    Shift,
    Split,
    Unconfirm,
    Versions,
)
from workbench.store.reasons import likely_reason

SavePair = Callable[..., StoredAlignment]
ONE_TO_ONE = tuple((n, n + 1, n, n + 1) for n in range(5))


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """Five pairs; the ids of their beads are 1 to 5."""
    return save_pair(database, *ONE_TO_ONE)


def beads(database: Database, alignment: StoredAlignment) -> dict[int, StoredBead]:
    with database.read() as session:
        return {bead.id: bead for bead in store.stream_beads(session, alignment.id)}


def act(
    database: Database, alignment: StoredAlignment, act: Act, seen: Versions | None = None
) -> OperationResult:
    """Do an act having seen all rows as they are, or as `seen` says."""
    with database.write() as session:
        if seen is None:
            sources = store.page_segments(session, alignment.source_document_id or 0).items
            seen = Versions(
                {bead.id: bead.version for bead in store.stream_beads(session, alignment.id)},
                {segment.id: segment.version for segment in sources},
            )
        return store.apply(session, alignment.id, act, seen, "Мария")


def _documents(alignment: StoredAlignment) -> tuple[int | None, int | None]:
    return (alignment.source_document_id, alignment.target_document_id)


def undo(database: Database, alignment: StoredAlignment) -> OperationResult:
    with database.write() as session:
        return store.undo(session, alignment.id, "Мария")


def redo(database: Database, alignment: StoredAlignment) -> OperationResult:
    with database.write() as session:
        return store.redo(session, alignment.id, "Мария")


def content(database: Database, alignment: StoredAlignment) -> list[object]:
    """All rows without their versions."""
    with database.read() as session:
        found = [replace(b, version=1) for b in store.stream_beads(session, alignment.id)]
        return [found, store.load_texts(session, alignment.id).edited]


def assert_whole(database: Database, alignment: StoredAlignment) -> None:
    with database.read() as session:
        verdict = store.verify(session, alignment.id)
    assert verdict.ok, verdict


ACTS = [
    (Confirm(2), [2], [], OperationKind.CONFIRM),
    (ConfirmMany((4, 2)), [2, 4], [], OperationKind.CONFIRM_MANY),
    (Join((2, 3)), [2], [3], OperationKind.JOIN),
    (Split(2, 1, 0), [2, 6], [], OperationKind.SPLIT),
    (Shift(2, "target", "down"), [2, 3], [], OperationKind.SHIFT),
    (NoCounterpart(2, NullReason.NOTE), [2, 6], [], OperationKind.NO_COUNTERPART),
    (Pinpoint(1, 2), [6, 2, 3], [], OperationKind.PINPOINT),
    (
        Realign((2, 3), (Bead(range(1, 3), range(1, 3), 0.5, (Reason("shape-rare", "4"),)),)),
        [2],
        [3],
        OperationKind.REALIGN,
    ),
    (ConfirmSure(3, 0.7), [1, 2, 3], [], OperationKind.CONFIRM_SURE),
    (SecondLook(2, "1926?"), [2], [], OperationKind.SECOND_LOOK),
]


@pytest.mark.parametrize(("wanted", "changed", "removed", "kind"), ACTS)
def test_an_act_tells_what_it_changed_and_can_be_undone_and_redone(
    database: Database,
    alignment: StoredAlignment,
    wanted: Act,
    changed: list[int],
    removed: list[int],
    kind: OperationKind,
) -> None:
    first = content(database, alignment)
    result = act(database, alignment, wanted)
    assert ([bead.id for bead in result.beads], [*result.removed]) == (changed, removed)
    assert {b.id: b for b in result.beads}.items() <= beads(database, alignment).items()
    assert (result.operation.kind, result.operation.number) == (kind, 2)
    assert (result.operation.actor, result.operation.beads) == ("Мария", len(changed + removed))
    assert (result.alignment.head, result.alignment.can_undo) == (2, True)
    last = content(database, alignment)

    undone = undo(database, alignment)
    assert content(database, alignment) == first
    assert (undone.operation.kind, undone.operation.reverts) == (OperationKind.UNDO, 2)
    assert (undone.alignment.can_undo, undone.alignment.can_redo) == (False, True)
    assert redo(database, alignment).operation.reverts == 3
    assert content(database, alignment) == last
    assert_whole(database, alignment)


def test_a_text_is_edited_undone_and_given_back(
    database: Database, alignment: StoredAlignment
) -> None:
    result = act(database, alignment, EditText(2, "Иное."))
    (segment,) = result.segments
    assert (segment.text, segment.edited_text, segment.version) == (
        "Предложение 1.",
        "Иное.",
        2,
    )
    with database.read() as session:
        texts = store.load_texts(session, alignment.id)
    assert [texts.text("source", n) for n in (0, 1)] == ["Предложение 0.", "Иное."]
    act(database, alignment, EditText(2, None))
    undo(database, alignment)
    assert undo(database, alignment).segments[0].edited_text is None
    assert redo(database, alignment).segments[0].edited_text == "Иное."
    assert_whole(database, alignment)


@pytest.mark.parametrize(
    ("wanted", "seen", "current", "why"),
    [
        (Confirm(2), Versions({2: 1}), [2], "changed meanwhile"),
        (Join((2, 3)), Versions({2: 2, 3: 9}), [2, 3], "one of two"),
        (Join((2, 3)), Versions({2: 2}), [2, 3], "a touched row was not named"),
        (Shift(2, "target", "up"), Versions({2: 2}), [1, 2], "the neighbour was not named"),
        (Confirm(2), Versions({2: 2, 5: 2}), [2, 5], "another named row"),
        (Confirm(7), Versions({7: 1}), [], "gone meanwhile"),
        (ConfirmMany((1, 2, 3)), Versions({1: 1, 2: 1, 3: 1}), [1, 2, 3], "all or nothing"),
    ],
)
def test_a_stale_act_changes_nothing_and_gets_the_rows_as_they_are(
    database: Database,
    alignment: StoredAlignment,
    wanted: Act,
    seen: Versions,
    current: list[int],
    why: str,
) -> None:
    act(database, alignment, Confirm(2))
    before = beads(database, alignment)
    with pytest.raises(StaleError) as caught:
        act(database, alignment, wanted, seen)
    assert [bead.id for bead in caught.value.beads] == current, why
    assert all(before[bead.id] == bead for bead in caught.value.beads)
    assert beads(database, alignment) == before


def test_who_names_the_head_of_an_alignment_has_seen_all_its_rows(
    database: Database, alignment: StoredAlignment
) -> None:
    seen = Versions(heads={alignment.id: 1})
    assert len(act(database, alignment, ConfirmSure(5, 0.7), seen).beads) == 5
    with pytest.raises(StaleError):
        act(database, alignment, Unconfirm(2), seen)
    assert act(database, alignment, Unconfirm(2), Versions(heads={alignment.id: 2})).beads
    with pytest.raises(StaleError):
        act(database, alignment, Confirm(2), Versions(heads={alignment.id + 1: 3}))


def test_a_null_bead_confirmed_with_others_gets_the_reason_of_its_place(
    database: Database, save_pair: SavePair
) -> None:
    alone = save_pair(database, (0, 1, 0, 0), (1, 1, 0, 1), (1, 2, 1, 2))
    result = act(database, alone, ConfirmSure(3, 0.7))
    assert [bead.null_reason for bead in result.beads] == [
        NullReason.OMITTED,
        NullReason.UNCLEAR,
        None,
    ]


REASONED: list[tuple[Side, Block, NullReason]] = [
    ("target", Block(BlockKind.NOTE, 0, 9), NullReason.NOTE),
    ("target", Block(BlockKind.PARAGRAPH, 0, 9, stream=Stream.NOTES), NullReason.NOTE),
    ("target", Block(BlockKind.PARAGRAPH, 0, 9, stream=Stream.FRONT), NullReason.EDITOR),
    ("source", Block(BlockKind.HEADING, 0, 9, stream=Stream.BACK), NullReason.EDITOR),
    ("target", Block(BlockKind.FURNITURE, 0, 9), NullReason.EDITOR),
    ("source", Block(BlockKind.PARAGRAPH, 0, 9), NullReason.OMITTED),
    ("target", Block(BlockKind.PARAGRAPH, 0, 9), NullReason.UNCLEAR),
]


@pytest.mark.parametrize(("side", "block", "reason"), REASONED)
def test_the_place_of_a_text_suggests_why_it_stands_alone(
    side: Side, block: Block, reason: NullReason
) -> None:
    assert likely_reason(side, block) is reason


def test_the_rows_around_a_bead_end_at_the_nearest_decisions(
    database: Database, save_pair: SavePair
) -> None:
    alignment = save_pair(
        database, *((n, n + 1, n, n + 1) for n in range(8)), (8, 9, 8, 8), (9, 10, 8, 9)
    )
    act(database, alignment, ConfirmMany((2, 9)))
    with database.read() as session:
        near = store.rows_around(session, alignment.id, 6, 100)
        close = store.rows_around(session, alignment.id, 6, 1)
        decided = store.rows_around(session, alignment.id, 2, 2)
        with pytest.raises(NotFoundError):
            store.rows_around(session, alignment.id, 99, 1)
    assert [bead.id for bead in near.rows] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert (near.head, near.bead.id) == (2, 6)
    assert [bead.id for bead in close.rows] == [5, 6, 7]
    assert [bead.id for bead in decided.rows] == [1, 2, 3, 4]


def test_a_stale_edit_gets_the_segment_as_it_is(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, EditText(2, "Иное."))
    with pytest.raises(StaleError) as caught:
        act(database, alignment, EditText(2, "Третье."), Versions(segments={2: 1}))
    assert [s.edited_text for s in caught.value.segments] == ["Иное."]


def test_rows_of_another_alignment_cannot_be_touched(
    database: Database, alignment: StoredAlignment, save_pair: SavePair
) -> None:
    save_pair(database, *ONE_TO_ONE)
    for wanted in (Confirm(7), EditText(12, "Иное.")):
        with pytest.raises(NotFoundError):
            act(database, alignment, wanted, Versions())


def test_an_act_that_is_refused_leaves_no_trace(
    database: Database, alignment: StoredAlignment
) -> None:
    for wanted, error in (
        (Join((1, 3)), ConflictError),
        (Split(1, 9, 9), InputError),
        (EditText(1, "a\0b"), InputError),
        (Unconfirm(1), ConflictError),
    ):
        with pytest.raises(error):
            act(database, alignment, wanted)
    with database.read() as session:
        assert len(store.history(session, alignment.id).items) == 1
    assert_whole(database, alignment)


def test_there_is_an_end_to_undoing_and_redoing(
    database: Database, alignment: StoredAlignment
) -> None:
    for step, code in ((undo, "nothing-to-undo"), (redo, "nothing-to-redo")):
        with pytest.raises(ConflictError) as caught:
            step(database, alignment)
        assert caught.value.code == code
    act(database, alignment, Confirm(1))
    undo(database, alignment)
    act(database, alignment, Confirm(2))
    with pytest.raises(ConflictError):
        redo(database, alignment)


def test_undo_works_after_a_restart(tmp_path: Path, save_pair: SavePair) -> None:
    config = Settings(data=tmp_path)
    database = open_database(config)
    alignment = save_pair(database, *ONE_TO_ONE)
    states = [content(database, alignment)]
    for wanted in (Join((1, 2)), Split(1, 1, 2), EditText(3, "Иное."), Confirm(5)):
        act(database, alignment, wanted)
        states.append(content(database, alignment))
    for step, remaining in ((undo, reversed(states[:-1])), (redo, states[1:])):
        for state in remaining:
            database.close()
            database = open_database(config)
            step(database, alignment)
            assert content(database, alignment) == state
    assert_whole(database, alignment)
    database.close()


def test_an_undo_never_takes_back_an_edit_made_through_another_alignment(
    database: Database, alignment: StoredAlignment
) -> None:
    with database.write() as session:
        bitext = store.load_bitext(session, alignment.id).bitext
        other = store.save_alignment(
            session, alignment.project_id, *_documents(alignment), bitext.alignment, "builtin"
        )
    act(database, alignment, EditText(2, "Иное."))
    act(database, other, EditText(2, "Третье."))
    with pytest.raises(StaleError) as caught:
        undo(database, alignment)
    assert [s.edited_text for s in caught.value.segments] == ["Третье."]
    undo(database, other)
    undo(database, alignment)
    for one in (alignment, other):
        assert content(database, one)[1] == {"source": {}, "target": {}}
        assert_whole(database, one)


def test_ids_and_versions_are_never_given_twice(
    database: Database, alignment: StoredAlignment
) -> None:
    assert act(database, alignment, Split(5, 1, 0)).beads[1].id == 6
    undo(database, alignment)
    assert act(database, alignment, Split(5, 1, 0)).beads[1].id == 7
    undo(database, alignment)
    restored = redo(database, alignment).beads
    assert [(bead.id, bead.version) for bead in restored] == [(5, 6), (7, 2)]
    assert_whole(database, alignment)


def test_the_history_is_the_log_newest_first(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Join((1, 2)))
    act(database, alignment, EditText(1, "Иное."))
    undo(database, alignment)
    with database.read() as session:
        page = store.history(session, alignment.id, limit=3)
        rest = store.history(session, alignment.id, page.next)
        with pytest.raises(NotFoundError):
            store.history(session, 99)
    assert [operation.summary for operation in page.items] == [
        "undo of 3: 1 segment",
        "edit text: 1 segment",
        "join: 2 beads",
    ]
    assert [(o.summary, o.actor) for o in rest.items] == [("align: 5 beads", "machine")]
    assert rest.next is None


DAMAGE = [
    ("UPDATE operation SET actor = 'Иван' WHERE number = 2", 2, "sealed"),
    ("UPDATE operation SET hash = 'x' WHERE number = 2", 2, "sealed"),
    ("DELETE FROM operation WHERE number = 2", 2, "missing"),
    ("DELETE FROM operation WHERE number = 3", 3, "ends at 2"),
    ("UPDATE operation SET undo_top = 1 WHERE number = 3", 3, "undo"),
    ("UPDATE bead SET state = 'confirmed' WHERE id = 4", None, "bead 4"),
    ("UPDATE bead SET confidence = 0.7500001 WHERE id = 4", None, "bead 4"),
    ("DELETE FROM bead WHERE id = 5", None, "bead 5 is missing"),
    ("UPDATE segment SET edited_text = 'x' WHERE id = 2", None, "segment 2"),
    ("UPDATE segment SET edited_text = 'x' WHERE id = 3", None, "segment 3"),
    ("UPDATE segment SET edited_text = NULL, version = 1 WHERE id = 2", None, "segment 2"),
    ("UPDATE alignment SET tally = '{\"beads\": 4}'", None, "tally"),
]


@pytest.mark.parametrize(("damage", "operation", "words"), DAMAGE)
def test_damage_is_found_and_its_place_named(
    database: Database,
    alignment: StoredAlignment,
    damage: str,
    operation: int | None,
    words: str,
) -> None:
    act(database, alignment, Confirm(1))
    act(database, alignment, EditText(2, "Иное."))
    assert_whole(database, alignment)
    with database.write() as session:
        session.execute(text(damage))
    with database.read() as session:
        verdict = store.verify(session, alignment.id)
    assert not verdict.ok
    assert verdict.operation == operation
    assert words in verdict.detail


def test_many_reviewers_at_once_lose_nothing_and_overwrite_nothing(
    database: Database, alignment: StoredAlignment
) -> None:
    done: list[int] = []
    stale: list[int] = []
    failures: list[BaseException] = []

    def review() -> None:
        try:
            for _ in range(6):
                seen = beads(database, alignment)[3]
                wanted = Unconfirm(3) if seen.state is BeadState.CONFIRMED else Confirm(3)
                try:
                    result = act(database, alignment, wanted, Versions({3: seen.version}))
                    done.append(result.operation.number)
                except StaleError:
                    stale.append(seen.version)
        except Exception as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads = [threading.Thread(target=review) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(done) + len(stale) == 24
    assert sorted(done) == list(range(2, 2 + len(done)))
    assert beads(database, alignment)[3].version == 1 + len(done)
    assert_whole(database, alignment)


def test_a_bulk_act_is_one_operation_however_many_parts_it_is_written_in(
    database: Database, save_pair: SavePair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.bulk.BATCH", 2)
    alignment = save_pair(database, *ONE_TO_ONE)
    result = act(database, alignment, ConfirmMany(tuple(beads(database, alignment))))
    assert (len(result.beads), result.alignment.counts.confirmed) == (5, 5)
    undo(database, alignment)
    assert [bead.version for bead in beads(database, alignment).values()] == [3] * 5
    assert_whole(database, alignment)


RUNS = ((0, 1, 0, 1), (1, 1, 1, 2), (1, 3, 4, 5), (3, 4, 2, 4), (4, 5, 5, 5))
Step = Callable[[Database, StoredAlignment], object]


def step(place: int, make: Callable[[int, int], Act]) -> Step:
    """A step that acts on the bead at a place of the rows, and on the one after it."""

    def run(database: Database, alignment: StoredAlignment) -> OperationResult:
        ids = list(beads(database, alignment))
        wanted = make(ids[place % len(ids)], ids[(place + 1) % len(ids)])
        return act(database, alignment, wanted)

    return run


def edit(database: Database, alignment: StoredAlignment) -> OperationResult:
    assert alignment.source_document_id is not None
    with database.read() as session:
        first = store.page_segments(session, alignment.source_document_id, limit=1).items[0]
    return act(database, alignment, EditText(first.id, "Иное."))


MAKERS: list[Callable[[int, int], Act]] = [
    lambda bead, _: Confirm(bead),
    lambda bead, follower: Join((bead, follower)),
    lambda bead, _: Split(bead, 1, 0),
    lambda bead, _: Split(bead, 1, 1),
    lambda bead, _: Shift(bead, "source", "down"),
    lambda bead, _: Shift(bead, "target", "up"),
    lambda bead, _: NoCounterpart(bead, NullReason.UNCLEAR),
    lambda bead, _: SecondLook(bead, "1926?"),
]
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.sampled_from([undo, redo, edit])
    | st.builds(step, st.integers(0, 5), st.sampled_from(MAKERS)),
    max_size=8,
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_leaves_rows_that_are_the_fold_of_the_log(
    database: Database, save_pair: SavePair, steps: list[Step]
) -> None:
    alignment = save_pair(database, *RUNS)
    first = content(database, alignment)
    for take in steps:
        with suppress(ConflictError, InputError):
            take(database, alignment)
    with database.read() as session:
        assert store.load_bitext(session, alignment.id).bitext.alignment.source_size == 5
    assert_whole(database, alignment)
    while beads(database, alignment) and _can_undo(database, alignment):
        undo(database, alignment)
    assert content(database, alignment) == first
    assert_whole(database, alignment)


def _can_undo(database: Database, alignment: StoredAlignment) -> bool:
    with database.read() as session:
        return store.get_alignment(session, alignment.id).can_undo


REVIEWER = """
import sys
from pathlib import Path
from workbench import store
from workbench.database import open_database
from workbench.settings import Settings

database = open_database(Settings(data=Path(sys.argv[1])))
while True:
    for act in (store.Confirm, store.Unconfirm):
        with database.write() as session:
            seen = store.Versions({3: store.get_bead(session, 3).version})
            result = store.apply(session, int(sys.argv[2]), act(3), seen, "Мария")
        print(result.operation.number, result.operation.hash, flush=True)
"""


def test_a_killed_server_loses_no_operation_that_was_answered(
    tmp_path: Path, save_pair: SavePair
) -> None:
    config = Settings(data=tmp_path)
    database = open_database(config)
    alignment = save_pair(database, *ONE_TO_ONE)
    database.close()
    answered: dict[int, str] = {}
    for patience in (0.1, 0.25):
        command = [sys.executable, "-c", REVIEWER, str(tmp_path), str(alignment.id)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reviewer:
            assert reviewer.stdout is not None
            lines = [reviewer.stdout.readline()]
            time.sleep(patience)
            reviewer.kill()
            lines += reviewer.stdout.readlines()
        answered |= {
            int(number): digest for number, digest in (x.split() for x in lines if x[-1:] == "\n")
        }
    database = open_database(config)
    with database.read() as session:
        verdict = store.verify(session, alignment.id)
        kept = {o.number: o.hash for o in store.history(session, alignment.id, limit=1000).items}
    database.close()
    assert verdict.ok, verdict
    assert len(answered) > 2
    assert answered.items() <= kept.items()
