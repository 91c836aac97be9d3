"""Tracked changes taken as accepted: what was deleted goes, what was inserted stays."""

from __future__ import annotations

from typing import Any

from alignments.formats.docx.looks import name_of
from alignments.formats.extracts import Counts

Element = Any

_GONE = frozenset({"del", "moveFrom"})
_COME = frozenset({"ins", "moveTo"})


def accept_changes(root: Element, counts: Counts) -> None:
    """Take deleted runs and rows, and the fallbacks of newer features, out of a tree."""
    changes = 0
    for element in list(root.iter()):
        name, parent = name_of(element), element.getparent()
        if name == "Fallback" and parent is not None:
            parent.remove(element)
        elif name in _GONE and parent is not None:
            changes += 1
            _remove(element, parent)
        elif name in _COME:
            changes += 1
    counts.add("tracked change", "tracked changes", "taken as accepted", changes)


def _remove(element: Element, parent: Element) -> None:
    holder = name_of(parent)
    if holder == "trPr":
        row = parent.getparent()
        if row is not None and row.getparent() is not None:
            row.getparent().remove(row)
    elif holder != "rPr":  # there it says that the paragraph's end was deleted, and is read later
        parent.remove(element)
