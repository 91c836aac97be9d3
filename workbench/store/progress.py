"""How a review went on over time, from the log of its operations; and its threshold of doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Literal

from sqlalchemy import select, update
from sqlmodel import Session

from workbench.errors import InputError
from workbench.records import ProgressBucket, StoredAlignment
from workbench.store.alignments import get_alignment
from workbench.store.counting import count_rows
from workbench.store.entries import ALIGNMENTS, OPERATIONS, lock_alignment
from workbench.store.log import weigh

Length = Literal["hour", "day"]

PAUSE = 300.0
"""Seconds between two acts; whoever lets more go by is not at work meanwhile."""

FEW = 10
"""An act on more beads than this is one of many at once: nobody looked at each."""

_OPERATION = OPERATIONS.c
_STREAMED = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """An act of the log: when, and how it moved the confirmed beads and the expected wrong ones."""

    at: datetime
    beads: int
    confirmed: int
    wrong: float


def choose_threshold(
    session: Session, alignment_id: int, threshold: float | None
) -> StoredAlignment:
    """Keep the threshold below which this alignment's beads are doubtful; None: the program's.

    Nothing of the beads changes, so the log has no entry of it. Raises `NotFoundError`, and
    `InputError` for a threshold that is no probability.
    """
    if threshold is not None and not 0.0 <= threshold <= 1.0:
        raise InputError(f"the threshold of doubt is {threshold}; it must be from 0 to 1")
    lock_alignment(session, alignment_id)
    tally = count_rows(session, [alignment_id], threshold)[alignment_id]
    row = update(ALIGNMENTS).where(ALIGNMENTS.c.id == alignment_id)
    session.execute(row.values(tally=tally.write()))
    return get_alignment(session, alignment_id)


def progress(
    session: Session, alignment_id: int, by: Length = "hour", offset: timedelta = timedelta()
) -> tuple[ProgressBucket, ...]:
    """The hours or days in which something was done, oldest first; the first is the aligning's.

    `offset` is what the reader's clock is ahead of UTC: days begin at the reader's midnight. The
    first operation, which holds the whole alignment, is not read. Raises `NotFoundError`.
    """
    alignment = get_alignment(session, alignment_id)
    query = select(_OPERATION.at).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number == 1
    )
    begun = Step(session.execute(query).scalar_one(), 0, 0, 0.0)
    steps = [begun, *_steps(session, alignment_id)]
    return buckets(steps, alignment.counts.confirmed, alignment.expected_wrong, by, offset)


def _steps(session: Session, alignment_id: int) -> Iterator[Step]:
    query = (
        select(_OPERATION.at, _OPERATION.beads, _OPERATION.before, _OPERATION.after)
        .where(_OPERATION.alignment_id == alignment_id, _OPERATION.number > 1)
        .order_by(_OPERATION.number)
    )
    with session.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for at, beads, before, after in rows:
            (confirmed, wrong), (confirmed_then, wrong_then) = weigh(after), weigh(before)
            yield Step(at, beads, confirmed - confirmed_then, wrong - wrong_then)


def buckets(
    steps: Sequence[Step], confirmed: int, wrong: float, by: Length, offset: timedelta
) -> tuple[ProgressBucket, ...]:
    """Gather steps, oldest first, that end with so many confirmed and so many expected wrong."""
    active = [0.0, *(_active(a.at, b.at) for a, b in pairwise(steps))]
    confirmed -= sum(step.confirmed for step in steps)
    wrong -= sum(step.wrong for step in steps)
    found = []
    for start, group in groupby(range(len(steps)), lambda at: _floor(steps[at].at, by, offset)):
        places = list(group)
        mine = [steps[at] for at in places]
        decided = sum(step.confirmed for step in mine)
        confirmed += decided
        wrong += sum(step.wrong for step in mine)
        found.append(
            ProgressBucket(
                start=start,
                operations=len(mine) - (places[0] == 0),
                decided=decided,
                singly=sum(step.confirmed for step in mine if step.beads <= FEW),
                active_seconds=sum(active[at] for at in places),
                confirmed=confirmed,
                wrong_left=max(0.0, wrong),
            )
        )
    return tuple(found)


def _active(before: datetime, after: datetime) -> float:
    seconds = max(0.0, (after - before).total_seconds())
    return seconds if seconds <= PAUSE else 0.0


def _floor(at: datetime, by: Length, offset: timedelta) -> datetime:
    local = at + offset
    hour = local.replace(minute=0, second=0, microsecond=0)
    return (hour if by == "hour" else hour.replace(hour=0)) - offset
