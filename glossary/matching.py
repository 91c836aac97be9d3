"""Finding the terms of a base in a text: inflected, abbreviated, hyphenated, with exact places.

A matcher is compiled once for a base and a language. The words of all terms become numbers; terms
become a trie over these numbers. A word of a text is looked up once, however often it stands there,
and gives the numbers of all term words that it may be a form of; from each place where a term may
begin the trie is walked along the roads of the text's reading.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.concepts import Concept, Status, Term, TermBase, speaks
from glossary.gaps import Gap, gap_fits
from glossary.patterns import Pattern, patterns_of
from glossary.readings import Reading, read
from glossary.vocabulary import Vocabulary

_RANK = {Status.PREFERRED: 0, Status.ADMITTED: 1, Status.PROPOSED: 2, Status.DEPRECATED: 3}
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")
_SLASH = {")": "/"}  # typewriters had no parentheses: ВКП/б/
_MOST_PLACES = 150  # that the roads from one word may reach; a longest term has some 60 words


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` (code points) is a form of `term`, a name of `concept`.

    `covered` says that it lies inside a longer match: "opposition" in "Left Opposition".
    """

    start: int
    end: int
    concept: Concept
    term: Term
    covered: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: Concept
    term: Term
    pattern: Pattern
    priority: int


class _Node:
    """A place in the trie: where each term word leads, and the terms that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.ends: list[_Entry] = []


# Not printed letter by letter; status; priority, higher first; other first letters.
_Rank = tuple[bool, int, int, bool]

# Words walked so far: (position, gap before it, position behind it).
_Step = tuple[int, Gap, int]


class Matcher:
    """The compiled terms of one language of one or more bases; of equals the higher base is first.

    Raises nothing; a base without terms in the language finds nothing.
    """

    def __init__(self, bases: TermBase | Iterable[TermBase], language: str) -> None:
        self.language = language
        self._vocabulary = Vocabulary(language)
        self._elides = self._vocabulary.rules.elides
        self._root = _Node()
        for base in (bases,) if isinstance(bases, TermBase) else bases:
            for concept in base.concepts:
                for term in concept.terms:
                    if speaks(term.language, language):
                        self._add(concept, term, base.priority)

    def _add(self, concept: Concept, term: Term, priority: int) -> None:
        for pattern in patterns_of(term, self._elides):
            node = self._root
            for word in pattern.words:
                node = node.next.setdefault(self._vocabulary.add(word), _Node())
            node.ends.append(_Entry(concept, term, pattern, priority))

    def find(self, text: str) -> list[Match]:
        """The matches, by place, the longer ones first; linear in the text.

        One place has one match a concept: the term that is printed there letter by letter, else
        the best in status. Matches that cross are all given, inner ones are `covered`.
        """
        if not self._root.next:
            return []
        reading = read(text, self._elides)
        found: dict[tuple[int, int, str], tuple[Match, _Rank]] = {}
        for match, entry in self._matches(reading):
            place = (match.start, match.end, match.concept.id)
            printed = text[match.start : match.end]
            rank = _rank(printed, match.term, entry.priority)
            if place not in found or rank < found[place][1]:
                found[place] = (match, rank)
        addresses = _addresses(text)
        kept = [match for match, _ in found.values() if not _lies_in(match, addresses)]
        return _in_order(kept, found)

    def _matches(self, reading: Reading) -> Iterator[tuple[Match, _Entry]]:
        known, root = self._vocabulary.known, self._root.next
        for position, word in enumerate(reading.words):
            numbers = known.get(word)
            if numbers is None:
                numbers = self._vocabulary.look_up(word)
            if not numbers and position not in reading.side_roads:
                continue
            for node, after in self._steps(reading, position, root):
                steps = [(position, reading.gaps[position], after)]
                for entry in node.ends:
                    yield self._match(reading, entry, steps), entry
                if node.next and self._goes_on(reading, after, node.next):
                    yield from self._walk(reading, node, steps)

    def _steps(
        self, reading: Reading, position: int, branches: dict[int, _Node]
    ) -> Iterator[tuple[_Node, int]]:
        """Where the word, or a side road, at a position leads: node and next position."""
        for number in self._vocabulary.look_up(reading.words[position]):
            if number in branches:
                yield branches[number], position + 1
        if position not in reading.side_roads:
            return
        for road in reading.side_roads[position]:
            for number in self._vocabulary.look_up(road.word) if road.word else ():
                if number in branches:
                    yield branches[number], road.to

    def _goes_on(self, reading: Reading, position: int, branches: dict[int, _Node]) -> bool:
        """Whether a walk is worth while: most end at the second word."""
        if position in reading.side_roads or position >= len(reading.words):
            return position < len(reading.words)
        if reading.gaps[position] is Gap.BREAK:
            return False
        return any(
            number in branches for number in self._vocabulary.look_up(reading.words[position])
        )

    def _walk(
        self, reading: Reading, first: _Node, steps: list[_Step]
    ) -> Iterator[tuple[Match, _Entry]]:
        """The terms that go on behind the steps; no place is reached twice, or roads multiply."""
        waiting = [(first, steps)]
        reached: set[tuple[int, int]] = set()
        while waiting and len(reached) < _MOST_PLACES:
            node, steps = waiting.pop()
            for entry in node.ends if len(steps) > 1 else ():
                if _gaps_fit(entry.pattern, steps):
                    yield self._match(reading, entry, steps), entry
            if not node.next or steps[-1][2] >= len(reading.words):
                continue
            for at, gap in _places(reading, steps[-1][2]):
                for following, after in self._steps(reading, at, node.next):
                    if gap is not Gap.BREAK and (id(following), after) not in reached:
                        reached.add((id(following), after))
                        waiting.append((following, [*steps, (at, gap, after)]))

    @staticmethod
    def _match(reading: Reading, entry: _Entry, steps: list[_Step]) -> Match:
        start, end = reading.span(steps[0][0], steps[-1][2] - 1)
        tail = entry.pattern.tail
        if tail and reading.text.startswith((tail, _SLASH.get(tail, tail)), end):
            end += len(tail)
        elif _ends_dotted(reading, start, end, steps[-1][2] - 1):
            end += 1
        return Match(start, end, entry.concept, entry.term)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses of the net stand: their words are nobody's terms."""
    if "://" not in text and "www." not in text:
        return []
    return [hit.span() for hit in _ADDRESS.finditer(text)]


def _lies_in(match: Match, stretches: list[tuple[int, int]]) -> bool:
    near = bisect_right(stretches, (match.start, sys.maxsize)) - 1
    return near >= 0 and match.start < stretches[near][1]


def _places(reading: Reading, position: int) -> Iterator[tuple[int, Gap]]:
    """Where the next word may stand: here, or behind what an editor inserted here."""
    yield position, reading.gaps[position]
    for road in reading.side_roads.get(position, ()):
        if not road.word and road.to < len(reading.words):
            yield road.to, road.gap


def _ends_dotted(reading: Reading, start: int, end: int, last: int) -> bool:
    """Whether a full stop behind belongs to an abbreviation of dotted letters: `C.I.`"""
    text = reading.text
    return len(reading.words[last]) == 1 and text[end : end + 1] == "." in text[start:end]


def _rank(printed: str, term: Term, priority: int) -> _Rank:
    return printed != term.text, _RANK[term.status], -priority, printed[:2] != term.text[:2]


def _gaps_fit(pattern: Pattern, steps: Sequence[_Step]) -> bool:
    return all(
        gap_fits(wanted, steps[number + 1][1], pattern.shortened[number], pattern.letters[number])
        for number, wanted in enumerate(pattern.gaps)
    )


def _in_order(
    matches: list[Match], ranks: dict[tuple[int, int, str], tuple[Match, _Rank]]
) -> list[Match]:
    """By place, longer first, then by rank; inner ones marked."""
    matches.sort(
        key=lambda m: (m.start, -m.end, ranks[m.start, m.end, m.concept.id][1], m.concept.id)
    )
    ordered: list[Match] = []
    widest_start = widest_end = -1
    for match in matches:
        inner = match.end <= widest_end and (match.start, match.end) != (widest_start, widest_end)
        ordered.append(replace(match, covered=True) if inner else match)
        if match.end > widest_end:
            widest_start, widest_end = match.start, match.end
    return ordered
