"""The styles of an OpenDocument text: italic, bold, hidden, raised, and how lists count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from alignments.formats.counting import printed_number

Element = Any

_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_STYLES |= {"I": "upperRoman", "а, б, .., аа, аб, ...": "russianLower"}
_TITLES = {"Title": 1, "Subtitle": 2}
_BULLET = "• "


def name_of(element: Element) -> str:
    """The element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: Element, name: str) -> str:
    """An attribute by its name without namespace; empty if it is not there."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; `level` is the outline level of a paragraph's style, `list` its list."""

    italic: bool = False
    bold: bool = False
    hidden: bool = False
    raised: bool = False
    level: int = 0
    list: str = ""

    @property
    def emphasis(self) -> int:
        """0 none, 1 italics, 2 bold, 3 both."""
        return int(self.italic) + 2 * int(self.bold)


class Styles:
    """Looks by the names of styles, with what they take from their parents."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._raw: dict[str, Element] = {}
        self._known: dict[str, Look] = {}
        self.lists: dict[str, dict[int, Element]] = {}
        for root in roots:
            for element in root.iter():
                if name_of(element) == "style":
                    self._raw[value_of(element, "name")] = element
                elif name_of(element) == "list-style":
                    levels = {value_of(e, "level"): e for e in element}
                    self.lists[value_of(element, "name")] = {
                        int(level): e
                        for level, e in levels.items()
                        if re.fullmatch(r"\d\d?", level)
                    }

    def look(self, name: str) -> Look:
        """The look of a style; a plain one for a style that is not there."""
        if name not in self._known:
            look = Look()
            for style in reversed(list(self._chain(name))):
                look = _own(style, look)
            self._known[name] = look
        return self._known[name]

    def over(self, name: str, base: Look) -> Look:
        """The look of a style of characters upon another one."""
        look = base
        for style in reversed(list(self._chain(name))):
            look = _own(style, look)
        return look

    def printed(self, style: str, level: int, count: int) -> str:
        """What a list of this style prints before its item number `count`, with a blank."""
        element = self.lists.get(style, {}).get(level)
        if element is None or name_of(element) != "list-level-style-number":
            return _BULLET if element is not None else ""
        form = value_of(element, "num-format")
        if not form:
            return ""
        number = printed_number(count, _STYLES.get(form, "decimal"))
        before, after = value_of(element, "num-prefix"), value_of(element, "num-suffix")
        return f"{before[:8]}{number}{after[:8]} "

    def starts(self, style: str, level: int) -> int:
        """The first number of a list."""
        element = self.lists.get(style, {}).get(level)
        start = "" if element is None else value_of(element, "start-value")
        return int(start) if re.fullmatch(r"\d{1,6}", start) else 1

    def _chain(self, name: str) -> Iterator[Element]:
        seen: set[str] = set()
        while name in self._raw and name not in seen:
            seen.add(name)
            yield self._raw[name]
            name = value_of(self._raw[name], "parent-style-name")


def _own(style: Element, base: Look) -> Look:
    level = value_of(style, "default-outline-level")
    changes: dict[str, Any] = {"level": int(level)} if re.fullmatch(r"\d", level) else {}
    if (name := value_of(style, "name")) in _TITLES:
        changes["level"] = _TITLES[name]
    if used := value_of(style, "list-style-name"):
        changes["list"] = used
    for properties in style:
        if name_of(properties) != "text-properties":
            continue
        if slant := value_of(properties, "font-style"):
            changes["italic"] = slant in ("italic", "oblique")
        if weight := value_of(properties, "font-weight"):
            changes["bold"] = weight == "bold" or weight in ("600", "700", "800", "900")
        if place := value_of(properties, "text-position"):
            changes["raised"] = place.startswith("super") or bool(re.match(r"[1-9]", place))
        if display := value_of(properties, "display"):
            changes["hidden"] = display == "none"
    return replace(base, **changes)
