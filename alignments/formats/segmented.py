"""Texts that are segmented already: one segment per line, kept exactly as given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alignments.bitext import Block, BlockKind, Document, Segment
from alignments.errors import FormatError
from alignments.formats.decoding import Decoded, decode
from alignments.formats.text_files import find_dialect, reading_notices
from alignments.languages import guess_language
from alignments.structure.segmented import find_line_structure

_SHOWN = 5


def read_segmented(data: bytes, name: str, language: str, encoding: str | None = None) -> Document:
    """A file with one segment per line: line i, counted from 0, becomes segment i.

    Lines end with LF or CR LF only, so that no other character can shift the numbering; nothing
    else is taken away. Raises FormatError for a blank line, and all that `decode` raises.
    """
    decoded = decode(data, name, encoding)
    lines = split_given_lines(decoded.text)
    _refuse_blank(decoded.text, lines, name)
    return _document(decoded, lines, name, language)


def read_loose(
    data: bytes, name: str, language: str | None = None, encoding: str | None = None
) -> LooseSegments:
    """A file of sentences without order, one a line; blank lines keep their numbers.

    `language` None guesses. Otherwise as `read_segmented`; raises all that `decode` raises.
    """
    decoded = decode(data, name, encoding)
    lines = split_given_lines(decoded.text)
    filled = [n for n, (start, end) in enumerate(lines) if decoded.text[start:end].strip()]
    tag = language or guess_language(decoded.text)
    document = _document(decoded, [lines[n] for n in filled], name, tag)
    return LooseSegments(document, tuple(filled), len(lines))


@dataclass(frozen=True, slots=True)
class LooseSegments:
    """Segments that stand in no order: `lines[i]`, counted from 0, is the line of segment i.

    `total` counts all lines, blank ones too.
    """

    document: Document
    lines: tuple[int, ...]
    total: int

    def by_line(self, texts: Sequence[str]) -> list[str]:
        """One text per segment as one per line; blank lines get an empty one."""
        placed = [""] * self.total
        for line, text in zip(self.lines, texts, strict=True):
            placed[line] = text
        return placed


def _document(decoded: Decoded, lines: list[tuple[int, int]], name: str, language: str) -> Document:
    drafts, spans, notices = find_line_structure(
        decoded.text, lines, find_dialect(decoded.text, name)
    )
    return Document(
        name,
        language,
        decoded.text,
        blocks=tuple(
            Block(d.kind, d.start, d.end, d.level, d.number if d.kind is not BlockKind.NOTE else "")
            for d in drafts
        ),
        spans=tuple(spans),
        notices=(*reading_notices(decoded), *notices),
        segments=tuple(Segment(start, end, n) for n, (start, end) in enumerate(lines)),
    )


def split_given_lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, without its LF or CR LF; a last empty line is none."""
    lines: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        after = end + 1
        if end < 0:
            end = after = len(text)
        lines.append((start, end - 1 if end > start and text[end - 1] == "\r" else end))
        start = after
    return lines


def _refuse_blank(text: str, lines: list[tuple[int, int]], name: str) -> None:
    blank = [n for n, (start, end) in enumerate(lines, start=1) if not text[start:end].strip()]
    if not blank:
        return
    shown = ", ".join(map(str, blank[:_SHOWN])) + (" ..." if len(blank) > _SHOWN else "")
    lines_are = "line is blank" if len(blank) == 1 else "lines are blank"
    raise FormatError(
        f"{name}: {len(blank)} {lines_are} (counted from 1: {shown}). Every line must hold one "
        "segment: take blank lines out, or import the file as a text, not as segmented."
    )
