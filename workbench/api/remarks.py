"""Comments, history and past as the shapes that go out."""

from __future__ import annotations

from workbench.api import presenting
from workbench.api.schemas import (
    BeadCounts,
    CommentPublic,
    CommentTurnPublic,
    EditPublic,
    HistoryEntryPublic,
    PastPublic,
)
from workbench.records import EditedWords, HistoryEntry, PastAlignment, StoredComment


def comment(stored: StoredComment) -> CommentPublic:
    """A comment as it goes out."""
    return CommentPublic(
        id=stored.id,
        side=stored.side,
        position=stored.position,
        author=stored.author,
        at=stored.at,
        text=stored.text,
        state=stored.state,
        turns=[CommentTurnPublic.model_validate(turn) for turn in stored.turns],
    )


def entry(stored: HistoryEntry) -> HistoryEntryPublic:
    """An entry of the history as it goes out."""
    return HistoryEntryPublic(
        operation=presenting.operation(stored.operation),
        act=stored.act,
        undone=stored.undone,
        beads=stored.operation.beads,
        segments=stored.operation.segments,
        source=_run(stored.source),
        target=_run(stored.target),
        shapes_before=list(stored.shapes_before),
        shapes_after=list(stored.shapes_after),
        reason=stored.reason,
        note=stored.note,
        edits=[_edit(edit) for edit in stored.edits],
    )


def _run(run: range | None) -> tuple[int, int] | None:
    return None if run is None else (run.start, run.stop)


def _edit(edit: EditedWords) -> EditPublic:
    return EditPublic(
        side=edit.side,
        segment=presenting.segment(edit.segment),
        before=edit.before,
        after=edit.after,
    )


def past(stored: PastAlignment) -> PastPublic:
    """An alignment as it was, as it goes out."""
    return PastPublic(
        operation=presenting.operation(stored.operation),
        head=stored.head,
        beads=stored.beads,
        counts=BeadCounts.model_validate(stored.counts),
        expected_wrong=stored.expected_wrong,
        segments=[presenting.segment(segment) for segment in stored.segments],
    )
