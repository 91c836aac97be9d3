"""Abbreviations and their full forms as an editor's brackets and the text itself give them.

A gloss explains what stands before it: `VKP [All-Union Communist Party]`. Completions that leave
initials give both lengths of a name: `B[olshevik]-L[eninists]` is B-L and Bolshevik-Leninists.
A bare acronym, `ECCI`, gets its full form where the text spells out words with these initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.brackets import Bracket, BracketKind, find_brackets
from glossary.mining.expansions import find_expansion

_SHOWN = 40


class Origin(StrEnum):
    """How a text gave a candidate."""

    GLOSS = "gloss"
    COMPLETION = "completion"  # initials remain: an abbreviation
    TRUNCATION = "truncation"  # a part of a word remains: hardly a term
    ACRONYM = "acronym"  # bare; `full` where the text spells it out


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a candidate stands (code points), and what is printed there."""

    start: int
    end: int
    printed: str


@dataclass(frozen=True, slots=True)
class BracketCandidate:
    """A short form, the full form (or ""), how they were found, and where."""

    short: str
    full: str
    origin: Origin
    places: tuple[Occurrence, ...]


_BEFORE_GLOSS = re.compile(
    r"(?:[A-ZА-ЯЁ]{2,}[a-zа-яё]?(?:\s?\([bбмm]\))?|[^\W\d_](?:\.?-[^\W\d_])+\.?|(?:[A-ZА-ЯЁ]\.\s?){2,})"
    r"[\"”»’']?\s?$"
)
_CHAIN = re.compile(r"[\s-]{0,2}")
_ACRONYM = re.compile(r"(?<![\w.\[/@-])[A-ZА-ЯЁ]{2,7}(?![\w\]/@])")
_ADDRESS = re.compile(r"<https?://[^<>\s]*>|https?://\S+|\bwww\.\S+")
_ROMAN = re.compile(r"[IVX]+$")


def mine_brackets(text: str) -> list[BracketCandidate]:
    """The candidates of a text by first place; the same forms found again are one candidate."""
    found: list[tuple[str, str, Origin, Occurrence]] = []
    brackets = find_brackets(text)
    found += _glosses(text, brackets)
    found += _completions(text, brackets)
    known = {short for short, *_ in found}
    found += _acronyms(text, known)
    grouped: dict[tuple[str, str, Origin], list[Occurrence]] = {}
    for short, full, origin, place in found:
        grouped.setdefault((short, full, origin), []).append(place)
    candidates = [BracketCandidate(*key, tuple(places)) for key, places in grouped.items()]
    return sorted(candidates, key=lambda each: each.places[0].start)


def _glosses(
    text: str, brackets: Sequence[Bracket]
) -> Iterator[tuple[str, str, Origin, Occurrence]]:
    for bracket in brackets:
        if bracket.kind is not BracketKind.APART:
            continue
        before = text[max(0, bracket.start - _SHOWN) : bracket.start]
        short = _BEFORE_GLOSS.search(before)
        inside = text[bracket.start + 1 : bracket.end - 1].strip()
        if short and _explains(inside, short[0]):
            start = bracket.start - len(short[0])
            place = Occurrence(start, bracket.end, text[start : bracket.end])
            yield short[0].strip(" \"”»’'"), inside, Origin.GLOSS, place


def _explains(inside: str, short: str) -> bool:
    """Whether the words may be the full form: as many words as a name has, the first of them big.

    `GPU [in Moscow]` and `VKP [1927]` explain nothing.
    """
    words = inside.split()
    return (
        1 <= len(words) <= 10
        and not any(map(str.isdecimal, inside))
        and (words[0][0].isupper() or short.strip()[0].islower())
    )


def _completions(
    text: str, brackets: Sequence[Bracket]
) -> Iterator[tuple[str, str, Origin, Occurrence]]:
    """Completed words, those that stand together as one name."""
    chain: list[tuple[int, int, str, str]] = []
    for bracket in brackets:
        if bracket.kind is not BracketKind.COMPLETION:
            continue
        word = _completed(text, bracket)
        if word is None:
            continue
        if chain and not _CHAIN.fullmatch(text[chain[-1][1] : word[0]]):
            yield _candidate(text, chain)
            chain = []
        chain.append(word)
    if chain:
        yield _candidate(text, chain)


def _completed(text: str, bracket: Bracket) -> tuple[int, int, str, str] | None:
    """The word a bracket completes: its place, what is printed of it, and the whole."""
    start, end = bracket.start, bracket.end
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    printed = text[start : bracket.start] + text[bracket.end : end]
    whole = text[start:end].replace("[", "").replace("]", "")
    # Digits make years whole, and a bracket before a word adds to it: neither is a name cut short.
    if not printed or start == bracket.start or any(map(str.isdigit, whole)):
        return None
    return start, end, printed, whole


def _candidate(
    text: str, chain: Sequence[tuple[int, int, str, str]]
) -> tuple[str, str, Origin, Occurrence]:
    first, last = chain[0][0], chain[-1][1]
    short, full, position = "", "", first
    for start, end, printed, whole in chain:
        between = text[position:start]
        short, full = short + between + printed, full + between + whole
        position = end
    initials = len(chain) > 1 and all(len(printed) == 1 for _, _, printed, _ in chain)
    origin = Origin.COMPLETION if initials else Origin.TRUNCATION
    place = Occurrence(first, last, text[first:last])
    return " ".join(short.split()), " ".join(full.split()), origin, place


def _acronyms(text: str, known: set[str]) -> Iterator[tuple[str, str, Origin, Occurrence]]:
    """Bare acronyms: neither numbers in Roman figures nor words of a line in capitals."""
    addresses = [hit.span() for hit in _ADDRESS.finditer(text)]
    full: dict[str, str] = {}
    for hit in _ACRONYM.finditer(text):
        short = hit[0]
        if short in known or _ROMAN.match(short) or _in_capitals(text, hit):
            continue
        if any(start <= hit.start() < end for start, end in addresses):
            continue
        if short not in full:
            full[short] = find_expansion(text, short)
        place = Occurrence(hit.start(), hit.end(), short)
        yield short, full[short], Origin.ACRONYM, place


def _in_capitals(text: str, hit: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, hit.start()) + 1
    end = text.find("\n", hit.end())
    line = text[start : end if end >= 0 else len(text)]
    return len(line) < 1000 and line.isupper() and len(line.split()) > 1
