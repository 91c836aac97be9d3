"""Note marks that one side of a pair lacks; notes without a call, and calls without a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignments.bitext import BlockKind, SpanKind, Stream
from alignments.checks.texts import CheckedSegment, Half, Pair, Whole
from alignments.checks.values import Check, Finding, Place, Severity

CHECKS = (
    Check(
        "note-mark-missing",
        Severity.WARNING,
        "the original calls more notes than the translation",
        "other numbers for the same notes; texts of which one side has no marks at all",
    ),
    Check(
        "note-mark-extra",
        Severity.HINT,
        "the translation calls more notes than the original",
        "as above",
    ),
    Check(
        "note-missing",
        Severity.ERROR,
        "a note is called in the text, and there is no such note",
        "texts without notes of their own, whose notes are elsewhere",
    ),
    Check(
        "note-uncalled",
        Severity.WARNING,
        "a note stands among the notes, and nothing in the text calls it",
        "second copies of notes; texts that call no note at all",
    ),
)

_LIST = re.compile(r"\s?[,–-]\s?")


def has_marks(half: Half) -> bool:
    """Whether a text calls notes anywhere."""
    return any(_marks(segment) for segment in half.segments)


def _marks(segment: CheckedSegment) -> list[tuple[str, Place]]:
    return [
        (span.label, Place(segment.side, segment.position, span.start, span.end))
        for span in segment.spans_of(SpanKind.NOTE_MARK)
    ]


def check_pair(pair: Pair) -> Iterator[Finding]:
    """Marks that one side of a pair has more of; for texts that both have marks."""
    if not pair.is_whole:
        return
    sides = [
        [mark for segment in half.segments for mark in _marks(segment)] for half in pair.halves
    ]
    left, right = sides
    if len(left) > len(right):
        for label, place in _unmatched(left, right):
            yield Finding(
                "note-mark-missing",
                f"the mark of note {label} is missing in the translation",
                (place,),
            )
    elif len(right) > len(left):
        for label, place in _unmatched(right, left):
            yield Finding("note-mark-extra", f"the original has no mark of note {label}", (place,))


def _unmatched(
    more: list[tuple[str, Place]], fewer: list[tuple[str, Place]]
) -> list[tuple[str, Place]]:
    """As many marks as are too many: first those whose number the other side does not have."""
    labels = {label for label, _ in fewer}
    ordered = sorted(more, key=lambda mark: mark[0] in labels)
    return ordered[: len(more) - len(fewer)]


def check_whole(whole: Whole) -> Iterator[Finding]:
    """Whether calls and notes of each side fit together."""
    for half in whole.halves:
        yield from _check_side(half)


def _check_side(half: Half) -> Iterator[Finding]:
    notes: dict[str, Place] = {}
    calls: dict[str, Place] = {}
    for segment in half.segments:
        number = segment.number
        if segment.kind is BlockKind.NOTE and segment.stream is Stream.NOTES and number:
            notes.setdefault(number, segment.whole())
        for label, place in _marks(segment):
            for one in _LIST.split(label):
                calls.setdefault(one, place)
    if not notes or not calls:
        return
    for label, place in calls.items():
        if label not in notes:
            yield Finding(
                "note-missing", f"note {label} is called here, and there is no such note", (place,)
            )
    for label, place in notes.items():
        if label not in calls:
            yield Finding("note-uncalled", f"note {label} is called nowhere", (place,))
