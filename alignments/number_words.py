"""Numbers, months and weekdays that are spelled as words, English and Russian.

The words of the two languages do not overlap, so one table serves a text of either. "One" and
"first" are left out: they are articles, pronouns and adverbs more often than numbers. So are words
that mean something else as often: seconds, "семью" (family), "среда" (surroundings).
"""

from __future__ import annotations

import re
from functools import lru_cache

_CARDINALS = {
    2: "two second twice два две двух двум двумя двое двоих дважды",
    3: "three third thirds thrice три трех трем тремя трое троих трижды треть трети "
    "третий третьего третьему третьим третьем третья третьей третью третье третьи третьих",
    4: "four fourth четыре четырех четырем четырьмя четверо четверых",
    5: "five fifth fifths пять пяти пятью пятеро",
    6: "six sixth шесть шести шестью",
    7: "seven seventh семь семи семеро",
    8: "eight eighth восемь восьми восемью",
    9: "nine ninth девять девяти девятью",
    10: "ten tenth десять десяти десятью",
    11: "eleven eleventh",
    12: "twelve twelfth dozen дюжина дюжину дюжины",
    13: "thirteen thirteenth",
    14: "fourteen fourteenth",
    15: "fifteen fifteenth",
    16: "sixteen sixteenth",
    17: "seventeen seventeenth",
    18: "eighteen eighteenth",
    19: "nineteen nineteenth",
    20: "twenty twentieth",
    30: "thirty thirtieth",
    40: "forty fortieth сорок сорока",
    50: "fifty fiftieth пятьдесят пятидесяти",
    60: "sixty sixtieth шестьдесят шестидесяти",
    70: "seventy seventieth семьдесят семидесяти",
    80: "eighty eightieth восемьдесят восьмидесяти",
    90: "ninety ninetieth девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трехсот",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
# Numbers whose cardinal and ordinal share a stem: двадцать, двадцати, двадцатого.
_BOTH = {
    11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат",
    16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат",
    30: "тридцат",
}  # fmt: skip
_ORDINALS = {
    2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят",
    40: "сороков", 50: "пятидесят", 60: "шестидесят", 70: "семидесят", 80: "восьмидесят",
    90: "девяност", 100: "сот",
}  # fmt: skip
_CARDINAL_ENDINGS = ("ь", "и", "ью")
_ORDINAL_ENDINGS = ("ый", "ой", "ого", "ому", "ым", "ом", "ая", "ую", "ое", "ые", "ых", "ыми")

_SCALE = re.compile(
    r"(?:(?P<hundred>hundreds?)|(?P<thousand>thousands?|тыс|тысяч(?:а|и|у|е|ей|ам|ами|ах|ью)?)"
    r"|(?P<million>millions?|млн|миллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?)"
    r"|(?P<billion>billions?|млрд|миллиард(?:а|у|ом|е|ы|ов|ам|ами|ах)?)"
    r"|(?P<trillion>trillions?|трлн|триллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?))\Z"
)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
           "trillion": 10**12}  # fmt: skip

_MONTHS = (
    "january jan январ", "february feb феврал", "march март", "april apr апрел", "may ма(?=[йяюе])",
    "june июн", "july июл", "august aug август", "september sept sep сентябр",
    "october oct октябр", "november nov ноябр", "december dec декабр",
)  # fmt: skip
_WEEKDAYS = (
    "mondays? понедельник", "tuesdays? вторник", "wednesdays? среду", "thursdays? четверг",
    "fridays? пятниц", "saturdays? суббот", "sundays? воскресень",
)  # fmt: skip
_CALENDAR = re.compile(
    "|".join(
        f"(?P<{mark}{number}>{words.replace(' ', '|')})"
        for mark, names in (("month", _MONTHS), ("day", _WEEKDAYS))
        for number, words in enumerate(names, start=1)
    )
)
_CALENDAR_ENDING = re.compile(
    r"(?:|а|у|е|ы|и|й|ю|я|ь|ом|ем|ой|ей|ам|ям|ами|ями|ах|ях|(?:ь|й|ов)?ск(?:ий|ого|ому|им|ом|ая"
    r"|ой|ую|ое|ие|их|ими))\Z"
)
# English months that mean something else without a capital letter.
_CAPITALISED = frozenset({"march", "may", "august"})


def _number_table() -> dict[str, int]:
    table = {word: n for n, words in _CARDINALS.items() for word in words.split()}
    for n, stem in _BOTH.items():
        table |= {stem + ending: n for ending in _CARDINAL_ENDINGS}
    for n, stem in (_BOTH | _ORDINALS).items():
        table |= {stem + ending: n for ending in _ORDINAL_ENDINGS}
    return table


NUMBER_WORDS = _number_table()
"""Small numbers and hundreds by their words, small letters and е for ё; any case and gender."""


@lru_cache(maxsize=1 << 14)
def scale_of(word: str) -> int:
    """100 for "hundred", 1000 for "тыс" and so on; 0 for any other word (small letters)."""
    match = _SCALE.match(word)
    return _SCALES[str(match.lastgroup)] if match else 0


@lru_cache(maxsize=1 << 16)
def calendar_day(word: str) -> str:
    """ "month12" for December and декабре, "day1" for Monday; empty for any other word."""
    small = word.lower()
    match = _CALENDAR.match(small)
    if match is None or (small in _CAPITALISED and not word[0].isupper()):
        return ""
    rest = small[match.end() :]
    ends = not rest if small[0].isascii() else _CALENDAR_ENDING.match(rest)
    return str(match.lastgroup) if ends else ""
