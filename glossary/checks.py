"""What a translation does with the terms of its original: findings, each with its places.

Text and term base in, findings out; nothing is kept. What counts as right: any form of an allowed
rendering, its abbreviation, a term printed as in the original; what a neighbouring pair has too
much; anything within a quoted title, which has a translation of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from glossary.concepts import Concept, Kind, Status, Term, TermBase
from glossary.findings import CheckSettings, Code, Place, TermFinding, TextPair
from glossary.folding import fold
from glossary.matching import Match, Matcher
from glossary.seen import (
    SeenPair,
    by_concept,
    counting,
    given_beside,
    rendering,
    same_place,
    usual_rendering,
)


class TermChecker:
    """A base compiled for a pair of languages; checks as many documents as wanted."""

    def __init__(
        self,
        bases: TermBase | Sequence[TermBase],
        source_language: str,
        target_language: str,
        settings: CheckSettings | None = None,
    ) -> None:
        self._source = Matcher(bases, source_language)
        self._target = Matcher(bases, target_language)
        self._languages = source_language, target_language
        self._codes = (settings or CheckSettings()).codes

    def check(self, pairs: Iterable[TextPair]) -> list[TermFinding]:
        """The findings of one document, in the order of its pairs."""
        return self.judge(self.see(pairs))

    def see(self, pairs: Iterable[TextPair]) -> list[SeenPair]:
        """The pairs of one document with the matches that count on either side."""
        return [self._see(position, pair) for position, pair in enumerate(pairs)]

    def judge(self, seen: Sequence[SeenPair]) -> list[TermFinding]:
        """The findings of pairs that `see` gave, in their order."""
        found = [*self._forbidden(seen), *self._renderings(seen)]
        found += [*self._unexplained(seen), *self._inconsistent(seen)]
        wanted = [finding for finding in found if finding.code in self._codes]
        return sorted(
            wanted, key=lambda finding: (finding.position, list(Code).index(finding.code))
        )

    def _see(self, position: int, pair: TextPair) -> SeenPair:
        source = counting(self._source.find(pair.source), pair.source)
        return SeenPair(
            pair, position, source, counting(self._target.find(pair.target), pair.target)
        )

    def _allowed(self, concept: Concept) -> list[Term]:
        terms = [term for term in concept.in_language(self._languages[1]) if term.allowed]
        best = concept.preferred(self._languages[1])
        return sorted(terms, key=lambda term: term is not best)

    def _forbidden(self, seen: Sequence[SeenPair]) -> Iterator[TermFinding]:
        for each in seen:
            for match in each.target:
                if match.term.status is not Status.DEPRECATED:
                    continue
                others = [m for m in each.target if (m.start, m.end) == (match.start, match.end)]
                if any(other.term.allowed for other in others) or not self._is_meant(match, each):
                    continue
                yield self._finding(
                    Code.FORBIDDEN, each, match.concept, f'"{match.term.text}" is not to be used',
                    _places("target", [match]),
                )  # fmt: skip

    def _is_meant(self, match: Match, seen: SeenPair) -> bool:
        """Whether the concept stands in the original, or has no name there to be looked for."""
        named = match.concept.in_language(self._languages[0])
        return not named or not seen.pair.source or bool(seen.of(match.concept.id, "source"))

    def _renderings(self, seen: Sequence[SeenPair]) -> Iterator[TermFinding]:
        for each in seen:
            if not each.pair.target:
                continue
            for concept, matches in by_concept(each.source):
                kept = next((m.term for m in matches if m.term.do_not_translate), None)
                if kept:
                    yield from self._translated(each, concept, kept, matches)
                elif self._is_missing(seen, each, concept, matches):
                    named = each.pair.source[matches[0].start : matches[0].end]
                    yield self._finding(
                        Code.MISSING, each, concept, f'no rendering of "{named}" was found',
                        _places("source", matches),
                    )  # fmt: skip

    def _translated(
        self, seen: SeenPair, concept: Concept, term: Term, matches: Sequence[Match]
    ) -> Iterator[TermFinding]:
        if fold(term.text) in fold(seen.pair.target) or seen.of(concept.id, "target"):
            return
        message = f'"{term.text}" is to stay as it is'
        yield self._finding(
            Code.TRANSLATED, seen, concept, message, _places("source", matches), (term.text,)
        )

    def _is_missing(
        self, seen: Sequence[SeenPair], each: SeenPair, concept: Concept, matches: Sequence[Match]
    ) -> bool:
        if not self._allowed(concept) or each.of(concept.id, "target"):
            return False
        # The same words may name another concept, whose rendering is there.
        rivals = {m.concept.id for m in each.source for n in matches if same_place(m, n)}
        if any(each.of(rival, "target") for rival in rivals):
            return False
        if fold(each.pair.source[matches[0].start : matches[0].end]) in fold(each.pair.target):
            return False
        return not given_beside(seen, each.position, concept.id)

    def _unexplained(self, seen: Sequence[SeenPair]) -> Iterator[TermFinding]:
        """Abbreviations whose full form does not stand before or beside their first use."""
        explained: set[str] = set()
        for each in seen:
            full = {m.concept.id for m in each.target if m.term.kind is not Kind.ABBREVIATION}
            for match in each.target:
                concept = match.concept
                if match.term.kind is not Kind.ABBREVIATION or concept.id in explained | full:
                    continue
                explained.add(concept.id)
                form = concept.full_form(match.term)
                if form:
                    message = f'"{match.term.text}" is used before "{form.text}" explains it'
                    yield self._finding(
                        Code.UNEXPLAINED, each, concept, message, _places("target", [match]),
                        (form.text,),
                    )  # fmt: skip
            explained |= full

    def _inconsistent(self, seen: Sequence[SeenPair]) -> Iterator[TermFinding]:
        """Renderings of one term other than the one that the document uses most for it.

        Коминтерн and Коммунистический Интернационал are one concept; that each has a rendering of
        its own is no inconsistency.
        """
        uses: dict[tuple[str, str], Counter[str]] = {}
        for each in seen:
            for concept, matches in by_concept(each.target):
                counts = uses.setdefault((concept.id, _named_by(each, concept)), Counter())
                counts.update(rendering(match) for match in matches if match.term.allowed)
        for each in seen:
            for concept, matches in by_concept(each.target):
                named = _named_by(each, concept)
                counts = uses[concept.id, named]
                if not named or len(counts) < 2:
                    continue
                usual = usual_rendering(counts, concept, self._languages[1])
                other = [m for m in matches if m.term.allowed and rendering(m) != usual]
                if other:
                    message = f'"{rendering(other[0])}" here, "{usual}" {counts[usual]} times'
                    yield self._finding(
                        Code.INCONSISTENT, each, concept, message, _places("target", other),
                        (usual,),
                    )  # fmt: skip

    def _finding(
        self,
        code: Code,
        seen: SeenPair,
        concept: Concept,
        message: str,
        places: tuple[Place, ...],
        expected: tuple[str, ...] | None = None,
    ) -> TermFinding:
        if expected is None:
            expected = tuple(term.text for term in self._allowed(concept))
        return TermFinding(code, seen.pair.id, seen.position, concept.id, message, places, expected)


def check_pairs(
    pairs: Iterable[TextPair],
    bases: TermBase | Sequence[TermBase],
    source_language: str,
    target_language: str,
    settings: CheckSettings | None = None,
) -> list[TermFinding]:
    """The findings of one document's pairs, in their order; see the module's words."""
    return TermChecker(bases, source_language, target_language, settings).check(pairs)


def _named_by(seen: SeenPair, concept: Concept) -> str:
    """The one term by which the original names the concept; "" if it is none or several."""
    names = {match.term.text for match in seen.of(concept.id, "source")}
    return names.pop() if len(names) == 1 else ""


def _places(side: str, matches: Sequence[Match]) -> tuple[Place, ...]:
    return tuple(Place(side, match.start, match.end) for match in matches)
