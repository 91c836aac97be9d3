"""Folding a word: what is written differently and read alike becomes one string.

Case, ё and е, stress marks, decomposed letters, soft hyphens and invisible signs, kinds of
apostrophes, Latin letters that look Cyrillic inside a Cyrillic word, and the letters and final ъ
that Russian gave up in 1918.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Signs without width, as the inside of a character class."""

_DROPPED = re.compile(f"[{INVISIBLE}\u0300\u0301]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_PLAIN = re.compile("[А-ЯЁа-яё]+")
_LATIN = re.compile("[a-z]")
_LOOK_ALIKE = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_ONE_SIGN = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_BEFORE_1918 = str.maketrans({"ѣ": "е", "і": "и", "ѳ": "ф", "ѵ": "и"})
_OLD = re.compile("[ѣіѳѵ]|ъ$")


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A single word, folded; equal strings are the same word for every comparison here."""
    if word.isascii():
        return word.lower()
    if _PLAIN.fullmatch(word):
        return word.lower().replace("ё", "е")
    composed = unicodedata.normalize("NFC", word)
    # A stress mark composes with Latin vowels only (á), where it may tell two words apart.
    small = _DROPPED.sub("", composed).casefold().translate(_ONE_SIGN)
    if _CYRILLIC.search(small) and _LATIN.search(small):
        small = _of_one_script(small)
    return small


def fold_russian(folded: str) -> str:
    """A folded Russian word in the spelling of after 1918."""
    return _OLD.sub("", folded.translate(_BEFORE_1918)) if _OLD.search(folded) else folded


def _of_one_script(small: str) -> str:
    mended = small.translate(_LOOK_ALIKE)
    return small if _LATIN.search(mended) else mended
