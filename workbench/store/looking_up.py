"""What a search reads: where strings stand, which beads hold segments, what numbers rows have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, or_, select, table, text, tuple_
from sqlmodel import Session

from alignments.bitext import Side
from workbench.concordance.queries import FEWEST, Query
from workbench.records import StoredBead
from workbench.store.beads import BEADS, ORDER
from workbench.store.bulk import batches
from workbench.store.search_index import SEARCH_TEXTS
from workbench.tables import METADATA

_TEXT = SEARCH_TEXTS.c
_SEGMENTS = METADATA.tables["segment"]
_SEGMENT = _SEGMENTS.c
_TRIGRAMS = table("search_trigram", column("rowid"))

Positions = Mapping[int, Sequence[int]]
"""Positions of segments, by document."""


def positions_of(
    session: Session, document_ids: Collection[int], query: Query, most: int
) -> Positions | None:
    """Where the query stands in these documents; None where more than `most` are to be read."""
    if not query.needles:
        return None
    rows = session.execute(_candidates(session, document_ids, query).limit(most + 1)).all()
    if len(rows) > most:
        return None
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        if query.spans(row.folded):
            found[row.document_id].append(row.position)
    return found


def _candidates(session: Session, document_ids: Collection[int], query: Query) -> Select[Any]:
    places = select(_SEGMENT.document_id, _SEGMENT.position, _TEXT.folded)
    texts = SEARCH_TEXTS.join(_SEGMENTS, _SEGMENT.id == _TEXT.segment_id)
    match = _trigrams(query) if _is_sqlite(session) else ""
    if not match:
        mine = _TEXT.document_id.in_(document_ids)
        return places.select_from(texts).where(mine, _holds(session, query))
    # With the sum SQLite cannot begin with the documents and ask the index row by row.
    mine = (_TEXT.document_id + 0).in_(document_ids)
    return (
        places.select_from(_TRIGRAMS.join(texts, _TEXT.segment_id == _TRIGRAMS.c.rowid))
        .where(text("search_trigram MATCH :match").bindparams(match=match))
        .where(mine, _holds(session, query))
    )


def _trigrams(query: Query) -> str:
    """What FTS5 can look up of the query, in its language: strings in quotes."""
    long = [group for group in query.needles if all(len(needle) >= FEWEST for needle in group)]
    groups = [" OR ".join('"' + n.replace('"', '""') + '"' for n in group) for group in long]
    return " AND ".join(f"({group})" for group in groups)


def _holds(session: Session, query: Query) -> ColumnElement[bool]:
    """One string of every group stands in the folded text."""
    has = _has if _is_sqlite(session) else _is_like
    return and_(True, *(or_(*(has(needle) for needle in group)) for group in query.needles))


def _has(needle: str) -> ColumnElement[bool]:
    return func.instr(_TEXT.folded, needle) > 0


def _is_like(needle: str) -> ColumnElement[bool]:
    # The only test for which PostgreSQL uses trigrams.
    escaped = needle.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return _TEXT.folded.like(f"%{escaped}%")


def _is_sqlite(session: Session) -> bool:
    return session.connection().dialect.name == "sqlite"


def positions_in(session: Session, document_id: int, run: range, query: Query) -> set[int]:
    """Where the query stands in a stretch of a document."""
    rows = session.execute(
        select(_SEGMENT.position, _TEXT.folded)
        .select_from(_SEGMENTS.join(SEARCH_TEXTS, _TEXT.segment_id == _SEGMENT.id))
        .where(
            _SEGMENT.document_id == document_id,
            _SEGMENT.position >= run.start,
            _SEGMENT.position < run.stop,
            _holds(session, query),
        )
    )
    return {row.position for row in rows if query.spans(row.folded)}


def texts_at(
    session: Session, document_id: int, positions: Collection[int]
) -> dict[int, tuple[str, str]]:
    """The texts at these positions, as shown and folded."""
    found: dict[int, tuple[str, str]] = {}
    for some in batches(sorted(set(positions))):
        query = (
            select(_SEGMENT.position, _TEXT.shown, _TEXT.folded)
            .select_from(_SEGMENTS.join(SEARCH_TEXTS, _TEXT.segment_id == _SEGMENT.id))
            .where(_SEGMENT.document_id == document_id, _SEGMENT.position.in_(some))
        )
        found.update((row.position, (row.shown, row.folded)) for row in session.execute(query))
    return found


def beads_holding(
    session: Session, alignment_id: int, side: Side, document_id: int, positions: Collection[int]
) -> set[int]:
    """The ids of the beads of an alignment that hold segments of one of its documents."""
    beads = BEADS.alias("holding").c
    end = beads[f"{side}_end"]
    # Of the beads that end behind a segment the first that begins before it: no other is read.
    holder = (
        select(beads.id)
        .where(
            beads.alignment_id == alignment_id,
            end > _SEGMENT.position,
            beads[f"{side}_start"] <= _SEGMENT.position,
        )
        .order_by(end)
        .limit(1)
        .correlate(_SEGMENTS)
        .scalar_subquery()
    )
    found: set[int] = set()
    for some in batches(positions):
        mine = (_SEGMENT.document_id == document_id, _SEGMENT.position.in_(some))
        found.update(session.scalars(select(holder).select_from(_SEGMENTS).where(*mine)))
    return found


def row_numbers(
    session: Session, alignment_id: int, beads: Collection[StoredBead]
) -> dict[int, int]:
    """Which rows beads of an alignment are, from 1, by their ids.

    Counted from one to the next, so that no row is counted twice.
    """
    numbers: dict[int, int] = {}
    row, before = 0, None
    for bead in sorted(beads, key=lambda bead: bead.order):
        mine = select(func.count()).where(BEADS.c.alignment_id == alignment_id)
        if before is not None:
            mine = mine.where(tuple_(*before) < ORDER)
        row += session.scalar(mine.where(tuple_(*bead.order) >= ORDER)) or 0
        numbers[bead.id], before = row, bead.order
    return numbers
