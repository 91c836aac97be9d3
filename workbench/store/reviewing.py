"""The rows of one alignment as an act sees them, and the writing of a change into them.

A change is written under the versions it was planned on: an UPDATE or DELETE that meets another
version touches no row, and the whole act is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Result,
    bindparam,
    delete,
    or_,
    select,
    tuple_,
    update,
)
from sqlmodel import Session

from alignments.bitext import Side
from workbench.errors import InputError, NotFoundError, StaleError
from workbench.records import StoredBead
from workbench.states import NullReason
from workbench.store.acts import Direction
from workbench.store.beads import (
    BEADS,
    ORDER,
    bead_of,
    bead_values,
    beads_by_id,
    insert_beads,
    select_beads,
)
from workbench.store.changes import Change, SegmentText
from workbench.store.entries import ALIGNMENTS, Locked, lock_alignment
from workbench.store.reasons import likely_reasons
from workbench.store.search_index import forget_segments
from workbench.store.segments import get_segments
from workbench.store.stretches import bead_holding, sure_beads
from workbench.tables import METADATA

SEGMENTS = METADATA.tables["segment"]
_SEGMENT = SEGMENTS.c
_DOCUMENT = METADATA.tables["document"].c
_BEAD = BEADS.c


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the rows that a reviewer saw, by id.

    `heads` names whole alignments by the number of their last operation: who saw it, saw all rows.
    """

    beads: Mapping[int, int] = field(default_factory=dict)
    segments: Mapping[int, int] = field(default_factory=dict)
    heads: Mapping[int, int] = field(default_factory=dict)


class AlignmentRows:
    """The beads and segments of an alignment; the beads `named` beforehand are read at once."""

    def __init__(self, session: Session, alignment_id: int, beads: Iterable[int] = ()) -> None:
        self._session = session
        self._alignment_id = alignment_id
        self.named = beads_by_id(session, alignment_id, beads)

    def bead(self, bead_id: int) -> StoredBead:
        """A bead as it is now. Raises `NotFoundError`."""
        found = self.named if bead_id in self.named else self.beads([bead_id])
        if bead_id not in found:
            raise NotFoundError(f"there is no bead {bead_id} in alignment {self._alignment_id}")
        return found[bead_id]

    def beads(self, ids: Iterable[int]) -> dict[int, StoredBead]:
        """Those of these beads that are there."""
        return beads_by_id(self._session, self._alignment_id, ids)

    def bead_after(self, bead: StoredBead) -> StoredBead | None:
        """The next bead in row order."""
        return self._nearest(bead, "down")

    def neighbour(self, bead: StoredBead, side: Side, direction: Direction) -> StoredBead | None:
        """The nearest bead up or down in row order whose run touches this bead's run."""
        run = bead.run(side)
        if direction == "up":
            return self._nearest(bead, direction, _BEAD[f"{side}_end"] == run.start)
        return self._nearest(bead, direction, _BEAD[f"{side}_start"] == run.stop)

    def _nearest(
        self, bead: StoredBead, direction: Direction, *where: ColumnElement[bool]
    ) -> StoredBead | None:
        here = tuple_(*bead.order)
        beyond = here > ORDER if direction == "up" else here < ORDER
        places = [c.desc() if direction == "up" else c.asc() for c in ORDER.clauses]
        query = select_beads(self._alignment_id).where(beyond, *where).order_by(*places).limit(1)
        row = self._session.execute(query).first()
        return None if row is None else bead_of(row)

    def holding(self, side: Side, position: int) -> StoredBead:
        """The bead whose run holds the segment at this position. Raises `InputError`."""
        found = bead_holding(self._session, self._alignment_id, side, position)
        if found is None:
            raise InputError(f"there is no {side} segment at position {position}")
        return found

    def sure(self, last: StoredBead, threshold: float) -> list[StoredBead]:
        """The proposed beads of at least that confidence, up to the last one in row order."""
        return sure_beads(self._session, self._alignment_id, last, threshold)

    def likely_reasons(self, beads: Sequence[StoredBead]) -> dict[int, NullReason]:
        """Why each of these null beads may have no counterpart, by its id."""
        return likely_reasons(self._session, self._alignment_id, beads)

    def segment(self, segment_id: int) -> SegmentText:
        """A segment's edited text as it is now. Raises `NotFoundError`."""
        found = self.segments([segment_id])
        if segment_id not in found:
            raise NotFoundError(
                f"there is no segment {segment_id} in alignment {self._alignment_id}"
            )
        return found[segment_id]

    def segments(self, ids: Iterable[int]) -> dict[int, SegmentText]:
        """Those of these segments that are there and belong to the alignment's documents."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        mine = ALIGNMENTS.c
        query = (
            select(_SEGMENT.id, _SEGMENT.edited_text, _SEGMENT.version)
            .join(
                ALIGNMENTS,
                or_(
                    mine.source_document_id == _SEGMENT.document_id,
                    mine.target_document_id == _SEGMENT.document_id,
                ),
            )
            .where(mine.id == self._alignment_id, _SEGMENT.id.in_(wanted))
        )
        return {row.id: SegmentText(*row) for row in self._session.execute(query)}

    def printed(self, segment_id: int) -> str:
        """A segment's text as printed."""
        (segment,) = get_segments(self._session, [segment_id])
        return segment.text


def check_versions(
    session: Session, rows: AlignmentRows, seen: Versions, alignment: Locked
) -> None:
    """Refuse an act on rows that are no longer as seen. Raises `StaleError`."""
    beads, segments = rows.named, rows.segments(seen.segments)
    if any((alignment.id, alignment.head) != named for named in seen.heads.items()):
        raise stale(session, beads.values(), segments)
    same = all(i in beads and beads[i].version == v for i, v in seen.beads.items())
    if not same or any(
        i not in segments or segments[i].version != v for i, v in seen.segments.items()
    ):
        raise stale(session, beads.values(), segments)


def check_seen(
    session: Session, alignment_id: int, segments: Iterable[int], seen: Versions
) -> None:
    """Refuse what touches segments that are not as seen, or whose versions were not named.

    Raises `NotFoundError` for segments that are not of this alignment, `StaleError`.
    """
    locked = lock_alignment(session, alignment_id)
    rows = AlignmentRows(session, alignment_id, seen.beads)
    touched = [rows.segment(segment) for segment in segments]
    check_versions(session, rows, seen, locked)
    check_named(session, Change(segments_before=tuple(touched)), seen)


def check_named(session: Session, change: Change, seen: Versions) -> None:
    """Refuse an act that touches rows whose versions were not named: they were not seen."""
    if seen.heads:
        return
    if any(bead.id not in seen.beads for bead in change.before) or any(
        segment.id not in seen.segments for segment in change.segments_before
    ):
        raise stale(session, change.before, [s.id for s in change.segments_before])


def stale(session: Session, beads: Iterable[StoredBead], segments: Iterable[int]) -> StaleError:
    """The error for rows that have changed, with what they are now."""
    return StaleError(
        "this has been changed meanwhile; look at it as it is now and decide again",
        sorted(beads, key=lambda bead: bead.order),
        get_segments(session, segments),
    )


def write_rows(session: Session, alignment_id: int, change: Change) -> Change:
    """Write a change into the rows; gives it with the ids of new beads.

    Raises `StaleError` when a row is not of the version that the change names.
    """
    versions = {bead.id: bead.version for bead in change.before}
    removed = [(bead_id, versions[bead_id]) for bead_id in change.removed]
    kept = [bead for bead in change.after if bead.id in versions]
    written = (
        _delete(session, alignment_id, removed) == len(removed)
        and _update(session, alignment_id, kept, versions) == len(kept)
        and _edit(session, change)
    )
    if not written:
        touched = beads_by_id(session, alignment_id, versions)
        raise stale(session, touched.values(), [s.id for s in change.segments_before])
    added = [bead for bead in change.after if bead.id not in versions]
    inserted = insert_beads(session, alignment_id, added)
    return replace(change, after=(*kept, *inserted))


def _delete(session: Session, alignment_id: int, rows: Sequence[tuple[int, int]]) -> int:
    if not rows:
        return 0
    statement = delete(BEADS).where(*_as_planned(alignment_id))
    values = [{"old_id": bead_id, "old_version": version} for bead_id, version in rows]
    return _rows(session.connection().execute(statement, values))


def _update(
    session: Session,
    alignment_id: int,
    beads: Sequence[StoredBead],
    versions: Mapping[int, int],
) -> int:
    if not beads:
        return 0
    columns = [name for name in bead_values(beads[0]) if name != "id"]
    new_values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
    statement = update(BEADS).where(*_as_planned(alignment_id)).values(new_values)
    values = [
        {
            "old_id": bead.id,
            "old_version": versions[bead.id],
            **{f"new_{name}": value for name, value in bead_values(bead).items()},
        }
        for bead in beads
    ]
    return _rows(session.connection().execute(statement, values))


def _as_planned(alignment_id: int) -> tuple[ColumnElement[bool], ...]:
    """The row of one id and version, both to be bound. Not an IN, which SQLite would scan for."""
    return (
        _BEAD.alignment_id == alignment_id,
        _BEAD.id == bindparam("old_id"),
        _BEAD.version == bindparam("old_version"),
    )


def _edit(session: Session, change: Change) -> bool:
    for before, after in zip(change.segments_before, change.segments_after, strict=True):
        statement = (
            update(SEGMENTS)
            .where(_SEGMENT.id == before.id, _SEGMENT.version == before.version)
            .values(edited_text=after.text, version=after.version)
        )
        if _rows(session.execute(statement)) != 1:
            return False
    forget_segments(session, [segment.id for segment in change.segments_after])
    return True


def _rows(result: Result[Any]) -> int:
    # An UPDATE or DELETE gives a CursorResult; the types of `Session.execute` do not say so.
    return cast(CursorResult[Any], result).rowcount
