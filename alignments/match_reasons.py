"""Why a match is doubted, or a candidate refused, as codes with details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alignments.bitext import Reason
from alignments.candidates import Described, Pool
from alignments.doubt import DOUBT_THRESHOLD
from alignments.evidence import NAME_FEATURES, differing
from alignments.facts import Facts

MATCH_REASONS: dict[str, str] = {
    "number-differs": "the two sides name different numbers: {detail}",
    "number-missing": "a number stands on one side only: {detail}",
    "date-differs": "the two sides name different months or weekdays: {detail}",
    "name-differs": "a name has nothing alike on the other side",
    "denial-differs": "one side denies what the other says",
    "length-odd": "the lengths do not fit",
    "weak-similarity": "the two are less alike than translations usually are: {detail}",
    "runner-up-close": "another line is nearly as likely: {detail}",
    "below-minimum": "the best line is less sure than was asked for: {detail}",
    "nothing-alike": "no line of the pool is like it",
    "blank": "the line holds no text",
}
"""Codes of reasons, and what they say in English."""

_UNLIKE = 0.35  # of a usual translation's similarity: below, a line is no candidate to speak of
_WEAK = 0.7
_NAME_LACKING = 0.5
_CLOSE = 0.1
_ODD_LENGTH = -1.0


def describe_match_reason(reason: Reason) -> str:
    """The reason in English words."""
    return MATCH_REASONS[reason.code].format(detail=reason.detail)


@dataclass(frozen=True, slots=True)
class Case:
    """One text, its candidates, and the means to look at them again."""

    pool: Pool
    found: Described

    def doubts(
        self, place: int, confidence: float, rival: int | None, chance: float
    ) -> tuple[Reason, ...]:
        """Why a match is doubtful; nothing for one that is not."""
        if confidence >= DOUBT_THRESHOLD:
            return ()
        why = list(self._against(place))
        if rival is not None and chance >= _CLOSE:
            why.append(Reason("runner-up-close", f"line {rival}, {chance:.2f}"))
        return tuple(why)

    def refusal(self, place: int) -> tuple[Reason, ...]:
        """Why the likeliest candidate is not the counterpart."""
        if self.found.similarity[place] < _UNLIKE:
            return (Reason("nothing-alike"),)
        return tuple(self._against(place))

    def _feature(self, place: int, name: str) -> float:
        return float(self.found.features[place, self.pool.feature_names.index(name)])

    def _against(self, place: int) -> Iterator[Reason]:
        text, line = self.found.facts, self.pool.facts_of_line(int(self.found.lines[place]))
        yield from _numbers(text, line)
        if days := _both(differing(text.calendar, line.calendar)):
            yield Reason("date-differs", days)
        if min(self._feature(place, name) for name in NAME_FEATURES) > _NAME_LACKING:
            yield Reason("name-differs")
        if bool(text.denials) != bool(line.denials):
            yield Reason("denial-differs")
        if self._feature(place, "length") < _ODD_LENGTH:
            yield Reason("length-odd")
        if (similarity := float(self.found.similarity[place])) < _WEAK:
            yield Reason("weak-similarity", f"{max(similarity, 0.0):.0%} of what is usual")


def _numbers(text: Facts, line: Facts) -> Iterator[Reason]:
    left, right = differing(text.numbers, line.numbers)
    if left and right:
        yield Reason("number-differs", _both((left, right)))
    elif missing := (left & text.figures) | (right & line.figures):
        yield Reason("number-missing", ", ".join(sorted(missing)))


def _both(sides: tuple[frozenset[str], frozenset[str]]) -> str:
    """ "1924 / 1925"; empty unless both sides hold something."""
    return " / ".join(", ".join(sorted(side)) for side in sides) if all(sides) else ""
