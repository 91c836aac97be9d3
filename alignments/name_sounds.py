"""Whether two names, in Latin and Cyrillic letters, may be the same name by their sounds.

Names travel between the scripts by several roads: James is Джеймс, but Janssen Янсен; George is
Джордж, but Georg Георг. So a Latin name has more than one reading, voiced and voiceless consonants
count as alike, and one slip of the pen is forgiven.
"""

from __future__ import annotations

import re
from functools import lru_cache

from alignments.agreements import consonants

_ALTERNATIVES = (
    (re.compile("j"), "dzh"),
    (re.compile("g(?=[eiy])"), "dzh"),
    (re.compile("c(?=[eiyäöé])"), "s"),
    (re.compile("h"), "kh"),
    (re.compile("(?<=[aeiou])h(?![aeiou])|h\\Z|gh\\Z"), ""),
)
# b and p, d and t, g and k and h, z and s and ts, v and f, zh and ch and sh.
_ALIKE = str.maketrans("bdghz3v24", "ptkkssf55")
_CASE_ENDING = 2  # consonants that an inflected name has more: Лениным, Ивановых
_FORGIVING = 4  # consonants a name must have for a slip to be forgiven

SAME, NEARLY, DIFFERENT = 1.0, 0.8, 0.0


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[str, ...]:
    """The ways a word may sound, as its first letter and consonants, sorted; at least one."""
    small = word.lower()
    written = {small} | {sign.sub(sound, small) for sign, sound in _ALTERNATIVES}
    return tuple(sorted({_fold(consonants(each)) for each in written if each}))


def _fold(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds.translate(_ALIKE))


@lru_cache(maxsize=1 << 18)
def sound_alike(one: str, other: str) -> float:
    """SAME, NEARLY (an ending or one slip apart) or DIFFERENT."""
    pairs = [(a, b) for a in readings(one) for b in readings(other)]
    return max((_alike(a, b) for a, b in pairs), default=DIFFERENT)


def _alike(a: str, b: str) -> float:
    if a == b:
        return SAME if len(a) > 1 else DIFFERENT
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and long.startswith(short) and len(long) - len(short) <= _CASE_ENDING:
        return NEARLY if len(short) > 2 else DIFFERENT
    if len(short) >= _FORGIVING and len(long) - len(short) <= 1 and _one_slip(short, long):
        return NEARLY
    return DIFFERENT


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter was changed, left out or put in."""
    same = next((k for k in range(len(short)) if short[k] != long[k]), len(short))
    return long[same + 1 :] == short[same + (len(short) == len(long)) :]
