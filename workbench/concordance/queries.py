"""What is sought, made ready for one language: strings that an index can look up, and a pattern.

The strings only narrow the search; the pattern, run over the folded text, decides and says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from workbench.concordance.folding import fold, fold_signs
from workbench.concordance.forms import forms_of
from workbench.errors import InputError

LONGEST = 500
PATTERN_SECONDS = 0.1
"""How long a person's own pattern may take over one text before it is refused."""

_WORD = re.compile(r"\w+")
_BETWEEN = r"[^\w]{1,5}"  # words in a row: a blank, a hyphen, the bracket of ВКП(б)
# Of a person's pattern: what its letters mean must not change when they are folded.
_ESCAPE = re.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?(?:P?<\w+>|P[=>]\w+|[a-zA-Z-]+)", re.DOTALL)
_CLASS = re.compile(r"\\[wWsSdDbB]")
_COUNT = re.compile(r"\{[^}]*\}")
_LITERAL = re.compile(r"(?P<run>\w+)(?P<loose>[?*{])?")
_NO_LITERAL = re.compile(r"[|(\[\\]")
FEWEST = 3
"""Letters that a string needs so that an index of three letters can look it up."""


class Mode(StrEnum):
    """How a query is meant: as letters, as words in any form, or as a regular expression."""

    SUBSTRING = "substring"
    WORDS = "words"
    REGEX = "regex"


class _Pattern(Protocol):
    def finditer(self, string: str, /) -> Iterator[Any]:
        """All places, as matches."""


@dataclass(frozen=True, slots=True)
class Query:
    """Of every group of `needles` one string stands in each folded text that the pattern finds."""

    needles: tuple[tuple[str, ...], ...]
    pattern: _Pattern

    def spans(self, folded: str) -> list[tuple[int, int]]:
        """Where it stands in a folded text, half-open, none of them empty.

        Raises `InputError` "slow-pattern" for a pattern that does not come to an end.
        """
        try:
            return [found.span() for found in self.pattern.finditer(folded) if found.group()]
        except TimeoutError as error:
            raise InputError(
                "the regular expression takes too long on one of the texts; "
                "avoid a repetition inside a repetition, such as (a+)+",
                "slow-pattern",
            ) from error


def compile_query(text: str, mode: Mode, language: str) -> Query:
    """The query that a person typed, for texts of one language.

    Raises `InputError`: "empty-query" when nothing is left to look for, "bad-pattern" for a regular
    expression that cannot be read, with its place.
    """
    if len(text) > LONGEST:
        raise InputError(f"the query has {len(text)} characters; {LONGEST} at most", "long-query")
    makers = {Mode.SUBSTRING: _substring, Mode.WORDS: _words, Mode.REGEX: _regex}
    return makers[mode](text.strip(), language)


def _substring(text: str, _language: str) -> Query:
    needle = _filled(fold(text))
    pattern = re.escape(needle)
    if fold_signs(text) != needle and fold_signs(text).endswith("ъ"):
        # объ begins объявление; домъ is the word дом.
        pattern += r"(?:ъ|(?!\w))"
    return Query(((needle,),), re.compile(pattern))


def _words(text: str, language: str) -> Query:
    words = _WORD.findall(fold(text))
    _filled("".join(words))
    groups = [forms_of(word, language) for word in words]
    # The longest first: an alternative that is the beginning of another must not hide it.
    either = ["|".join(map(re.escape, sorted(g, key=len, reverse=True))) for g in groups]
    pattern = _BETWEEN.join(rf"(?<!\w)(?:{forms})(?!\w)" for forms in either)
    return Query(tuple(_shortest(group) for group in groups), re.compile(pattern))


def _shortest(strings: Iterable[str]) -> tuple[str, ...]:
    """Those that contain no other of them: wherever one of all stands, one of these does."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda one: (len(one), one)):
        if not any(short in string for short in kept):
            kept.append(string)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Bounded:
    """A person's pattern that gives up after a while."""

    pattern: Any  # regex has no types

    def finditer(self, string: str, /) -> Iterator[Any]:
        """All places; raises TimeoutError."""
        found: Iterator[Any] = self.pattern.finditer(string, timeout=PATTERN_SECONDS)
        return found


def _regex(text: str, _language: str) -> Query:
    import regex

    folded = _fold_pattern(_filled(text))
    try:
        pattern = regex.compile(folded, regex.VERSION0)
    except regex.error as error:
        raise InputError(
            f"the regular expression cannot be read: {error.msg} at character {error.pos + 1}",
            "bad-pattern",
        ) from error
    return Query(_literals(folded), _Bounded(pattern))


def _fold_pattern(text: str) -> str:
    parts: list[str] = []
    end = 0
    for escape in _ESCAPE.finditer(text):
        parts += (_fold_letters(text[end : escape.start()]), escape.group())
        end = escape.end()
    return "".join((*parts, _fold_letters(text[end:])))


def _fold_letters(text: str) -> str:
    # One by one: no sign of a pattern may be left out, and [Ѣ-ё] must keep its ends.
    return "".join(fold_signs(character) or character for character in text)


def _literals(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Letters that every text it finds must have, where the pattern is plain enough to tell."""
    plain = _COUNT.sub("{", _CLASS.sub("\0", pattern))
    if _NO_LITERAL.search(plain):
        return ()
    found = _LITERAL.finditer(plain)
    runs = [one["run"][:-1] if one["loose"] else one["run"] for one in found]
    return tuple((run,) for run in runs if len(run) >= FEWEST)


def _filled(text: str) -> str:
    if not text.strip():
        raise InputError("write what is to be found: letters, digits or signs", "empty-query")
    return text
