"""The words in a text whose initials make an acronym: CC is the Central Committee."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words that lend no letter.
_SMALL = frozenset(("of", "the", "and", "for", "in", "to", "a", "и", "в", "на", "по", "при", "для"))
_LONGEST = 14  # words, small ones included


def find_expansion(text: str, acronym: str) -> str:
    """The most frequent words with these initials, or "".

    They begin with a capital and stand on one line of words; small words between them lend no
    letter. A hyphenated word lends one letter or one for each part.
    """
    if len(acronym) < 2:
        return ""
    found: Counter[str] = Counter()
    begin = re.compile(rf"(?<!\w){re.escape(acronym[0])}[^\W\d_]")
    for hit in begin.finditer(text):
        words = _follow(text, hit.start(), acronym)
        if words:
            found[words] += 1
    return found.most_common(1)[0][0] if found else ""


def _follow(text: str, start: int, acronym: str) -> str:
    """The words from a place on whose initials are the acronym's, or ""."""
    letters, end, position = "", start, start
    for _ in range(_LONGEST):
        word = _WORD.match(text, position)
        if word is None:
            break
        if word[0] in _SMALL and letters:
            position = _next(text, word.end())
            continue
        letters += _initials(word[0], acronym[len(letters) :])
        if not acronym.startswith(letters):
            return ""
        end = word.end()
        if letters == acronym:
            return " ".join(text[start:end].split())
        position = _next(text, end)
    return ""


def _initials(word: str, wanted: str) -> str:
    parts = word.split("-")
    together = "".join(part[:1] for part in parts).upper()
    if len(parts) > 1 and wanted.startswith(together):
        return together
    return word[0] if word[0].isupper() and not word[1:].isupper() else "\0"


def _next(text: str, end: int) -> int:
    """Behind the blank after a word; a place where no word can stand if there is no single one."""
    blank = re.compile(r"[^\S\n]*\n?[^\S\n]*").match(text, end)
    return blank.end() if blank and blank.end() > end else len(text)
