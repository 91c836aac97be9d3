"""The threshold of doubt of an alignment, and its progress over time, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import store
from workbench.database import Database
from workbench.errors import InputError, NotFoundError
from workbench.records import Counts, ProgressBucket, StoredAlignment
from workbench.store import Act, Confirm, ConfirmMany, Split, Unconfirm, Versions
from workbench.store.progress import Step, buckets

SavePair = Callable[..., StoredAlignment]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """Five pairs of confidence 0.75 and a sixth without counterpart; ids 1 to 6."""
    pairs = [(n, n + 1, n, n + 1) for n in range(5)]
    return save_pair(database, *pairs, (5, 6, 5, 5))


def act(
    database: Database, alignment: StoredAlignment, act: Act, after: timedelta = timedelta()
) -> StoredAlignment:
    """Do an act so long after the alignment was made."""
    with database.write() as session:
        seen = {b.id: b.version for b in store.stream_beads(session, alignment.id)}
        at = alignment.created_at + after
        return store.apply(session, alignment.id, act, Versions(seen), "Мария", at).alignment


def choose(
    database: Database, alignment: StoredAlignment, threshold: float | None
) -> StoredAlignment:
    with database.write() as session:
        return store.choose_threshold(session, alignment.id, threshold)


def progress(
    database: Database, alignment: StoredAlignment, by: store.Length = "day"
) -> tuple[ProgressBucket, ...]:
    with database.read() as session:
        return store.progress(session, alignment.id, by)


def test_a_chosen_threshold_recounts_and_holds_through_acts_and_undo(
    database: Database, alignment: StoredAlignment
) -> None:
    assert (alignment.doubt_threshold, alignment.threshold_chosen) == (0.8, False)
    assert alignment.counts == Counts(confirmed=0, sure=0, doubtful=6, null=0)
    chosen = choose(database, alignment, 0.75)
    assert (chosen.doubt_threshold, chosen.threshold_chosen) == (0.75, True)
    assert chosen.counts == Counts(confirmed=0, sure=5, doubtful=0, null=1)
    assert chosen.expected_wrong == pytest.approx(alignment.expected_wrong)
    confirmed = act(database, alignment, Confirm(1))
    assert (confirmed.counts, confirmed.doubt_threshold) == (Counts(1, 4, 0, 1), 0.75)
    with database.write() as session:
        assert store.undo(session, alignment.id, "Мария").alignment.counts == chosen.counts
    with database.read() as session:
        assert store.verify(session, alignment.id).ok


def test_a_chosen_threshold_stays_when_the_program_gets_another(
    database: Database, alignment: StoredAlignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(database, alignment, 0.5)
    monkeypatch.setattr("workbench.store.counting.DOUBT_THRESHOLD", 0.9)
    with database.read() as session:
        assert store.get_alignment(session, alignment.id).doubt_threshold == 0.5
    back = choose(database, alignment, None)
    assert (back.doubt_threshold, back.threshold_chosen) == (0.9, False)


@pytest.mark.parametrize("threshold", [-0.01, 1.01, float("nan")])
def test_a_threshold_that_is_no_probability_is_refused(
    database: Database, alignment: StoredAlignment, threshold: float
) -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        choose(database, alignment, threshold)


def test_an_alignment_that_is_not_there_has_neither(database: Database) -> None:
    with database.write() as session, pytest.raises(NotFoundError):
        store.choose_threshold(session, 99, 0.5)
    with database.read() as session, pytest.raises(NotFoundError):
        store.progress(session, 99)


def test_progress_begins_with_the_aligning(database: Database, alignment: StoredAlignment) -> None:
    (only,) = progress(database, alignment)
    assert (only.operations, only.decided, only.confirmed) == (0, 0, 0)
    assert only.wrong_left == pytest.approx(6 * 0.25)


def test_progress_follows_what_was_decided_and_taken_back(
    database: Database, alignment: StoredAlignment
) -> None:
    day = timedelta(days=1)
    act(database, alignment, Confirm(1), day)
    act(database, alignment, Confirm(2), day + MINUTE)
    act(database, alignment, Unconfirm(1), day + 2 * MINUTE)
    # A person's own cut has no confidence, so that nothing wrong is expected of it.
    act(database, alignment, Split(3, 1, 0), 2 * day)
    act(database, alignment, ConfirmMany((4, 5)), 2 * day)
    days = progress(database, alignment)
    assert [(d.operations, d.decided, d.confirmed) for d in days] == [
        (0, 0, 0),
        (3, 1, 1),
        (2, 2, 3),
    ]
    assert [d.wrong_left for d in days] == pytest.approx([1.5, 1.25, 0.5])
    assert [d.active_seconds for d in days] == [0, 120, 0]


START = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


def made(*minutes: float, beads: int = 1) -> list[Step]:
    return [Step(START + m * MINUTE, beads, beads, -0.1 * beads) for m in minutes]


def test_pauses_are_no_time_at_work() -> None:
    (day,) = buckets(made(0, 1, 5, 30, 32), 5, 0.0, "day", timedelta())
    assert day.active_seconds == (1 + 4 + 2) * 60  # 25 minutes away are left out


def test_many_at_once_are_decided_but_not_looked_at_singly() -> None:
    steps = [*made(0, 1), *made(2, beads=200)]
    (day,) = buckets(steps, 202, 0.0, "day", timedelta())
    assert (day.decided, day.singly) == (202, 2)


ZONES = {
    "in UTC the day ends after an hour and a half": (0, "day", [2, 1]),
    "three hours east it is past midnight already": (180, "day", [3]),
    "hours of a clock half an hour off begin at its own whole hours": (330, "hour", [1, 1, 1]),
    "hours": (0, "hour", [1, 1, 1]),
}


@pytest.mark.parametrize("case", ZONES)
def test_days_and_hours_are_those_of_the_readers_clock(case: str) -> None:
    offset, by, expected = ZONES[case]
    steps = made(0, 70, 130)
    found = buckets(steps, 3, 0.0, "day" if by == "day" else "hour", timedelta(minutes=offset))
    assert [bucket.decided for bucket in found] == expected
    for bucket in found:
        local = bucket.start + timedelta(minutes=offset)
        assert (local.minute, local.hour if by == "day" else 0) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(-3, 3)), max_size=40))
def test_buckets_lose_nothing_and_end_where_the_alignment_stands(
    moves: list[tuple[int, int]],
) -> None:
    steps = [Step(START, 0, 0, 0.0)] + [
        Step(START + minutes * MINUTE, 1, confirmed, 0.0) for minutes, confirmed in sorted(moves)
    ]
    found = buckets(steps, 100, 7.5, "hour", timedelta())
    assert found[-1].confirmed == 100
    assert found[-1].wrong_left == 7.5
    assert sum(bucket.operations for bucket in found) == len(moves)
    assert sum(bucket.decided for bucket in found) == sum(confirmed for _, confirmed in moves)
    assert [bucket.start for bucket in found] == sorted({bucket.start for bucket in found})
