"""The terms seen in a pair of texts, as the checks count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.concepts import Concept, Kind
from glossary.findings import TextPair
from glossary.matching import Match
from glossary.titles import quoted_titles


@dataclass(frozen=True, slots=True)
class SeenPair:
    """A pair, its place among the pairs, and the matches that count on either side."""

    pair: TextPair
    position: int
    source: tuple[Match, ...]
    target: tuple[Match, ...]

    def of(self, concept: str, side: str) -> list[Match]:
        """The matches of a concept on the "source" or "target" side."""
        matches = self.source if side == "source" else self.target
        return [match for match in matches if match.concept.id == concept]


def counting(matches: Iterable[Match], text: str) -> tuple[Match, ...]:
    """The matches that count: none inside a longer one or a quoted title."""
    titles = quoted_titles(text)
    return tuple(
        match
        for match in matches
        if not match.covered
        and not any(a <= match.start and match.end <= b and b - a > match.end - match.start
                    for a, b in titles)
    )  # fmt: skip


def by_concept(matches: Sequence[Match]) -> Iterator[tuple[Concept, list[Match]]]:
    """The matches of each concept, the concepts in the order of their first ones."""
    grouped: dict[str, list[Match]] = {}
    for match in matches:
        grouped.setdefault(match.concept.id, []).append(match)
    for group in grouped.values():
        yield group[0].concept, group


def same_place(one: Match, other: Match) -> bool:
    """Whether two matches share a character."""
    return one.start < other.end and other.start < one.end


def given_beside(seen: Sequence[SeenPair], position: int, concept: str) -> bool:
    """Whether a neighbouring pair has more renderings than it has occurrences."""
    beside = [*seen[max(0, position - 1) : position], *seen[position + 1 : position + 2]]
    return any(len(each.of(concept, "target")) > len(each.of(concept, "source")) for each in beside)


def rendering(match: Match) -> str:
    """What a match counts as: abbreviations as their full form, variants as the concept's name."""
    form = match.concept.full_form(match.term)
    if form:
        return form.text
    if match.term.kind in (Kind.VARIANT, Kind.ABBREVIATION):
        best = match.concept.preferred(match.term.language)
        return best.text if best else match.term.text
    return match.term.text


def usual_rendering(counts: Counter[str], concept: Concept, language: str) -> str:
    """The rendering used most; of equals the preferred one."""
    best = concept.preferred(language)
    return max(counts, key=lambda name: (counts[name], best is not None and name == best.text))
