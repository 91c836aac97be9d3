"""The values of the checks: Check, Place, Finding; and what a finding is about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from alignments.bitext import Side

_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")
_NEIGHBOURS = 3
_SHORT = 4
_AROUND = 20
_REACH = 120  # characters in which the neighbouring words are looked for


class Severity(StrEnum):
    """How sure and how grave: errors stop a delivery, warnings want a look, hints may be read."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable code, its severity, what it finds, and what it leaves alone."""

    code: str
    severity: Severity
    finds: str
    spares: str


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` of the segment at `position` on one side, in code points."""

    side: Side
    position: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say: its code, a sentence, and the places to light up, at least one.

    `about` names what it is about: the check, the lit words and their neighbours, folded. It stays
    the same while those words do, wherever they stand and however the pairs are cut.
    """

    code: str
    message: str
    places: tuple[Place, ...]
    about: str = ""


def about(code: str, lit: Iterable[tuple[str, Place]]) -> str:
    """The name of what a finding is about, 32 hexadecimal digits, from each place and its text."""
    parts = [code]
    for text, place in lit:
        before = _WORD.findall(text[max(place.start - _REACH, 0) : place.start])[-_NEIGHBOURS:]
        after = _WORD.findall(text[place.end : place.end + _REACH])[:_NEIGHBOURS]
        shown = _BLANKS.sub(" ", text[place.start : place.end])
        parts += [place.side, " ".join(before), shown, " ".join(after)]
    return hashlib.sha256(fold("\0".join(parts)).encode("utf-8", "replace")).hexdigest()[:32]


def shown(text: str, place: Place) -> str:
    """The lit words for a list; signs and blanks with the words around them."""
    lit = text[place.start : place.end]
    if len(lit) >= _SHORT or lit.isalnum():
        return quoted(lit)
    before = text[max(place.start - _AROUND, 0) : place.start]
    after = text[place.end : place.end + _AROUND]
    if place.start > _AROUND:
        before = "…" + before.partition(" ")[2]
    if place.end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return quoted(before + lit + after)


def fold(text: str) -> str:
    """Small letters, е for ё: what two spellings of the same words have in common."""
    return text.lower().replace("ё", "е")


def quoted(text: str, most: int = 60) -> str:
    """Words for a message: blanks made single, cut at `most` characters."""
    plain = _BLANKS.sub(" ", text).strip()
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
