"""The history as a person reads it: each operation with what it did, all of them or one pair's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from alignments.bitext import SIDES, Side
from workbench.errors import NotFoundError
from workbench.records import EditedWords, HistoryEntry, Page, StoredBead, StoredSegment
from workbench.states import OperationKind
from workbench.store.alignments import get_alignment
from workbench.store.beads import beads_by_id
from workbench.store.changes import Change
from workbench.store.entries import LISTED, OPERATIONS, operation_of
from workbench.store.log import Written, read_change
from workbench.store.paging import page_of, read_cursor
from workbench.store.segments import get_segments
from workbench.tables import METADATA

MOST = 200
DETAILED = 40  # an operation that touched more rows is told by its count
_STREAMED = 200
_OPERATION = OPERATIONS.c
_SEGMENT = METADATA.tables["segment"].c


def page_history(
    session: Session,
    alignment_id: int,
    after: str | None = None,
    limit: int = 50,
    bead_id: int | None = None,
) -> Page[HistoryEntry]:
    """The log, newest first; with a bead, the operations that touched its segments.

    Raises `NotFoundError`, `InputError` for a cursor of another list.
    """
    get_alignment(session, alignment_id)
    cursor = read_cursor(after, 1)
    below = None if cursor is None else cursor[0]
    limit = min(limit, MOST)
    if bead_id is None:
        numbers = _numbers(session, alignment_id, below, limit + 1)
    else:
        pair = _pair(session, alignment_id, bead_id)
        numbers = list(_touching(session, alignment_id, below, limit + 1, pair))
    return page_of(_told(session, alignment_id, numbers), limit, lambda e: (e.operation.number,))


def _numbers(session: Session, alignment_id: int, below: int | None, count: int) -> list[int]:
    query = select(_OPERATION.number).where(_OPERATION.alignment_id == alignment_id)
    if below is not None:
        query = query.where(_OPERATION.number < below)
    return list(session.scalars(query.order_by(_OPERATION.number.desc()).limit(count)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The segments of a bead: their positions, and their ids."""

    bead: StoredBead
    segments: frozenset[int]

    def is_touched(self, written: Written) -> bool:
        """Whether one side of a written change has some of these segments."""
        if any(segment["id"] in self.segments for segment in written.get("segments", ())):
            return True
        return any(self._overlaps(bead) for bead in written.get("beads", ()))

    def _overlaps(self, written: Mapping[str, Any]) -> bool:
        return any(
            written[side][0] < self.bead.run(side).stop
            and self.bead.run(side).start < written[side][1]
            for side in SIDES
        )


def _pair(session: Session, alignment_id: int, bead_id: int) -> _Pair:
    bead = beads_by_id(session, alignment_id, [bead_id]).get(bead_id)
    if bead is None:
        raise NotFoundError(f"there is no bead {bead_id} in alignment {alignment_id}")
    found: set[int] = set()
    for side, document_id in _documents(session, alignment_id).items():
        run = bead.run(side)
        query = select(_SEGMENT.id).where(
            _SEGMENT.document_id == document_id,
            _SEGMENT.position >= run.start,
            _SEGMENT.position < run.stop,
        )
        found.update(session.scalars(query))
    return _Pair(bead, frozenset(found))


def _documents(session: Session, alignment_id: int) -> dict[Side, int | None]:
    alignment = get_alignment(session, alignment_id)
    return {"source": alignment.source_document_id, "target": alignment.target_document_id}


def _touching(
    session: Session, alignment_id: int, below: int | None, count: int, pair: _Pair
) -> Iterator[int]:
    """So many operations that touched a pair, newest first; the first alignment touched them all.

    The whole log may be read: 5,000 operations take a tenth of a second. The first alignment, whose
    entry holds every bead, is not.
    """
    query = select(_OPERATION.number, _OPERATION.before, _OPERATION.after).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number > 1
    )
    if below is not None:
        query = query.where(_OPERATION.number < below)
    query = query.order_by(_OPERATION.number.desc())
    with session.execute(query, execution_options={"yield_per": _STREAMED}) as rows:
        for row in rows:
            if pair.is_touched(row.before) or pair.is_touched(row.after):
                yield row.number
                count -= 1
            if count == 0:
                return
    if below is None or below > 1:
        yield 1


def _told(session: Session, alignment_id: int, numbers: Sequence[int]) -> list[HistoryEntry]:
    listed = select(*LISTED).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number.in_(numbers)
    )
    operations = [
        operation_of(row) for row in session.execute(listed.order_by(_OPERATION.number.desc()))
    ]
    few = [o.number for o in operations if o.beads + o.segments <= DETAILED]
    changes = _changes(session, alignment_id, few)
    words = _words(session, alignment_id, changes.values())
    chain = _Chain(session, alignment_id)
    return [
        _detailed(
            HistoryEntry(o, chain.act(o.number), o.number in chain.undone),
            changes.get(o.number, Change()),
            words,
        )
        for o in operations
    ]


def _changes(session: Session, alignment_id: int, numbers: Sequence[int]) -> dict[int, Change]:
    query = select(_OPERATION.number, _OPERATION.before, _OPERATION.after).where(
        _OPERATION.alignment_id == alignment_id, _OPERATION.number.in_(numbers)
    )
    return {row.number: read_change(row.before, row.after) for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class _Words:
    segments: Mapping[int, StoredSegment]
    sides: Mapping[int | None, Side]


def _words(session: Session, alignment_id: int, changes: Iterable[Change]) -> _Words:
    ids = {segment.id for change in changes for segment in change.segments_before}
    documents = _documents(session, alignment_id)
    return _Words(
        {segment.id: segment for segment in get_segments(session, ids)},
        {document_id: side for side, document_id in documents.items()},
    )


def _detailed(entry: HistoryEntry, change: Change, words: _Words) -> HistoryEntry:
    edits = tuple(
        EditedWords(
            words.sides[words.segments[before.id].document_id],
            words.segments[before.id],
            before.text,
            after.text,
        )
        for before, after in zip(change.segments_before, change.segments_after, strict=True)
        if before.id in words.segments
    )
    beads = (*change.after, *change.before)
    return replace(
        entry,
        source=_stretch(change, edits, "source"),
        target=_stretch(change, edits, "target"),
        shapes_before=tuple(bead.bead.shape for bead in change.before),
        shapes_after=tuple(bead.bead.shape for bead in change.after),
        reason=next((bead.null_reason for bead in beads if bead.null_reason), None),
        note=next((bead.note for bead in beads if bead.note), None),
        edits=edits,
    )


def _stretch(change: Change, edits: Sequence[EditedWords], side: Side) -> range | None:
    runs = [bead.run(side) for bead in (*change.before, *change.after) if bead.run(side)]
    places = [edit.segment.position for edit in edits if edit.side == side]
    starts = [run.start for run in runs] + places
    stops = [run.stop for run in runs] + [place + 1 for place in places]
    return range(min(starts), max(stops)) if starts else None


class _Chain:
    """Which operations took back or repeated which, over a whole log."""

    def __init__(self, session: Session, alignment_id: int) -> None:
        query = (
            select(_OPERATION.number, _OPERATION.kind, _OPERATION.reverts)
            .where(_OPERATION.alignment_id == alignment_id)
            .order_by(_OPERATION.number.desc())
        )
        self._kinds: dict[int, OperationKind] = {}
        self._reverts: dict[int, int] = {}
        self.undone: set[int] = set()
        for number, kind, reverts in session.execute(query):
            self._kinds[number] = OperationKind(kind)
            if kind not in (OperationKind.UNDO, OperationKind.REDO):
                continue
            self._reverts[number] = reverts
            # Newest first: what took this one back, if anything did, was met before.
            if number not in self.undone:
                self.undone.add(reverts)

    def act(self, number: int) -> OperationKind:
        """The kind of an operation; of an undo or redo, of the act that it is about."""
        while number in self._reverts:
            number = self._reverts[number]
        return self._kinds[number]
