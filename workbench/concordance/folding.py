"""Texts as a search sees them: without case, ё, stress marks, kinds of quotes, dashes and blanks.

Every character becomes one or none, so that what is found in the folded text can be shown in the
text itself. Letters of the orthography before 1918 become today's, and its ъ at the end of a word
is left out: `въ домѣ` is found by `в доме`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import compress

_QUOTES = dict.fromkeys("«»“”„‟″〝〞", '"') | dict.fromkeys("‘’‚‛′‹›ʼ`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
_OLD_LETTERS = {"ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и"}
_SAME = _QUOTES | _DASHES | _OLD_LETTERS
_STRESS = range(0x300, 0x370)
_SHORT_I = "\u0439"  # й is no и with a mark

# Blanks after a blank, and the ъ that ended words before 1918.
_LEFT_OUT = re.compile(r"(?<= ) +|(?<=\w)ъ+(?!\w)")


class _Table(dict[int, str | None]):
    """What becomes of a character by its code point; None: nothing."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str | None:
    if character.isspace():
        return " "
    if ord(character) in _STRESS or unicodedata.category(character) == "Cf":
        return None
    low = character.lower()
    if low == _SHORT_I:
        return low
    # A letter with marks is its first part: ё, é, ї. What falls apart otherwise stays as it is.
    parts = unicodedata.normalize("NFD", low)
    plain = all(ord(mark) in _STRESS for mark in parts[1:])
    one = parts[0] if plain else character
    return _SAME.get(one, one)


_TABLE = _Table()


def fold(text: str) -> str:
    """A text in NFC without what a search does not tell apart; shorter than the text, or as long.

    Folding what is folded changes nothing.
    """
    return _LEFT_OUT.sub("", text.translate(_TABLE))


def fold_signs(text: str) -> str:
    """The same with every ъ: for a piece of a text, whose end is no end of a word."""
    return re.sub(" +", " ", text.translate(_TABLE))


class Folded:
    """A folded text that knows where its characters stand in the text that was given."""

    def __init__(self, text: str) -> None:
        self._given = text
        self.text = fold(text)

    @cached_property
    def _places(self) -> list[int]:
        """Where each character of the folded text begins, and the end of the given one."""
        kept = [_TABLE[ord(character)] is not None for character in self._given]
        places = list(compress(range(len(self._given)), kept))
        for left_out in reversed(list(_LEFT_OUT.finditer(self._given.translate(_TABLE)))):
            del places[left_out.start() : left_out.end()]
        return [*places, len(self._given)]

    def given(self, start: int, end: int) -> tuple[int, int]:
        """The place in the given text (code points, half-open) of one in the folded text.

        A stress mark after the last letter, or an ъ that was left out, belongs to it.
        """
        return self._places[start], self._places[end]
