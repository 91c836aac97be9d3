"""What the store gives out: frozen values, never rows of tables.

Offsets are code points; runs are half-open ranges of segment positions, as in
`alignments.bitext`. Times are aware, in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from alignments.bitext import (
    Alignment,
    Bead,
    Bitext,
    Block,
    Document,
    Notice,
    Reason,
    Side,
    Span,
)
from alignments.checks.values import Finding, Severity
from glossary.concepts import Concept
from workbench.states import (
    BeadState,
    CommentState,
    ConceptActKind,
    DismissalReason,
    JobState,
    NullReason,
    OperationKind,
    Origin,
    RevisionKind,
)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, and the cursor that gives the items after them (None at the end)."""

    items: tuple[Item, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class JoinNote:
    """A proposed page-break join: its number in the document and the words on both sides of it."""

    number: int
    reason: str
    accepted: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What is known of a document without reading its text.

    `blocks` and `spans` count by kind; `size` is the number of segments.
    """

    id: int
    project_id: int
    side: Side
    name: str
    language: str
    encoding: str
    sha256: str
    characters: int
    size: int
    blocks: Mapping[str, int]
    spans: Mapping[str, int]
    joins: tuple[JoinNote, ...]
    notices: tuple[Notice, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment with its text as printed and, where a person edited it, the text as edited.

    `spans` are those that touch it, cut to it, with offsets into `text`; `block` is the place of
    `in_block` among the document's blocks.
    """

    id: int
    document_id: int
    position: int
    version: int
    text: str
    edited_text: str | None
    block: int
    in_block: Block
    first_of_block: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredBead:
    """A bead of an alignment with what was decided on it. `version` rises with every change.

    `reviewer` and `decided_at` say who confirmed it, or asked for a second look, and when; `note`
    is what the one who asked wants looked at.
    """

    id: int
    source: range
    target: range
    state: BeadState = BeadState.PROPOSED
    confidence: float | None = None
    reasons: tuple[Reason, ...] = ()
    crossing: bool = False
    origin: Origin = Origin.MACHINE
    null_reason: NullReason | None = None
    reviewer: str | None = None
    decided_at: datetime | None = None
    version: int = 1
    note: str | None = None

    def run(self, side: Side) -> range:
        """The segment positions on one side."""
        return self.source if side == "source" else self.target

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not self.source or not self.target

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        """The place among the rows: `Bead.order`, then the id."""
        source, target = self.source, self.target
        return (source.start, source.stop, target.start, target.stop, self.id)

    @property
    def bead(self) -> Bead:
        """The engine's bead, without what was decided on it."""
        return Bead(self.source, self.target, self.confidence, self.reasons, self.crossing)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many beads are in each of five groups, which add up to all beads.

    `confirmed` by a person, or to have a `second_look`; the rest is proposed: `null` (one side
    empty), `sure` (confidence at or above the threshold of doubt), `doubtful` (below it, or without
    a confidence).
    """

    confirmed: int
    sure: int
    doubtful: int
    null: int
    second_look: int = 0


@dataclass(frozen=True, slots=True)
class StoredAlignment:
    """An alignment without its beads. `head` is the number of its last operation.

    `expected_wrong` is the sum of 1 - confidence over open beads that have a confidence. A
    side's document is None, and its size 0, where there is no text on that side. `threshold_chosen`
    says that a person chose the threshold of doubt for this alignment. `revises` is the alignment
    that it goes on from, `revised_by` the one that goes on from it: then, and once it was
    `withdrawn`, it can only be read.
    """

    id: int
    project_id: int
    source_document_id: int | None
    target_document_id: int | None
    source_language: str
    target_language: str
    encoder: str
    signature: str
    source_size: int
    target_size: int
    beads: int
    head: int
    counts: Counts
    expected_wrong: float
    doubt_threshold: float
    threshold_chosen: bool
    can_undo: bool
    can_redo: bool
    created_at: datetime
    revises: int | None = None
    revised_by: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its documents and alignments, oldest first."""

    id: int
    name: str
    source_language: str
    target_language: str
    created_at: datetime
    documents: tuple[StoredDocument, ...] = ()
    alignments: tuple[StoredAlignment, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredOperation:
    """An entry of an alignment's log, without its rows. `reverts` is the number it takes back.

    Of a restoring, `reverts` is the number of the operation after which it was so.

    `beads` and `segments` say how many rows it touched; `summary` says the same in words.
    """

    id: int
    alignment_id: int
    number: int
    kind: OperationKind
    actor: str
    at: datetime
    reverts: int | None
    beads: int
    segments: int
    hash: str

    @property
    def summary(self) -> str:
        """A few words for a list: "join: 2 beads", "undo of 7: 1 segment"."""
        word = "to" if self.kind is OperationKind.RESTORE else "of"
        of = f" {word} {self.reverts}" if self.reverts is not None else ""
        name = self.kind.replace("_", " ")
        return f"{name}{of}: " + ", ".join(
            f"{count} {word}{'' if count == 1 else 's'}"
            for count, word in ((self.beads, "bead"), (self.segments, "segment"))
            if count or (word == "bead" and not self.segments)
        )


@dataclass(frozen=True, slots=True)
class OperationResult:
    """What an act, an undo or a redo changed; rows as they are afterwards."""

    operation: StoredOperation
    removed: tuple[int, ...]
    beads: tuple[StoredBead, ...]
    segments: tuple[StoredSegment, ...]
    alignment: StoredAlignment


@dataclass(frozen=True, slots=True)
class ProgressBucket:
    """What was done to an alignment within an hour or a day, and how it stood at the end of it.

    `decided` is how many beads more (or, below 0, fewer) are confirmed than before; `singly` counts
    of them those of acts on few beads, which a person looked at one by one. `active_seconds` is the
    time at work: pauses between acts are left out. `wrong_left` is `expected_wrong` at the end.
    """

    start: datetime
    operations: int
    decided: int
    singly: int
    active_seconds: float
    confirmed: int
    wrong_left: float


@dataclass(frozen=True, slots=True)
class Texts:
    """Both documents of an alignment and what was edited in them: position -> text, by side.

    A side without a document has an empty one. Printed text is `source.segment_text(position)`.
    """

    source: Document
    target: Document
    edited: Mapping[Side, Mapping[int, str]]

    def document(self, side: Side) -> Document:
        """The document on one side."""
        return self.source if side == "source" else self.target

    def text(self, side: Side, position: int) -> str:
        """A segment's text: as edited, else as printed."""
        edited = self.edited[side].get(position)
        return self.document(side).segment_text(position) if edited is None else edited


@dataclass(frozen=True, slots=True)
class StoredBitext:
    """An alignment with its documents; `beads[i]` says what was decided on `alignment.beads[i]`."""

    texts: Texts
    beads: tuple[StoredBead, ...]
    signature: str

    @property
    def bitext(self) -> Bitext:
        """The engine's value, over the texts as printed."""
        sizes = (len(self.texts.source), len(self.texts.target))
        alignment = Alignment(tuple(b.bead for b in self.beads), *sizes, self.signature)
        return Bitext(self.texts.source, self.texts.target, alignment)


@dataclass(frozen=True, slots=True)
class StoredDismissal:
    """That a finding is no fault: the check, what it is about, the lit words, why, who and when.

    It stands until somebody revokes it.
    """

    id: int
    project_id: int
    code: str
    about: str
    words: str
    reason: DismissalReason
    actor: str
    at: datetime
    revoked_by: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding in a stored alignment: the bead it stands at, and the text of each of its places.

    `words` are the lit words of the first places, for a list.
    """

    finding: Finding
    severity: Severity
    bead: int
    texts: tuple[str, ...]
    words: str
    dismissal: StoredDismissal | None = None


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed: a code for programs and words for people."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work that a worker does in the background."""

    id: int
    kind: str
    project_id: int | None
    state: JobState
    progress: float
    phase: str
    parameters: Mapping[str, Any]
    result: Mapping[str, Any] | None
    error: JobError | None
    warnings: tuple[JobError, ...]
    attempts: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an alignment's log and rows are whole; else the first operation that is not.

    `operation` is None when the log is whole and only the rows differ from its fold.
    """

    operations: int
    ok: bool
    operation: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter of the review under a name; `query` is what the page writes into its address."""

    id: int
    project_id: int
    name: str
    query: str
    actor: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class EditedWords:
    """What an edit made of a segment's text; None stands for the text as printed.

    `segment` is as it is now.
    """

    side: Side
    segment: StoredSegment
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An operation with what it did, as far as a line of the history shows it.

    `act` is its kind; of an undo or redo, the kind of what it took back or repeated. `undone` says
    that a later undo took it back and still stands. `source` and `target` are the stretch of
    segments that it touched; None where it touched none there, or too many to tell. The shapes are
    those of the beads that it touched, as "2:1"; `reason` and `note` stand on one of them, after it
    or else before.
    """

    operation: StoredOperation
    act: OperationKind
    undone: bool
    source: range | None = None
    target: range | None = None
    shapes_before: tuple[str, ...] = ()
    shapes_after: tuple[str, ...] = ()
    reason: NullReason | None = None
    note: str | None = None
    edits: tuple[EditedWords, ...] = ()


@dataclass(frozen=True, slots=True)
class PastAlignment:
    """How an alignment was after an operation, seen from the operation `head`.

    `segments` are those whose text was another than it is now, as they were then.
    """

    operation: StoredOperation
    head: int
    beads: int
    counts: Counts
    expected_wrong: float
    segments: tuple[StoredSegment, ...]


@dataclass(frozen=True, slots=True)
class CommentTurn:
    """One change of a comment's state: what it became, by whom, when."""

    state: CommentState
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredComment:
    """What a person said about a segment and its counterpart; the text never changes.

    `turns` are all changes of its state, oldest first. `side` and `position` are None when the
    segment is no more.
    """

    id: int
    alignment_id: int
    side: Side | None
    position: int | None
    author: str
    at: datetime
    text: str
    state: CommentState
    turns: tuple[CommentTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """How an alignment goes on from another one, one of whose texts was revised.

    `kept` and `touched` count decisions. A sentence that was cut or joined was in the bead
    `revises_bead` there and is in `bead` here; both are None for a new version of a text.
    """

    alignment_id: int
    revises: int
    kind: RevisionKind
    side: Side
    kept: int
    touched: int
    actor: str
    created_at: datetime
    withdrawn: bool
    bead: int | None = None
    revises_bead: int | None = None


@dataclass(frozen=True, slots=True)
class StoredRecheck:
    """A decision that a revision touched: what was decided, and the words as they were, by side.

    `changed` names the sides that are not as they were; `source` and `target` are the positions in
    the revised texts that stand for its segments. Both are empty where nothing of it is left.
    """

    id: int
    alignment_id: int
    bead: int
    changed: tuple[Side, ...]
    source: tuple[int, ...]
    target: tuple[int, ...]
    source_words: str
    target_words: str
    state: BeadState
    null_reason: NullReason | None
    reviewer: str | None
    decided_at: datetime | None

    def places(self, side: Side) -> tuple[int, ...]:
        """The positions on one side."""
        return self.source if side == "source" else self.target

    def words(self, side: Side) -> str:
        """The words of one side as they were."""
        return self.source_words if side == "source" else self.target_words


@dataclass(frozen=True, slots=True)
class Upload:
    """A text that waits for the job that takes it as the new version of another."""

    id: int
    project_id: int
    data: bytes
    name: str
    language: str
    encoding: str | None


@dataclass(frozen=True, slots=True)
class StoredTermBase:
    """A term base without its concepts; shared where `project_id` is None.

    `head` is the number of its last act, `concepts` how many it has.
    """

    id: int
    project_id: int | None
    name: str
    priority: int
    head: int
    concepts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StoredConcept:
    """A concept in its base. `version` rises with every change."""

    id: int
    base_id: int
    version: int
    concept: Concept


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """What one act did to one concept: who, when, what was before (None: nothing) and after."""

    number: int
    kind: ConceptActKind
    reverts: int | None
    concept_id: int
    before: Concept | None
    after: Concept | None
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RefusedTerm:
    """A proposed pair of terms that a person refused; a side without a term is ""."""

    id: int
    source: str
    target: str
    actor: str
    at: datetime
