"""Code points and UTF-16 code units: the one place where offsets change their measure."""

from __future__ import annotations

LAST_BMP = "\uffff"


def utf16_offsets(text: str, positions: list[int]) -> list[int]:
    """The same places in `text`, counted as JavaScript counts: characters beyond U+FFFF are two."""
    if not positions or text.isascii() or max(text) <= LAST_BMP:
        return positions
    wide = [place for place, character in enumerate(text) if character > LAST_BMP]
    return [position + sum(place < position for place in wide) for position in positions]


def code_point_offset(text: str, position: int) -> int:
    """The place in `text` that JavaScript counts as `position`; the end for what lies beyond it.

    A place inside a character beyond U+FFFF is taken for the one behind it.
    """
    if text.isascii() or max(text) <= LAST_BMP:
        return position
    units = 0
    for place, character in enumerate(text):
        if units >= position:
            return place
        units += 2 if character > LAST_BMP else 1
    return len(text)
