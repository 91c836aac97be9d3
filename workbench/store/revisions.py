"""Revisions: an alignment that goes on from another, with what was decided there.

The alignment that was revised is never changed: it can be read, and goes on when the revision is
withdrawn. The first entry of the new log holds all that was carried over, and names the hash of the
old log's last entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from alignments.bitext import SIDES, Document, Side
from workbench.errors import ConflictError, NotFoundError
from workbench.records import (
    Page,
    StoredAlignment,
    StoredBead,
    StoredRecheck,
    StoredRevision,
)
from workbench.states import BeadState, NullReason, OperationKind, RevisionKind
from workbench.store.alignments import (
    alignment_of_job,
    check_documents,
    edited_texts,
    insert_alignment,
)
from workbench.store.bulk import insert_rows
from workbench.store.changes import NEW, Change, SegmentText
from workbench.store.comments import carry_comments
from workbench.store.documents import save_document
from workbench.store.entries import ALIGNMENTS, REVISIONS, append, lock_alignment
from workbench.store.paging import page_of, read_cursor
from workbench.store.reviewing import write_rows
from workbench.store.texts import checked_name
from workbench.tables import METADATA

MOST = 1000
_REVISION = REVISIONS.c
_RECHECKS = METADATA.tables["recheck"]
_SEGMENT = METADATA.tables["segment"].c


@dataclass(frozen=True, slots=True)
class RevisionDraft:
    """What a revision would keep.

    `beads` cover the revised texts, in order; one that was carried over has the id of the bead that
    it was, others have id 0. `edits` are the edited texts of the new document by position, and
    `edits_seen` those of the old one that they were made from. `kept` counts decisions. `heir`
    gives where what stood at an old position of that side stands now, or None. `place` is the old
    bead whose sentence was cut or joined.
    """

    kind: RevisionKind
    side: Side
    document: Document
    original: bytes
    encoding: str
    beads: Sequence[StoredBead]
    edits: Mapping[int, str]
    edits_seen: Mapping[int, str]
    rechecks: Sequence[StoredRecheck]
    heir: Callable[[int], int | None]
    kept: int
    signature: str
    place: int | None = None


def save_revision(
    session: Session,
    revised: StoredAlignment,
    draft: RevisionDraft,
    actor: str,
    *,
    at: datetime | None = None,
    job_id: int | None = None,
) -> StoredRevision:
    """Keep the revised text as a new document, and the alignment that goes on with it.

    `revised` is the alignment as it was read for the draft. Raises `ConflictError`
    "alignment-changed" when it has changed since, "revised" or "withdrawn" when it cannot go on.
    A job's revision is kept once.
    """
    saved = None if job_id is None else alignment_of_job(session, job_id)
    if saved is not None:
        return get_revision(session, saved.id)
    at, actor = at or datetime.now(UTC), checked_name(actor, "the actor's name")
    _check_unchanged(session, revised, draft)
    document = save_document(
        session,
        revised.project_id,
        draft.side,
        draft.document,
        draft.original,
        draft.encoding,
        at=at,
    )
    alignment_id = _insert(session, revised, draft, document.id, at, job_id)
    _insert_revision(session, alignment_id, revised, draft, actor, at)
    after = _begin_log(session, alignment_id, document.id, draft, actor, at)
    carried = {old.id: new.id for old, new in zip(draft.beads, after, strict=True) if old.id != NEW}
    _name_place(session, alignment_id, draft.place, carried)
    _insert_rechecks(session, alignment_id, draft.rechecks)
    old_document = _documents(revised)[draft.side]
    carry_comments(session, (revised.id, alignment_id), (old_document, document.id), draft.heir)
    return get_revision(session, alignment_id)


def _check_unchanged(session: Session, revised: StoredAlignment, draft: RevisionDraft) -> None:
    head = lock_alignment(session, revised.id).head
    edits = edited_texts(session, _documents(revised)[draft.side])
    if head != revised.head or edits != draft.edits_seen:
        raise ConflictError(
            "the alignment was changed while its text was being revised; revise it again",
            "alignment-changed",
        )


def _documents(alignment: StoredAlignment) -> dict[Side, int | None]:
    return {"source": alignment.source_document_id, "target": alignment.target_document_id}


def _insert(
    session: Session,
    revised: StoredAlignment,
    draft: RevisionDraft,
    document_id: int,
    at: datetime,
    job_id: int | None,
) -> int:
    documents = _documents(revised) | {draft.side: document_id}
    sizes: dict[Side, int] = {"source": revised.source_size, "target": revised.target_size}
    sizes[draft.side] = len(draft.document)
    check_documents(session, revised.project_id, documents, sizes)
    return insert_alignment(
        session,
        revised.project_id,
        documents,
        sizes,
        encoder=revised.encoder,
        signature=draft.signature,
        at=at,
        job_id=job_id,
    )


def _insert_revision(
    session: Session,
    alignment_id: int,
    revised: StoredAlignment,
    draft: RevisionDraft,
    actor: str,
    at: datetime,
) -> None:
    values = {
        "alignment_id": alignment_id,
        "revises_id": revised.id,
        "revised_head": revised.head,
        "kind": draft.kind.value,
        "side": draft.side,
        "kept": draft.kept,
        "touched": len(draft.rechecks),
        "actor": actor,
        "withdrawn": False,
        "created_at": at,
    }
    session.execute(insert(REVISIONS).values(values))


def _begin_log(
    session: Session,
    alignment_id: int,
    document_id: int,
    draft: RevisionDraft,
    actor: str,
    at: datetime,
) -> tuple[StoredBead, ...]:
    """The beads with their new ids: the first entry of the log holds them, and the edited texts."""
    before, after = _edits(session, document_id, draft.edits)
    change = write_rows(
        session,
        alignment_id,
        Change(
            after=tuple(replace(bead, id=NEW, version=1) for bead in draft.beads),
            segments_before=before,
            segments_after=after,
        ),
    )
    locked = lock_alignment(session, alignment_id)
    append(session, locked, OperationKind.ALIGN, actor, at, change)
    return change.after


def _edits(
    session: Session, document_id: int, edits: Mapping[int, str]
) -> tuple[tuple[SegmentText, ...], tuple[SegmentText, ...]]:
    query = select(_SEGMENT.id, _SEGMENT.position).where(_SEGMENT.document_id == document_id)
    rows = [row for row in session.execute(query) if row.position in edits] if edits else []
    return (
        tuple(SegmentText(row.id) for row in rows),
        tuple(SegmentText(row.id, edits[row.position], 2) for row in rows),
    )


def _name_place(
    session: Session, alignment_id: int, place: int | None, carried: Mapping[int, int]
) -> None:
    """Say which bead the cut or joined sentence was in, and is in now."""
    if place is None:
        return
    statement = update(REVISIONS).where(_REVISION.alignment_id == alignment_id)
    session.execute(statement.values(bead_id=carried.get(place), revises_bead_id=place))


def _insert_rechecks(
    session: Session, alignment_id: int, rechecks: Sequence[StoredRecheck]
) -> None:
    rows = (
        {
            "alignment_id": alignment_id,
            "bead_id": item.bead,
            "changed": list(item.changed),
            "source": list(item.source),
            "target": list(item.target),
            "source_words": item.source_words,
            "target_words": item.target_words,
            "state": item.state.value,
            "null_reason": None if item.null_reason is None else item.null_reason.value,
            "reviewer": item.reviewer,
            "decided_at": item.decided_at,
        }
        for item in rechecks
    )
    insert_rows(session, _RECHECKS, rows)


def get_revision(session: Session, alignment_id: int) -> StoredRevision:
    """How an alignment goes on from another. Raises `NotFoundError` when it does not."""
    query = select(REVISIONS).where(_REVISION.alignment_id == alignment_id)
    row = session.execute(query).first()
    if row is None:
        raise NotFoundError(f"alignment {alignment_id} is no revision of another")
    return StoredRevision(
        alignment_id=row.alignment_id,
        revises=row.revises_id,
        kind=RevisionKind(row.kind),
        side=row.side,
        kept=row.kept,
        touched=row.touched,
        actor=row.actor,
        created_at=row.created_at,
        withdrawn=row.withdrawn,
        bead=row.bead_id,
        revises_bead=row.revises_bead_id,
    )


def page_rechecks(
    session: Session, alignment_id: int, after: str | None = None, limit: int = 500
) -> Page[StoredRecheck]:
    """The decisions that the revision touched, in the row order of the alignment that it revises.

    Raises `NotFoundError`, `InputError` for a cursor of another list.
    """
    get_revision(session, alignment_id)
    c = _RECHECKS.c
    query = select(_RECHECKS).where(c.alignment_id == alignment_id).order_by(c.id)
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(c.id > cursor[0])
    limit = min(limit, MOST)
    rows = session.execute(query.limit(limit + 1))
    return page_of([_recheck(row) for row in rows], limit, lambda item: (item.id,))


def _recheck(row: Row[Any]) -> StoredRecheck:
    return StoredRecheck(
        id=row.id,
        alignment_id=row.alignment_id,
        bead=row.bead_id,
        changed=tuple(side for side in SIDES if side in row.changed),
        source=tuple(row.source),
        target=tuple(row.target),
        source_words=row.source_words,
        target_words=row.target_words,
        state=BeadState(row.state),
        null_reason=None if row.null_reason is None else NullReason(row.null_reason),
        reviewer=row.reviewer,
        decided_at=row.decided_at,
    )


def withdraw_revision(session: Session, alignment_id: int) -> StoredRevision:
    """Take a revision back: the alignment that it revises goes on, this one can only be read.

    Nothing is deleted. Raises `NotFoundError`, and `ConflictError` when it was taken back already
    or is itself revised.
    """
    found = get_revision(session, alignment_id)
    # The old one first, as a revision of it is saved: two of them wait for each other.
    session.execute(
        select(ALIGNMENTS.c.id).where(ALIGNMENTS.c.id == found.revises).with_for_update()
    )
    lock_alignment(session, alignment_id)
    statement = update(REVISIONS).where(_REVISION.alignment_id == alignment_id)
    session.execute(statement.values(withdrawn=True))
    return replace(found, withdrawn=True)
