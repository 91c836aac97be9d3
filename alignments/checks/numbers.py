"""Numbers, months and weekdays that one side states and the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alignments.bitext import SpanKind
from alignments.checks.texts import Half, Pair
from alignments.checks.values import Check, Finding, Place, Severity
from alignments.facts import read_numbers

CHECKS = (
    Check(
        "numbers-differ",
        Severity.ERROR,
        "each side has a number that the other lacks: 15 here, 16 there",
        "the same number in other dress: XV, 15th, fifteenth, 15-й; 1920-х and 1920s; 1,240 and "
        "1 240; 2,5 млн and 2.5 million; 15 часов and three o'clock",
    ),
    Check(
        "number-missing",
        Severity.WARNING,
        "a number in figures that stands in the original only",
        "numbers in words, which may become a pronoun; 0, 1 and 2; what an editor put in brackets",
    ),
    Check(
        "number-extra",
        Severity.WARNING,
        "a number in figures that stands in the translation only",
        "as above; an editor's insertion `[in 1925]`",
    ),
    Check(
        "dates-differ",
        Severity.ERROR,
        "each side has a month or weekday that the other lacks",
        "3 марта and March 3; 17.12.1925 and 17 December 1925; adjectives such as октябрьский",
    ),
    Check(
        "date-missing",
        Severity.WARNING,
        "a month that stands in the original only",
        "months in an editor's brackets",
    ),
    Check(
        "date-extra",
        Severity.WARNING,
        "a month that stands in the translation only",
        "months in an editor's brackets",
    ),
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EDITORS = (SpanKind.INSERTION, SpanKind.GLOSS)
_SHORT_RANGE = re.compile(r"(?<!\d)(\d{2,4})[-–—/](\d{1,3})(?!\d)")
_SMALL = frozenset({"0", "1", "2"})
_HALVES = re.compile(r"\b(?:hal(?:f|ves)|quarters?|пол|полов|полтор|четверт)", re.IGNORECASE)
# Months that are names as well count only where a date stands: "in May", "May 3".
_NAMES = frozenset({"april", "may", "june", "august"})
_DATED = re.compile(
    r"(?:\b(?:in|of|on|since|from|to|until|till|by|before|after|during|for|and|or|early|late|mid"
    r"|last|next|this|every|each|through|between)|\d(?:st|nd|rd|th)?|[(-])\W?\Z",
    re.IGNORECASE,
)
_THEN_DATED = re.compile(r"\W{0,2}\d")
_DECADES = {
    "20": "twenties", "30": "thirties", "40": "forties", "50": "fifties", "60": "sixties",
    "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
_NOON = re.compile(r"\b(?:noon|midday|midnight|полдень|полдня|полночь|полуноч)", re.IGNORECASE)


class _Stated(NamedTuple):
    """A number or day as one side states it; `firm` where the other side must have it."""

    value: str
    place: Place
    firm: bool
    figure: bool


def check_pair(pair: Pair) -> Iterator[Finding]:
    """Findings of one pair."""
    if not pair.is_whole:
        return
    sides = [_stated(half) for half in pair.halves]
    if any(numbers or days for numbers, days in sides):
        yield from _numbers(pair, sides[0][0], sides[1][0])
        yield from _days(sides[0][1], sides[1][1])


def _stated(half: Half) -> tuple[list[_Stated], list[_Stated]]:
    """The numbers and the days of one side, in order."""
    numbers: list[_Stated] = []
    days: list[_Stated] = []
    for segment in half.segments:
        text = segment.reading.text
        facts = read_numbers(text)
        if not facts.places:
            continue
        ends = {hit.start(2): _last_of_range(*hit.groups()) for hit in _SHORT_RANGE.finditer(text)}
        optional = [(span.start, span.end) for span in segment.spans_of(*_EDITORS)]
        for value, place in facts.places.items():
            lit = segment.lit(*place)
            firm = not any(start <= lit.start and lit.end <= end for start, end in optional)
            if value in facts.calendar:
                days.append(_Stated(value, lit, firm and _is_dated(text, *place), False))
            else:
                shown = ends.get(place[0], value)
                numbers.append(_Stated(shown, lit, firm, value in facts.figures))
    return numbers, days


def _last_of_range(first: str, last: str) -> str:
    """The end of a range written short: 78 after 177 is 178."""
    full = first[: max(len(first) - len(last), 0)] + last
    return full if int(full) > int(first) else str(int(last))


def _is_dated(text: str, start: int, end: int) -> bool:
    if text[start:end].lower() not in _NAMES:
        return True
    return bool(_DATED.search(text[:start]) or _THEN_DATED.match(text, end))


def _numbers(pair: Pair, source: list[_Stated], target: list[_Stated]) -> Iterator[Finding]:
    left = _lacking(source, target, pair.target.text)
    right = _lacking(target, source, pair.source.text)
    if left and right and any(one.figure for one in (*left, *right)):
        yield _differ("numbers-differ", left, right)
        return
    for code, lacking, sides in (
        ("number-missing", left, ("original", "translation")),
        ("number-extra", right, ("translation", "original")),
    ):
        for one in lacking:
            if one.figure:
                yield Finding(
                    code, f"{_shown(one)} of the {sides[0]} is not in the {sides[1]}", (one.place,)
                )


def _differ(code: str, left: list[_Stated], right: list[_Stated]) -> Finding:
    both = (*left, *right)
    message = f"the original has {_list(left)}, the translation {_list(right)}"
    return Finding(code, message, tuple(dict.fromkeys(one.place for one in both)))


def _lacking(mine: list[_Stated], others: list[_Stated], text: str) -> list[_Stated]:
    """What one side must find on the other and does not."""
    known = {other.value for other in others}
    return [
        one
        for one in mine
        if one.firm and one.value not in _SMALL and not _is_among(one.value, known, text)
    ]


def _is_among(value: str, known: set[str], text: str) -> bool:
    """Whether a number stands among others, perhaps said in another way."""
    if value in known:
        return True
    if value.endswith("s"):  # 1920s: "the twenties", 20-е
        return bool({value[:-1], value[2:4]} & known)
    if value in _DECADES and _DECADES[value] in text.lower():
        return True
    if f"{value}s" in known or any(k.endswith("s") and k[2:4] == value for k in known):
        return True
    whole, point, _ = value.partition(".")
    if point:
        return _HALVES.search(text) is not None or whole + point[1:] in known
    if len(value) <= 2 and value.isdecimal():
        hour = int(value)
        if str(hour - 12) in known or str(hour + 12) in known:
            return True
        return hour in (12, 24) and _NOON.search(text) is not None
    # '28 for 1928, and the other way round
    return len(value) == 4 and value[:2] in ("17", "18", "19", "20") and value[2:] in known


def _days(source: list[_Stated], target: list[_Stated]) -> Iterator[Finding]:
    known = [{one.value for one in side} for side in (source, target)]
    left = [one for one in source if one.firm and one.value not in known[1]]
    right = [one for one in target if one.firm and one.value not in known[0]]
    for kind in ("month", "day"):
        mine, theirs = _of_kind(left, kind), _of_kind(right, kind)
        if mine and theirs:
            yield _differ("dates-differ", mine, theirs)
        elif kind == "month":
            for one in mine:
                yield Finding(
                    "date-missing",
                    f"{_shown(one)} of the original is not in the translation",
                    (one.place,),
                )
            for one in theirs:
                yield Finding(
                    "date-extra",
                    f"{_shown(one)} of the translation is not in the original",
                    (one.place,),
                )


def _of_kind(stated: list[_Stated], kind: str) -> list[_Stated]:
    return [one for one in stated if one.value.startswith(kind)]


def _shown(one: _Stated) -> str:
    for kind, names in (("month", _MONTHS), ("day", _DAYS)):
        if one.value.startswith(kind):
            return names[int(one.value.removeprefix(kind)) - 1]
    return one.value


def _list(stated: Iterable[_Stated]) -> str:
    return ", ".join(_shown(one) for one in stated)
