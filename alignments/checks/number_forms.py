"""In which other ways a number may be said: decades, half days, scales, compound words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from decimal import Decimal

from alignments.checks.values import fold
from alignments.number_words import NUMBER_WORDS

# 2bn, 3 to 5 thousand: one scale may stand for several numbers.
_SCALE = re.compile(
    r"тыс|млн|млрд|трлн|миллион|миллиард|thousand|million|billion|trillion|\d(?:bn|mn?|k|tn)\b",
    re.IGNORECASE,
)
_HALVES = re.compile(r"\b(?:hal(?:f|ves)|quarters?|пол|полов|полтор|четверт)", re.IGNORECASE)
_DECADES = {
    "20": "twenties", "30": "thirties", "40": "forties", "50": "fifties", "60": "sixties",
    "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
_NOON = re.compile(
    r"\b(?:noon|midday|midnight|полдень|полдня|полночь|полуноч|сутки|суток|day and night)",
    re.IGNORECASE,
)
_CENTURIES = ("17", "18", "19", "20")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


def _word_table() -> dict[str, re.Pattern[str]]:
    forms: dict[int, list[str]] = defaultdict(list)
    for word, value in NUMBER_WORDS.items():
        if len(word) >= 4:
            forms[value].append(word)
    return {str(n): re.compile(rf"\b(?:{'|'.join(words)})") for n, words in forms.items()}


_WORDS_OF = _word_table()


def has_scale(text: str) -> bool:
    """Whether a text speaks of thousands, millions or more."""
    return _SCALE.search(text) is not None


def is_said(value: str, known: Set[str], text: str) -> bool:
    """Whether a number that is not among `known` is said in another way in `text`."""
    return _as_decade(value, known, text) or _as_part(value, known, text) or _as_word(value, text)


def _as_decade(value: str, known: Set[str], text: str) -> bool:
    """1920s for the twenties and 20-е годы; '28 for 1928; 1800s for the 19th century."""
    if value.endswith("00s"):
        return bool({value[:-1], str(int(value[:2]) + 1)} & known)
    if value.endswith("s"):
        return bool({value[:-1], value[2:4]} & known)
    if value.isdecimal() and f"{int(value) - 1}00s" in known:
        return True
    if f"{value}s" in known or (value in _DECADES and _DECADES[value] in text.lower()):
        return True
    if len(value) == 4 and value[:2] in _CENTURIES:
        return value[2:] in known
    return len(value) == 2 and any(
        len(one.rstrip("s")) == 4 and one[:2] in _CENTURIES and one[2:4] == value for one in known
    )


def _as_part(value: str, known: Set[str], text: str) -> bool:
    """Two and a half for 2.5; three o'clock for 15 часов; noon for 12."""
    if "." in value:
        return _HALVES.search(text) is not None
    if len(value) > 2 or not value.isdecimal():
        return False
    hour = int(value)
    by_half_days = str(hour - 12) in known or str(hour + 12) in known
    return by_half_days or (hour in (12, 24) and _NOON.search(text) is not None)


def is_scaled(value: str, bare: bool, known: Mapping[str, bool]) -> bool:
    """Whether one of the two numbers lacks a scale that stands elsewhere, or is written short.

    2bn for two billion; от 3 до 5 тысяч for 3,000 to 5,000. `bare`, and the values of `known`, say
    whether a number stands without a word of scale.
    """
    if not _PLAIN.fullmatch(value):
        return False
    mine = Decimal(value)
    others = {Decimal(one): alone for one, alone in known.items() if _PLAIN.fullmatch(one)}
    return any(
        (bare and mine * 10**n in others) or others.get(mine / 10**n, False) for n in (3, 6, 9, 12)
    )


def _as_word(value: str, text: str) -> bool:
    """восемнадцатилетняя for 18."""
    words = _WORDS_OF.get(value)
    return words is not None and words.search(fold(text)) is not None
