"""What a search is asked for and what it gives: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alignments.bitext import Side


class Where(StrEnum):
    """On which side of a pair the query must stand."""

    EITHER = "either"
    SOURCE = "source"
    TARGET = "target"
    SOURCE_ONLY = "source_only"
    TARGET_ONLY = "target_only"

    @property
    def sought(self) -> tuple[Side, ...]:
        """The sides that are looked through for it."""
        both: tuple[Side, ...] = ("source", "target")
        return both if self is Where.EITHER else (_side(self),)

    @property
    def lacking(self) -> Side | None:
        """The side that must be without it."""
        if self is Where.SOURCE_ONLY:
            return "target"
        return "source" if self is Where.TARGET_ONLY else None


def _side(where: Where) -> Side:
    return "source" if where in (Where.SOURCE, Where.SOURCE_ONLY) else "target"


class Order(StrEnum):
    """How what was found is ordered."""

    TEXT = "text"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Kwic:
    """A piece of one side's text as it is shown, with what was found in it.

    `marks` are code points into `text`, half-open, in order; `before` and `after` say that the side
    goes on there.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that was found: where it is (`row` counts from 1), and its sides (None: empty)."""

    alignment_id: int
    bead_id: int
    row: int
    source: Kwic | None
    target: Kwic | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, in text order or by relevance, whichever `order` says.

    `total` is None where more is there than is counted; with `next` there is, or may be, more.
    """

    hits: tuple[Hit, ...]
    next: str | None
    total: int | None
    order: Order
