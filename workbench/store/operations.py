"""Acts on an alignment: checked against the versions the reviewer saw, written, logged, undone."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session

from workbench.errors import ConflictError
from workbench.records import OperationResult, Page, StoredOperation
from workbench.states import OperationKind
from workbench.store.acts import Act
from workbench.store.alignments import get_alignment
from workbench.store.changes import Change, inverse
from workbench.store.entries import (
    LISTED,
    OPERATIONS,
    Locked,
    append,
    change_at,
    lock_alignment,
    operation_of,
    tops_at,
)
from workbench.store.paging import page_of, read_cursor
from workbench.store.planning import plan
from workbench.store.reviewing import (
    AlignmentRows,
    Versions,
    check_named,
    check_versions,
    stale,
    write_rows,
)
from workbench.store.segments import get_segments
from workbench.store.texts import checked_name

MOST = 1000


def apply(
    session: Session,
    alignment_id: int,
    act: Act,
    versions: Versions,
    actor: str,
    at: datetime | None = None,
) -> OperationResult:
    """Do a reviewer's act: all of it, or nothing.

    `versions` must name every touched row, or the alignment's head. Raises `StaleError` when one
    was not named or is of another version by now, `ConflictError` or `InputError` when the act
    cannot be done on these rows, `NotFoundError` for ids that are not of this alignment.
    """
    alignment = lock_alignment(session, alignment_id)
    rows = AlignmentRows(session, alignment_id, versions.beads)
    check_versions(session, rows, versions, alignment)
    at, actor = at or datetime.now(UTC), checked_name(actor, "the actor's name")
    change = plan(act, rows, actor, at)
    check_named(session, change, versions)
    return carry_out(session, alignment, act.kind, actor, at, change)


def undo(
    session: Session, alignment_id: int, actor: str, at: datetime | None = None
) -> OperationResult:
    """Take the last act back that still stands, as a new operation; also after a restart.

    Raises `ConflictError` "nothing-to-undo", and `StaleError` when its rows were changed otherwise,
    as by an edit through another alignment of the same document.
    """
    alignment = lock_alignment(session, alignment_id)
    number = tops_at(session, alignment_id, alignment.head).undo
    if number is None:
        raise ConflictError("there is nothing to undo", "nothing-to-undo")
    return _revert(session, alignment, OperationKind.UNDO, number, actor, at)


def redo(
    session: Session, alignment_id: int, actor: str, at: datetime | None = None
) -> OperationResult:
    """Do again what the last undo took back, while no other act came after it.

    Raises `ConflictError` "nothing-to-redo", and `StaleError` as `undo` does.
    """
    alignment = lock_alignment(session, alignment_id)
    number = tops_at(session, alignment_id, alignment.head).redo
    if number is None:
        raise ConflictError("there is nothing to redo", "nothing-to-redo")
    return _revert(session, alignment, OperationKind.REDO, number, actor, at)


def _revert(
    session: Session,
    alignment: Locked,
    kind: OperationKind,
    number: int,
    actor: str,
    at: datetime | None,
) -> OperationResult:
    done = change_at(session, alignment.id, number)
    rows = AlignmentRows(session, alignment.id)
    beads = rows.beads(bead.id for bead in done.before + done.after)
    segments = rows.segments(segment.id for segment in done.segments_after)
    change = inverse(done, beads, segments)
    if change is None:
        raise stale(session, beads.values(), segments)
    actor = checked_name(actor, "the actor's name")
    return carry_out(session, alignment, kind, actor, at or datetime.now(UTC), change, number)


def carry_out(
    session: Session,
    alignment: Locked,
    kind: OperationKind,
    actor: str,
    at: datetime,
    change: Change,
    reverts: int | None = None,
) -> OperationResult:
    """Write a change into the rows and the log of a locked alignment. Raises `StaleError`."""
    change = write_rows(session, alignment.id, change)
    operation = append(session, alignment, kind, actor, at, change, reverts)
    return OperationResult(
        operation=operation,
        removed=change.removed,
        beads=tuple(sorted(change.after, key=lambda bead: bead.order)),
        segments=get_segments(session, [segment.id for segment in change.segments_after]),
        alignment=get_alignment(session, alignment.id),
    )


def history(
    session: Session, alignment_id: int, after: str | None = None, limit: int = 100
) -> Page[StoredOperation]:
    """The log, newest first. Raises `NotFoundError`, `InputError` for a cursor of another list."""
    get_alignment(session, alignment_id)
    query = select(*LISTED).where(OPERATIONS.c.alignment_id == alignment_id)
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(OPERATIONS.c.number < cursor[0])
    limit = min(limit, MOST)
    rows = session.execute(query.order_by(OPERATIONS.c.number.desc()).limit(limit + 1))
    return page_of([operation_of(row) for row in rows], limit, lambda entry: (entry.number,))
