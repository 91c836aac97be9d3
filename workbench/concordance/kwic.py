"""Keywords in context: the piece of a text around what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.concordance.folding import Folded
from workbench.concordance.queries import Query
from workbench.concordance.results import Kwic

LONGEST = 220
LEAD = 60


def kwic_of(texts: Sequence[str], query: Query | None) -> Kwic | None:
    """The texts of one side of a pair as one piece; None for an empty side."""
    marks: list[tuple[int, int]] = []
    place = 0
    for text in texts:
        if query is not None:
            folded = Folded(text)
            marks += [_shifted(folded.given(*span), place) for span in query.spans(folded.text)]
        place += len(text) + 1
    return _cut(" ".join(texts), marks) if texts else None


def _shifted(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by


def _cut(text: str, marks: Sequence[tuple[int, int]]) -> Kwic:
    if len(text) <= LONGEST:
        return Kwic(text, tuple(marks))
    first = marks[0] if marks else (0, 0)
    start = 0 if first[0] <= LEAD else text.find(" ", first[0] - LEAD, first[0]) + 1
    end = max(first[1], start + LONGEST)
    if end < len(text):
        end = max(first[1], text.rfind(" ", start, end))
    inside = [(max(a, start), min(b, end)) for a, b in marks if a < end and b > start]
    moved = tuple((a - start, b - start) for a, b in inside)
    return Kwic(text[start:end], moved, before=start > 0, after=end < len(text))
