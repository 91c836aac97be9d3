"""The facts that a text states and a translation must keep: numbers, dates, names, negation.

Text in, `Facts` out, English and Russian by the same rules: the words of the two do not overlap.
Numbers are read whatever their dress: 1,240 and 1 240, XV and XVth, fifteenth and пятнадцатого,
2.5 million and 2,5 млн, 1920s and 1920-х годов, 1923-26, 17.12.1925, 3 p.m.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from alignments.agreements import THOUSANDS, plain_number, roman_number
from alignments.number_words import NUMBER_WORDS, calendar_day, scale_of

_TOKEN = re.compile(
    r"(?P<date>(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?!\d))"
    r"|(?P<decade>(?<!\d)\d{3}0(?:['’]?s\b|-?(?:х|е|ые|ых|ми|ым|ыми)\b))"
    r"|(?P<range>(?<!\d)(?P<century>\d\d)(?P<first>\d\d)[-–—/](?P<last>\d\d)(?!\d))"
    r"|(?P<clock>(?<!\d)(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?[ \u00a0]?(?P<half>[ap])\.?m\b)"
    rf"|(?P<number>{THOUSANDS}|\d+(?:[.,]\d+)*)"
    r"|\b(?P<roman>[IVXХІ]+)(?:st|nd|rd|th)?\b"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
)
_FIGURE = re.compile(r"\d|\b[IVXХІ]+(?:st|nd|rd|th)?\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN_LETTERS = str.maketrans("ХІ", "XI")  # Cyrillic letters that look like the Roman signs
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# A capital letter after these begins a sentence, a quotation or a line, and says nothing.
_BEGINS = re.compile(r"(?:^|[.!?…:;«»„“”\"(\[—–]|(?:^|\s)[-'‘’])\s*\Z")
_NEGATION = re.compile(
    r"(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|unable|\w+n['’]t"
    r"|не|нет|без|нельзя|невозможно|не(?:кого|кому|чего|чему|где|куда|когда))\Z"
)
# Russian words that deny only beside "не": they count where it stands nowhere.
_DOUBLE_NEGATION = re.compile(
    r"(?:ни|никогда|никто|никого|никому|никем|ничто|ничего|ничему|ничем|нигде|никуда|никак"
    r"|никак(?:ой|ая|ое|ие|ого|их|ую|им|ому|ими)|ниоткуда|ничуть)\Z"
)
_ONE = frozenset({"a", "one", "один", "одна", "одну", "одного"})
_ONE_AFTER_TENS = _ONE - {"a"} | {
    "first", "первый", "первая", "первое", "первого", "первой", "первом", "первую", "первые",
    "первых"
}  # fmt: skip
_DASHES = ("-", "‑", "–", "—")
_JOINING = " \u00a0\u202f" + "".join(_DASHES)
_SHORTEST = 3

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one text states.

    `figures` are numbers in digits or Roman signs, with multiplied thousands and decades ("1920s");
    `spelled` are small numbers in words; `calendar` months and weekdays ("month12", "day1").
    `words` are all words of three letters or more, once each, in small letters with е for ё;
    `capitals` those of them that stand with a capital, and `names` those that do so inside a
    sentence. `denials` counts what denies: "not", "without", "нет"; никто не counts once. `places`
    says where each number, month and weekday stands first: start and end in code points.
    """

    figures: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    denials: int = 0
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def numbers(self) -> frozenset[str]:
        """All numbers, however written."""
        return self.figures | self.spelled


def read_facts(text: str) -> Facts:
    """The facts of a text; linear in its length."""
    reader = _Reader(text)
    end = 0
    for match in _TOKEN.finditer(text):
        if text[end : match.start()].strip(_JOINING):
            reader.close_number()  # "in 1924, five men" are two numbers
        end = match.end()
        getattr(reader, f"read_{match.lastgroup}")(match)
    return reader.facts()


def read_numbers(text: str) -> Facts:
    """The facts of a text without its words, names and denials; several times faster."""
    if not (_FIGURE.search(text) or any(map(_states, _LETTERS.findall(text)))):
        return Facts()
    reader = _Reader(text)
    end = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "word" and _is_plain(match["word"]):
            continue
        if text[end : match.start()].strip(_JOINING):
            reader.close_number()
            reader.before = ""
        end = match.end()
        getattr(reader, f"read_{match.lastgroup}")(match)
    return replace(reader.facts(), words=(), capitals=(), names=(), denials=0)


@lru_cache(maxsize=1 << 16)
def _states(word: str) -> bool:
    """Whether a word alone is a number or a day."""
    small = word.lower().replace("ё", "е")
    return bool(small in NUMBER_WORDS or scale_of(small) or calendar_day(word))


@lru_cache(maxsize=1 << 16)
def _is_plain(word: str) -> bool:
    """Whether a word is no part of a number and no day."""
    small = word.lower().replace("ё", "е")
    return not (small in _ONE_AFTER_TENS or small in ("and", "a") or _states(word))


class _Number(NamedTuple):
    """A number that the words after it may still enlarge: twenty (five), 2.5 (million)."""

    group: float
    in_figures: bool
    place: Place
    total: float = 0.0

    @property
    def written(self) -> str:
        """In plain digits, with a point before fractions."""
        return f"{self.total + self.group:.6f}".rstrip("0").rstrip(".")

    def times(self, scale: int) -> _Number:
        """Two and hundred are two hundred; a thousand closes the group before it."""
        if scale == 100:
            return self._replace(group=self.group * 100)
        return self._replace(group=0.0, total=self.total + self.group * scale)

    def until(self, end: int) -> _Number:
        """The same number, written up to there."""
        return self._replace(place=(self.place[0], end))

    def takes(self, value: int) -> bool:
        """Whether a word of that value fills zeros: five after twenty, twenty after a hundred."""
        if self.in_figures:
            return False
        free = 10 if value < 10 and self.group % 100 >= 20 else 100 if value < 100 else 1000
        return self.group % free == 0


@dataclass(slots=True)
class _Reader:
    text: str
    figures: dict[str, Place] = field(default_factory=dict)
    spelled: dict[str, Place] = field(default_factory=dict)
    calendar: dict[str, Place] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    denials: int = 0
    doubled: bool = False
    number: _Number | None = None
    low: _Number | None = None
    before: str = ""

    def facts(self) -> Facts:
        """What was read."""
        self.close_number()
        return Facts(
            frozenset(self.figures),
            frozenset(self.spelled.keys() - self.figures.keys()),
            frozenset(self.calendar),
            tuple(dict.fromkeys(self.words)),
            tuple(dict.fromkeys(self.capitals)),
            tuple(dict.fromkeys(self.names)),
            self.denials or int(self.doubled),
            self.calendar | self.spelled | self.figures,
        )

    def close_number(self) -> None:
        """Keep the number that nothing enlarged any more."""
        if self.number is not None:
            kept = self.figures if self.number.in_figures else self.spelled
            kept.setdefault(self.number.written, self.number.place)
        self.number = None

    def keep(self, match: re.Match[str], *values: str) -> None:
        """Keep numbers in figures that one stretch of the text gives."""
        for value in values:
            self.figures.setdefault(value, match.span())

    def read_date(self, match: re.Match[str]) -> None:
        self.close_number()
        day, month = int(match["day"]), int(match["month"])
        self.keep(match, str(int(match["year"])))
        # 12/17/1925 is American; with both below 13 a slash may mean either order.
        if month > 12 >= day:
            day, month = month, day
        if month <= 12 and ("." in match["date"] or day > 12):
            self.keep(match, str(day))
            self.calendar.setdefault(f"month{month}", match.span())

    def read_decade(self, match: re.Match[str]) -> None:
        self.close_number()
        self.keep(match, match["decade"][:4] + "s")

    def read_range(self, match: re.Match[str]) -> None:
        self.close_number()
        century = match["century"]
        self.keep(match, century + match["first"], century + match["last"])

    def read_clock(self, match: re.Match[str]) -> None:
        self.close_number()
        hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
        self.keep(match, str(hour), *([str(int(match["minute"]))] if match["minute"] else ()))

    def read_number(self, match: re.Match[str]) -> None:
        low = self.number if self.text[: match.start()].rstrip()[-1:] in _DASHES else None
        self.close_number()
        self.low = low
        plain = plain_number(match["number"])
        if plain.count(".") > 1 or len(plain) > 15:
            self.keep(match, plain)
        else:
            self.number = _Number(float(plain), True, match.span())

    def read_roman(self, match: re.Match[str]) -> None:
        self.close_number()
        value = roman_number(match["roman"].translate(_ROMAN_LETTERS))
        if value and (len(match["roman"]) > 1 or self._is_lone_roman(match)):
            self.keep(match, str(value))

    def _is_lone_roman(self, match: re.Match[str]) -> bool:
        """I, V, X: in Russian always; in English after a name (Nicholas I) or before "th"."""
        if match["roman"] in "ХІ":
            return False
        if match.group() != match["roman"] or _CYRILLIC.search(self.text):
            return True
        before = self.text[: match.start()].split()[-1:]
        return bool(before) and before[0][:1].isupper() and before[0].isalpha()

    def read_word(self, match: re.Match[str]) -> None:
        word = match["word"]
        small = word.lower().replace("ё", "е")
        before, self.before = self.before, small
        if self._counted(small, before, match.span()):
            return
        if not (small == "and" and self.number is not None):
            self.close_number()
        self.denials += _NEGATION.match(small) is not None
        self.doubled = self.doubled or _DOUBLE_NEGATION.match(small) is not None
        if day := calendar_day(word):
            self.calendar.setdefault(day, match.span())
            return
        if len(word) < _SHORTEST:
            return
        self.words.append(small)
        if word[0].isupper():
            self.capitals.append(small)
            if not self._begins(match):
                self.names.append(small)

    def _begins(self, match: re.Match[str]) -> bool:
        return _BEGINS.search(self.text, max(match.start() - 8, 0), match.start()) is not None

    def _counted(self, small: str, before: str, place: Place) -> bool:
        """Take a word that is a number or enlarges the one before it."""
        number = self.number
        if scale := scale_of(small):
            if number is None and before not in _ONE:
                return False
            self.number = (number or _Number(1.0, False, place)).times(scale).until(place[1])
            if number is not None and number.in_figures and self.low is not None:
                self.figures.pop(self.low.written, None)  # 3-10 million are 3 and 10 million
                self.figures.setdefault(self.low.times(scale).written, self.low.place)
            return True
        value = 1 if small in _ONE_AFTER_TENS else NUMBER_WORDS.get(small, 0)
        if value and number is not None and number.takes(value):
            self.number = number._replace(group=number.group + value).until(place[1])
            return True
        if value < 2:
            return False
        self.close_number()
        self.number = _Number(float(value), False, place)
        return True
