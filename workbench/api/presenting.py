"""Stored values as the shapes that go out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from alignments.bitext import BlockKind, Reason, SpanKind
from alignments.checks.values import Place
from workbench.api.offsets import utf16_offsets
from workbench.api.schemas import (
    AlignmentPublic,
    BeadCounts,
    BeadPublic,
    DocumentPublic,
    JobError,
    JobPublic,
    JobResult,
    JobWarning,
    JoinPublic,
    NoticePublic,
    OperationPublic,
    ProjectPublic,
    ReasonPublic,
    SegmentPublic,
    SpanPublic,
)
from workbench.api.schemas import OperationResult as OperationResultPublic
from workbench.api.schemas.findings import DismissalPublic, FindingPublic, PlacePublic
from workbench.api.schemas.presence import PresentPublic, VisitorPublic
from workbench.presence import Present
from workbench.records import (
    Job,
    OperationResult,
    Page,
    Project,
    StoredAlignment,
    StoredBead,
    StoredDismissal,
    StoredDocument,
    StoredFinding,
    StoredOperation,
    StoredSegment,
)

Stored = TypeVar("Stored")
Shown = TypeVar("Shown")


def items(page: Page[Stored], show: Callable[[Stored], Shown]) -> list[Shown]:
    """Every item of a page as it goes out."""
    return [show(item) for item in page.items]


def document(stored: StoredDocument) -> DocumentPublic:
    """A document as it goes out."""
    return DocumentPublic(
        id=stored.id,
        project_id=stored.project_id,
        side=stored.side,
        name=stored.name,
        language=stored.language,
        encoding=stored.encoding,
        segments=stored.size,
        characters=stored.characters,
        blocks={BlockKind(kind): count for kind, count in stored.blocks.items()},
        spans={SpanKind(kind): count for kind, count in stored.spans.items()},
        joins=[JoinPublic.model_validate(join) for join in stored.joins],
        notices=[NoticePublic.model_validate(notice) for notice in stored.notices],
        created_at=stored.created_at,
    )


def project(stored: Project) -> ProjectPublic:
    """A project with its documents and alignments as it goes out."""
    return ProjectPublic(
        id=stored.id,
        name=stored.name,
        source_language=stored.source_language,
        target_language=stored.target_language,
        created_at=stored.created_at,
        documents=[document(d) for d in stored.documents],
        alignments=[alignment(a) for a in stored.alignments],
    )


def segment(stored: StoredSegment) -> SegmentPublic:
    """A segment as it goes out, its spans counted as a browser counts."""
    block = stored.in_block
    return SegmentPublic(
        id=stored.id,
        position=stored.position,
        version=stored.version,
        text=stored.text,
        edited_text=stored.edited_text,
        kind=block.kind,
        stream=block.stream,
        level=block.level,
        number=block.number,
        block=stored.block,
        first_of_block=stored.first_of_block,
        spans=_spans(stored),
    )


def _spans(stored: StoredSegment) -> list[SpanPublic]:
    ends = [place for span in stored.spans for place in (span.start, span.end)]
    places = iter(utf16_offsets(stored.text, ends))
    return [
        SpanPublic(kind=span.kind, start=next(places), end=next(places), label=span.label)
        for span in stored.spans
    ]


def alignment(stored: StoredAlignment) -> AlignmentPublic:
    """An alignment as it goes out."""
    return AlignmentPublic(
        id=stored.id,
        project_id=stored.project_id,
        source_document_id=stored.source_document_id,
        target_document_id=stored.target_document_id,
        source_language=stored.source_language,
        target_language=stored.target_language,
        encoder=stored.encoder,
        signature=stored.signature,
        source_segments=stored.source_size,
        target_segments=stored.target_size,
        beads=stored.beads,
        head=stored.head,
        doubt_threshold=stored.doubt_threshold,
        threshold_chosen=stored.threshold_chosen,
        counts=BeadCounts.model_validate(stored.counts),
        expected_wrong=stored.expected_wrong,
        can_undo=stored.can_undo,
        can_redo=stored.can_redo,
        revises=stored.revises,
        revised_by=stored.revised_by,
        withdrawn=stored.withdrawn,
        created_at=stored.created_at,
    )


def bead(stored: StoredBead) -> BeadPublic:
    """A bead as it goes out, its doubts in words."""
    return BeadPublic(
        id=stored.id,
        version=stored.version,
        source=(stored.source.start, stored.source.stop),
        target=(stored.target.start, stored.target.stop),
        state=stored.state,
        confidence=stored.confidence,
        reasons=[reason(doubt) for doubt in stored.reasons],
        crossing=stored.crossing,
        origin=stored.origin,
        null_reason=stored.null_reason,
        reviewer=stored.reviewer,
        decided_at=stored.decided_at,
        note=stored.note,
    )


def reason(doubt: Reason) -> ReasonPublic:
    """A reason for doubt as it goes out, in words."""
    from alignments.doubt import describe

    return ReasonPublic(code=doubt.code, detail=doubt.detail, text=describe(doubt))


def finding(stored: StoredFinding) -> FindingPublic:
    """A finding as it goes out, its places counted as a browser counts."""
    return FindingPublic(
        code=stored.finding.code,
        severity=stored.severity,
        message=stored.finding.message,
        about=stored.finding.about,
        bead=stored.bead,
        words=stored.words,
        places=[
            _place(place, text)
            for place, text in zip(stored.finding.places, stored.texts, strict=True)
        ],
        dismissal=None if stored.dismissal is None else dismissal(stored.dismissal),
    )


def _place(place: Place, text: str) -> PlacePublic:
    start, end = utf16_offsets(text, [place.start, place.end])
    return PlacePublic(side=place.side, position=place.position, start=start, end=end)


def dismissal(stored: StoredDismissal) -> DismissalPublic:
    """A dismissal as it goes out."""
    return DismissalPublic.model_validate(stored)


def operation(stored: StoredOperation) -> OperationPublic:
    """A line of the history as it goes out."""
    return OperationPublic(
        number=stored.number,
        kind=stored.kind,
        actor=stored.actor,
        at=stored.at,
        reverts=stored.reverts,
        summary=stored.summary,
    )


def result(stored: OperationResult) -> OperationResultPublic:
    """What an operation changed as it goes out."""
    return OperationResultPublic(
        operation=operation(stored.operation),
        removed=list(stored.removed),
        beads=[bead(b) for b in stored.beads],
        segments=[segment(s) for s in stored.segments],
        alignment=alignment(stored.alignment),
    )


def present(now: Present) -> PresentPublic:
    """Who is there as it goes out."""
    return PresentPublic(
        places=[
            VisitorPublic(page=one.page, actor=one.actor, bead=one.bead, segment=one.segment)
            for one in now.places
        ]
    )


def job(stored: Job) -> JobPublic:
    """A job as it goes out."""
    return JobPublic(
        id=stored.id,
        kind=stored.kind,
        project_id=stored.project_id,
        state=stored.state,
        progress=stored.progress,
        phase=stored.phase,
        result=None if stored.result is None else JobResult.model_validate(dict(stored.result)),
        error=None if stored.error is None else JobError.model_validate(stored.error),
        warnings=[JobWarning.model_validate(warning) for warning in stored.warnings],
        created_at=stored.created_at,
        updated_at=stored.updated_at,
    )
