"""Lines of a text with their places, and whether its lines are paragraphs or wrapped ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Layout = Literal["wrapped", "single"]

# The breaks that str.splitlines knows; each also stands for a page break if it is a form feed.
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
SENTENCE_END = ".!?…:;»”\"')]*"

_LONG_LINE = 160
_TRUSTED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break and outer blanks: `text[start:end]`; empty if the line is blank.

    `indent` counts the blanks before it, `starts_page` says that a form feed came before.
    """

    start: int
    end: int
    indent: int
    starts_page: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blank characters stands on the line."""
        return self.start == self.end

    def __len__(self) -> int:
        return self.end - self.start


def split_lines(text: str) -> list[Line]:
    """The lines of a text, blank ones included, in order; any Unicode line break counts."""
    lines: list[Line] = []
    position = 0
    starts_page = False
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if body else 0
        start = position + indent
        lines.append(Line(start, start + len(body), indent, starts_page))
        starts_page = raw.endswith("\f") or (starts_page and not body)
        position += len(raw)
    return lines


def inner_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that have another line, not a blank, directly below."""
    for line, following in pairwise(lines):
        if not line.is_blank and not following.is_blank:
            yield line


def find_layout(text: str, lines: Sequence[Line]) -> tuple[Layout, int]:
    """Whether paragraphs are wrapped over lines, and the usual full length of a line.

    Looks at the lines that have a line directly below. Long ones are whole paragraphs. Short ones
    are wrapped, unless most end like sentences do.
    """
    inner = list(inner_lines(lines))
    if not inner:
        return "wrapped", _LONG_LINE
    lengths = sorted(len(line) for line in inner)
    full = lengths[(len(lengths) * 9) // 10]
    if full > _LONG_LINE:
        return "single", full
    ended = sum(text[line.end - 1] in SENTENCE_END for line in inner)
    # A few lines prove little: then they are wrapped if they come near to a page's usual width.
    limit = 0.6 if len(inner) >= _TRUSTED or full >= 50 else 0.4
    return ("single" if ended > limit * len(inner) else "wrapped"), full
