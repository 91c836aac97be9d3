"""Aligning: two documents and an encoder's name in, beads out; for commands and for jobs."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from alignments.bitext import Alignment, Bead, Bitext, Document
from alignments.choosing import AUTO, EncoderChoice, choose_encoder
from workbench.errors import InputError
from workbench.records import Job, Project, StoredAlignment
from workbench.services.importing import language_warnings

# The store, and SQLAlchemy with it, costs half a second: files are read and written without it.
if TYPE_CHECKING:
    from alignments.encoders import Encoder
    from workbench.database import Database

ALIGN = "align"
KEPT_ENCODERS = 2

OnProgress = Callable[[float, str], None]
LoadEncoder = Callable[[str], "Encoder"]

_loading = threading.Lock()


class Progress(Protocol):
    """How a job says how far it is; the call raises once the job was cancelled."""

    def __call__(self, fraction: float, phase: str) -> None:
        """Report `fraction` from 0 to 1 and what is being done, in a word."""
        ...

    def warn(self, code: str, detail: str) -> None:
        """Report something the person should know."""
        ...


def cached_encoder(name: str) -> Encoder:
    """The encoder of that name, loaded once for the process; the last two stay in memory."""
    with _loading:
        return _load(name)


@lru_cache(maxsize=KEPT_ENCODERS)
def _load(name: str) -> Encoder:
    from alignments.encoders import load_encoder

    return load_encoder(name)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two documents, the beads found between them, the encoder, and how long it took."""

    bitext: Bitext
    seconds: float
    encoder: EncoderChoice

    @property
    def alignment(self) -> Alignment:
        """The beads."""
        return self.bitext.alignment


def align_documents(
    source: Document,
    target: Document,
    encoder_name: str = AUTO,
    on_progress: OnProgress | None = None,
    *,
    fixed: Sequence[Bead] = (),
    load_encoder: LoadEncoder = cached_encoder,
) -> Aligned:
    """Align two segmented documents; either may be empty. Raises EncoderError.

    `fixed` beads stay as they are, and nothing is aligned across them. "auto" is chosen by the
    documents' languages; `Aligned.encoder` says what it came to.
    `on_progress` gets a fraction from 0 to 1 and a phase; what it raises stops the work.
    """
    from alignments.aligner import Aligner

    started = time.monotonic()
    if on_progress is not None:
        on_progress(0.0, "loading the encoder")
    chosen = choose_encoder(encoder_name, source.language, target.language)
    encoder = load_encoder(chosen.name)
    alignment = Aligner(encoder).align(source, target, on_progress=on_progress, fixed=fixed)
    return Aligned(Bitext(source, target, alignment), time.monotonic() - started, chosen)


@dataclass(frozen=True, slots=True)
class AlignRequest:
    """What an align job is asked for; it is stored with the job as JSON."""

    source_document_id: int | None
    target_document_id: int | None
    encoder: str = AUTO

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> AlignRequest:
        """The request in a job's parameters."""
        return cls(
            source_document_id=parameters["source_document_id"],
            target_document_id=parameters["target_document_id"],
            encoder=parameters["encoder"],
        )

    def as_parameters(self) -> dict[str, Any]:
        """The request as a job's parameters."""
        return asdict(self)


def check_request(
    database: Database,
    project_id: int,
    request: AlignRequest,
    allowed_encoders: Collection[str] | None = None,
) -> None:
    """Refuse what can be seen to be wrong before a job is made for it.

    Raises NotFoundError for a project that is not there, InputError for documents that are not the
    project's, or that stand on the other side, when both are absent, or for an encoder that is not
    among `allowed_encoders` (None: any).
    """
    from workbench import store

    if allowed_encoders is not None and request.encoder not in allowed_encoders:
        raise InputError(
            f"the encoder {request.encoder!r} is not offered here; choose one of "
            f"{', '.join(sorted(allowed_encoders))}, or name it in WORKBENCH_ENCODERS"
        )
    with database.read() as session:
        project = store.get_project(session, project_id)
    if request.source_document_id is None and request.target_document_id is None:
        raise InputError("name at least one document to align: an original, a translation, or both")
    _check_side(project, "source", request.source_document_id)
    _check_side(project, "target", request.target_document_id)


def _check_side(project: Project, side: str, document_id: int | None) -> None:
    if document_id is None:
        return
    known = {document.id: document.side for document in project.documents}
    if document_id not in known:
        raise InputError(f"project {project.id} has no document {document_id}")
    if known[document_id] != side:
        raise InputError(
            f"document {document_id} was imported as the {known[document_id]} side; "
            f"import it as the {side} side to use it there"
        )


def align_job(
    database: Database, load_encoder: LoadEncoder = cached_encoder
) -> Callable[[Job, Progress], Mapping[str, Any]]:
    """The handler of align jobs. Run twice, it gives the same alignment and stores it once."""

    from workbench import store

    def run(job: Job, progress: Progress) -> Mapping[str, Any]:

        with database.read() as session:
            known = store.alignment_of_job(session, job.id)
        stored = known or _align_stored(database, job, progress, load_encoder)
        return {"alignment_id": stored.id}

    return run


def _align_stored(
    database: Database, job: Job, progress: Progress, load_encoder: LoadEncoder
) -> StoredAlignment:
    from workbench import store

    request = AlignRequest.of(job.parameters)
    if job.project_id is None:
        raise InputError(f"job {job.id} names no project")
    progress(0.0, "reading")
    source, target = _documents(database, job.project_id, request)
    for warning in language_warnings(source, target):
        progress.warn(warning.code, warning.message)
    # The last hundredth is the storing, so that 100 percent is not shown too early.
    aligned = align_documents(
        source,
        target,
        request.encoder,
        lambda fraction, phase: progress(0.99 * fraction, phase),
        load_encoder=load_encoder,
    )
    progress(0.99, "storing")
    with database.write() as session:
        return store.save_alignment(
            session,
            job.project_id,
            request.source_document_id,
            request.target_document_id,
            aligned.alignment,
            aligned.encoder.name,
            job_id=job.id,
        )


def _documents(
    database: Database, project_id: int, request: AlignRequest
) -> tuple[Document, Document]:
    from workbench import store

    with database.read() as session:
        project = store.get_project(session, project_id)
        source = (
            store.load_document(session, request.source_document_id)
            if request.source_document_id is not None
            else Document("", project.source_language, "")
        )
        target = (
            store.load_document(session, request.target_document_id)
            if request.target_document_id is not None
            else Document("", project.target_language, "")
        )
    return source, target


@dataclass(frozen=True, slots=True)
class Summary:
    """What was aligned, in numbers; `shapes` counts beads by "1:1" and the like, most first."""

    source_segments: int
    target_segments: int
    beads: int
    shapes: Mapping[str, int]
    without_source: int
    without_target: int
    doubtful: int
    seconds: float
    encoder: str
    encoder_reason: str
    signature: str

    def line(self) -> str:
        """The numbers in one line."""
        shapes = ", ".join(f"{count} {shape}" for shape, count in self.shapes.items())
        return (
            f"{self.source_segments} + {self.target_segments} segments, {self.beads} beads "
            f"({shapes}), {self.without_target} segments without translation, "
            f"{self.without_source} without original, {self.doubtful} doubtful beads, "
            f"{self.seconds:.1f} s, encoder {self.encoder} ({self.encoder_reason})"
        )

    def as_dict(self) -> dict[str, Any]:
        """The numbers by name, for JSON."""
        return asdict(self)


def summarise(aligned: Aligned) -> Summary:
    """What was aligned, in numbers; doubtful are the beads below the threshold."""
    from alignments.doubt import DOUBT_THRESHOLD

    beads = aligned.alignment.beads
    shapes = Counter(bead.shape for bead in beads)
    return Summary(
        source_segments=aligned.alignment.source_size,
        target_segments=aligned.alignment.target_size,
        beads=len(beads),
        shapes=dict(shapes.most_common()),
        without_source=sum(len(bead.target) for bead in beads if not bead.source),
        without_target=sum(len(bead.source) for bead in beads if not bead.target),
        doubtful=sum(
            bead.confidence is None or bead.confidence < DOUBT_THRESHOLD for bead in beads
        ),
        seconds=aligned.seconds,
        encoder=aligned.encoder.name,
        encoder_reason=aligned.encoder.reason,
        signature=aligned.alignment.signature,
    )
