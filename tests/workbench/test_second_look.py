"""Asking for a second look: what it keeps, what it survives, and what ends it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workbench.test_operations import act, assert_whole, beads, undo
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, InputError
from workbench.records import Counts, StoredAlignment
from workbench.states import BeadState, NullReason
from workbench.store import (
    Act,
    Confirm,
    ConfirmMany,
    Join,
    NoCounterpart,
    SecondLook,
    Shift,
    Split,
    Unconfirm,
)
from workbench.store.texts import MAX_REMARK

SavePair = Callable[..., StoredAlignment]
PAIRS = ((0, 2, 0, 2), (2, 3, 2, 3), (3, 4, 3, 3))


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """A pair of two and two, a pair of one and one, a segment alone: beads 1 to 3."""
    return save_pair(database, *PAIRS)


def looks(database: Database, alignment: StoredAlignment) -> dict[int, str | None]:
    """The notes of the beads that wait for a second look, by bead."""
    found = beads(database, alignment).values()
    return {bead.id: bead.note for bead in found if bead.state is BeadState.SECOND_LOOK}


def test_it_says_who_asks_when_and_what_for(database: Database, alignment: StoredAlignment) -> None:
    result = act(database, alignment, SecondLook(1, "  Which year?\n"))
    (bead,) = result.beads
    assert (bead.state, bead.reviewer, bead.note) == (
        BeadState.SECOND_LOOK,
        "Мария",
        "Which year?",
    )
    assert bead.decided_at == result.operation.at
    assert (bead.confidence, len(bead.reasons)) == (0.75, 1)
    assert_whole(database, alignment)


def test_it_is_counted_apart_and_may_still_be_wrong(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, Confirm(1))
    after = act(database, alignment, SecondLook(1)).alignment
    assert after.counts == Counts(confirmed=0, sure=0, doubtful=2, null=0, second_look=1)
    assert after.expected_wrong == pytest.approx(0.75)
    assert_whole(database, alignment)


def test_a_decided_gap_keeps_its_reason_while_it_is_looked_at_again(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, NoCounterpart(3, NullReason.OMITTED))
    (bead,) = act(database, alignment, SecondLook(3, "really?")).beads
    assert bead.null_reason is NullReason.OMITTED
    (bead,) = act(database, alignment, Confirm(3)).beads
    assert (bead.state, bead.null_reason, bead.note) == (
        BeadState.CONFIRMED,
        NullReason.OMITTED,
        None,
    )


@pytest.mark.parametrize(
    ("wanted", "state"),
    [
        (Confirm(1), BeadState.CONFIRMED),
        (ConfirmMany((1, 2)), BeadState.CONFIRMED),
        (Unconfirm(1), BeadState.PROPOSED),
        (NoCounterpart(1, NullReason.UNCLEAR), BeadState.CONFIRMED),
    ],
)
def test_a_decision_ends_it_and_undoing_the_decision_brings_it_back(
    database: Database, alignment: StoredAlignment, wanted: Act, state: BeadState
) -> None:
    act(database, alignment, SecondLook(1, "1926?"))
    act(database, alignment, wanted)
    assert (beads(database, alignment)[1].state, beads(database, alignment)[1].note) == (
        state,
        None,
    )
    undo(database, alignment)
    assert looks(database, alignment) == {1: "1926?"}
    undo(database, alignment)
    assert looks(database, alignment) == {}
    assert_whole(database, alignment)


@pytest.mark.parametrize(
    ("asked", "wanted", "left", "why"),
    [
        ([(1, "a")], Split(1, 1, 1), {1: "a", 4: "a"}, "the question may be about either part"),
        ([(2, "a")], Join((1, 2)), {1: "a"}, "the joined pair takes it over"),
        ([(1, "a"), (2, "b")], Join((1, 2)), {1: "a\nb"}, "both questions stand"),
        ([(1, "a"), (2, "a")], Join((1, 2)), {1: "a"}, "the same question is asked once"),
        ([(1, None), (2, "b")], Join((1, 2)), {1: "b"}, "one without a note adds none"),
        ([(2, "a")], Shift(2, "source", "up"), {2: "a"}, "only its own pair is asked about"),
        ([(3, "a")], Shift(3, "source", "up"), {2: "a"}, "a pair left empty hands it over"),
    ],
)
def test_cutting_and_joining_do_not_silence_it(
    database: Database,
    alignment: StoredAlignment,
    asked: list[tuple[int, str | None]],
    wanted: Act,
    left: dict[int, str | None],
    why: str,
) -> None:
    for bead, note in asked:
        act(database, alignment, SecondLook(bead, note))
    act(database, alignment, wanted)
    assert looks(database, alignment) == left, why
    undo(database, alignment)
    assert looks(database, alignment) == dict(asked)
    assert_whole(database, alignment)


def test_the_note_can_be_changed_but_not_said_twice(
    database: Database, alignment: StoredAlignment
) -> None:
    act(database, alignment, SecondLook(1, "1926?"))
    with pytest.raises(ConflictError):
        act(database, alignment, SecondLook(1, "1926? "))
    act(database, alignment, SecondLook(1))
    assert looks(database, alignment) == {1: None}


@pytest.mark.parametrize("note", ["a\0b", "x" * (MAX_REMARK + 1)])
def test_a_note_that_cannot_be_kept_is_refused(
    database: Database, alignment: StoredAlignment, note: str
) -> None:
    with pytest.raises(InputError, match="the note"):
        act(database, alignment, SecondLook(1, note))
    with database.read() as session:
        assert store.get_alignment(session, alignment.id).head == 1
