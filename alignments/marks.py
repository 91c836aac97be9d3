"""How a unit begins and ends: a dialogue's dash, a small letter, a question mark.

A translator moves words about but keeps these, so they tell where a bead may begin and end. Text
in, classes out; what two classes say about each other is counted in the document itself.
"""

from __future__ import annotations

BEGINNINGS = ("capital", "small", "speech", "number", "other")
"""Classes of `beginning`, by index."""

ENDINGS = ("stop", "question", "exclamation", "open", "ellipsis", "none")
"""Classes of `ending`, by index."""

_SPEECH = "-–—―«“„\"'‘‹"
_BRACKETS = "([{*_#"
_CLOSING = "»”“\"'’›)]}*_"


def beginning(text: str) -> int:
    """The index in BEGINNINGS of how the text begins, opening brackets and emphasis apart."""
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
