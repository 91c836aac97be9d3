"""The log's rows: appending an entry, reading entries back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, insert, or_, select, update
from sqlmodel import Session

from workbench.errors import ConflictError, NotFoundError
from workbench.records import StoredOperation
from workbench.states import OperationKind
from workbench.store.changes import Change
from workbench.store.counting import move_tally
from workbench.store.log import FIRST_HASH, Entry, Tops, read_change, tops_after, write_change
from workbench.tables import METADATA

OPERATIONS = METADATA.tables["operation"]
ALIGNMENTS = METADATA.tables["alignment"]
REVISIONS = METADATA.tables["revision"]
_OPERATION = OPERATIONS.c
LISTED = [c for c in _OPERATION if c.name not in ("before", "after", "previous_hash")]
_STREAMED = 20  # entries held at once while a log is read: one may hold a whole alignment


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as its row holds it: the content, the hash, and what undo and redo would take."""

    entry: Entry
    hash: str
    tops: Tops

    @property
    def change(self) -> Change:
        """What the entry did."""
        return read_change(self.entry.before, self.entry.after)


@dataclass(frozen=True, slots=True)
class Locked:
    """An alignment to whose log nobody else can append while this transaction lasts."""

    id: int
    head: int
    tally: dict[str, Any]


def lock_alignment(session: Session, alignment_id: int) -> Locked:
    """Lock an alignment for a change.

    Raises `NotFoundError`, and `ConflictError` "revised" or "withdrawn" for one that others go on
    from, which can only be read.
    """
    mine = ALIGNMENTS.c
    query = select(mine.id, mine.head, mine.tally).where(mine.id == alignment_id)
    row = session.execute(query.with_for_update()).first()
    if row is None:
        raise NotFoundError(f"there is no alignment {alignment_id}")
    _check_current(session, alignment_id)
    return Locked(*row)


def _check_current(session: Session, alignment_id: int) -> None:
    mine = REVISIONS.c
    query = select(mine.alignment_id, mine.revises_id, mine.withdrawn).where(
        or_(mine.alignment_id == alignment_id, mine.revises_id == alignment_id)
    )
    for row in session.execute(query):
        if row.alignment_id == alignment_id and row.withdrawn:
            raise ConflictError(
                f"this version was taken back; go on in alignment {row.revises_id}", "withdrawn"
            )
        if row.revises_id == alignment_id and not row.withdrawn:
            raise ConflictError(
                f"there is a newer version of this text; go on in alignment {row.alignment_id}",
                "revised",
            )


def append(
    session: Session,
    alignment: Locked,
    kind: OperationKind,
    actor: str,
    at: datetime,
    change: Change,
    reverts: int | None = None,
) -> StoredOperation:
    """Append an entry to the log of an alignment whose rows are changed already."""
    before, after = write_change(change)
    entry = Entry(
        alignment_id=alignment.id,
        number=alignment.head + 1,
        kind=kind,
        actor=actor,
        at=at,
        reverts=reverts,
        before=before,
        after=after,
        previous_hash=_hash_of(session, alignment.id, alignment.head),
    )
    below = Tops() if reverts is None else tops_at(session, alignment.id, reverts - 1)
    values = _values(entry, tops_after(kind, entry.number, below), change)
    written = session.execute(insert(OPERATIONS).returning(*LISTED), values).one()
    tally = move_tally(session, alignment.id, alignment.tally, change)
    session.execute(
        update(ALIGNMENTS)
        .where(ALIGNMENTS.c.id == alignment.id)
        .values(head=entry.number, tally=tally.write())
    )
    return operation_of(written)


def _values(entry: Entry, tops: Tops, change: Change) -> dict[str, Any]:
    return {
        "alignment_id": entry.alignment_id,
        "number": entry.number,
        "kind": entry.kind.value,
        "actor": entry.actor,
        "at": entry.at,
        "reverts": entry.reverts,
        "undo_top": tops.undo,
        "redo_top": tops.redo,
        "beads": change.beads,
        "segments": change.segments,
        "previous_hash": entry.previous_hash,
        "hash": entry.seal(),
        "before": entry.before,
        "after": entry.after,
    }


def _hash_of(session: Session, alignment_id: int, number: int) -> str:
    if number == 0:
        return hash_before(session, alignment_id)
    query = select(_OPERATION.hash).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number == number
    )
    return str(session.execute(query).scalar_one())


def hash_before(session: Session, alignment_id: int) -> str:
    """The hash that the first entry of a log names: where it goes on from another, the last there.

    So neither the old log nor what was carried over from it can be altered unnoticed.
    """
    revised = and_(
        _OPERATION.alignment_id == REVISIONS.c.revises_id,
        _OPERATION.number == REVISIONS.c.revised_head,
    )
    query = (
        select(_OPERATION.hash)
        .join(REVISIONS, revised)
        .where(REVISIONS.c.alignment_id == alignment_id)
    )
    return session.scalar(query) or FIRST_HASH


def tops_at(session: Session, alignment_id: int, number: int) -> Tops:
    """What undo and redo would take after this operation; nothing before the first one."""
    query = select(_OPERATION.undo_top, _OPERATION.redo_top).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number == number
    )
    row = session.execute(query).first()
    return Tops() if row is None else Tops(*row)


def change_at(session: Session, alignment_id: int, number: int) -> Change:
    """What an operation did."""
    query = select(_OPERATION.before, _OPERATION.after).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number == number
    )
    return read_change(*session.execute(query).one())


def entries(session: Session, alignment_id: int) -> Iterator[KeptEntry]:
    """The whole log, oldest first, few entries in memory at a time."""
    query = (
        select(OPERATIONS)
        .where(_OPERATION.alignment_id == alignment_id)
        .order_by(_OPERATION.number)
    )
    with session.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for row in rows:
            yield _kept(row)


def _kept(row: Row[Any]) -> KeptEntry:
    entry = Entry(
        alignment_id=row.alignment_id,
        number=row.number,
        kind=OperationKind(row.kind),
        actor=row.actor,
        at=row.at,
        reverts=row.reverts,
        before=row.before,
        after=row.after,
        previous_hash=row.previous_hash,
    )
    return KeptEntry(entry, row.hash, Tops(row.undo_top, row.redo_top))


def operation_of(row: Row[Any]) -> StoredOperation:
    """The operation of a row of the `LISTED` columns."""
    return StoredOperation(
        id=row.id,
        alignment_id=row.alignment_id,
        number=row.number,
        kind=OperationKind(row.kind),
        actor=row.actor,
        at=row.at,
        reverts=row.reverts,
        beads=row.beads,
        segments=row.segments,
        hash=row.hash,
    )
