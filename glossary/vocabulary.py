"""The words of all terms as numbers, and which of them a word of a text may be a form of."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.folding import fold
from glossary.languages import language_rules
from glossary.patterns import Capitals, PatternWord

_KEPT_WORDS = 1 << 18


class Vocabulary:
    """The term words of one language; a word of a text is analysed once."""

    def __init__(self, language: str) -> None:
        self.rules = language_rules(language)
        self._numbers: dict[PatternWord, int] = {}
        self._by_key: dict[str, list[tuple[int, Capitals]]] = {}
        self._beginnings: set[str] = set()
        self.known: dict[str, tuple[int, ...]] = {}

    def add(self, word: PatternWord) -> int:
        """The number of a term word, a new one if it is new."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        number = self._numbers[word] = len(self._numbers)
        if word.capitals is Capitals.ACRONYM:
            keys: Iterable[str] = (f"={word.text}",)
        else:
            folded = fold(word.text)
            keys = self.rules.term_keys(folded, word.verb, word.last)
            self._beginnings |= self.rules.beginnings(folded)
        for key in keys:
            self._by_key.setdefault(key, []).append((number, word.capitals))
        return number

    def look_up(self, word: str) -> tuple[int, ...]:
        """The numbers of the term words that a word of a text may be a form of, sorted."""
        numbers = self.known.get(word)
        if numbers is None:
            if len(self.known) > _KEPT_WORDS:
                self.known.clear()
            numbers = self.known[word] = tuple(sorted(self._numbers_of(word)))
        return numbers

    def _numbers_of(self, word: str) -> set[int]:
        folded = fold(word)
        keys = {f"={word}"}
        # НЭПа, CCs, and the Ls of B-Ls.
        acronym = self.rules.acronym_stem(word) if word[0].isupper() else None
        if acronym:
            keys.add(f"={acronym}")
        if self.rules.beginning(folded) in self._beginnings:
            keys |= self.rules.keys(folded)
        return {
            number
            for key in keys
            for number, capitals in self._by_key.get(key, ())
            if _capitals_fit(word, capitals)
        }


def _capitals_fit(word: str, capitals: Capitals) -> bool:
    if capitals is Capitals.CAPITAL:
        return word[0].isupper()
    if capitals is Capitals.SMALL:
        return not word[0].isupper()
    return True
