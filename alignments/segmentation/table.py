"""What a language's rule table holds: words by behaviour, no code.

A table is data. Every field is described in docs/segmentation.md, with an example; a language is
added by writing one more module with one more `RuleTable` and naming it in `registry.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from alignments.errors import AlignmentsError


class TableError(AlignmentsError):
    """A rule table that contradicts itself."""


class Behaviour(StrEnum):
    """How the full stop after an abbreviation behaves."""

    NEVER = "never"
    """Never ends a segment: `т.е.`, `тов.`, `Mr.`"""
    STARTER = "starter"
    """Ends one only before a word that opens sentences: `им.`, `U.S.`; also every initial."""
    CAPITAL = "capital"
    """Ends one when a capital follows: `и т.д.`, `гг.`, `etc.`"""
    AFTER_NUMBER = "after_number"
    """As CAPITAL with a number before it (`1926 г.`), as STARTER without (`г. Москва`)."""
    BEFORE_NUMBER = "before_number"
    """Never before a number (`No. 4`, `pp. 215`), else an ordinary word (`No. The`)."""


def words(text: str) -> frozenset[str]:
    """The words of a list written with blanks between them."""
    return frozenset(text.split())


@dataclass(frozen=True, eq=False)
class RuleTable:
    """The words that decide where segments end in one language (or in a group of languages).

    Abbreviations are written without their last full stop, and without blanks inside: `т.е`,
    `a.m`; a hyphen after an inner stop is left out too (`с.-д.` is `с.д`). Raises `TableError`
    when an abbreviation stands in two classes.
    """

    languages: tuple[str, ...]
    """BCP 47 tags the table is for; a longer tag finds it by its beginning."""
    abbreviations: dict[Behaviour, str]
    """Abbreviations by behaviour, blanks between them."""
    starters: frozenset[str] = frozenset()
    """Capitalised words that open sentences and are hardly ever names."""
    phrase_openers: frozenset[str] = frozenset()
    """Lower-case words that begin an adverbial at the head of a clause: `В 1926 г. Сталин ...`."""
    conjunctions: frozenset[str] = frozenset()
    """Lower-case words that may stand before such an adverbial after a comma."""
    century_words: frozenset[str] = frozenset()
    """Words after a Roman number that make it a date: `20-х гг. XX в.`"""
    speech_verbs: frozenset[str] = frozenset()
    """Verbs of an attribution after a name: `“Who?” Sokolov asked.`"""
    citation_parts: frozenset[str] = frozenset()
    """Capitalised words that continue a reference before a number: `М., 1931. С. 45`."""
    citation_places: frozenset[str] = frozenset()
    """Abbreviated places of printing, which continue a reference: `Записки. М., 1931`."""
    labels: frozenset[str] = frozenset()
    """Lower-case words that number a piece of text together with the number: `глава 3.`"""
    extra_stops: str = ""
    """Characters that end a sentence in this language only (Greek `;`)."""
    latin_numerals: bool = False
    """Whether a single Latin `I`, `V`, `X` is a numeral, never an initial (Cyrillic texts)."""
    behaviours: dict[str, Behaviour] = field(init=False, repr=False)
    """The behaviour of each abbreviation."""

    def __post_init__(self) -> None:
        behaviours: dict[str, Behaviour] = {}
        for behaviour, listed in self.abbreviations.items():
            for word in listed.split():
                if behaviours.setdefault(word, behaviour) is not behaviour:
                    raise TableError(
                        f"rule table {self.languages[0]}: {word!r} stands in the classes "
                        f"{behaviours[word]!r} and {behaviour!r}; leave it in one of them"
                    )
        object.__setattr__(self, "behaviours", behaviours)

    @cached_property
    def longest(self) -> int:
        """Letters in the longest part of an abbreviation: how far back one has to look."""
        return max((len(p) for word in self.behaviours for p in word.split(".")), default=1)

    def behaviour(self, abbreviation: str) -> Behaviour | None:
        """The behaviour of an abbreviation as it stands in the text, None for other words.

        A capital at its beginning is the sentence's (`Т. е.`), unless the rest is capital too:
        then these are initials (`Т. Д. Лысенко`).
        """
        found = self.behaviours.get(abbreviation)
        if found is None and len(abbreviation) > 1 and not abbreviation[1:].isupper():
            found = self.behaviours.get(abbreviation[0].lower() + abbreviation[1:])
        return found
