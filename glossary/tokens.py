"""The words of a text with their places.

A word is letters, digits and the signs that combine with them; apostrophes inside it belong to it
(where the language does not elide). In scripts that set no spaces every character is a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from glossary.folding import INVISIBLE


class Words(NamedTuple):
    """Words as printed and their places, in code points, as lists of one length.

    Lists side by side, since a tuple a word would take half of all the time.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]


# Han, kana, Thai, Lao, Tibetan, Burmese, Khmer.
_ALONE = (
    "\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


@lru_cache(maxsize=1)
def _marks() -> str:
    """The combining signs of the first plane, as the inside of a character class."""
    found = [c for c in range(0x300, 0x10000) if unicodedata.category(chr(c))[0] == "M"]
    runs: list[list[int]] = []
    for code in found:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\u{a:04x}-\\u{b:04x}" for a, b in runs)


@lru_cache(maxsize=2)
def word_pattern(elides: bool) -> re.Pattern[str]:
    """What a word is; with `elides` an apostrophe ends it."""
    inner = f"{INVISIBLE}{_marks()}"
    apostrophe = "" if elides else rf"|['’ʼ](?=[^\W_{_ALONE}])"
    closing = "" if elides else "(?:(?<=[sS])['’](?!\\w))?"
    return re.compile(
        rf"[{_ALONE}][{inner}]*|[^\W_{_ALONE}](?:[^\W_{_ALONE}]|[{inner}]{apostrophe})*{closing}"
    )


def words_of(text: str, elides: bool = False) -> Words:
    """All words of a text, in order."""
    words = Words([], [], [])
    add, begin, finish = words.texts.append, words.starts.append, words.ends.append
    for hit in word_pattern(elides).finditer(text):
        add(hit.group())
        start, end = hit.span()
        begin(start)
        finish(end)
    return words
