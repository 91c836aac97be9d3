"""Which characters XML 1.0 can carry, and what becomes of those it cannot.

No writer may drop a character silently: `clean_xml` gives the cleaned text and every place it
touched, so that a report can name them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# XML 1.0 (fifth edition), production 2 "Char": everything else cannot stand in a document, not
# even as a character reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Vertical tab, form feed and the four information separators part words, as spaces do.
_SEPARATORS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
_REPLACEMENT = "\ufffd"


class IllegalCharacter(NamedTuple):
    """A character XML cannot carry: where it stood (code points) and which it was."""

    position: int
    character: str

    @property
    def name(self) -> str:
        """The code point as people write it: "U+000B"."""
        return f"U+{ord(self.character):04X}"


def clean_xml(text: str) -> tuple[str, list[IllegalCharacter]]:
    """The text as XML can carry it, and each character that had to go.

    Separators become a space, other control characters vanish; a lone surrogate and U+FFFE/U+FFFF
    become U+FFFD, since each stood for a character that is already lost.
    """
    if _ILLEGAL.search(text) is None:
        return text, []
    found = [IllegalCharacter(hit.start(), hit.group()) for hit in _ILLEGAL.finditer(text)]
    return _ILLEGAL.sub(_substitute, text), found


def _substitute(hit: re.Match[str]) -> str:
    character = hit.group()
    if character in _SEPARATORS:
        return " "
    return "" if character < " " else _REPLACEMENT


def escape_text(text: str) -> str:
    """The text as element content; a carriage return survives the parser as a reference."""
    # Chained replacements are several times faster than str.translate.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """The text as the value of an attribute in double quotes."""
    # Parsers turn white space in attributes into spaces unless it is written as a reference.
    text = escape_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")
