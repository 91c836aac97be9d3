"""Rare things that both texts name: numbers, and names or cognates spelled alike.

Text in, sparse pairs out. A word becomes a skeleton of consonants in Latin letters, so that
Раковский and Rakovsky, or Alpen and Alpes, meet; a number becomes its digits, Roman ones too.
Only keys that are rare on both sides say anything, and a key weighs the log of its rarity.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

RARE = 8
"""A key that stands in more units of a side than this is no anchor."""

WEIGHT_LIMIT = 5.0
"""One key's weight never exceeds this (natural log): names recur where nobody looks."""

# Thousands stand apart by a comma, a point or a space: 1,240 and 1.240 and 1 240 are one number.
THOUSANDS = r"(?<!\d)\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![.,]?\d)"
_WORD = re.compile(rf"[^\W\d_]+(?:['’][^\W\d_]+)*|{THOUSANDS}|\d+(?:[.,]\d+)*")
_GROUPED = re.compile(THOUSANDS)
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\Z")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufie", strict=True)),
        "ё": "e", "ж": "2", "х": "h", "ц": "3", "ч": "4", "ш": "5", "щ": "5", "ъ": "", "ь": "",
        "ю": "u", "я": "a", "і": "i", "ѣ": "e", "ї": "i", "є": "e", "ґ": "g", "ѳ": "f", "ѵ": "i",
    }
)  # fmt: skip
# Longer spellings first. Digits stand for the sounds zh, ts, ch, sh.
_SOUNDS = (
    ("shch", "5"), ("sch", "5"), ("tch", "4"), ("kh", "\0"), ("zh", "2"), ("ts", "3"), ("tz", "3"),
    ("ch", "4"), ("sh", "5"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("x", "ks"),
    ("h", "g"), ("\0", "h"), ("w", "v"), ("c", "k"), ("q", "k"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")
_SKELETON = 4


@dataclass(frozen=True, slots=True)
class Agreements:
    """What units of the two sides share, as sparse pairs sorted by source unit.

    `source[k]` and `target[k]` are unit positions that share a key of weight `weight[k]`.
    `source_total` and `target_total` hold per unit the weight of all keys that could have agreed.
    """

    source: Integers
    target: Integers
    weight: NDArray[np.float32]
    source_total: NDArray[np.float64]
    target_total: NDArray[np.float64]

    def sums(self, rows: slice, columns: slice, reach: int) -> NDArray[np.float64] | None:
        """Weights summed up to each node of a rectangle and of a margin `reach` before it.

        Node k stands behind unit k - 1. None when no pair lies there, which is the usual case.
        """
        first, last = np.searchsorted(self.source, (rows.start - reach, rows.stop - 1))
        target = self.target[first:last]
        inside = (target >= columns.start - reach) & (target < columns.stop - 1)
        if not inside.any():
            return None
        table = np.zeros((rows.stop - rows.start + reach, columns.stop - columns.start + reach))
        i = self.source[first:last][inside] + 1 - (rows.start - reach)
        j = target[inside] + 1 - (columns.start - reach)
        np.add.at(table, (i, j), self.weight[first:last][inside])
        summed: NDArray[np.float64] = table.cumsum(axis=0).cumsum(axis=1)
        return summed

    def cut(self, rows: slice, columns: slice) -> Agreements:
        """What lies within a stretch of units of each side, counted from the stretch's start."""
        inside = (
            (self.source >= rows.start)
            & (self.source < rows.stop)
            & (self.target >= columns.start)
            & (self.target < columns.stop)
        )
        return Agreements(
            self.source[inside] - rows.start,
            self.target[inside] - columns.start,
            self.weight[inside],
            self.source_total[rows],
            self.target_total[columns],
        )

    def pick(self, rows: Integers, columns: Integers) -> Agreements:
        """What the picked units of each side, given in order, share; counted among those picked."""
        places = []
        for picked, size in ((rows, len(self.source_total)), (columns, len(self.target_total))):
            place = np.full(size, -1, dtype=np.int64)
            place[picked] = np.arange(len(picked))
            places.append(place)
        source, target = places[0][self.source], places[1][self.target]
        inside = (source >= 0) & (target >= 0)
        return Agreements(
            source[inside],
            target[inside],
            self.weight[inside],
            self.source_total[rows],
            self.target_total[columns],
        )


def box_sums(
    summed: NDArray[np.float64] | None, n: int, m: int, reach: int
) -> NDArray[np.float64] | float:
    """Weights within the beads of n by m units that end at each node of `Agreements.sums`."""
    if summed is None:
        return 0.0
    low = slice(reach - n, summed.shape[0] - n)
    left = slice(reach - m, summed.shape[1] - m)
    rest, right = slice(reach, None), slice(reach, None)
    boxed: NDArray[np.float64] = (
        summed[rest, right] - summed[low, right] - summed[rest, left] + summed[low, left]
    )
    return boxed


class Keys(NamedTuple):
    """What a text names: its numbers as digits, skeletons of its capitalised and other words."""

    numbers: set[str]
    names: set[str]
    cognates: set[str]


def keys(text: str) -> Keys:
    """All keys of a text, in one reading of it."""
    found = Keys(set(), set(), set())
    for word in _WORD.findall(text):
        first = word[0]
        if first.isdigit():
            found.numbers.add(plain_number(word))
            continue
        if first in _ROMAN_VALUE and len(word) > 1 and (value := roman_number(word)):
            found.numbers.add(str(value))
        if key := skeleton(word):
            if first.isupper():
                found.names.add(key)
            elif first.islower():
                found.cognates.add(key)
    return found


def numbers(text: str) -> set[str]:
    """The numbers of a text as plain digits: "1,240" as "1240", "2,5" as "2.5", "XIV" as "14"."""
    return keys(text).numbers


def plain_number(written: str) -> str:
    """A number in digits without its thousands' signs: "1,240" as "1240", "2,5" as "2.5"."""
    if _GROUPED.fullmatch(written):
        written = re.sub(r"\D", "", written)
    return str(int(written)) if written.isdecimal() else written.replace(",", ".")


def roman_number(word: str) -> int:
    """The value of a Roman number from I to XXXIX in capitals; 0 for any other word."""
    if _ROMAN.match(word) is None:
        return 0
    values = [_ROMAN_VALUE[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def names(text: str) -> set[str]:
    """Skeletons of the words that begin with a capital letter."""
    return keys(text).names


def cognates(text: str) -> set[str]:
    """Skeletons of the words that do not begin with a capital letter."""
    return keys(text).cognates


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """A word's first letter and consonants by sound, at most four: "rkvs" for Раковского.

    Empty for a word with fewer than three of them, which would meet too many others.
    """
    key = consonants(word)[:_SKELETON]
    return key if len(key) >= 3 else ""


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """A word's first letter and all its consonants by sound: "rkvsk" for Rakovsky."""
    latin = unicodedata.normalize("NFKD", word.lower().translate(_LATIN))
    if latin.isascii() and not word.isascii() and word[0] > "\u0370":
        sounds = latin
    else:
        sounds = "".join(c for c in latin if c.isalpha())
        for spelling, sound in _SOUNDS:
            sounds = sounds.replace(spelling, sound)
    first, rest = sounds[:1], _VOWELS.sub("", sounds[1:])
    first = "a" if first in "aeiou" else first
    return _DOUBLED.sub(r"\1", first + rest)


def agree(source: Sequence[set[str]], target: Sequence[set[str]]) -> Agreements:
    """Pair the units of both sides that share a rare key; the sets hold each unit's keys."""
    places = _places(source), _places(target)
    pairs: list[tuple[int, int, float]] = []
    totals = np.zeros(len(source)), np.zeros(len(target))
    for key, left in places[0].items():
        right = places[1].get(key, [])
        if len(left) > RARE or len(right) > RARE:
            continue
        weight = _weight(len(left), len(right), len(source), len(target))
        totals[0][left] += weight
        totals[1][right] += weight
        pairs += [(i, j, weight) for i in left for j in right]
    for key, right in places[1].items():
        if key not in places[0] and len(right) <= RARE:
            totals[1][right] += _weight(0, len(right), len(source), len(target))
    pairs.sort()
    columns = np.array(pairs, dtype=np.float64).reshape(-1, 3)
    return Agreements(
        columns[:, 0].astype(np.int64),
        columns[:, 1].astype(np.int64),
        columns[:, 2].astype(np.float32),
        *totals,
    )


def _places(units: Sequence[set[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(units):
        for key in sorted(keys):
            places[key].append(number)
    return places


def _weight(left: int, right: int, source_size: int, target_size: int) -> float:
    """Log of how surprising the key is, less where the two sides use it unequally often."""
    rarity = math.log((source_size + target_size) / max(left + right, 1))
    balance = (min(left, right) + 1) / (max(left, right) + 1)
    return min(rarity, WEIGHT_LIMIT) * balance
