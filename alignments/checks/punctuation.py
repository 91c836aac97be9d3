"""Ends that differ, sentences that begin small, blanks in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignments.bitext import BlockKind
from alignments.checks.texts import CheckedSegment, Half, Pair
from alignments.checks.values import Check, Finding, Place, Severity

CHECKS = (
    Check(
        "end-differs",
        Severity.HINT,
        "one side asks and the other does not; one side ends with a full stop or colon, the other "
        "with nothing",
        "other ends, which languages set each in its way; headings and items of a list; a question "
        "mark anywhere in the pair",
    ),
    Check(
        "capital-missing",
        Severity.HINT,
        "a sentence of the translation that begins with a small letter, and the original's does "
        "not",
        "what goes on from the segment before; items of a list",
    ),
    Check(
        "double-space",
        Severity.HINT,
        "two blanks or more between two words",
        "after a full stop or colon, where some typists put two; line ends; indentation",
    ),
)

_CLOSING = "»”“\"'’›)]}*_ \u00a0\t\n\r"
_STOPS = ".!?…"
_BLANKS = re.compile(r"(?<=[^\s.!?…:]) {2,}(?=\S)")
_OPENING = "«“„\"'‘’([{—–-*_ \u00a0…"
_LOOSE = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.FURNITURE})
_LEAST = 20  # characters of a sentence


def check_pair(pair: Pair) -> Iterator[Finding]:
    """Findings of one pair; of a text without counterpart, those that need none."""
    for half in pair.halves:
        for segment in half.segments:
            yield from _blanks(segment)
    if not pair.is_whole:
        return
    yield from _ends(pair)
    yield from _capital(pair)


def _blanks(segment: CheckedSegment) -> Iterator[Finding]:
    text = segment.reading.text
    if "  " not in text:
        return
    places = tuple(segment.lit(*hit.span()) for hit in _BLANKS.finditer(text))
    if places:
        yield Finding("double-space", "more than one blank in a row", places)


def _ends(pair: Pair) -> Iterator[Finding]:
    ends = [_end(half) for half in pair.halves]
    if None in ends or any(half.segments[-1].kind in _LOOSE for half in pair.halves):
        return
    (left, first), (right, second) = (end for end in ends if end is not None)
    asks = ["?" in half.text or "？" in half.text for half in pair.halves]
    asking = (left == "?" and not asks[1]) or (right == "?" and not asks[0])
    nothing = (left in _STOPS + ":" and _is_open(right)) or (
        right in _STOPS + ":" and _is_open(left)
    )
    plain = all(len(h.text) >= _LEAST and not _closes_bracket(h) for h in pair.halves)
    if asking or (nothing and plain):
        shown = [end if not _is_open(end) else "nothing" for end in (left, right)]
        message = f"the original ends with {shown[0]}, the translation with {shown[1]}"
        yield Finding("end-differs", message, (first, second))


def _closes_bracket(half: Half) -> bool:
    """Whether a text ends inside a bracket: what stands there is no sentence's end."""
    last = half.segments[-1].reading.text.rstrip(_CLOSING.replace(")", "").replace("]", ""))
    return last.endswith((")", "]"))


def _is_open(end: str) -> bool:
    return end.isalnum()


def _end(half: Half) -> tuple[str, Place] | None:
    """The last sign before closing quotes and brackets, and where it stands."""
    segment = half.segments[-1]
    bare = segment.reading.text.rstrip(_CLOSING)
    return (bare[-1], segment.lit(len(bare) - 1, len(bare))) if bare else None


def _capital(pair: Pair) -> Iterator[Finding]:
    source, target = (_first(half.segments[0]) for half in pair.halves)
    if source is None or target is None:
        return
    kinds = {half.segments[0].kind for half in pair.halves}
    small = target[0].islower() and source[0].isupper() and not kinds & _LOOSE
    if small and all(half.segments[0].begins for half in pair.halves):
        yield Finding("capital-missing", "the sentence begins with a small letter", (target[1],))


def _first(segment: CheckedSegment) -> tuple[str, Place] | None:
    """The first letter behind opening quotes, and where it stands; None where another sign is."""
    text = segment.reading.text
    start = len(text) - len(text.lstrip(_OPENING))
    first = text[start : start + 1]
    return (first, segment.lit(start, start + 1)) if first.isalpha() else None
