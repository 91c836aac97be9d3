"""Phrases of a text that may be terms: by parts of speech in Russian, by little words elsewhere.

A phrase has a key, the same for all its inflected forms, and is given as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.folding import fold
from glossary.gaps import Gap
from glossary.languages import language_rules
from glossary.languages.russian import tags
from glossary.mining.little_words import NO_ENDINGS, little_words
from glossary.readings import Reading, read


class Phrase(NamedTuple):
    """A phrase as printed, the key that all its forms share, and whether it looks like a name."""

    key: tuple[str, ...]
    printed: str
    name: bool


LONGEST = 3
"""Words of a phrase, little ones not counted."""


def phrases_of(text: str, language: str) -> list[Phrase]:
    """All candidates of a text, nested ones included, in order."""
    reading = read(text, language_rules(language).elides)
    if language.partition("-")[0] == "ru":
        return list(_russian(reading))
    return list(_by_little_words(reading, language))


def _phrase(reading: Reading, first: int, last: int, key: Sequence[str]) -> Phrase:
    start, end = reading.span(first, last)
    words = reading.words[first : last + 1]
    begins = first == 0 or reading.gaps[first] is not Gap.SPACE
    name = all(word[0].isupper() for word in words) and not (begins and first == last)
    return Phrase(tuple(key), " ".join(reading.text[start:end].split()), name)


def _russian(reading: Reading) -> Iterator[Phrase]:
    """Nouns, attributes with a noun, a noun with a genitive."""
    known = [_analysed(fold(word)) for word in reading.words]
    for position, word in enumerate(known):
        if word.noun:
            yield _phrase(reading, position, position, (word.noun,))
        if position + 1 == len(known) or reading.gaps[position + 1] not in (Gap.SPACE, Gap.HYPHEN):
            continue
        following = known[position + 1]
        if word.attribute and following.noun and word.cases & following.cases:
            yield _phrase(reading, position, position + 1, (word.attribute, following.noun))
        elif word.noun and following.noun and "gent" in following.cases:
            yield _phrase(reading, position, position + 1, (word.noun, following.noun))


class _Analysis(NamedTuple):
    noun: str
    attribute: str
    cases: frozenset[str]


_FUNCTION = frozenset(("PREP", "CONJ", "PRCL", "NPRO", "INTJ", "PRED"))
_SHORTEST = 3


@lru_cache(maxsize=1 << 16)
def _analysed(folded: str) -> _Analysis:
    found = tags(folded)
    nouns = [lemma for lemma, part, _ in found if part == "NOUN"]
    attributes = [lemma for lemma, part, _ in found if part in ("ADJF", "PRTF")]
    if any(part in _FUNCTION for _, part, _ in found) or len(folded) < _SHORTEST:
        return _Analysis("", "", frozenset())
    if folded in little_words("ru") or set(nouns + attributes) & little_words("ru"):
        return _Analysis("", "", frozenset())
    # An adjective that may also be a noun (рабочий) is an attribute before a noun, else a noun.
    cases = frozenset(case for _, part, case in found if part in ("NOUN", "ADJF", "PRTF"))
    return _Analysis(next(iter(nouns), ""), next(iter(attributes), ""), cases)


def _by_little_words(reading: Reading, language: str) -> Iterator[Phrase]:
    """Runs of up to three words between little words, and two of them joined by "of"."""
    words = [fold(word) for word in reading.words]
    keys = [_key(word, language) for word in words]
    good = [_is_content(word, language) for word in words]
    for first in range(len(words)):
        if not good[first]:
            continue
        for last in range(first, min(first + LONGEST, len(words))):
            if last > first and reading.gaps[last] not in (Gap.SPACE, Gap.HYPHEN):
                break
            if not good[last]:
                break
            if not words[last].endswith(NO_ENDINGS):
                yield _phrase(reading, first, last, keys[first : last + 1])
        last = _behind_of(reading, words, first)
        if last and good[last]:
            yield _phrase(reading, first, last, (keys[first], "of", keys[last]))


def _behind_of(reading: Reading, words: Sequence[str], first: int) -> int:
    """The word behind "of" or "of the" that follows; 0 if none does."""
    last = first + 1
    while last < len(words) and last < first + 3 and reading.gaps[last] is Gap.SPACE:
        if words[last] not in ("of", "the"):
            return last if words[first + 1] == "of" and last > first + 1 else 0
        last += 1
    space = last < len(words) and reading.gaps[last] is Gap.SPACE
    return last if space and words[first + 1] == "of" else 0


def _is_content(word: str, language: str) -> bool:
    return len(word) >= _SHORTEST and word[0].isalpha() and word not in little_words(language)


@lru_cache(maxsize=1 << 16)
def _key(word: str, language: str) -> str:
    """One of the word's keys, the same for its forms as far as the rules know them."""
    keys = [key.lstrip("\1") for key in language_rules(language).keys(word) if key[0] != "\0"]
    return min(keys, key=lambda key: (len(key), key))
