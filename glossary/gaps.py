"""What stands between two words, by classes, and which classes may stand for one another."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from glossary.folding import INVISIBLE


class Gap(IntEnum):
    """The class of what parts two words; BREAK ends every term."""

    JOINED = 0
    SPACE = 1
    HYPHEN = 2
    DOT = 3
    DOT_HYPHEN = 4
    OPENING = 5  # the parenthesis or slash of ВКП(б)
    CLOSING = 6
    COMMA = 7
    BREAK = 8


_SEEN_THROUGH = re.compile(f"[\"“”„«»‘’'‹›*_\\[\\]{INVISIBLE}]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|[\u2028\u2029\f]")
_BLANKS = re.compile(r"\s+")
_FORMS = (
    (re.compile(r"[-‐‑]|\u2013|[-‐‑] | [-‐‑] "), Gap.HYPHEN),
    (re.compile(r"\. ?"), Gap.DOT),
    (re.compile(r"\. ?[-‐‑] ?"), Gap.DOT_HYPHEN),
    (re.compile(r" ?[(/]"), Gap.OPENING),
    (re.compile(r"[)/] ?"), Gap.CLOSING),
    (re.compile(r", "), Gap.COMMA),
)


@lru_cache(maxsize=1 << 14)
def gap_class(between: str) -> Gap:
    """The class of the text between two words; quotes, emphasis and brackets are seen through."""
    if between == " ":
        return Gap.SPACE
    if _BLANK_LINE.search(between):
        return Gap.BREAK
    plain = _BLANKS.sub(" ", _SEEN_THROUGH.sub("", between))
    if plain in ("", " "):
        return Gap.SPACE if plain else Gap.JOINED
    return next((gap for form, gap in _FORMS if form.fullmatch(plain)), Gap.BREAK)


_ALLOWED = {
    Gap.JOINED: {Gap.JOINED},
    Gap.SPACE: {Gap.SPACE, Gap.HYPHEN},
    Gap.HYPHEN: {Gap.HYPHEN, Gap.SPACE},
    Gap.DOT: {Gap.DOT, Gap.SPACE, Gap.JOINED},
    Gap.DOT_HYPHEN: {Gap.DOT_HYPHEN, Gap.HYPHEN},
    Gap.OPENING: {Gap.OPENING},
    Gap.CLOSING: {Gap.CLOSING},
    Gap.COMMA: {Gap.COMMA},
    Gap.BREAK: set(),
}


def gap_fits(term: Gap, text: Gap, shortened: bool, letters: bool) -> bool:
    """Whether `text` may stand in a text where `term` stands in the term.

    `shortened`: the word before is a letter or an abbreviation, which may take a full stop.
    `letters`: both words are single letters; a hyphen between them must be there, since B. L.
    are somebody's initials.
    """
    if letters and term in (Gap.HYPHEN, Gap.DOT_HYPHEN):
        return text in (Gap.HYPHEN, Gap.DOT_HYPHEN)
    if shortened and text is Gap.DOT and term is Gap.SPACE:
        return True
    if shortened and text is Gap.DOT_HYPHEN and term is Gap.HYPHEN:
        return True
    return text in _ALLOWED[term]
