"""Segments as they are shown: page by page, with their block and the spans that touch them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from alignments.bitext import Span
from workbench.errors import NotFoundError
from workbench.records import Page, StoredSegment
from workbench.store.paging import page_of, read_cursor
from workbench.store.structure import read_block, read_spans
from workbench.tables import METADATA

MOST = 5000
_SEGMENT = METADATA.tables["segment"].c
_DOCUMENT = METADATA.tables["document"].c
_PLACED = select(
    _SEGMENT.id,
    _SEGMENT.position,
    _SEGMENT.start,
    _SEGMENT.end,
    _SEGMENT.block,
    _SEGMENT.edited_text,
    _SEGMENT.version,
    _SEGMENT.document_id,
).order_by(_SEGMENT.document_id, _SEGMENT.position)

Placed = Row[Any]  # of _PLACED


def page_segments(
    session: Session, document_id: int, after: str | None = None, limit: int = 500
) -> Page[StoredSegment]:
    """Segments in order. Raises `NotFoundError`, `InputError` for a cursor of another list."""
    cursor = read_cursor(after, 1)
    first = 0 if cursor is None else cursor[0] + 1
    limit = min(limit, MOST)
    # The row before the page tells whether its first segment opens a block.
    query = _PLACED.where(_SEGMENT.document_id == document_id, _SEGMENT.position >= first - 1)
    rows = session.execute(query.limit(limit + 2)).all()
    shown = _shown(session, document_id, rows)
    return page_of([s for s in shown if s.position >= first], limit, lambda s: (s.position,))


def get_segments(session: Session, ids: Iterable[int]) -> tuple[StoredSegment, ...]:
    """Those of these segments that are there, by document and position; meant for a few."""
    wanted_ids = sorted(set(ids))
    if not wanted_ids:
        return ()
    places = session.execute(_PLACED.where(_SEGMENT.id.in_(wanted_ids))).all()
    found: list[StoredSegment] = []
    for document_id in dict.fromkeys(row.document_id for row in places):
        mine = [row for row in places if row.document_id == document_id]
        near = {row.position + step for row in mine for step in (-1, 0)}
        rows = session.execute(
            _PLACED.where(_SEGMENT.document_id == document_id, _SEGMENT.position.in_(sorted(near)))
        ).all()
        wanted = {row.id for row in mine}
        found += [s for s in _shown(session, document_id, rows) if s.id in wanted]
    return tuple(found)


def _shown(session: Session, document_id: int, rows: Sequence[Placed]) -> list[StoredSegment]:
    start, end = (rows[0].start, rows[-1].end) if rows else (0, 0)
    stretch = func.substr(_DOCUMENT.text, start + 1, end - start)
    query = select(stretch, _DOCUMENT.structure).where(_DOCUMENT.id == document_id)
    document = session.execute(query).first()
    if document is None:
        raise NotFoundError(f"there is no document {document_id}")
    text, structure = document
    spans = _spans_of(rows, read_spans(structure, start, end))
    opened = {row.position: row.block for row in rows}
    return [
        StoredSegment(
            id=row.id,
            document_id=document_id,
            position=row.position,
            version=row.version,
            text=text[row.start - start : row.end - start],
            edited_text=row.edited_text,
            block=row.block,
            in_block=read_block(structure["blocks"][row.block]),
            first_of_block=opened.get(row.position - 1) != row.block,
            spans=tuple(spans[number]),
        )
        for number, row in enumerate(rows)
    ]


def _spans_of(rows: Sequence[Placed], spans: Iterable[Span]) -> list[list[Span]]:
    """The spans that touch each row, cut to it, with offsets from its start; rows are in order."""
    found: list[list[Span]] = [[] for _ in rows]
    ends = [row.end for row in rows]
    for span in spans:
        number = bisect_right(ends, span.start)
        while number < len(rows) and rows[number].start < span.end:
            start = rows[number].start
            cut = (max(span.start, start) - start, min(span.end, ends[number]) - start)
            found[number].append(replace(span, start=cut[0], end=cut[1]))
            number += 1
    return found
