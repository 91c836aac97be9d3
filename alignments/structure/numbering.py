"""Printed numbering at the start of a heading or list item: `IV.`, `Глава III`, `§ 5`, `а)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["keyword", "section", "arabic", "roman", "letter", "bullet"]

_KEYWORDS = (
    "chapter|part|section|book|volume|letter|act|scene|appendix|article|thesis|"
    "глава|часть|раздел|отдел|книга|том|письмо|действие|явление|приложение|статья|тезис"
)
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "one first первая первый первое",
            "two second вторая второй второе",
            "three third третья третий третье",
            "four fourth четвертая четвёртая четвертый четвёртый четвертое",
            "five fifth пятая пятый пятое",
            "six sixth шестая шестой шестое",
            "seven seventh седьмая седьмой седьмое",
            "eight eighth восьмая восьмой восьмое",
            "nine ninth девятая девятый девятое",
            "ten tenth десятая десятый десятое",
        ),
        start=1,
    )
    for word in words.split()
}
# Cyrillic letters that stand in for the Latin ones of Roman numerals in Russian typescripts.
_LATIN_NUMERALS = str.maketrans("ІХСМ", "IXCM")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_RUSSIAN_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"  # ё, й, ъ, ы, ь do not number anything

_NUMBERING = re.compile(
    rf"""(?:
      (?P<keyword>(?i:{_KEYWORDS}))\s{{1,3}}(?:№\s?)?
          (?P<key_number>\d{{1,4}}|[IVXLCDMІХ]+|(?i:{"|".join(_WORDS)})|[A-ZА-Я])(?!\w)[.:)]?
    | §{{1,2}}\s?(?P<section>\d{{1,3}}[а-яa-z]?)[.)]?
    | \(?(?P<arabic>\d{{1,3}}(?:\.\d{{1,2}}){{0,4}})(?:[.)](?=\s|$)|(?<=\d\.\d)(?=\s))
    | (?P<roman>(?![CDLM][.)])[IVXLCDMІХ]{{1,9}})(?:[.)](?=\s|$)|$)
    | \((?P<roman_in>[IVXLCDMivx]{{1,9}})\)(?=\s|$)
    | \(?(?P<letter>[^\W\d_])\)(?=\s|$)
    | (?P<bullet>[-+*•·▪–])(?=\s)
    )\s*""",
    re.VERBOSE,
)
_BARE = re.compile(r"(?:§\s?)?(?:\d{1,3}|[IVXLCDMІХ]{1,9})[.)]?$")
_LOOK = 80


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number as printed, without dot or brackets; `end` is where the words after it begin."""

    style: Style
    number: str
    end: int


def read_numbering(text: str, start: int, end: int) -> Numbering | None:
    """The numbering that `text[start:end]` begins with, or None."""
    head = text[start : min(end, start + _LOOK)]
    match = _NUMBERING.match(head)
    if match is None:
        return None
    after = start + match.end()
    if match["keyword"]:
        return Numbering("keyword", match["key_number"], after)
    if match["bullet"]:
        return Numbering("bullet", "", after)
    roman = match["roman"] or match["roman_in"]
    if roman:
        return Numbering("roman", roman, after) if roman_value(roman) else None
    for style in ("section", "arabic", "letter"):
        if match[style]:
            return Numbering(style, match[style], after)
    return None


def is_bare_number(words: str) -> bool:
    """Whether a line holds a number and nothing else, as chapters and pages are numbered."""
    return _BARE.match(words) is not None


def roman_value(number: str) -> int:
    """The value of a Roman numeral, Cyrillic look-alikes allowed; 0 if it is none."""
    latin = number.translate(_LATIN_NUMERALS).upper()
    if not latin or not _ROMAN.fullmatch(latin):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in latin]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def ordinal(number: str, style: str = "") -> int:
    """A printed number as a count from 1, so that "IV", "4", "D" and "четвёртая" can be compared.

    `style` "letter" reads "I", "V", "C" ... as letters of the alphabet. 0 where nothing can be
    read. Of "2.3" the last part counts.
    """
    last = number.rsplit(".", 1)[-1].strip().lower()
    digits = re.match(r"\d{1,9}", last)
    if digits and last.isascii():
        return int(digits[0])
    if last in _WORDS:
        return _WORDS[last]
    if style != "letter" and (value := roman_value(number)):
        return value
    if len(last) != 1:
        return 0
    return _RUSSIAN_LETTERS.find(last) + 1 or ("abcdefghijklmnopqrstuvwxyz".find(last) + 1)
