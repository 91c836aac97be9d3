"""The history as it is read: what was done, to which segments, and what of it still stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workbench.test_operations import ONE_TO_ONE, act, redo, undo
from workbench import store
from workbench.database import Database
from workbench.errors import InputError, NotFoundError
from workbench.records import HistoryEntry, StoredAlignment
from workbench.states import NullReason, OperationKind
from workbench.store import Confirm, ConfirmMany, EditText, Join, NoCounterpart, SecondLook, Split

SavePair = Callable[..., StoredAlignment]


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """Five pairs; the ids of their beads are 1 to 5, of their source segments too."""
    return save_pair(database, *ONE_TO_ONE)


def history(
    database: Database, alignment: StoredAlignment, bead: int | None = None
) -> list[HistoryEntry]:
    """All entries, newest first, read in pages of two."""
    found: list[HistoryEntry] = []
    after = None
    with database.read() as session:
        while True:
            page = store.page_history(session, alignment.id, after, 2, bead)
            found += page.items
            after = page.next
            if after is None:
                return found


def test_an_entry_says_what_was_cut_where_and_why(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Join((1, 2)))
    act(database, alignment, Split(1, 1, 2))
    act(database, alignment, NoCounterpart(5, NullReason.NOTE))
    act(database, alignment, SecondLook(3, "1926?"))
    entries = history(database, alignment)
    assert [(e.source, e.target, e.shapes_before, e.shapes_after) for e in entries] == [
        (range(2, 3), range(2, 3), ("1:1",), ("1:1",)),
        (range(4, 5), range(4, 5), ("1:1",), ("1:0", "0:1")),
        (range(2), range(2), ("2:2",), ("1:2", "1:0")),
        (range(2), range(2), ("1:1", "1:1"), ("2:2",)),
        (range(5), range(5), (), ("1:1",) * 5),
    ]
    assert [(e.note, e.reason) for e in entries[:2]] == [("1926?", None), (None, NullReason.NOTE)]
    for expected in (("1926?", None), (None, NullReason.NOTE)):
        undo(database, alignment)
        newest = history(database, alignment)[0]
        assert (newest.note, newest.reason) == expected, "an undo tells what it took back"


def test_an_entry_shows_the_words_before_and_after(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, EditText(2, "Иное."))
    act(database, alignment, EditText(2, None))
    entries = history(database, alignment)
    words = [(e.before, e.after, e.side) for entry in entries for e in entry.edits]
    assert words == [("Иное.", None, "source"), (None, "Иное.", "source")]
    assert entries[0].edits[0].segment.text == "Предложение 1."
    assert (entries[0].source, entries[0].target) == (range(1, 2), None)


def test_undone_is_what_an_undo_that_still_stands_took_back(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Confirm(1))
    act(database, alignment, Join((2, 3)))
    undo(database, alignment)
    undo(database, alignment)
    redo(database, alignment)
    entries = history(database, alignment)
    assert [(e.operation.number, e.act, e.undone) for e in entries] == [
        (6, OperationKind.CONFIRM, False),
        (5, OperationKind.CONFIRM, True),
        (4, OperationKind.JOIN, False),
        (3, OperationKind.JOIN, True),
        (2, OperationKind.CONFIRM, False),
        (1, OperationKind.ALIGN, False),
    ]
    undo(database, alignment)
    undone = {e.operation.number for e in history(database, alignment) if e.undone}
    assert undone == {2, 3, 6}


def test_restoring_undoes_nothing(database: Database, alignment: StoredAlignment) -> None:
    act(database, alignment, Confirm(1))
    with database.write() as session:
        store.restore(session, alignment.id, 1, 2, "Анна")
    entries = history(database, alignment)
    assert [(e.act, e.undone) for e in entries][:2] == [
        (OperationKind.RESTORE, False),
        (OperationKind.CONFIRM, False),
    ]


def test_one_pairs_history_is_what_touched_its_segments(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Confirm(4))
    act(database, alignment, Join((1, 2)))
    act(database, alignment, EditText(2, "Иное."))
    act(database, alignment, EditText(4, "Четвёртое."))
    act(database, alignment, Split(1, 1, 1))  # bead 6 is the second part
    act(database, alignment, ConfirmMany((1, 3)))
    numbers = {
        bead: [entry.operation.number for entry in history(database, alignment, bead)]
        for bead in (1, 3, 4, 6)
    }
    assert numbers == {1: [7, 6, 3, 1], 3: [7, 1], 4: [5, 2, 1], 6: [6, 4, 3, 1]}


def test_an_act_on_many_pairs_is_told_by_its_count(
    database: Database, alignment: StoredAlignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.chronicle.DETAILED", 2)
    act(database, alignment, ConfirmMany((1, 3, 5)))
    entry = history(database, alignment)[0]
    assert (entry.operation.beads, entry.source, entry.shapes_after) == (3, None, ())


def test_what_is_not_there_has_no_history(database: Database, alignment: StoredAlignment) -> None:
    with database.read() as session:
        with pytest.raises(NotFoundError, match="alignment 99"):
            store.page_history(session, 99)
        with pytest.raises(NotFoundError, match="bead 99"):
            store.page_history(session, alignment.id, bead_id=99)
        with pytest.raises(InputError):
            store.page_history(session, alignment.id, "1.2")
