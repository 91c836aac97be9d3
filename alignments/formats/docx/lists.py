"""The numbers of a Word document's lists, which stand in no text: counted and printed here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from alignments.formats.counting import printed_number
from alignments.formats.docx.looks import child, name_of, value_of, whole_number

Element = Any

BULLET = "• "
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    pattern: str = ""
    start: int = 1


class Lists:
    """Gives each item of a list its number, in the order of the text."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        for element in () if root is None else root:
            if name_of(element) == "abstractNum":
                key = value_of(element, "abstractNumId") or ""
                self._abstract[key] = _levels(element)
            elif name_of(element) == "num":
                used = value_of(child(element, "abstractNumId")) or ""
                self._lists[value_of(element, "numId") or ""] = (used, _overrides(element))

    def number(self, list_id: str | None, level: int | None) -> str:
        """The printed number of the next item with a blank after it; empty for no list."""
        if list_id is None or list_id not in self._lists:
            return ""
        at = min(level or 0, _DEEPEST)
        abstract, overrides = self._lists[list_id]
        levels = self._abstract.get(abstract, {})
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._started:
            self._started.add(list_id)
            for place in overrides:
                counts.pop(place, None)
        if at not in counts:
            counts[at] = overrides.get(at, levels.get(at, _Level()).start) - 1
        counts[at] += 1
        for deeper in [place for place in counts if place > at]:
            del counts[deeper]
        return _printed(levels, counts, at)


def _printed(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels.get(at, _Level())
    if level.style == "bullet":
        return BULLET
    if level.style == "none" and not _PLACE.search(level.pattern):
        return f"{level.pattern} " if level.pattern.strip() else ""

    def count(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        shown = levels.get(place, _Level())
        return printed_number(counts.get(place, shown.start), shown.style)

    text = _PLACE.sub(count, level.pattern or f"%{at + 1}.")
    return f"{text} " if text.strip() else ""


def _levels(abstract: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in abstract:
        place = whole_number(value_of(element, "ilvl"))
        if name_of(element) == "lvl" and place is not None:
            start = whole_number(value_of(child(element, "start")))
            found[place] = _Level(
                value_of(child(element, "numFmt")) or "decimal",
                (value_of(child(element, "lvlText")) or "")[:40],
                1 if start is None else start,
            )
    return found


def _overrides(num: Element) -> dict[int, int]:
    found: dict[int, int] = {}
    for element in num:
        place = whole_number(value_of(element, "ilvl"))
        start = whole_number(value_of(child(element, "startOverride")))
        if place is not None and start is not None:
            found[place] = start
    return found
