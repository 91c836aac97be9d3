"""Editorial brackets and note marks of a text, as places; nothing is cut out of it.

A completion touches letters (`B[olshevik]`, `wor[king class]`, `[19]28`), a note mark holds only a
number, everything else is set apart: an insertion or a gloss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

LONGEST = 300
"""A pair of brackets farther apart (code points) is no editor's word but a paragraph."""

_MARK = re.compile(
    rf"<sup>[^<>]{{0,20}}</sup>|\[([^\[\]]{{1,{LONGEST}}})\]",
)
_NUMBER = re.compile(r"\\?\[?\d{1,3}\\?\]?$")


class BracketKind(Enum):
    """What a pair of brackets does to the words around it."""

    COMPLETION = auto()
    APART = auto()
    NOTE_MARK = auto()


@dataclass(frozen=True, slots=True)
class Bracket:
    """`text[start:end]`, brackets included."""

    kind: BracketKind
    start: int
    end: int


def find_brackets(text: str) -> list[Bracket]:
    """The square brackets and `<sup>` marks of a text, in order, without unpaired ones."""
    if "[" not in text and "<sup>" not in text:
        return []
    return [Bracket(_kind(text, hit), hit.start(), hit.end()) for hit in _MARK.finditer(text)]


def _kind(text: str, hit: re.Match[str]) -> BracketKind:
    inside = hit[1]
    if inside is None:
        return BracketKind.NOTE_MARK
    before = text[hit.start() - 1 : hit.start()]
    after = text[hit.end() : hit.end() + 1]
    if _NUMBER.match(inside) and not (after.isdecimal() or before.isdecimal()):
        return BracketKind.NOTE_MARK
    first, last = inside.lstrip("-’'")[:1], inside[-1:]
    if before.isalnum() and first.isalnum() and not (before.isdigit() and first.isalpha()):
        return BracketKind.COMPLETION if _continues(before, inside, text, hit.start()) else _APART
    if after.isalnum() and (last.isalnum() or last in "-’'"):
        return BracketKind.COMPLETION
    return _APART


_APART = BracketKind.APART


def _continues(before: str, inside: str, text: str, start: int) -> bool:
    """Whether the bracket goes on with the word, as in B[olshevik]; `VKP[All-Union …]` explains."""
    glossed = text[max(0, start - 2) : start]
    return not (
        len(glossed) == 2
        and glossed.isalpha()
        and glossed.isupper()
        and inside[0].isupper()
        and not inside.isupper()
        and before.isalpha()
    )
