"""Alignments: saving what the engine found, and what lists, reviews and exports read of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, func, insert, select
from sqlmodel import Session

from alignments.bitext import SIDES, Alignment, Document, Side
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredAlignment, StoredBead, StoredBitext, Texts
from workbench.states import OperationKind
from workbench.store.beads import insert_beads, stream_beads
from workbench.store.changes import NEW, Change
from workbench.store.counting import Tally, read_tally
from workbench.store.documents import load_document
from workbench.store.entries import (
    ALIGNMENTS,
    OPERATIONS,
    REVISIONS,
    append,
    lock_alignment,
)
from workbench.store.texts import checked_name
from workbench.tables import METADATA

_ALIGNMENT = ALIGNMENTS.c
_DOCUMENTS = METADATA.tables["document"]
_PROJECTS = METADATA.tables["project"]
_SEGMENT = METADATA.tables["segment"].c
_SOURCE, _TARGET = _DOCUMENTS.alias("source"), _DOCUMENTS.alias("target")
_OF, _BY = REVISIONS.alias("of"), REVISIONS.alias("by")

Documents = Mapping[Side, int | None]
"""The documents of an alignment by side; None where there is no text."""


def save_alignment(
    session: Session,
    project_id: int,
    source_document_id: int | None,
    target_document_id: int | None,
    alignment: Alignment,
    encoder: str,
    *,
    actor: str = "machine",
    at: datetime | None = None,
    job_id: int | None = None,
) -> StoredAlignment:
    """Keep an alignment, its beads, and the operation "align" that made them.

    A job's alignment is kept once: the same `job_id` again gives the one that is there. Raises
    `InputError` for documents of another project or side, `ConflictError` "document-changed" when
    they were cut into other segments since.
    """
    known: Documents = {"source": source_document_id, "target": target_document_id}
    sizes = {side: alignment.size(side) for side in SIDES}
    check_documents(session, project_id, known, sizes)
    saved = None if job_id is None else alignment_of_job(session, job_id)
    if saved is not None:
        return saved
    at = at or datetime.now(UTC)
    alignment_id = insert_alignment(
        session,
        project_id,
        known,
        sizes,
        encoder=encoder,
        signature=alignment.signature,
        at=at,
        job_id=job_id,
    )
    _save_beads(session, alignment_id, alignment, actor, at)
    return get_alignment(session, alignment_id)


def insert_alignment(
    session: Session,
    project_id: int,
    documents: Documents,
    sizes: Mapping[Side, int],
    *,
    encoder: str,
    signature: str,
    at: datetime,
    job_id: int | None,
) -> int:
    """An alignment without beads and without a log: its id. Raises `InputError`."""
    values = {
        "project_id": project_id,
        "source_document_id": documents["source"],
        "target_document_id": documents["target"],
        "job_id": job_id,
        "encoder": checked_name(encoder, "the encoder"),
        "signature": signature,
        "source_size": sizes["source"],
        "target_size": sizes["target"],
        "head": 0,
        "tally": Tally().write(),
        "created_at": at,
    }
    made: int = session.execute(insert(ALIGNMENTS).returning(_ALIGNMENT.id), values).scalar_one()
    return made


def _save_beads(
    session: Session, alignment_id: int, alignment: Alignment, actor: str, at: datetime
) -> None:
    beads = [
        StoredBead(
            NEW, b.source, b.target, confidence=b.confidence, reasons=b.reasons, crossing=b.crossing
        )
        for b in alignment
    ]
    after = insert_beads(session, alignment_id, beads)
    locked = lock_alignment(session, alignment_id)
    append(session, locked, OperationKind.ALIGN, actor, at, Change(after=after))


def check_documents(
    session: Session, project_id: int, documents: Documents, sizes: Mapping[Side, int]
) -> None:
    """Refuse documents that are not the project's sides, or of another size than was aligned.

    Raises `NotFoundError`, `InputError`, `ConflictError` "document-changed".
    """
    for side in SIDES:
        _check_document(session, project_id, side, documents[side], sizes[side])


def _check_document(
    session: Session, project_id: int, side: Side, document_id: int | None, size: int
) -> None:
    if document_id is None:
        if size:
            raise InputError(f"the alignment has {size} {side} segments, but no {side} document")
        return
    c = _DOCUMENTS.c
    # Locked on PostgreSQL: its segments must stay as the alignment saw them.
    row = session.execute(
        select(c.project_id, c.side, c.segment_count).where(c.id == document_id).with_for_update()
    ).first()
    if row is None:
        raise NotFoundError(f"there is no document {document_id}")
    if (row.project_id, row.side) != (project_id, side):
        raise InputError(f"document {document_id} is no {side} text of project {project_id}")
    if row.segment_count != size:
        raise ConflictError(
            f"document {document_id} has {row.segment_count} segments now, {size} were aligned; "
            "align again",
            "document-changed",
        )


def get_alignment(session: Session, alignment_id: int) -> StoredAlignment:
    """An alignment without its beads. Raises `NotFoundError`."""
    found = _select(session, _ALIGNMENT.id == alignment_id)
    if not found:
        raise NotFoundError(f"there is no alignment {alignment_id}")
    return found[0]


def alignment_of_job(session: Session, job_id: int) -> StoredAlignment | None:
    """The alignment that a job has saved, if it has."""
    return next(iter(_select(session, _ALIGNMENT.job_id == job_id)), None)


def alignments_of(session: Session, project_ids: Sequence[int]) -> dict[int, list[StoredAlignment]]:
    """The alignments of each of these projects, oldest first."""
    found: dict[int, list[StoredAlignment]] = {project_id: [] for project_id in project_ids}
    for alignment in _select(session, _ALIGNMENT.project_id.in_(project_ids)):
        found[alignment.project_id].append(alignment)
    return found


def _select(session: Session, which: ColumnElement[bool]) -> list[StoredAlignment]:
    last = and_(OPERATIONS.c.alignment_id == _ALIGNMENT.id, OPERATIONS.c.number == _ALIGNMENT.head)
    query = (
        select(
            ALIGNMENTS,
            func.coalesce(_SOURCE.c.language, _PROJECTS.c.source_language).label("source_language"),
            func.coalesce(_TARGET.c.language, _PROJECTS.c.target_language).label("target_language"),
            OPERATIONS.c.undo_top,
            OPERATIONS.c.redo_top,
            _OF.c.revises_id.label("revises"),
            func.coalesce(_OF.c.withdrawn, false()).label("withdrawn"),
            _BY.c.alignment_id.label("revised_by"),
        )
        .join(_PROJECTS, _PROJECTS.c.id == _ALIGNMENT.project_id)
        .outerjoin(_SOURCE, _SOURCE.c.id == _ALIGNMENT.source_document_id)
        .outerjoin(_TARGET, _TARGET.c.id == _ALIGNMENT.target_document_id)
        .outerjoin(OPERATIONS, last)
        .outerjoin(_OF, _OF.c.alignment_id == _ALIGNMENT.id)
        .outerjoin(_BY, and_(_BY.c.revises_id == _ALIGNMENT.id, ~_BY.c.withdrawn))
        .where(which)
        .order_by(_ALIGNMENT.id)
    )
    rows = session.execute(query).all()
    return [_stored(row, read_tally(session, row.id, row.tally)) for row in rows]


def _stored(row: Row[Any], tally: Tally) -> StoredAlignment:
    current = row.revised_by is None and not row.withdrawn
    return StoredAlignment(
        id=row.id,
        project_id=row.project_id,
        source_document_id=row.source_document_id,
        target_document_id=row.target_document_id,
        source_language=row.source_language,
        target_language=row.target_language,
        encoder=row.encoder,
        signature=row.signature,
        source_size=row.source_size,
        target_size=row.target_size,
        beads=tally.beads,
        head=row.head,
        counts=tally.counts,
        expected_wrong=tally.wrong,
        doubt_threshold=tally.threshold,
        threshold_chosen=tally.chosen,
        can_undo=current and row.undo_top is not None,
        can_redo=current and row.redo_top is not None,
        created_at=row.created_at,
        revises=row.revises,
        revised_by=row.revised_by,
        withdrawn=row.withdrawn,
    )


def load_texts(session: Session, alignment_id: int) -> Texts:
    """Both documents of an alignment, and the edited texts. Raises `NotFoundError`."""
    alignment = get_alignment(session, alignment_id)
    ids: dict[Side, int | None] = {
        "source": alignment.source_document_id,
        "target": alignment.target_document_id,
    }
    languages = {"source": alignment.source_language, "target": alignment.target_language}
    documents = {
        side: Document("", languages[side], "") if key is None else load_document(session, key)
        for side, key in ids.items()
    }
    edited = {side: edited_texts(session, key) for side, key in ids.items()}
    return Texts(documents["source"], documents["target"], edited)


def edited_texts(session: Session, document_id: int | None) -> dict[int, str]:
    """The texts of a document's segments that a person edited, by position."""
    query = select(_SEGMENT.position, _SEGMENT.edited_text).where(
        _SEGMENT.document_id == document_id, _SEGMENT.edited_text.is_not(None)
    )
    return {row.position: row.edited_text for row in session.execute(query)}


def load_bitext(session: Session, alignment_id: int) -> StoredBitext:
    """An alignment with its documents, all in memory. Raises `NotFoundError`."""
    signature = get_alignment(session, alignment_id).signature
    texts = load_texts(session, alignment_id)
    return StoredBitext(texts, tuple(stream_beads(session, alignment_id)), signature)


def text_state(session: Session, alignment_id: int) -> tuple[int, int]:
    """Numbers that change whenever the beads or the texts of an alignment do.

    The head of its log, and the sum of its segments' versions: texts may be edited through another
    alignment of the same document. Raises `NotFoundError`.
    """
    alignment = get_alignment(session, alignment_id)
    documents = [
        key
        for key in (alignment.source_document_id, alignment.target_document_id)
        if key is not None
    ]
    query = select(func.coalesce(func.sum(_SEGMENT.version), 0))
    versions = session.scalar(query.where(_SEGMENT.document_id.in_(documents)))
    return alignment.head, int(versions or 0)
