"""Code points to UTF-16 code units: the one place where offsets change their measure."""

from __future__ import annotations

LAST_BMP = "\uffff"


def utf16_offsets(text: str, positions: list[int]) -> list[int]:
    """The same places in `text`, counted as JavaScript counts: characters beyond U+FFFF are two."""
    if not positions or text.isascii() or max(text) <= LAST_BMP:
        return positions
    wide = [place for place, character in enumerate(text) if character > LAST_BMP]
    return [position + sum(place < position for place in wide) for position in positions]
