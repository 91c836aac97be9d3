"""Near-paraphrases of a Russian sentence that say something else: one fact is changed.

Each function takes a sentence and gives the changed one, or None where there is nothing of its kind
to change. The forms stay in their case and gender, so that nothing but the fact gives them away.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Distract = Callable[[str, random.Random, Sequence[str]], str | None]

_MONTHS = (
    "январь января январе", "февраль февраля феврале", "март марта марте", "апрель апреля апреле",
    "май мая мае", "июнь июня июне", "июль июля июле", "август августа августе",
    "сентябрь сентября сентябре", "октябрь октября октябре", "ноябрь ноября ноябре",
    "декабрь декабря декабре",
)  # fmt: skip
_CARDINALS = (
    "два двух двум двумя", "три трёх трём тремя", "четыре четырёх четырём четырьмя",
    "пять пяти пяти пятью", "шесть шести шести шестью", "семь семи семи семью",
    "восемь восьми восьми восемью", "девять девяти девяти девятью", "десять десяти десяти десятью",
)  # fmt: skip
_ORDINALS = ("втор", "четвёрт", "пят", "шест", "седьм", "восьм", "девят", "десят")
_ROMAN = ("II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
          "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")  # fmt: skip
_YEAR = re.compile(r"(?<![\d.,])(1\d|20)(\d\d)(?![\d%]|[.,]\d)")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?(?![\d]|[.,]\d)")
_ROMAN_WORD = re.compile(r"\b(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}I?)\b")
_FIGURE_ORDINAL = re.compile(r"(?<!\d)(\d{1,2})(?=-(?:й|го|м|му|я|ю|е|х)\b)")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[а-яё,] )[А-ЯЁ][а-яё]{3,}\b")
_NEGATED = re.compile(r"\bне ", re.IGNORECASE)
_DOUBLED = re.compile(r"\b(?:ни|никто|ничто|нико|ниче|никак|никуда|нигде)", re.IGNORECASE)
_VERB = re.compile(
    r"(?<= )[а-яё]{3,}(?:ает|яет|ует|ит|ют|ут|ат|ят|ал|ил|ел|ла|ли|ло|лся|лась|лись|ется|ются)\b"
)


def year(text: str, chance: random.Random, _names: Sequence[str] = ()) -> str | None:
    """Another year, at most twelve years off."""
    found = list(_YEAR.finditer(text))
    return _replace(text, found, chance, lambda hit: str(_other(int(hit.group()), 12, chance)))


def number(text: str, chance: random.Random, _names: Sequence[str] = ()) -> str | None:
    """Another number in figures, or another small one in words; years are left alone."""
    figures = [
        hit
        for hit in _NUMBER.finditer(text)
        if not _YEAR.fullmatch(hit.group()) and not re.match("[-–]", text[hit.end() :])
    ]
    if figures:
        return _replace(text, figures, chance, lambda hit: _other_digit(hit.group(), chance))
    return _swap_form(text, _CARDINALS, chance)


def ordinal(text: str, chance: random.Random, _names: Sequence[str] = ()) -> str | None:
    """Another congress, century, place: XIV, 14-й, четвёртый."""
    if found := list(_ROMAN_WORD.finditer(text)):

        def other(hit: re.Match[str]) -> str:
            return chance.choice([roman for roman in _ROMAN if roman != hit.group()])

        return _replace(text, found, chance, other)
    if found := list(_FIGURE_ORDINAL.finditer(text)):
        return _replace(text, found, chance, lambda hit: str(_other(int(hit.group()), 5, chance)))
    stems = "|".join(_ORDINALS)
    words = rf"\b({stems}|четверт)(?=(?:ый|ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)\b)"
    found = list(re.finditer(words, text))

    def other_stem(hit: re.Match[str]) -> str:
        choice = [stem for stem in _ORDINALS if stem != hit.group().replace("е", "ё", 1)]
        # втор- and шест- take -ой where the others take -ый; the difference gives nothing away.
        return chance.choice([stem for stem in choice if stem != hit.group()])

    return _replace(text, found, chance, other_stem)


def month(text: str, chance: random.Random, _names: Sequence[str] = ()) -> str | None:
    """Another month in the same case."""
    return _swap_form(text, _MONTHS, chance)


def name(text: str, chance: random.Random, names: Sequence[str] = ()) -> str | None:
    """Another name out of `names`, with the same last letter if there is one."""
    found = list(_NAME.finditer(text))

    def other(hit: re.Match[str]) -> str:
        others = [word for word in names if word[:4] != hit.group()[:4]]
        alike = [word for word in others if word[-1] == hit.group()[-1]]
        return chance.choice(alike or others)

    return _replace(text, found, chance, other) if names else None


def negation(text: str, chance: random.Random, _names: Sequence[str] = ()) -> str | None:
    """Denies what was said, or says what was denied."""
    if _DOUBLED.search(text):
        return None  # "никто не" without its "не" would be no Russian
    if denied := list(_NEGATED.finditer(text)):
        return _replace(text, denied, chance, lambda _: "")
    return _replace(text, list(_VERB.finditer(text)), chance, lambda hit: f"не {hit.group()}")


KINDS: dict[str, Distract] = {
    "year": year,
    "number": number,
    "ordinal": ordinal,
    "month": month,
    "name": name,
    "negation": negation,
}
"""Every kind of distractor by its name."""


def names_of(texts: Sequence[str]) -> list[str]:
    """The names that stand inside the texts, once each, in order."""
    return sorted({word for text in texts for word in _NAME.findall(text)})


def _replace(
    text: str,
    found: Sequence[re.Match[str]],
    chance: random.Random,
    other: Callable[[re.Match[str]], str],
) -> str | None:
    if not found:
        return None
    hit = chance.choice(found)
    return text[: hit.start()] + other(hit) + text[hit.end() :]


def _other(value: int, reach: int, chance: random.Random) -> int:
    return chance.choice(
        [n for n in range(value - reach, value + reach + 1) if n > 0 and n != value]
    )


def _other_digit(written: str, chance: random.Random) -> str:
    """The same number with its first digit changed, so that its length and dress stay."""
    return chance.choice([d for d in "123456789" if d != written[0]]) + written[1:]


def _swap_form(text: str, rows: Sequence[str], chance: random.Random) -> str | None:
    forms = {form: (r, c) for r, row in enumerate(rows) for c, form in enumerate(row.split())}
    found = [hit for hit in _WORD.finditer(text) if hit.group() in forms]

    def other(hit: re.Match[str]) -> str:
        row, column = forms[hit.group()]
        return chance.choice([r.split()[column] for n, r in enumerate(rows) if n != row])

    return _replace(text, found, chance, other)
