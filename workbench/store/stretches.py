"""Beads found by where they stand: by a segment, up to a row, around a row between decisions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlmodel import Session

from alignments.bitext import Side
from workbench.errors import NotFoundError
from workbench.records import StoredBead
from workbench.states import BeadState
from workbench.store.beads import BEADS, ORDER, bead_of, beads_by_id, select_beads
from workbench.store.changes import Change
from workbench.store.entries import ALIGNMENTS, OPERATIONS
from workbench.store.log import read_change

_BEAD = BEADS.c
_OPERATION = OPERATIONS.c


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The rows around a bead, in row order, with it, as they are after operation `head`.

    They end before the nearest confirmed pair on either side, or where enough were taken.
    """

    head: int
    bead: StoredBead
    rows: tuple[StoredBead, ...]


def bead_holding(
    session: Session, alignment_id: int, side: Side, position: int
) -> StoredBead | None:
    """The bead whose run holds the segment at this position."""
    start, end = _BEAD[f"{side}_start"], _BEAD[f"{side}_end"]
    query = select_beads(alignment_id).where(start <= position, end > position)
    row = session.execute(query.order_by(end).limit(1)).first()
    return None if row is None else bead_of(row)


def sure_beads(
    session: Session, alignment_id: int, last: StoredBead, threshold: float
) -> list[StoredBead]:
    """The proposed beads of at least that confidence, up to `last` in row order."""
    query = select_beads(alignment_id).where(
        _BEAD.state == BeadState.PROPOSED.value,
        _BEAD.confidence >= threshold,
        tuple_(*last.order) >= ORDER,
    )
    return [bead_of(row) for row in session.execute(query.order_by(*ORDER.clauses))]


def rows_around(session: Session, alignment_id: int, bead_id: int, reach: int) -> Neighbourhood:
    """The rows around a bead, `reach` in each direction at most.

    Raises `NotFoundError` when the alignment or the bead is not there.
    """
    head = session.scalar(select(ALIGNMENTS.c.head).where(ALIGNMENTS.c.id == alignment_id))
    bead = beads_by_id(session, alignment_id, [bead_id]).get(bead_id)
    if head is None or bead is None:
        raise NotFoundError(f"there is no bead {bead_id} in alignment {alignment_id}")
    here = tuple_(*bead.order)
    above = _until_decided(session, alignment_id, here > ORDER, reach, up=True)
    below = _until_decided(session, alignment_id, here < ORDER, reach, up=False)
    return Neighbourhood(head, bead, (*reversed(above), bead, *below))


def _until_decided(
    session: Session, alignment_id: int, where: ColumnElement[bool], reach: int, *, up: bool
) -> list[StoredBead]:
    places = [c.desc() if up else c.asc() for c in ORDER.clauses]
    query = select_beads(alignment_id).where(where).order_by(*places).limit(reach)
    found: list[StoredBead] = []
    for row in session.execute(query):
        bead = bead_of(row)
        if bead.state is not BeadState.PROPOSED and not bead.is_null:
            break
        found.append(bead)
    return found


def recent_changes(
    session: Session, alignment_id: int, operations: int, most_beads: int
) -> list[Change]:
    """What the last operations did, oldest first, without those that touched many beads."""
    query = (
        select(_OPERATION.before, _OPERATION.after)
        .join(ALIGNMENTS, ALIGNMENTS.c.id == _OPERATION.alignment_id)
        .where(
            and_(
                _OPERATION.alignment_id == alignment_id,
                _OPERATION.number > ALIGNMENTS.c.head - operations,
                _OPERATION.beads <= most_beads,
            )
        )
        .order_by(_OPERATION.number)
    )
    return [read_change(before, after) for before, after in session.execute(query)]
