"""How a unit begins and ends: a dialogue's dash, a small letter, a question mark.

A translator moves words about but keeps these, so they tell where a bead may begin and end. Text
in, classes out; what two classes say about each other is counted in the document itself.
"""

from __future__ import annotations

import re

BEGINNINGS = ("capital", "small", "speech", "number", "other", "note")
"""Classes of `beginning`, by index."""

ENDINGS = ("stop", "question", "exclamation", "open", "ellipsis", "none")
"""Classes of `ending`, by index."""

NOTE = BEGINNINGS.index("note")
SMALL = BEGINNINGS.index("small")
NO_END = ENDINGS.index("none")
TITLE_BEGINNINGS = [BEGINNINGS.index(name) for name in ("capital", "number", "other")]

# "[^4]: ", "[12] ", "<sup>3</sup> ", "* ", "† ": what stands there is a note, not the running text.
_NOTE = re.compile(
    r"(?:\[\^[^\]\s]+\]:?|\[\d{1,3}\]|<sup>\W{0,2}\d{1,3}\W{0,2}</sup>|[*†‡]{1,3})\s*(?=[^\s*])"
)
_SPEECH = "-–—―«“„\"'‘‹"
_BRACKETS = "([{*_#"
_CLOSING = "»”“\"'’›)]}*_"


def begins_note(text: str) -> bool:
    """Whether a text as printed begins with the mark of a note that stands in the running text."""
    found = _NOTE.match(text)
    # Markdown's emphasis has no blank behind its stars.
    return found is not None and (text[0] not in "*†‡" or text[found.end() - 1].isspace())


def beginning(text: str) -> int:
    """The index in BEGINNINGS of how a reading text begins, brackets and emphasis apart.

    Never `NOTE`: a reading text has no marks of notes, see `begins_note`.
    """
    first = text.lstrip(_BRACKETS + " ")[:1]
    if first and first in _SPEECH:
        return 2
    if first.isdigit():
        return 3
    if not first.isalpha():
        return 4
    return 1 if first.islower() else 0


def ending(text: str) -> int:
    """The index in ENDINGS of how the text ends, closing quotes and brackets apart."""
    bare = text.rstrip(_CLOSING + " ")
    if bare.endswith(("...", "…")):
        return 4
    last = bare[-1:]
    if last in ("?", "？"):
        return 1
    if last in ("!", "！"):
        return 2
    if last in (",", ":", ";", "-", "–", "—"):
        return 3
    return 0 if last in (".", "。") else 5
