"""An alignment as it was after an operation: what is there now, with what came later taken off.

The log is walked from its end back to that operation, never from its beginning: for 50,000 beads
that one entry holds them all, and a look back rarely goes far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlmodel import Session

from workbench.errors import NotFoundError
from workbench.records import Page, PastAlignment, StoredAlignment, StoredBead, StoredOperation
from workbench.store.alignments import get_alignment
from workbench.store.beads import BEADS, MOST, ORDER, bead_of, beads_by_id, select_beads
from workbench.store.changes import Change, SegmentText
from workbench.store.counting import Tally, read_tally
from workbench.store.entries import ALIGNMENTS, LISTED, OPERATIONS, operation_of
from workbench.store.log import read_change
from workbench.store.paging import page_of, read_cursor
from workbench.store.segments import get_segments

_OPERATION = OPERATIONS.c
_STREAMED = 500


@dataclass(slots=True)
class Later:
    """What operations after a moment touched, as it was at that moment.

    `beads` are None where there was none yet; `highest` is the highest version that each bead had
    from then on.
    """

    beads: dict[int, StoredBead | None] = field(default_factory=dict)
    segments: dict[int, SegmentText] = field(default_factory=dict)
    highest: dict[int, int] = field(default_factory=dict)

    def take_off(self, change: Change) -> None:
        """Go back over one more operation."""
        before = {bead.id for bead in change.before}
        self.beads.update((bead.id, None) for bead in change.after if bead.id not in before)
        self.beads.update((bead.id, bead) for bead in change.before)
        for bead in (*change.before, *change.after):
            self.highest[bead.id] = max(bead.version, self.highest.get(bead.id, 0))
        self.segments.update((segment.id, segment) for segment in change.segments_before)

    def change(
        self, beads: Mapping[int, StoredBead], segments: Mapping[int, SegmentText]
    ) -> Change:
        """What makes of the rows as they are (those touched) the rows as they were."""
        gone = tuple(
            beads[i] for i, was in self.beads.items() if i in beads and not _same(beads[i], was)
        )
        back = tuple(
            replace(was, version=self.highest[was.id] + 1)
            for was in self.beads.values()
            if was is not None and not _same(was, beads.get(was.id))
        )
        edited = [
            was
            for i, was in self.segments.items()
            if i in segments and segments[i].text != was.text
        ]
        return Change(
            gone,
            back,
            tuple(segments[was.id] for was in edited),
            tuple(replace(was, version=segments[was.id].version + 1) for was in edited),
        )


def _same(bead: StoredBead, other: StoredBead | None) -> bool:
    return other is not None and replace(bead, version=other.version) == other


def later_than(session: Session, alignment_id: int, number: int) -> Later:
    """All that changed after an operation."""
    query = (
        select(_OPERATION.before, _OPERATION.after)
        .where(_OPERATION.alignment_id == alignment_id, _OPERATION.number > number)
        .order_by(_OPERATION.number.desc())
    )
    later = Later()
    with session.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for before, after in rows:
            later.take_off(read_change(before, after))
    return later


def get_operation(session: Session, alignment_id: int, number: int) -> StoredOperation:
    """An entry of the log. Raises `NotFoundError`."""
    query = select(*LISTED).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number == number
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFoundError(f"there is no operation {number} in alignment {alignment_id}")
    return operation_of(row)


def get_past(session: Session, alignment_id: int, number: int) -> PastAlignment:
    """An alignment as it was after an operation, without its beads. Raises `NotFoundError`."""
    operation = get_operation(session, alignment_id, number)
    alignment = get_alignment(session, alignment_id)
    later = later_than(session, alignment_id, number)
    then = _tally_then(session, alignment, later)
    now = get_segments(session, later.segments)
    changed = [one for one in now if one.edited_text != later.segments[one.id].text]
    return PastAlignment(
        operation=operation,
        head=alignment.head,
        beads=then.beads,
        counts=then.counts,
        expected_wrong=then.wrong,
        segments=tuple(replace(s, edited_text=later.segments[s.id].text) for s in changed),
    )


def _tally_then(session: Session, alignment: StoredAlignment, later: Later) -> Tally:
    written = session.execute(
        select(ALIGNMENTS.c.tally).where(ALIGNMENTS.c.id == alignment.id)
    ).scalar_one()
    now = beads_by_id(session, alignment.id, later.beads)
    was = tuple(bead for bead in later.beads.values() if bead is not None)
    return read_tally(session, alignment.id, written).after(Change(tuple(now.values()), was))


def page_past_beads(
    session: Session, alignment_id: int, number: int, after: str | None = None, limit: int = 1000
) -> Page[StoredBead]:
    """Beads in row order, as they were after an operation.

    Raises `NotFoundError`, `InputError` for a cursor of another list.
    """
    get_operation(session, alignment_id, number)
    cursor = read_cursor(after, len(ORDER.clauses))
    later = later_than(session, alignment_id, number)
    was = [bead for bead in later.beads.values() if bead is not None]
    limit = min(limit, MOST)
    standing = _standing(session, alignment_id, later, cursor, limit + 1)
    found = standing + [bead for bead in was if cursor is None or bead.order > cursor]
    found.sort(key=lambda bead: bead.order)
    return page_of(found[: limit + 1], limit, lambda bead: bead.order)


def _standing(
    session: Session, alignment_id: int, later: Later, cursor: tuple[int, ...] | None, count: int
) -> list[StoredBead]:
    """So many beads in row order that nothing has touched since."""
    query = select_beads(alignment_id).order_by(*ORDER.clauses)
    if cursor is not None:
        query = query.where(BEADS.c.source_start >= cursor[0])
    found: list[StoredBead] = []
    with session.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for row in rows:
            if row.id in later.beads:
                continue
            bead = bead_of(row)
            if cursor is None or bead.order > cursor:
                found.append(bead)
            if len(found) == count:
                break
    return found
