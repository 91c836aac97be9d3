"""Documents: what was imported, with every byte and every character of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from sqlalchemy import RowMapping, delete, or_, select
from sqlmodel import Session, col

from alignments.bitext import Document, Segment, Side
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredDocument
from workbench.store.bulk import insert_rows
from workbench.store.search_index import fold_waiting, forget_documents
from workbench.store.structure import (
    read_blocks,
    read_join_notes,
    read_joins,
    read_notices,
    read_spans,
    write_structure,
    write_summary,
)
from workbench.store.texts import checked_language, checked_name, storable
from workbench.tables import METADATA, AlignmentRow, DocumentRow, ProjectRow, SegmentRow

_DOCUMENT = METADATA.tables["document"].c
_SEGMENT = METADATA.tables["segment"].c
_LISTED = [c for c in _DOCUMENT if c.name not in ("structure", "text", "original")]


def save_document(
    session: Session,
    project_id: int,
    side: Side,
    document: Document,
    original: bytes,
    encoding: str,
    *,
    at: datetime | None = None,
) -> StoredDocument:
    """Keep a document with the bytes it was read from.

    Raises `NotFoundError` for the project, `InputError` for text that no database can keep.
    """
    if session.get(ProjectRow, project_id) is None:
        raise NotFoundError(f"there is no project {project_id}")
    if side not in get_args(Side):
        raise InputError(f"{side!r} is no side; write source or target")
    row = DocumentRow(
        project_id=project_id,
        side=side,
        name=checked_name(document.name),
        encoding=storable(encoding, "the encoding"),
        sha256=hashlib.sha256(original).hexdigest(),
        original=original,
        created_at=at or datetime.now(UTC),
        **_content(document),
    )
    session.add(row)
    session.flush()
    _insert_segments(session, row.id, document.segments)
    return get_document(session, row.id)


def _content(document: Document) -> dict[str, Any]:
    return {
        "language": checked_language(document.language),
        "text": storable(document.text, document.name),
        "characters": len(document.text),
        "segment_count": len(document),
        "structure": write_structure(document),
        "summary": write_summary(document),
    }


def _insert_segments(session: Session, document_id: int, segments: Sequence[Segment]) -> None:
    rows = (
        {
            "document_id": document_id,
            "position": position,
            "start": segment.start,
            "end": segment.end,
            "block": segment.block,
            "version": 1,
        }
        for position, segment in enumerate(segments)
    )
    insert_rows(session, METADATA.tables["segment"], rows)
    fold_waiting(session, document_id, limit=None)


def get_document(session: Session, document_id: int) -> StoredDocument:
    """What is known of a document, without its text. Raises `NotFoundError`."""
    row = session.execute(select(*_LISTED).where(_DOCUMENT.id == document_id)).mappings().first()
    if row is None:
        raise NotFoundError(f"there is no document {document_id}")
    return _stored(row)


def documents_of(session: Session, project_ids: Sequence[int]) -> dict[int, list[StoredDocument]]:
    """The documents of each of these projects, oldest first."""
    found: dict[int, list[StoredDocument]] = {project_id: [] for project_id in project_ids}
    query = select(*_LISTED).where(_DOCUMENT.project_id.in_(project_ids)).order_by(_DOCUMENT.id)
    for row in session.execute(query).mappings():
        found[row["project_id"]].append(_stored(row))
    return found


def load_document(session: Session, document_id: int) -> Document:
    """The engine's document, segments included. Raises `NotFoundError`."""
    row = session.execute(
        select(_DOCUMENT.name, _DOCUMENT.language, _DOCUMENT.text, _DOCUMENT.structure).where(
            _DOCUMENT.id == document_id
        )
    ).first()
    if row is None:
        raise NotFoundError(f"there is no document {document_id}")
    name, language, text, structure = row
    segments = session.execute(
        select(_SEGMENT.start, _SEGMENT.end, _SEGMENT.block)
        .where(_SEGMENT.document_id == document_id)
        .order_by(_SEGMENT.position)
    )
    return Document(
        name=name,
        language=language,
        text=text,
        blocks=read_blocks(structure),
        spans=read_spans(structure),
        joins=read_joins(structure),
        notices=read_notices(structure),
        segments=tuple(Segment(*place) for place in segments),
    )


def load_original(session: Session, document_id: int) -> bytes:
    """The bytes as they were uploaded. Raises `NotFoundError`."""
    original = session.scalar(select(_DOCUMENT.original).where(_DOCUMENT.id == document_id))
    if original is None:
        raise NotFoundError(f"there is no document {document_id}")
    return bytes(original)


def replace_structure(session: Session, document_id: int, document: Document) -> StoredDocument:
    """Take another structure and other segments of the same text, as after refusing a join.

    Raises `ConflictError` "document-in-use" once an alignment stands on the segments.
    """
    row = _unused(session, document_id)
    if document.text != row.text:
        raise InputError("the text is another one; import it as a document of its own")
    return _replace(session, row, document)


def replace_reading(
    session: Session, document_id: int, document: Document, encoding: str
) -> StoredDocument:
    """Take what the document's original bytes say when they are read in another way.

    Raises `ConflictError` "document-in-use" once an alignment stands on the segments.
    """
    row = _unused(session, document_id)
    row.encoding = storable(encoding, "the encoding")
    return _replace(session, row, document)


def _replace(session: Session, row: DocumentRow, document: Document) -> StoredDocument:
    for name, value in _content(document).items():
        setattr(row, name, value)
    forget_documents(session, [row.id])
    session.execute(delete(SegmentRow).where(_SEGMENT.document_id == row.id))
    session.flush()
    _insert_segments(session, row.id, document.segments)
    return get_document(session, row.id)


def delete_document(session: Session, document_id: int) -> None:
    """Delete a document that no alignment uses. Raises `NotFoundError`, `ConflictError`."""
    row = _unused(session, document_id)
    forget_documents(session, [document_id])
    session.delete(row)
    session.flush()


def _unused(session: Session, document_id: int) -> DocumentRow:
    # Locked on PostgreSQL, so that no alignment can be saved on it meanwhile.
    row = session.get(DocumentRow, document_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"there is no document {document_id}")
    uses = or_(
        col(AlignmentRow.source_document_id) == document_id,
        col(AlignmentRow.target_document_id) == document_id,
    )
    if session.scalar(select(col(AlignmentRow.id)).where(uses).limit(1)) is not None:
        raise ConflictError(
            "an alignment stands on this document's segments; import the text again to change it",
            "document-in-use",
        )
    return row


def _stored(row: RowMapping) -> StoredDocument:
    summary = row["summary"]
    return StoredDocument(
        id=row["id"],
        project_id=row["project_id"],
        side=row["side"],
        name=row["name"],
        language=row["language"],
        encoding=row["encoding"],
        sha256=row["sha256"],
        characters=row["characters"],
        size=row["segment_count"],
        blocks=summary["blocks"],
        spans=summary["spans"],
        joins=read_join_notes(summary),
        notices=read_notices(summary),
        created_at=row["created_at"],
    )
