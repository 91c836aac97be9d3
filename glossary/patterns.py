"""A term as a matcher needs it: its words, what each asks of a text's capitals, and its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from glossary.concepts import Case, Kind, PartOfSpeech, Term
from glossary.gaps import Gap
from glossary.readings import Reading, read

LONGEST_SHORTENED = 4
"""A word of an abbreviation up to this long (letters) may carry a full stop."""

_MOST_READINGS = 8


class Capitals(Enum):
    """What a word of a term asks of the capitals of a word in a text."""

    FREE = auto()
    ACRONYM = auto()  # the very same letters: ЦК, VKP, B of B-L
    CAPITAL = auto()
    SMALL = auto()


@dataclass(frozen=True, slots=True)
class PatternWord:
    """A word of a term as printed, its demand, whether it is a verb, and whether it is the last."""

    text: str
    capitals: Capitals
    verb: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One reading of a term: `gaps[i]` stands before word i + 1.

    `shortened[i]` says whether word i may take a full stop, `letters[i]` whether words i and i + 1
    are single letters. `tail` is what the term ends with behind its last word: the ")" of ВКП(б).
    """

    words: tuple[PatternWord, ...]
    gaps: tuple[Gap, ...]
    shortened: tuple[bool, ...]
    letters: tuple[bool, ...]
    tail: str


def patterns_of(term: Term, elides: bool) -> list[Pattern]:
    """The readings of a term, the one as written first; none where it has no word."""
    reading = read(term.text, elides)
    found: list[Pattern] = []
    for words, gaps in _roads(reading, 0, [], []):
        if len(found) == _MOST_READINGS:
            break
        found.append(_pattern(term, words, gaps, reading))
    return found


def _roads(
    reading: Reading, position: int, words: list[str], gaps: list[Gap]
) -> Iterator[tuple[list[str], list[Gap]]]:
    if position == len(reading.words):
        if words:
            yield words, gaps[1:]
        return
    gap = reading.gaps[position]
    yield from _roads(reading, position + 1, [*words, reading.words[position]], [*gaps, gap])
    for road in reading.side_roads.get(position, ()):
        if road.word and "[" not in reading.text:
            yield from _roads(reading, road.to, [*words, road.word], [*gaps, gap])


def _pattern(term: Term, words: list[str], gaps: list[Gap], reading: Reading) -> Pattern:
    verb = term.part_of_speech is PartOfSpeech.VERB
    single = len(words) == 1
    wanted = tuple(
        PatternWord(
            word, _demand(term, word, single), verb and not number, number == len(words) - 1
        )
        for number, word in enumerate(words)
    )
    shortened = tuple(
        len(word) == 1 or (term.kind is Kind.ABBREVIATION and _may_be_cut(word)) for word in words
    )
    letters = tuple(len(a) == len(b) == 1 for a, b in pairwise(words))
    tail = reading.text[reading.ends[-1] :].strip()
    return Pattern(wanted, tuple(gaps), shortened, letters, tail)


def _demand(term: Term, word: str, single: bool) -> Capitals:
    if term.case is Case.FREE:
        return Capitals.FREE
    capital = word[0].isupper()
    if is_acronym(word) or (not single and len(word) == 1 and capital):
        return Capitals.ACRONYM
    if term.case is Case.AS_WRITTEN:
        return Capitals.CAPITAL if capital else Capitals.SMALL
    named = single or term.part_of_speech is PartOfSpeech.PROPER_NOUN
    return Capitals.CAPITAL if capital and named else Capitals.FREE


def _may_be_cut(word: str) -> bool:
    return len(word) <= LONGEST_SHORTENED and not is_acronym(word)


def is_acronym(word: str) -> bool:
    """Whether a word is two or more letters, all capitals; digits may stand among them."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1
