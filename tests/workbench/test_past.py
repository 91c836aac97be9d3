"""Looking back at an alignment as it was, and bringing it back to that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbench.test_operations import (
    ONE_TO_ONE,
    RUNS,
    STEPS,
    Step,
    act,
    assert_whole,
    beads,
    content,
    redo,
    undo,
)
from workbench import store
from workbench.database import Database, open_database
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import OperationResult, StoredAlignment, StoredBead
from workbench.settings import Settings
from workbench.states import OperationKind
from workbench.store import Confirm, EditText, Join, SecondLook, Split

SavePair = Callable[..., StoredAlignment]


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """Five pairs; the ids of their beads are 1 to 5."""
    return save_pair(database, *ONE_TO_ONE)


def restore(database: Database, alignment: StoredAlignment, number: int) -> OperationResult:
    """Restore knowing the log to its end."""
    with database.write() as session:
        head = store.get_alignment(session, alignment.id).head
        return store.restore(session, alignment.id, number, head, "Анна")


def beads_then(
    database: Database, alignment: StoredAlignment, number: int, limit: int = 2
) -> list[StoredBead]:
    """All beads after an operation, page by page."""
    found: list[StoredBead] = []
    after = None
    with database.read() as session:
        while True:
            page = store.page_past_beads(session, alignment.id, number, after, limit)
            assert len(page.items) <= limit
            found += page.items
            after = page.next
            if after is None:
                return found


def acted(database: Database, alignment: StoredAlignment) -> list[list[StoredBead]]:
    """The beads after each operation of a small review; the first is that of the alignment."""
    states = [list(beads(database, alignment).values())]
    for wanted in (Join((1, 2)), Split(1, 1, 2), SecondLook(3, "?"), EditText(3, "Иное.")):
        act(database, alignment, wanted)
        states.append(list(beads(database, alignment).values()))
    undo(database, alignment)
    states.append(list(beads(database, alignment).values()))
    return states


def test_the_beads_after_every_operation_are_those_that_were_there(
    database: Database, alignment: StoredAlignment
) -> None:
    states = acted(database, alignment)
    for number, state in enumerate(states, 1):
        assert beads_then(database, alignment, number) == state


def test_a_page_ends_where_it_should_and_a_foreign_cursor_is_refused(
    database: Database, alignment: StoredAlignment
) -> None:
    states = acted(database, alignment)
    for limit in (1, 3, 5, 100):
        assert beads_then(database, alignment, 2, limit) == states[1]
    with database.read() as session, pytest.raises(InputError):
        store.page_past_beads(session, alignment.id, 2, "7")


@pytest.mark.parametrize("number", [0, 99])
def test_an_operation_that_never_was_is_not_found(
    database: Database, alignment: StoredAlignment, number: int
) -> None:
    with database.write() as session:
        for look in (
            lambda: store.get_past(session, alignment.id, number),
            lambda: store.page_past_beads(session, alignment.id, number),
            lambda: store.restore(session, alignment.id, number, 1, "Анна"),
        ):
            with pytest.raises(NotFoundError, match=f"no operation {number}"):
                look()


def test_the_past_tells_its_counts_and_the_texts_that_were_other(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, EditText(2, "Иное."))
    act(database, alignment, EditText(2, "Третье."))
    act(database, alignment, EditText(4, "Четвёртое."))
    act(database, alignment, Confirm(1))
    with database.read() as session:
        now = store.get_alignment(session, alignment.id)
        for number, texts in ((1, {2: None, 4: None}), (2, {2: "Иное.", 4: None}), (4, {})):
            past = store.get_past(session, alignment.id, number)
            assert {s.id: s.edited_text for s in past.segments} == texts
            assert past.counts == alignment.counts
            assert past.expected_wrong == pytest.approx(alignment.expected_wrong)
        assert (past.head, past.operation.number) == (now.head, 4)
        assert store.get_past(session, alignment.id, 5).counts == now.counts


def test_restoring_is_one_operation_that_can_be_undone_and_redone(
    database: Database, alignment: StoredAlignment
) -> None:
    first = content(database, alignment)
    acted(database, alignment)
    last = content(database, alignment)
    result = restore(database, alignment, 1)
    assert content(database, alignment) == first
    assert (result.operation.kind, result.operation.reverts) == (OperationKind.RESTORE, 1)
    assert (result.operation.number, result.operation.actor) == (7, "Анна")
    assert result.operation.summary == "restore to 1: 4 beads"
    assert_whole(database, alignment)
    undo(database, alignment)
    assert content(database, alignment) == last
    redo(database, alignment)
    assert content(database, alignment) == first
    assert_whole(database, alignment)


def test_a_version_is_not_given_twice_by_restoring(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Confirm(2))
    act(database, alignment, SecondLook(2))  # version 3
    act(database, alignment, Join((1, 2)))  # bead 2 is gone
    restored = {bead.id: bead.version for bead in restore(database, alignment, 2).beads}
    assert restored == {1: 3, 2: 4}


def test_restoring_what_nobody_saw_is_refused(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Confirm(1))
    act(database, alignment, Confirm(2))
    with database.write() as session, pytest.raises(ConflictError) as caught:
        store.restore(session, alignment.id, 1, 2, "Анна")
    assert caught.value.code == "alignment-changed"


def test_restoring_what_is_so_already_is_refused(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Confirm(1))
    undo(database, alignment)
    with pytest.raises(ConflictError) as caught:
        restore(database, alignment, 1)
    assert caught.value.code == "nothing-to-change"


def test_an_edit_through_another_alignment_of_the_texts_stays(
    database: Database, alignment: StoredAlignment
) -> None:
    documents = (alignment.source_document_id, alignment.target_document_id)
    with database.write() as session:
        bitext = store.load_bitext(session, alignment.id).bitext
        other = store.save_alignment(
            session, alignment.project_id, *documents, bitext.alignment, "builtin"
        )
    act(database, alignment, Confirm(1))
    act(database, other, EditText(2, "Иное."))
    restore(database, alignment, 1)
    with database.read() as session:
        assert store.load_texts(session, alignment.id).edited["source"] == {1: "Иное."}
    for one in (alignment, other):
        assert_whole(database, one)


def _restore_first(database: Database, alignment: StoredAlignment) -> OperationResult:
    return restore(database, alignment, 1)


def test_restoring_is_undone_after_a_restart(tmp_path: Path, save_pair: SavePair) -> None:
    config = Settings(data=tmp_path)
    database = open_database(config)
    alignment = save_pair(database, *ONE_TO_ONE)
    first = content(database, alignment)
    acted(database, alignment)
    last = content(database, alignment)
    for step, state in ((_restore_first, first), (undo, last), (redo, first)):
        database.close()
        database = open_database(config)
        step(database, alignment)
        assert content(database, alignment) == state
    assert_whole(database, alignment)
    database.close()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, places=st.lists(st.integers(0, 20), min_size=1, max_size=3))
def test_restoring_to_any_point_gives_exactly_its_state_and_undo_gives_back(
    database: Database, save_pair: SavePair, steps: list[Step], places: list[int]
) -> None:
    alignment = save_pair(database, *RUNS)
    states = [content(database, alignment)]
    for take in steps:
        with suppress(ConflictError, InputError):
            take(database, alignment)
            states.append(content(database, alignment))
    for place in places:
        number = 1 + place % len(states)
        then, now = states[number - 1], states[-1]
        assert [replace(b, version=1) for b in beads_then(database, alignment, number)] == then[0]
        if then == now:
            continue
        restore(database, alignment, number)
        assert content(database, alignment) == then
        undo(database, alignment)
        assert content(database, alignment) == now
        redo(database, alignment)
        states += [then, now, then]
    assert_whole(database, alignment)
