"""What stands after a possible end: the first thing behind blanks, dashes, quotes and brackets."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

OPENERS = "«“„‘\"'‹([{*_¿¡「『（《〈【［"
DASHES = "—–―‒"
_REACH = 16  # characters of blanks, quotes and dashes looked through
_WORD = re.compile(r"[^\W\d_][\w’'\u0300-\u036f]{0,30}")
_LIST_MARK = re.compile(r"(?:\d{1,3}|[^\W\d_])\)\s|\d{1,2}\.\s+[^\W\d_a-zа-яё]")
_BLANKS = re.compile(r"\s*")


# Plain words: members of an Enum are slow to reach in Python 3.11, and this is asked at every end.
Kind = Literal["end", "upper", "lower", "digit", "list mark", "symbol", "punctuation"]
"""What the first character behind the openers is."""


class Following(NamedTuple):
    """`start` is the first non-blank, `at` the first character behind openers and dashes."""

    kind: Kind
    start: int
    at: int
    word: str
    dotted: bool
    dash: bool
    opened: bool


def look_ahead(text: str, position: int) -> Following:
    """Describe what follows `position`; looks through blanks and at most 16 openers."""
    start = skip_blanks(text, position)
    at, dash = (start, False) if text[start : start + 1].isalpha() else _skip_openers(text, start)
    kind = _kind(text, at)
    found = _WORD.match(text, at) if kind in ("upper", "lower") else None
    word = found.group() if found else ""
    dotted = bool(found) and text.startswith(".", at + len(word))
    return Following(kind, start, at, word, dotted, dash, at > start and not dash)


def skip_blanks(text: str, position: int) -> int:
    """The first non-blank at or after `position`."""
    if not text[position : position + 1].isspace():
        return position
    found = _BLANKS.match(text, position)
    return found.end() if found else position


def _skip_openers(text: str, at: int) -> tuple[int, bool]:
    dash = False
    for _ in range(_REACH):
        character = text[at : at + 1]
        if not character:
            break
        if character in DASHES or (character == "-" and text[at + 1 : at + 2].isspace()):
            dash = True
            at = skip_blanks(text, at + 1)
        elif character in OPENERS or character == "…":
            at += 1
            if character == "(" and _LIST_MARK.match(text, at):
                return at, dash
        elif text.startswith("...", at):
            at += 3
        else:
            break
    return at, dash


def _kind(text: str, at: int) -> Kind:
    character = text[at : at + 1]
    if not character:
        return "end"
    if (character.isdigit() or text.startswith(")", at + 1)) and _LIST_MARK.match(text, at):
        return "list mark"
    if character.isalpha():
        return "lower" if character.islower() else "upper"
    if character.isdigit():
        return "digit"
    if text.startswith("<http", at):  # an address belongs to what names it
        return "lower"
    return "punctuation" if character in ".,;:!?)]}»”’、，；：" else "symbol"
