"""The folded texts that searches read, kept in step with the segments.

A segment's row is made when its document is saved, taken away when its text is edited, and made
again by the next search: so nothing that changes texts has to know how they are folded. On SQLite
the trigrams of the folded texts stand in a table of FTS5; an entry that stays behind there for a
segment that is gone finds nothing, as every hit is looked up and read again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, text
from sqlmodel import Session

from alignments.bitext import Span, SpanKind
from workbench.concordance.folding import fold
from workbench.store.bulk import batches, insert_rows
from workbench.store.structure import read_spans
from workbench.tables import METADATA

AT_ONCE = 5000
SEARCH_TEXTS = METADATA.tables["search_text"]
_TEXT = SEARCH_TEXTS.c
_SEGMENTS = METADATA.tables["segment"]
_SEGMENT = _SEGMENTS.c
_DOCUMENT = METADATA.tables["document"].c
_HIDDEN = frozenset({SpanKind.MARKUP, SpanKind.NOTE_MARK, SpanKind.PAGE_BREAK})


def count_waiting(session: Session, document_ids: Collection[int]) -> int:
    """How many segments of these documents no search would find yet; never less than none."""
    segments = select(func.coalesce(func.sum(_DOCUMENT.segment_count), 0))
    all_of_them = session.scalar(segments.where(_DOCUMENT.id.in_(document_ids))) or 0
    folded = select(func.count()).where(_TEXT.document_id.in_(document_ids))
    return max(0, all_of_them - (session.scalar(folded) or 0))


def fold_waiting(session: Session, document_id: int, limit: int | None = AT_ONCE) -> int:
    """Make the rows of up to `limit` segments of a document that have none; gives their number."""
    rows = session.execute(
        select(_SEGMENT.id, _SEGMENT.start, _SEGMENT.end, _SEGMENT.edited_text)
        .outerjoin(SEARCH_TEXTS, _TEXT.segment_id == _SEGMENT.id)
        .where(and_(_SEGMENT.document_id == document_id, _TEXT.segment_id.is_(None)))
        .order_by(_SEGMENT.position)
        .limit(limit)
    ).all()
    if rows:
        shown = _shown(session, document_id, rows)
        made = [
            {"segment_id": row.id, "document_id": document_id, "shown": one, "folded": fold(one)}
            for row, one in zip(rows, shown, strict=True)
        ]
        insert_rows(session, SEARCH_TEXTS, made)
        _index(session, made)
    return len(rows)


def _shown(session: Session, document_id: int, rows: Sequence[Row[Any]]) -> list[str]:
    """The texts as a reader sees them: edited, or printed without markup, note marks and pages."""
    start, end = rows[0].start, rows[-1].end
    stretch = func.substr(_DOCUMENT.text, start + 1, end - start)
    query = select(stretch, _DOCUMENT.structure).where(_DOCUMENT.id == document_id)
    printed, structure = session.execute(query).one()
    spans = [s for s in read_spans(structure, start, end) if s.kind in _HIDDEN]
    spans.sort(key=lambda span: span.end)
    ends = [span.end for span in spans]
    texts = []
    for row in rows:
        inside = spans[bisect_left(ends, row.start) :]
        whole = _without(printed[row.start - start : row.end - start], row.start, inside)
        texts.append(" ".join((row.edited_text or whole).split()))
    return texts


def _without(printed: str, start: int, spans: Sequence[Span]) -> str:
    """A text that begins at `start`, less what of it lies in spans, which are in order."""
    parts, place = [], 0
    for span in spans:
        if span.start - start >= len(printed):
            break
        parts.append(printed[place : max(place, span.start - start)])
        place = max(place, span.end - start)
    return "".join((*parts, printed[place:]))


def _index(session: Session, made: Sequence[dict[str, Any]]) -> None:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO search_trigram(rowid, folded) VALUES (:segment_id, :folded)"
        connection.execute(text(statement), made)


def forget_segments(session: Session, segment_ids: Collection[int]) -> None:
    """Take the rows of segments away whose texts change; the next search makes them anew."""
    for ids in batches(segment_ids):
        _forget(session, _TEXT.segment_id.in_(ids))


def forget_documents(session: Session, document_ids: Collection[int]) -> None:
    """Take the rows of all segments of documents away, as before the documents are deleted."""
    _forget(session, _TEXT.document_id.in_(document_ids))


def _forget(session: Session, which: ColumnElement[bool]) -> None:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        # FTS5 takes an entry away only by what was put in.
        rows = connection.execute(select(_TEXT.segment_id, _TEXT.folded).where(which)).all()
        statement = (
            "INSERT INTO search_trigram(search_trigram, rowid, folded)"
            " VALUES ('delete', :segment_id, :folded)"
        )
        if rows:
            connection.execute(
                text(statement),
                [{"segment_id": row.segment_id, "folded": row.folded} for row in rows],
            )
    connection.execute(delete(SEARCH_TEXTS).where(which))
