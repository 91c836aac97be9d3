"""The styles of a Word document: which are headings, lists or contents, and what stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Element = Any

_HEADING = re.compile(r"heading ([1-9])$")
_CONTENTS = re.compile(r"toc \d$|table of figures$|toc heading$")
_TITLES = {"title": 1, "subtitle": 2}
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a run says; None where it says nothing."""

    level: int | None = None
    italic: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    contents: bool | None = None

    def over(self, base: Look) -> Look:
        """This look where it says something, else the base's."""
        if self == PLAIN or base == PLAIN:
            return base if self == PLAIN else self
        said = {name: getattr(self, name) for name in self.__slots__}
        return Look(**{n: getattr(base, n) if v is None else v for n, v in said.items()})

    @property
    def emphasis(self) -> int:
        """0 none, 1 italics, 2 bold, 3 both."""
        return int(bool(self.italic)) + 2 * int(bool(self.bold))


PLAIN = Look()


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value_of(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child, of the first child ..., with these names."""
    for step in path:
        if element is None:
            return None
        element = next((e for e in element if name_of(e) == step), None)
    return element


def whole_number(value: str | None) -> int | None:
    """A number of at most six digits, or None."""
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else None


def look_of(properties: Element | None) -> Look:
    """What `w:rPr` or `w:pPr` says itself."""
    if properties is None:
        return PLAIN
    outline = whole_number(value_of(child(properties, "outlineLvl")))
    raised = value_of(child(properties, "vertAlign"))
    number = child(properties, "numPr")
    return Look(
        level=None if outline is None else outline + 1 if outline < 9 else 0,
        italic=_switch(properties, "i"),
        bold=_switch(properties, "b"),
        hidden=_switch(properties, "vanish"),
        raised=None if raised is None else raised == "superscript",
        list_id=value_of(child(number, "numId")),
        list_level=whole_number(value_of(child(number, "ilvl"))),
    )


def _switch(properties: Element, name: str) -> bool | None:
    found = child(properties, name)
    return None if found is None else value_of(found) not in _OFF


class Styles:
    """The looks of styles by their ids, with what they take from the styles they stand on."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, Element] = {}
        self._known: dict[str, Look] = {}
        for style in () if root is None else root:
            key = value_of(style, "styleId")
            if name_of(style) == "style" and key is not None:
                self._raw[key] = style

    def look(self, key: str | None) -> Look:
        """The look of a style; PLAIN for one that is not there."""
        if key is None:
            return PLAIN
        if key not in self._known:
            look = PLAIN
            for style in reversed(list(self._chain(key))):
                look = _own(style).over(look)
            self._known[key] = look
        return self._known[key]

    def _chain(self, key: str) -> Iterator[Element]:
        seen: set[str] = set()
        following: str | None = key
        while following is not None and following in self._raw and following not in seen:
            seen.add(following)
            yield self._raw[following]
            following = value_of(child(self._raw[following], "basedOn"))


def _own(style: Element) -> Look:
    name = (value_of(child(style, "name")) or "").lower()
    heading = _HEADING.match(name)
    level = min(int(heading[1]), _DEEPEST) if heading else _TITLES.get(name)
    contents = True if _CONTENTS.match(name) else None
    named = Look(level=level, contents=contents)
    return look_of(child(style, "rPr")).over(look_of(child(style, "pPr")).over(named))
