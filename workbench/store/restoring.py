"""Bringing an alignment back to what it was, by one new operation that can itself be undone."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import Session

from workbench.errors import ConflictError
from workbench.records import OperationResult
from workbench.states import OperationKind
from workbench.store.entries import lock_alignment
from workbench.store.operations import carry_out
from workbench.store.past import get_operation, later_than
from workbench.store.reviewing import AlignmentRows
from workbench.store.texts import checked_name


def restore(
    session: Session,
    alignment_id: int,
    number: int,
    head: int,
    actor: str,
    at: datetime | None = None,
) -> OperationResult:
    """Make the beads and edited texts what they were after operation `number`.

    `head` is the last operation that the person knew of. Raises `ConflictError`
    "alignment-changed" when there are newer ones, "nothing-to-change" when all is as it was then,
    and `NotFoundError`. Comments stay as they are.
    """
    alignment = lock_alignment(session, alignment_id)
    get_operation(session, alignment_id, number)
    if alignment.head != head:
        raise ConflictError(
            f"the alignment was changed since: its last operation is {alignment.head}, not {head}; "
            "look at it again",
            "alignment-changed",
        )
    later = later_than(session, alignment_id, number)
    rows = AlignmentRows(session, alignment_id)
    change = later.change(rows.beads(later.beads), rows.segments(later.segments))
    if not change.beads and not change.segments:
        raise ConflictError("all is as it was then", "nothing-to-change")
    actor = checked_name(actor, "the actor's name")
    return carry_out(
        session,
        alignment,
        OperationKind.RESTORE,
        actor,
        at or datetime.now(UTC),
        change,
        number,
    )
