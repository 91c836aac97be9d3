"""Raised figures: the marks of notes that somebody typed, and powers, which are none."""

from __future__ import annotations

import re

from alignments.structure.declared import Piece

_LABEL = re.compile(r"[\[(]?(\d{1,3}|\*{1,3}|†|‡)[\])]?$")
_MEASURED = re.compile(r"\d$|(?:^|[^\w])(?:[kcmdкмсд]?[mм]|ft|n|x|х)$")


def raised_mark(text: str, before: str) -> Piece | None:
    """The note mark that raised words are, or None for powers, ordinals and other words.

    `before` is the text that they stand behind.
    """
    match = _LABEL.match(text.strip())
    if match is None or (text[0] not in "[(" and _MEASURED.search(before[-4:])):
        return None
    return Piece(match[1], "mark")
