"""The tables. Rows do not validate: `workbench.store` fills them from checked values only.

The CHECK constraints are the second line. Big texts stand in columns of their own, so that a list
never reads them. No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

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

# SQLite numbers only INTEGER keys by itself; PostgreSQL's INTEGER would end at 2**31.
Key = BigInteger().with_variant(Integer(), "sqlite")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


METADATA = MetaData(naming_convention=NAMES)
"""All tables, by name; constraints have the same names on both databases."""


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite keeps no zone, so it is given back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn the time to UTC; a naive one is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _key() -> Any:  # noqa: ANN401 - a field default of any type
    return Field(default=None, primary_key=True, sa_type=Key)


def _to(
    target: str, *, ondelete: str | None = None, nullable: bool = False, index: bool = False
) -> Any:  # noqa: ANN401 - a field default of any type
    return Field(
        default=None,
        sa_type=Key,
        nullable=nullable,
        index=index,
        sa_column_args=[ForeignKey(target, ondelete=ondelete)],
    )


# Without AUTOINCREMENT SQLite would give a deleted bead's id, and so its versions, to a new one.
_NUMBERED = {"sqlite_autoincrement": True}


class Base(SQLModel):
    """Base of all tables."""

    metadata: ClassVar[MetaData] = METADATA


class ProjectRow(Base, table=True):
    """A work: its documents, alignments and jobs go with it when it is deleted."""

    __tablename__ = "project"
    __table_args__ = (_NUMBERED,)

    id: int = _key()
    name: str = Field(sa_type=Text)
    source_language: str = Field(sa_type=Text)
    target_language: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)


class DocumentRow(Base, table=True):
    """A text of one side. `summary` is what a list shows of `structure`."""

    __tablename__ = "document"
    __table_args__ = (
        _one_of("side", ("source", "target")),
        CheckConstraint("segment_count >= 0 AND characters >= 0", name="sizes"),
        _NUMBERED,
    )

    id: int = _key()
    project_id: int = _to("project.id", ondelete="CASCADE", index=True)
    side: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    encoding: str = Field(sa_type=Text)
    sha256: str = Field(sa_type=Text)
    characters: int
    segment_count: int
    summary: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=Moment)
    structure: dict[str, Any] = Field(sa_type=JSON)
    text: str = Field(sa_type=Text)
    original: bytes = Field(sa_type=LargeBinary)


class SegmentRow(Base, table=True):
    """A segment: its slice of the document's text, and its text as a person edited it."""

    __tablename__ = "segment"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        CheckConstraint('position >= 0 AND start >= 0 AND "end" > start', name="place"),
        CheckConstraint("version >= 1", name="version"),
        _NUMBERED,
    )

    id: int = _key()
    document_id: int = _to("document.id", ondelete="CASCADE")
    position: int
    start: int
    end: int
    block: int
    edited_text: str | None = Field(default=None, sa_type=Text)
    version: int = 1


class JobRow(Base, table=True):
    """A piece of work for the background; `owner` is the worker that holds it for now."""

    __tablename__ = "job"
    __table_args__ = (
        _one_of("state", JobState),
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index(None, "state", "id"),
        _NUMBERED,
    )

    id: int = _key()
    kind: str = Field(sa_type=Text)
    project_id: int | None = _to("project.id", ondelete="CASCADE", nullable=True, index=True)
    state: str = Field(sa_type=Text)
    progress: float = 0.0
    phase: str = Field(default="", sa_type=Text)
    parameters: dict[str, Any] = Field(sa_type=JSON)
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    error: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    warnings: list[Any] = Field(sa_type=JSON)
    attempts: int = 0
    cancel: bool = False
    owner: str | None = Field(default=None, sa_type=Text)
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class AlignmentRow(Base, table=True):
    """Two documents aligned, either of which may be missing. `head` counts its operations."""

    __tablename__ = "alignment"
    __table_args__ = (
        CheckConstraint("source_size >= 0 AND target_size >= 0 AND head >= 0", name="sizes"),
        _NUMBERED,
    )

    id: int = _key()
    project_id: int = _to("project.id", ondelete="CASCADE", index=True)
    source_document_id: int | None = _to("document.id", nullable=True, index=True)
    target_document_id: int | None = _to("document.id", nullable=True, index=True)
    job_id: int | None = Field(default=None, sa_type=Key, nullable=True, unique=True)
    encoder: str = Field(sa_type=Text)
    signature: str = Field(sa_type=Text)
    source_size: int
    target_size: int
    head: int = 0
    tally: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime = Field(sa_type=Moment)


class BeadRow(Base, table=True):
    """A bead as it is now: what the fold of the alignment's operations gives."""

    __tablename__ = "bead"
    __table_args__ = (
        CheckConstraint(
            "source_start >= 0 AND source_end >= source_start"
            " AND target_start >= 0 AND target_end >= target_start"
            " AND (source_end > source_start OR target_end > target_start)",
            name="runs",
        ),
        _one_of("state", BeadState),
        _one_of("origin", Origin),
        CheckConstraint(
            f"null_reason IS NULL OR null_reason IN ({', '.join(repr(str(r)) for r in NullReason)})"
            " AND (source_end = source_start OR target_end = target_start)",
            name="null_reason_known",
        ),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
        CheckConstraint("version >= 1", name="version"),
        Index(
            "ix_bead_order",
            *("alignment_id", "source_start", "source_end", "target_start", "target_end", "id"),
        ),
        Index("ix_bead_source_end", "alignment_id", "source_end"),
        Index("ix_bead_target_start", "alignment_id", "target_start"),
        Index("ix_bead_target_end", "alignment_id", "target_end"),
        _NUMBERED,
    )

    id: int = _key()
    alignment_id: int = _to("alignment.id", ondelete="CASCADE")
    source_start: int
    source_end: int
    target_start: int
    target_end: int
    state: str = Field(sa_type=Text)
    confidence: float | None = None
    reasons: list[Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    crossing: bool = False
    origin: str = Field(sa_type=Text)
    null_reason: str | None = Field(default=None, sa_type=Text)
    reviewer: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1
    note: str | None = Field(default=None, sa_type=Text)


class OperationRow(Base, table=True):
    """An entry of an alignment's log; only ever inserted.

    `undo_top` and `redo_top` are the numbers of the operations that an undo and a redo would take
    next, after this one. They follow from the kinds, and are kept so that no log is walked.
    """

    __tablename__ = "operation"
    __table_args__ = (
        UniqueConstraint("alignment_id", "number"),
        _one_of("kind", OperationKind),
        CheckConstraint("number >= 1", name="number"),
        _NUMBERED,
    )

    id: int = _key()
    alignment_id: int = _to("alignment.id", ondelete="CASCADE")
    number: int
    kind: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    reverts: int | None = None
    undo_top: int | None = None
    redo_top: int | None = None
    beads: int
    segments: int
    previous_hash: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)


class SearchTextRow(Base, table=True):
    """A segment's text as it is shown and as a search sees it; absent until it was folded.

    Made from the segment alone: a row may be deleted at any time, and is made again when needed.
    """

    __tablename__ = "search_text"

    segment_id: int = Field(
        sa_type=Key,
        primary_key=True,
        sa_column_args=[ForeignKey("segment.id", ondelete="CASCADE")],
        sa_column_kwargs={"autoincrement": False},
    )
    document_id: int = Field(sa_type=Key, index=True)
    shown: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text)


class SavedViewRow(Base, table=True):
    """A filter of the review under a name, shared by all who work on the project."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("project_id", "name"), _NUMBERED)

    id: int = _key()
    project_id: int = _to("project.id", ondelete="CASCADE", index=True)
    name: str = Field(sa_type=Text)
    query: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    changed_at: datetime = Field(sa_type=Moment)


_STANDING = text("revoked_at IS NULL")


class DismissalRow(Base, table=True):
    """That a finding is no fault, kept by what it is about; revoked rows stay, for the history."""

    __tablename__ = "dismissal"
    __table_args__ = (
        _one_of("reason", DismissalReason),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked"),
        Index(
            "uq_dismissal_standing",
            *("project_id", "code", "about"),
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        _NUMBERED,
    )

    id: int = _key()
    project_id: int = _to("project.id", ondelete="CASCADE", index=True)
    code: str = Field(sa_type=Text)
    about: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    revoked_by: str | None = Field(default=None, sa_type=Text)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class CommentRow(Base, table=True):
    """What a person said about a segment; `state` is the fold of its turns."""

    __tablename__ = "comment"
    __table_args__ = (
        _one_of("state", CommentState),
        Index(None, "alignment_id", "id"),
        _NUMBERED,
    )

    id: int = _key()
    alignment_id: int = _to("alignment.id", ondelete="CASCADE")
    segment_id: int | None = _to("segment.id", ondelete="SET NULL", nullable=True, index=True)
    author: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    text: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)


class CommentTurnRow(Base, table=True):
    """A change of a comment's state; only ever inserted."""

    __tablename__ = "comment_turn"
    __table_args__ = (_one_of("state", CommentState), _NUMBERED)

    id: int = _key()
    comment_id: int = _to("comment.id", ondelete="CASCADE", index=True)
    state: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class RevisionRow(Base, table=True):
    """How an alignment goes on from another, of which at most one revision is not withdrawn.

    `revised_head` is the last operation of the other's log, onto whose hash this log is chained.
    """

    __tablename__ = "revision"
    __table_args__ = (
        _one_of("kind", RevisionKind),
        _one_of("side", ("source", "target")),
        CheckConstraint("kept >= 0 AND touched >= 0 AND revised_head >= 0", name="counts"),
        UniqueConstraint("alignment_id"),
        _NUMBERED,
    )

    id: int = _key()
    alignment_id: int = _to("alignment.id", ondelete="CASCADE")
    revises_id: int = _to("alignment.id", ondelete="CASCADE", index=True)
    revised_head: int
    kind: str = Field(sa_type=Text)
    side: str = Field(sa_type=Text)
    kept: int
    touched: int
    bead_id: int | None = Field(default=None, sa_type=Key, nullable=True)
    revises_bead_id: int | None = Field(default=None, sa_type=Key, nullable=True)
    actor: str = Field(sa_type=Text)
    withdrawn: bool = False
    created_at: datetime = Field(sa_type=Moment)


class RecheckRow(Base, table=True):
    """A decision that a revision touched, with its words as they were; only ever inserted."""

    __tablename__ = "recheck"
    __table_args__ = (
        _one_of("state", BeadState),
        Index(None, "alignment_id", "id"),
        _NUMBERED,
    )

    id: int = _key()
    alignment_id: int = _to("alignment.id", ondelete="CASCADE")
    bead_id: int = Field(sa_type=Key)
    changed: list[Any] = Field(sa_type=JSON)
    source: list[Any] = Field(sa_type=JSON)
    target: list[Any] = Field(sa_type=JSON)
    source_words: str = Field(sa_type=Text)
    target_words: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    null_reason: str | None = Field(default=None, sa_type=Text)
    reviewer: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class UploadRow(Base, table=True):
    """A text that waits for the job that takes it as a new version; gone once the job has."""

    __tablename__ = "upload"
    __table_args__ = (_NUMBERED,)

    id: int = _key()
    project_id: int = _to("project.id", ondelete="CASCADE", index=True)
    name: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    encoding: str | None = Field(default=None, sa_type=Text)
    data: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=Moment)


class TermBaseRow(Base, table=True):
    """A term base; without a project it is shared by all. `head` is its last act's number."""

    __tablename__ = "term_base"
    __table_args__ = (CheckConstraint("head >= 0", name="head"), _NUMBERED)

    id: int = _key()
    project_id: int | None = _to("project.id", ondelete="CASCADE", nullable=True, index=True)
    name: str = Field(sa_type=Text)
    priority: int = 0
    head: int = 0
    created_at: datetime = Field(sa_type=Moment)


class ConceptRow(Base, table=True):
    """A concept with its terms as one value; `folded` and `statuses` are for finding it."""

    __tablename__ = "concept"
    __table_args__ = (UniqueConstraint("base_id", "key"), _NUMBERED)

    id: int = _key()
    base_id: int = _to("term_base.id", ondelete="CASCADE", index=True)
    key: str = Field(sa_type=Text)
    content: dict[str, Any] = Field(sa_type=JSON)
    folded: str = Field(sa_type=Text)
    statuses: str = Field(sa_type=Text)
    version: int = 1


class ConceptChangeRow(Base, table=True):
    """What an act on a term base did to one concept; only ever inserted.

    An act that touches several concepts has several rows of one number.
    """

    __tablename__ = "concept_change"
    __table_args__ = (
        _one_of("kind", ConceptActKind),
        Index(None, "base_id", "number"),
        Index(None, "concept_id"),
        _NUMBERED,
    )

    id: int = _key()
    base_id: int = _to("term_base.id", ondelete="CASCADE")
    number: int
    kind: str = Field(sa_type=Text)
    reverts: int | None = Field(default=None, nullable=True)
    concept_id: int = Field(sa_type=Key)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)


class RefusedTermRow(Base, table=True):
    """A proposed pair of terms that a person refused; it is not proposed again."""

    __tablename__ = "refused_term"
    __table_args__ = (UniqueConstraint("project_id", "source", "target"), _NUMBERED)

    id: int = _key()
    project_id: int = _to("project.id", ondelete="CASCADE", index=True)
    source: str = Field(sa_type=Text)
    target: str = Field(sa_type=Text)
    actor: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
