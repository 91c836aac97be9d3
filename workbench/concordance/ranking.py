"""Which of two texts answers a query better."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.concordance.queries import Query


def rank(folded: Iterable[str], query: Query) -> tuple[int, ...]:
    """The better the smaller: whole words before beginnings before insides, short texts first."""
    best, length = 3, 0
    for text in folded:
        length += len(text)
        best = min([best, *(_cut(text, *span) for span in query.spans(text))])
    return (best, length)


def _cut(text: str, start: int, end: int) -> int:
    """How much of a word the place leaves out: nothing 0, its end 1, its beginning 2."""
    if start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        return 2
    return int(end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
