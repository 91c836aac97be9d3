"""Beads as rows: read in row order, page by page or as a stream, and written in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, select, text, tuple_
from sqlmodel import Session

from alignments.bitext import Reason
from workbench.errors import NotFoundError
from workbench.records import Page, StoredBead
from workbench.states import BeadState, NullReason, Origin
from workbench.store.bulk import batches, insert_rows
from workbench.store.changes import NEW
from workbench.store.paging import page_of, read_cursor
from workbench.tables import METADATA

MOST = 5000
_STREAMED = 2000  # rows held at once while all are read

BEADS = METADATA.tables["bead"]
_BEAD = BEADS.c
_PLACE = (_BEAD.source_start, _BEAD.source_end, _BEAD.target_start, _BEAD.target_end, _BEAD.id)
ORDER = tuple_(*_PLACE)


def bead_values(bead: StoredBead) -> dict[str, Any]:
    """The columns of a bead, but for its alignment."""
    return {
        "id": bead.id,
        "source_start": bead.source.start,
        "source_end": bead.source.stop,
        "target_start": bead.target.start,
        "target_end": bead.target.stop,
        "state": bead.state.value,
        "confidence": bead.confidence,
        "reasons": [[reason.code, reason.detail] for reason in bead.reasons] or None,
        "crossing": bead.crossing,
        "origin": bead.origin.value,
        "null_reason": None if bead.null_reason is None else bead.null_reason.value,
        "reviewer": bead.reviewer,
        "decided_at": bead.decided_at,
        "version": bead.version,
        "note": bead.note,
    }


def bead_of(row: Row[Any]) -> StoredBead:
    """The bead of a row that `select_beads` found."""
    return StoredBead(
        id=row.id,
        source=range(row.source_start, row.source_end),
        target=range(row.target_start, row.target_end),
        state=BeadState(row.state),
        confidence=row.confidence,
        reasons=tuple(Reason(*reason) for reason in row.reasons or ()),
        crossing=row.crossing,
        origin=Origin(row.origin),
        null_reason=None if row.null_reason is None else NullReason(row.null_reason),
        reviewer=row.reviewer,
        decided_at=row.decided_at,
        version=row.version,
        note=row.note,
    )


def select_beads(alignment_id: int) -> Select[Any]:
    """The beads of an alignment, in no order yet."""
    return select(BEADS).where(_BEAD.alignment_id == alignment_id)


def page_beads(
    session: Session, alignment_id: int, after: str | None = None, limit: int = 1000
) -> Page[StoredBead]:
    """Beads in row order. Raises `NotFoundError`, `InputError` for a cursor of another list."""
    query = select_beads(alignment_id).order_by(*_PLACE)
    cursor = read_cursor(after, len(_PLACE))
    if cursor is not None:
        query = query.where(tuple_(*cursor) < ORDER)
    limit = min(limit, MOST)
    rows = session.execute(query.limit(limit + 1)).all()
    if not rows:
        _check_alignment(session, alignment_id)
    return page_of([bead_of(row) for row in rows], limit, lambda bead: bead.order)


def stream_beads(session: Session, alignment_id: int) -> Iterator[StoredBead]:
    """All beads in row order, few in memory at a time; the session must stay open meanwhile."""
    query = select_beads(alignment_id).order_by(*_PLACE)
    with session.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for row in rows:
            yield bead_of(row)


def get_bead(session: Session, bead_id: int) -> StoredBead:
    """A bead by its id. Raises `NotFoundError`."""
    row = session.execute(select(BEADS).where(_BEAD.id == bead_id)).first()
    if row is None:
        raise NotFoundError(f"there is no bead {bead_id}")
    return bead_of(row)


def get_beads(session: Session, alignment_id: int, ids: Iterable[int]) -> list[StoredBead]:
    """Those of these beads that are there and belong to the alignment, in row order."""
    return sorted(beads_by_id(session, alignment_id, ids).values(), key=lambda bead: bead.order)


def beads_by_id(session: Session, alignment_id: int, ids: Iterable[int]) -> dict[int, StoredBead]:
    """Those of these beads that are there and belong to the alignment."""
    found: dict[int, StoredBead] = {}
    for wanted in batches(sorted(set(ids))):
        query = select_beads(alignment_id).where(_BEAD.id.in_(wanted))
        found.update((row.id, bead_of(row)) for row in session.execute(query))
    return found


def insert_beads(
    session: Session, alignment_id: int, beads: Sequence[StoredBead]
) -> tuple[StoredBead, ...]:
    """Insert beads, in bulk; gives them with ids. One that brings an id had it before."""
    ids = iter(_new_ids(session, sum(bead.id == NEW for bead in beads)))
    numbered = tuple(replace(b, id=next(ids)) if b.id == NEW else b for b in beads)
    rows = ({"alignment_id": alignment_id, **bead_values(bead)} for bead in numbered)
    insert_rows(session, BEADS, rows)
    return numbered


def _new_ids(session: Session, count: int) -> Sequence[int]:
    """Ids that no bead has or had. Asked for beforehand: giving back 50,000 new ids is slow."""
    if session.connection().dialect.name == "sqlite":
        last = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'bead'")) or 0
        return range(last + 1, last + 1 + count)
    query = "SELECT nextval(pg_get_serial_sequence('bead', 'id')) FROM generate_series(1, :count)"
    return session.scalars(text(query), {"count": count}).all()


def _check_alignment(session: Session, alignment_id: int) -> None:
    alignments = METADATA.tables["alignment"].c
    if session.scalar(select(alignments.id).where(alignments.id == alignment_id)) is None:
        raise NotFoundError(f"there is no alignment {alignment_id}")
