"""A text revised: a new version of it is taken in, and the decisions are carried over.

The new version comes as an upload, and a job does the rest: it reads the text, compares it with the
old one, aligns what changed anew, and keeps everything in one transaction at its end. Until then,
and when it is cancelled or killed, nothing of the project has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from alignments.bitext import Document, Side
from alignments.errors import AlignmentsError
from workbench.errors import ConflictError, WorkbenchError
from workbench.records import (
    Job,
    StoredAlignment,
    StoredBitext,
    StoredRecheck,
    StoredRevision,
    Upload,
)
from workbench.services.aligning import LoadEncoder, Progress, align_documents, cached_encoder
from workbench.services.carrying import Carried, Touched, carry, settle
from workbench.services.importing import language_warnings, read, safe_name
from workbench.states import RevisionKind

# The store, and SQLAlchemy with it, costs half a second: files are read and written without it.
if TYPE_CHECKING:
    from workbench.database import Database
    from workbench.store import RevisionDraft

REVISE = "revise"
TRIES = 3
"""How often a revision begins anew because somebody decided meanwhile."""


@dataclass(frozen=True, slots=True)
class ReviseRequest:
    """What a revise job is asked for; it is stored with the job as JSON."""

    alignment_id: int
    side: Side
    upload_id: int
    actor: str

    def as_parameters(self) -> dict[str, Any]:
        """The request as a job's parameters."""
        return asdict(self)


def receive(
    database: Database,
    alignment_id: int,
    side: Side,
    data: bytes,
    name: str,
    actor: str,
    *,
    language: str | None = None,
    encoding: str | None = None,
    waiting: Collection[int] = (),
) -> tuple[ReviseRequest, int]:
    """Keep a new version of a text until the job takes it: the request, and the project's id.

    The language is that of the text it replaces, where none is given. `waiting` names the uploads
    that other jobs still want. Raises `ConflictError` for an alignment that is itself revised, and
    what `importing.read` raises for a text that cannot be read.
    """
    from workbench import store

    shown = safe_name(name)
    with database.read() as session:
        alignment = store.get_alignment(session, alignment_id)
    check_current(alignment)
    spoken = alignment.source_language if side == "source" else alignment.target_language
    language = language or spoken
    read(data, shown, language, encoding=encoding)
    with database.write() as session:
        upload = store.save_upload(
            session, alignment.project_id, data, shown, language, encoding, waiting=waiting
        )
    return ReviseRequest(alignment_id, side, upload, actor), alignment.project_id


def check_current(alignment: StoredAlignment) -> None:
    """Refuse one that can only be read. Raises `ConflictError` "revised" or "withdrawn"."""
    if alignment.revised_by is not None:
        raise ConflictError(
            f"there is a newer version of this text; go on in alignment {alignment.revised_by}",
            "revised",
        )
    if alignment.withdrawn:
        raise ConflictError(
            f"this version was taken back; go on in alignment {alignment.revises}", "withdrawn"
        )


def uploads_of(jobs: Collection[Job]) -> set[int]:
    """The uploads that these jobs still want."""
    return {
        job.parameters["upload_id"] for job in jobs if job.kind == REVISE and not job.state.ended
    }


def revise_job(
    database: Database, load_encoder: LoadEncoder = cached_encoder
) -> Callable[[Job, Progress], Mapping[str, Any]]:
    """The handler of revise jobs. Run twice, it gives the same revision and stores it once."""
    from workbench import store

    def run(job: Job, progress: Progress) -> Mapping[str, Any]:
        with database.read() as session:
            known = store.alignment_of_job(session, job.id)
        if known is not None:
            return {"alignment_id": known.id}
        request = ReviseRequest(**job.parameters)
        try:
            stored = _revise(database, job.id, request, progress, load_encoder)
        except (WorkbenchError, AlignmentsError):
            # Cancelled or refused: it will not run again.
            with database.write() as session:
                store.delete_upload(session, request.upload_id)
            raise
        return {"alignment_id": stored.alignment_id}

    return run


def _revise(
    database: Database,
    job_id: int,
    request: ReviseRequest,
    progress: Progress,
    load_encoder: LoadEncoder,
) -> StoredRevision:
    from workbench import store

    progress(0.0, "reading")
    with database.read() as session:
        upload = store.load_upload(session, request.upload_id)
    document = read(upload.data, upload.name, upload.language, encoding=upload.encoding)
    for _ in range(TRIES):
        with database.read() as session:
            alignment = store.get_alignment(session, request.alignment_id)
            old = store.load_bitext(session, request.alignment_id)
        draft = _draft(alignment, old, request.side, document, upload, progress, load_encoder)
        progress(0.99, "storing")
        try:
            with database.write() as session:
                stored = store.save_revision(
                    session, alignment, draft, request.actor, job_id=job_id
                )
                store.delete_upload(session, upload.id)
                return stored
        except ConflictError as conflict:
            if conflict.code != "alignment-changed":
                raise
    raise ConflictError(
        "pairs were decided again and again while the text was being revised; "
        "revise it when nobody is reviewing",
        "alignment-changed",
    )


def _draft(
    alignment: StoredAlignment,
    old: StoredBitext,
    side: Side,
    document: Document,
    upload: Upload,
    progress: Progress,
    load_encoder: LoadEncoder,
) -> RevisionDraft:
    from alignments.formats import encoding_of
    from workbench.store import RevisionDraft

    progress(0.0, "comparing")
    after = (document, old.texts.target) if side == "source" else (old.texts.source, document)
    carried = carry(old.texts, old.beads, after)
    for warning in language_warnings(*after):
        progress.warn(warning.code, warning.message)
    beads, signature = carried.fixed, alignment.signature
    if carried.free:
        # The last hundredth is the storing, so that 100 percent is not shown too early.
        aligned = align_documents(
            *after,
            alignment.encoder,
            lambda fraction, phase: progress(0.99 * fraction, phase),
            fixed=[bead.bead for bead in carried.fixed],
            load_encoder=load_encoder,
        )
        beads, signature = (
            settle(carried.fixed, aligned.alignment.beads),
            aligned.alignment.signature,
        )
    return RevisionDraft(
        kind=RevisionKind.TEXT,
        side=side,
        document=document,
        original=upload.data,
        encoding=encoding_of(upload.data, upload.name, upload.encoding),
        beads=beads,
        edits=carried.edits[side],
        edits_seen=dict(old.texts.edited[side]),
        rechecks=_rechecks(carried, alignment.id),
        heir=carried.heir[side],
        kept=carried.decisions,
        signature=signature,
    )


def _rechecks(carried: Carried, alignment_id: int) -> tuple[StoredRecheck, ...]:
    return tuple(_recheck(touched, alignment_id) for touched in carried.touched)


def _recheck(touched: Touched, alignment_id: int) -> StoredRecheck:
    bead = touched.bead
    return StoredRecheck(
        id=0,
        alignment_id=alignment_id,
        bead=bead.id,
        changed=touched.changed,
        source=touched.heirs["source"],
        target=touched.heirs["target"],
        source_words=touched.words["source"],
        target_words=touched.words["target"],
        state=bead.state,
        null_reason=bead.null_reason,
        reviewer=bead.reviewer,
        decided_at=bead.decided_at,
    )


def withdraw(database: Database, alignment_id: int) -> StoredRevision:
    """Take a revision back: the alignment that it revises goes on. Raises as the store does."""
    from workbench import store

    with database.write() as session:
        return store.withdraw_revision(session, alignment_id)
