"""Numbers, months and weekdays that one side states and the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alignments.agreements import roman_number
from alignments.bitext import SpanKind
from alignments.checks.number_forms import has_scale, is_said, is_scaled
from alignments.checks.texts import CheckedSegment, Half, Pair
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
_RANGE_BEGINS = re.compile(r"(?<!\d)(\d{2,4})[-–—/]\Z")
_CLOCK = re.compile(r"(?<![\d.,])(\d{1,2})[.:](\d\d)(?![\d.,]\d|\d)")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"\W*([IVX]+)[.)]?(?:\s|\Z)")
_IN_NAME = re.compile(r"[^\W\d_][-‑]?\Z")
_SMALL = frozenset({"0", "1", "2"})
# Months that are names as well count only where a date stands: "in May", "May 3".
_NAMES = frozenset({"april", "may", "june", "august"})
_DATED = re.compile(
    r"(?:\b(?:in|of|on|since|from|to|until|till|by|before|after|during|for|and|or|early|late|mid"
    r"|last|next|this|every|each|through|between)|\d(?:st|nd|rd|th)?|[(-])\W?\Z",
    re.IGNORECASE,
)
_THEN_DATED = re.compile(r"\W{0,2}\d")


class _Stated(NamedTuple):
    """A number or day as one side states it; `firm` where the other side must have it.

    A `figure` is written in figures, and is `bare` where no word of scale stands with it.
    """

    value: str
    place: Place
    firm: bool
    figure: bool
    bare: bool = True


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
        numbers += _read_otherwise(segment)
        facts = read_numbers(segment.reading.text)
        for value, place in facts.places.items():
            if value in facts.calendar:
                days.append(_day(segment, value, place))
            else:
                numbers.append(_number(segment, value, place, value in facts.figures))
    return numbers, days


def _day(segment: CheckedSegment, value: str, place: tuple[int, int]) -> _Stated:
    firm = _is_dated(segment.reading.text, *place)
    lit = segment.lit(*place)
    return _Stated(value, lit, firm and not _is_editors(segment, lit), False)


def _number(segment: CheckedSegment, value: str, place: tuple[int, int], figure: bool) -> _Stated:
    text, lit = segment.reading.text, segment.lit(*place)
    firm = _is_number(text, *place) and not _is_editors(segment, lit)
    words = text[slice(*place)]
    return _Stated(_full(text, value, place), lit, firm, figure, not any(map(str.isalpha, words)))


def _is_editors(segment: CheckedSegment, lit: Place) -> bool:
    """Whether it stands in an editor's bracket: the other side need not have it."""
    return any(s.start <= lit.start and lit.end <= s.end for s in segment.spans_of(*_EDITORS))


def _full(text: str, value: str, place: tuple[int, int]) -> str:
    """The number, or what it is short for as the end of a range: 178 for the 78 of 177-78."""
    before = _RANGE_BEGINS.search(text, max(place[0] - 6, 0), place[0])
    if before is None or not text[slice(*place)].isdecimal():
        return value
    full = before[1][: max(len(before[1]) - len(value), 0)] + value
    return full if int(full) > int(before[1]) else value


def _read_otherwise(segment: CheckedSegment) -> Iterator[_Stated]:
    """What 6.30 and 6:30, or a heading's V., may also be read as; nothing needs to match it."""
    text = segment.reading.text
    numbered = _NUMBERED.match(text) if text.lstrip()[:1] in ("I", "V", "X") else None
    if numbered and (value := roman_number(numbered[1])):
        yield _Stated(str(value), segment.lit(*numbered.span(1)), False, True)
    if _DIGIT.search(text) is None:
        return
    for hit in _CLOCK.finditer(text):
        hour, minute = int(hit[1]), int(hit[2])
        for said in (str(hour), str(minute), f"{hour}.{hit[2]}".rstrip("0").rstrip(".")):
            yield _Stated(said, segment.lit(*hit.span()), False, True)


def _is_number(text: str, start: int, end: int) -> bool:
    """Not part of a name (G7, МиГ-29), and no lone letter that only may be a Roman number."""
    if end - start == 1 and text[start].isalpha():
        return start == 0 and text.startswith(".", end)
    return _IN_NAME.search(text, max(start - 12, 0), start) is None


def _is_dated(text: str, start: int, end: int) -> bool:
    """Not a name: April and August in English, Август in Russian."""
    if text[start] >= "\u0400":
        return text[start].islower() or text[:start].strip('«“„"—–- ') == ""
    if text[start:end].lower() not in _NAMES:
        return True
    return bool(_DATED.search(text[:start]) or _THEN_DATED.match(text, end))


def _numbers(pair: Pair, source: list[_Stated], target: list[_Stated]) -> Iterator[Finding]:
    left, right = _lacking(source, target, pair), _lacking(target, source, pair)
    if left and right and any(one.figure for one in (*left, *right)):
        yield _differ("numbers-differ", left, right)
        return
    yield from _missing("number-missing", [one for one in left if one.figure])
    yield from _missing("number-extra", [one for one in right if one.figure])


def _missing(code: str, lacking: list[_Stated]) -> Iterator[Finding]:
    """One finding for each number or day that stands on one side only."""
    here, there = ("original", "translation") if code.endswith("missing") else (
        "translation", "original"
    )  # fmt: skip
    for one in lacking:
        yield Finding(code, f"{_shown(one)} of the {here} is not in the {there}", (one.place,))


def _differ(code: str, left: list[_Stated], right: list[_Stated]) -> Finding:
    both = (*left, *right)
    message = f"the original has {_list(left)}, the translation {_list(right)}"
    return Finding(code, message, tuple(dict.fromkeys(one.place for one in both)))


def _lacking(mine: list[_Stated], others: list[_Stated], pair: Pair) -> list[_Stated]:
    """What one side must find on the other and does not."""
    known = {other.value: other.bare for other in others}
    wanted = [
        one for one in mine if one.firm and one.value not in known and one.value not in _SMALL
    ]
    if not wanted:
        return []
    theirs = pair.target if wanted[0].place.side == "source" else pair.source
    scaled = any(has_scale(half.text) for half in pair.halves)
    return [
        one
        for one in wanted
        if not is_said(one.value, known.keys(), theirs.text)
        and not (scaled and is_scaled(one.value, one.bare, known))
    ]


def _days(source: list[_Stated], target: list[_Stated]) -> Iterator[Finding]:
    known = [{one.value for one in side} for side in (source, target)]
    left = [one for one in source if one.firm and one.value not in known[1]]
    right = [one for one in target if one.firm and one.value not in known[0]]
    for kind in ("month", "day"):
        mine, theirs = _of_kind(left, kind), _of_kind(right, kind)
        if mine and theirs:
            yield _differ("dates-differ", mine, theirs)
        elif kind == "month":
            yield from _missing("date-missing", mine)
            yield from _missing("date-extra", theirs)


def _of_kind(stated: list[_Stated], kind: str) -> list[_Stated]:
    return [one for one in stated if one.value.startswith(kind)]


def _shown(one: _Stated) -> str:
    for kind, names in (("month", _MONTHS), ("day", _DAYS)):
        if one.value.startswith(kind):
            return names[int(one.value.removeprefix(kind)) - 1]
    return one.value


def _list(stated: Iterable[_Stated]) -> str:
    return ", ".join(_shown(one) for one in stated)
