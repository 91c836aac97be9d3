"""Titles in quotation marks: they have translations of their own, made by others."""

from __future__ import annotations

import re

LONGEST = 120
"""More between two marks (code points) is somebody's speech."""

_QUOTED = re.compile(
    rf"«([^«»\n]{{3,{LONGEST}}})»|“([^“”\n]{{3,{LONGEST}}})”|„([^„“\n]{{3,{LONGEST}}})“"
)
_STRAIGHT = re.compile(rf'(?<![\w"])"([^"\n]{{3,{LONGEST}}})"(?!\w)')
_ITALIC = re.compile(rf"(?<![\w*])\*([^*\n]{{3,{LONGEST}}})\*(?![\w*])")


def quoted_titles(text: str) -> list[tuple[int, int]]:
    """The insides of quotation marks and emphasis that look like a title, as places.

    A title begins with a capital or a figure and has no end of a sentence in it.
    """
    places = [
        (hit.start(hit.lastindex or 0), hit.end(hit.lastindex or 0))
        for pattern in (_QUOTED, _STRAIGHT, _ITALIC)
        for hit in pattern.finditer(text)
    ]
    return [(start, end) for start, end in places if _is_title(text[start:end])]


def _is_title(inside: str) -> bool:
    first = inside[0]
    return (first.isupper() or first.isdigit()) and not re.search(r"[.!?…]\s|[.,]$", inside)
