"""Subtitles (SRT, WebVTT): the words of each cue as a block, numbers and times put aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignments.bitext import BlockKind
from alignments.errors import FormatError
from alignments.formats.extracts import Counts, Extract
from alignments.structure.declared import Declared, Piece

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}.*$")
_TAG = re.compile(
    r"</?(?:i|b|u|c|v|lang|ruby|rt|font)\b[^<>\n]{0,200}>|\{\\[^{}\n]{1,60}\}", re.IGNORECASE
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}
_ENTITY = re.compile("|".join(_ENTITIES))
_SETTINGS = ("WEBVTT", "NOTE", "STYLE", "REGION")


def read_subtitles(text: str) -> Extract:
    """The cues of a file in order; each keeps its line ends.

    Styles and comments of WebVTT are left out and counted. Raises FormatError without any cue.
    """
    counts = Counts()
    blocks = list(_blocks(text.splitlines(), counts))
    if not any(block.kind is BlockKind.FURNITURE for block in blocks):
        raise FormatError("no cue with its times was found; import the text as .txt instead")
    return Extract(tuple(blocks), counts.notices())


def _blocks(lines: list[str], counts: Counts) -> Iterator[Declared]:
    for group in _groups(lines):
        at = next((n for n, line in enumerate(group) if _TIMES.match(line)), None)
        if at is None:
            if group[0].startswith(_SETTINGS):
                counts.add("comment or style", "comments and styles", "left out")
                continue
            yield _cue(group)
            continue
        yield Declared((Piece("\n".join(group[: at + 1])),), BlockKind.FURNITURE)
        yield _cue(group[at + 1 :])


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines between blank ones, and anew at each time: some writers leave the blank line out."""
    group: list[str] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        begins = line.strip().isdecimal() and _TIMES.match(after) is not None
        if group and (not line.strip() or begins):
            yield group
            group = []
        if line.strip():
            group.append(line)
    if group:
        yield group


def _cue(lines: list[str]) -> Declared:
    return Declared(tuple(_pieces("\n".join(line.strip() for line in lines))))


def _pieces(words: str) -> Iterator[Piece]:
    at, emphasis = 0, 0
    for tag in _TAG.finditer(words):
        yield Piece(_plain(words[at : tag.start()]), "text", emphasis)
        sign = tag[0].lower()
        for name, strength in (("i", 1), ("b", 2)):
            if sign == f"<{name}>":
                emphasis |= strength
            elif sign == f"</{name}>":
                emphasis &= ~strength
        at = tag.end()
    yield Piece(_plain(words[at:]), "text", emphasis)


def _plain(words: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], words)
