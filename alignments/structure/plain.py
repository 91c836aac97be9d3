"""Plain text: lines into blocks."""

from __future__ import annotations

import re

from alignments.structure.drafts import Draft
from alignments.structure.lines import SENTENCE_END, Line, find_layout, split_lines
from alignments.structure.numbering import is_bare_number, read_numbering

PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s?)?(?:(?:page|p\.|стр\.?|с\.)\s?)?\d{1,4}(?:\s?(?:of|/|из)\s?\d{1,4})?(?:\s?[-–—])?$",
    re.IGNORECASE,
)
RULE = re.compile(r"(?=[^\w]{3})(?:[-_=*~·•—–#⁂]\s?)+$")
_NEW_SPEAKER = re.compile(r"[-–—]\s?\w")
_NOTE_START = re.compile(r"\[(?:\d{1,3}|\*{1,3})\]\s|[¹²³⁰⁴-⁹]+\s?\w|\*{1,3}\)\s")
_FEW_BLANKS = 0.02


def group_plain(text: str) -> list[Draft]:
    """Blocks of a plain text: runs of lines, or single lines where each is a paragraph."""
    lines = split_lines(text)
    layout, full = find_layout(text, lines)
    dense = sum(line.is_blank for line in lines) < _FEW_BLANKS * len(lines)
    drafts: list[Draft] = []
    above: Line | None = None
    for line in lines:
        if line.is_blank:
            above = None
            continue
        parted = above is None or layout == "single"
        if above is not None and not parted:
            # Without blank lines, the short last line of a paragraph is all that tells its end.
            ends = dense and len(above) < 0.75 * full and text[above.end - 1] in SENTENCE_END
            parted = ends or _begins_block(text, above, line, drafts[-1])
        if parted:
            drafts.append(Draft(line.start, line.end, starts_page=line.starts_page))
        else:
            drafts[-1].end = line.end
        above = line
    return drafts


def _begins_block(text: str, above: Line, line: Line, open_block: Draft) -> bool:
    """Whether a line directly below another one, in wrapped text, begins a block."""
    if stands_alone(text, line) or stands_alone(text, above):
        return True
    if open_block.start == above.start and names_part(text, above):
        return True
    if text[above.end - 1] not in SENTENCE_END:
        return False
    if above.indent + 2 <= line.indent < 12:
        return True
    return begins_item(text, line) or names_part(text, line)


def begins_item(text: str, line: Line) -> bool:
    """Whether a line looks like the first one of a list item, a note or a speech."""
    head = text[line.start : line.start + 8]
    if _NEW_SPEAKER.match(head) or _NOTE_START.match(head):
        return True
    return read_numbering(text, line.start, line.end) is not None


def stands_alone(text: str, line: Line) -> bool:
    """Whether a line never belongs to a paragraph: a page's or chapter's number, a rule."""
    if len(line) > 80:
        return False
    words = text[line.start : line.end]
    return bool(PAGE_NUMBER.match(words) or RULE.match(words) or is_bare_number(words))


def names_part(text: str, line: Line) -> bool:
    """Whether a line looks like "Chapter 3" or "Глава III. О чём она", and not like a sentence."""
    if len(line) > 80 or not text[line.start].isupper():
        return False
    numbering = read_numbering(text, line.start, line.end)
    if numbering is None or numbering.style != "keyword":
        return False
    return numbering.end == line.end or text[line.end - 1] not in ".,;:"
