"""What a check of terms is given and what it says: plain values that a store can keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error breaks a rule of the base; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """What a check may find."""

    MISSING = "term-missing"
    FORBIDDEN = "term-forbidden"
    TRANSLATED = "term-translated"
    UNEXPLAINED = "abbreviation-unexplained"
    INCONSISTENT = "term-inconsistent"


SEVERITIES = {
    Code.MISSING: Severity.WARNING,
    Code.FORBIDDEN: Severity.ERROR,
    Code.TRANSLATED: Severity.ERROR,
    Code.UNEXPLAINED: Severity.WARNING,
    Code.INCONSISTENT: Severity.WARNING,
}


@dataclass(frozen=True, slots=True)
class TextPair:
    """A bead's two texts; either may be empty. `id` names it for whoever asked."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Place:
    """`start` and `end` (code points) in the source or target text of a pair."""

    side: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TermFinding:
    """A verdict on one pair: what, how bad, about which concept, where, in words.

    `expected` are the renderings that would be right, the preferred one first; `pair` is the pair's
    id, `position` its place among the pairs.
    """

    code: Code
    pair: str
    position: int
    concept: str
    message: str
    places: tuple[Place, ...] = ()
    expected: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is: a matter of the code."""
        return SEVERITIES[self.code]


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which findings are wanted."""

    codes: frozenset[Code] = field(default_factory=lambda: frozenset(Code))
