"""Walking down a page: elements into blocks, in one pass and without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from alignments.bitext import BlockKind, Stream
from alignments.formats.counting import printed_number
from alignments.formats.page.drafts import PageBlock, Part
from alignments.formats.page.elements import (
    BLOCKS,
    HEADINGS,
    is_call,
    is_furniture,
    is_note,
    is_unseen,
    stream_of,
    tag_of,
)

Element = Any

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var"})
_LISTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HOLDERS = frozenset({"li", "dd", "aside"})
_BULLET = "• "


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside an element: its looks, and what block its text belongs to."""

    emphasis: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    cell: bool = False
    note: bool = False
    verbatim: bool = False
    target: str = ""
    raised: bool = False
    calls: bool = False
    stream: Stream | None = None
    holder: str = ""


class Walker:
    """Collects the blocks of one page, whose name stands in the ids of its links."""

    def __init__(self, page: str) -> None:
        self.blocks: list[PageBlock] = []
        self._page = page
        self._open: PageBlock | None = None
        self._length = 0
        self._ids: list[str] = []
        self._prefix = ""
        self._counts: list[tuple[int, str]] = []
        self._holders = 0

    def walk(self, root: Element) -> list[PageBlock]:
        """The blocks below an element, in order."""
        states = [_State()]
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                if is_unseen(element):
                    events.skip_subtree()
                    states.append(states[-1])
                    continue
                states.append(self._enter(element, states[-1]))
                self._add(element.text, states[-1])
                continue
            if event == "end":
                states.pop()
                self._leave(element)
            self._add(element.tail, states[-1])
        self._close()
        return self.blocks

    def _enter(self, element: Element, state: _State) -> _State:
        tag = tag_of(element)
        if tag in BLOCKS:
            self._close()
        for name in {element.get("id"), element.get("name") if tag == "a" else None} - {None}:
            self._ids.append(f"{self._page}#{name}")
            if self._open is not None:
                self._open.ids[f"{self._page}#{name}"] = self._length
        if tag in ("ol", "ul", "menu"):
            self._begin_list(element, tag)
        elif tag == "li":
            self._begin_item(element)
        elif tag == "br":
            self._add_text("\n", state)
        return self._inside(element, tag, state)

    def _inside(self, element: Element, tag: str, state: _State) -> _State:
        changes: dict[str, Any] = {}
        if is_furniture(element):
            changes["kind"] = BlockKind.FURNITURE
        elif tag in HEADINGS and state.kind is not BlockKind.FURNITURE:
            changes |= {"kind": BlockKind.HEADING, "level": HEADINGS[tag]}
        elif tag == "li" and state.kind is BlockKind.PARAGRAPH:
            changes["kind"] = BlockKind.LIST_ITEM
        elif tag in ("td", "th", "caption"):
            changes["cell"] = True
        elif tag == "pre":
            changes["verbatim"] = True
        elif tag in _BOLD:
            changes["emphasis"] = state.emphasis | 2
        elif tag in _ITALIC:
            changes["emphasis"] = state.emphasis | 1
        elif tag == "sup":
            changes["raised"] = True
        if tag == "a" and element.get("href") is not None:
            changes |= {"target": self._target(element.get("href")), "calls": is_call(element)}
        if is_note(element):
            changes["note"] = True
        if tag in _HOLDERS or (tag in ("div", "section") and element.get("id") is not None):
            self._holders += 1
            changes["holder"] = f"{self._page}#{self._holders}"
        stream = stream_of(element)
        if stream is not None:
            changes["stream"] = stream
        return replace(state, **changes) if changes else state

    def _target(self, address: str) -> str:
        file, _, name = address.strip().partition("#")
        if name in ("", "top") or "://" in file or file.startswith(("mailto:", "javascript:")):
            return "out"
        return f"{file.rpartition('/')[2] or self._page}#{name}"

    def _begin_list(self, element: Element, tag: str) -> None:
        start = element.get("start") or ""
        first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        style = _LISTS.get(element.get("type") or "", "decimal")
        self._counts.append((first, style if tag == "ol" else ""))

    def _begin_item(self, element: Element) -> None:
        if not self._counts:
            return
        number, style = self._counts[-1]
        value = element.get("value") or ""
        if re.fullmatch(r"\d{1,6}", value):
            number = int(value)
        self._counts[-1] = (number + 1, style)
        self._prefix = f"{printed_number(number, style)}. " if style else _BULLET

    def _leave(self, element: Element) -> None:
        tag = tag_of(element)
        if tag in BLOCKS:
            self._close()
        if tag in ("ol", "ul", "menu") and self._counts:
            self._counts.pop()
        if tag == "li":
            self._prefix = ""

    def _add(self, text: str | None, state: _State) -> None:
        if text:
            self._add_text(text if state.verbatim else _BLANKS.sub(" ", text), state)

    def _add_text(self, text: str, state: _State) -> None:
        if self._open is None:
            if not text.strip():
                return
            self._begin(state)
        block = self._open
        if block is None:
            return
        if not state.verbatim and block.parts and block.parts[-1].text[-1:] in (" ", "\n"):
            text = text.lstrip(" ")
            if text == "\n":
                block.parts[-1].text = block.parts[-1].text.rstrip(" ")
        if not text:
            return
        part = Part(text, state.emphasis, state.target, state.raised, state.calls)
        block.parts.append(part)
        self._length += len(text)

    def _begin(self, state: _State) -> None:
        prefix = self._prefix if state.kind is BlockKind.LIST_ITEM else ""
        self._open = PageBlock(
            state.kind,
            state.level,
            prefix,
            state.cell,
            state.note,
            holder=state.holder,
            stream=state.stream,
        )
        self._open.ids = dict.fromkeys(self._ids, 0)
        self._ids, self._prefix, self._length = [], "", 0
        self.blocks.append(self._open)

    def _close(self) -> None:
        if self._open is not None:
            # A name at the very end of a block stands before the next one for a browser, too.
            self._ids = [name for name, at in self._open.ids.items() if at >= self._length > 0]
            self._open = None
