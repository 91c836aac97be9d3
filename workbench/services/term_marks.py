"""Where the terms of a pair stand in its segments, and what the pair does with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alignments.bitext import SIDES, Side
from glossary.concepts import Status
from glossary.findings import Code, TermFinding
from glossary.matching import Match
from glossary.seen import SeenPair
from workbench.services.joined_pairs import JoinedPair


class Met(StrEnum):
    """What a pair does with a term: an allowed rendering is there, none is, or a forbidden one.

    CANDIDATE is said of terms that are only proposed, and bind nobody.
    """

    PREFERRED = "preferred"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A stretch (code points) of a segment that is a form of a term; `text` is the segment's."""

    side: Side
    position: int
    start: int
    end: int
    concept: int
    term: str
    met: Met
    text: str


@dataclass(frozen=True, slots=True)
class BeadTerms:
    """The terms of one bead, original first, each side in order."""

    bead: int
    spans: tuple[TermSpan, ...]


_SAID = {Code.MISSING: Met.MISSING, Code.TRANSLATED: Met.MISSING, Code.FORBIDDEN: Met.FORBIDDEN}
Verdicts = Mapping[tuple[int, str], Met]


def marks_of(
    pairs: Sequence[JoinedPair], seen: Sequence[SeenPair], findings: Sequence[TermFinding]
) -> list[BeadTerms]:
    """The marks of each pair; `seen` and `findings` are what a checker told of the same pairs."""
    verdicts: dict[tuple[int, str], Met] = {}
    for finding in findings:
        if finding.code in _SAID:
            verdicts[finding.position, finding.concept] = _SAID[finding.code]
    return [
        BeadTerms(pair.bead, tuple(_spans(pair, one, verdicts)))
        for pair, one in zip(pairs, seen, strict=True)
    ]


def _spans(pair: JoinedPair, seen: SeenPair, verdicts: Verdicts) -> Iterator[TermSpan]:
    for side in SIDES:
        shown: set[tuple[int, int]] = set()
        for match in seen.source if side == "source" else seen.target:
            met = _met(match, side, verdicts.get((seen.position, match.concept.id)))
            # Of several concepts in one place the first is the higher one.
            if met is None or (match.start, match.end) in shown:
                continue
            shown.add((match.start, match.end))
            for place in pair.side(side).stretches(match.start, match.end):
                yield _span(side, place, match, met)


def _span(side: Side, place: tuple[int, int, int, str], match: Match, met: Met) -> TermSpan:
    position, start, end, text = place
    concept = int(match.concept.id)
    return TermSpan(side, position, start, end, concept, match.term.text, met, text)


def _met(match: Match, side: Side, verdict: Met | None) -> Met | None:
    """The mark of a match; None where a forbidden word is none here."""
    if side == "source":
        proposed = match.term.status is Status.PROPOSED
        return verdict or (Met.CANDIDATE if proposed else Met.PREFERRED)
    if match.term.status is Status.DEPRECATED:
        return Met.FORBIDDEN if verdict is Met.FORBIDDEN else None
    return Met.CANDIDATE if match.term.status is Status.PROPOSED else Met.PREFERRED
