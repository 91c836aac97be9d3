"""Streams: which blocks are the text, its notes, what an editor put before or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignments.bitext import BlockKind, Stream
from alignments.structure.drafts import Draft
from alignments.structure.headings import emphasised, names_writer_or_date
from alignments.structure.notes import is_notes_heading

_EDITORIAL = re.compile(
    r"(?:from\s+the\s+editors?|(?:editor|translator|publisher)(?:s?['’]s?|s)?\s+(?:note|preface|introduction|foreword)"
    r"|от\s+(?:редакции|редактора|издательства|издателя|переводчика)"
    r"|предисловие\s+(?:редакции|редактора|издательства|переводчика))",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:bibliography|further\s+reading|works\s+cited|index|about\s+the\s+(?:authors?|translators?)"
    r"|библиография|список\s+литературы|указатель|именной\s+указатель|об\s+автор(?:е|ах))\W*$",
    re.IGNORECASE,
)
_GUTENBERG = re.compile(r"\*{3} ?(START|END) OF TH(?:E|IS) PROJECT GUTENBERG", re.IGNORECASE)
_FRONT_BLOCKS = 12


def set_streams(text: str, drafts: Sequence[Draft]) -> None:
    """Set the stream of every block that is not aside already.

    Notes are NOTES. FRONT is an editor's introduction: blocks wholly in italics or bold, author
    and date, above the first words of the text, or a part that its heading names so. BACK is a
    bibliography, an index, a note on the author. Titles are BODY: the original has them too.
    """
    for draft in drafts:
        is_note = draft.kind is BlockKind.NOTE and draft.stream is not Stream.ASIDE
        if is_note or is_notes_heading(text, draft):
            draft.stream = Stream.NOTES
    _set_front(text, drafts)
    _set_parts(text, drafts)
    _set_distribution(text, drafts)


def _set_front(text: str, drafts: Sequence[Draft]) -> None:
    started = 0
    for place, draft in enumerate(drafts):
        if draft.stream is not Stream.BODY:
            continue
        if draft.kind is BlockKind.HEADING:
            if started or draft.level > 1:
                break
        elif _is_front(text, draft) or (place and _is_above_date(text, drafts, place)):
            draft.stream = Stream.FRONT
            started += 1
        else:
            break
        if started > _FRONT_BLOCKS:
            break


def _is_front(text: str, draft: Draft) -> bool:
    if draft.kind is not BlockKind.PARAGRAPH:
        return False
    if emphasised(text, draft):
        return True
    words = text[draft.words : draft.end]
    if len(words) > 160:
        return False
    lines = [line.strip() for line in words.splitlines()]
    return all(_is_emphasised_line(line) or names_writer_or_date(line) for line in lines)


def _is_above_date(text: str, drafts: Sequence[Draft], place: int) -> bool:
    """Whether a short line below the title stands right above the date: names of the writers."""
    draft = drafts[place]
    if place + 1 == len(drafts) or len(draft) > 160 or draft.kind is not BlockKind.PARAGRAPH:
        return False
    below = text[drafts[place + 1].words : drafts[place + 1].end]
    return text[draft.end - 1].isalnum() and len(below) < 60 and names_writer_or_date(below)


def _is_emphasised_line(line: str) -> bool:
    return len(line) > 2 and line[0] in "*_" and line[-1] == line[0]


def _set_parts(text: str, drafts: Sequence[Draft]) -> None:
    """Whole parts under a heading that names them, up to the next heading of its level."""
    stream, level = Stream.BODY, 0
    for place, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING and draft.stream is Stream.BODY:
            if stream is not Stream.BODY and draft.level <= level:
                stream = Stream.BODY
            words = text[draft.words : draft.end].strip("*_# ")
            if _EDITORIAL.match(words):
                stream, level = Stream.FRONT, draft.level
            elif _BACK.match(words) and 2 * place > len(drafts):
                stream, level = Stream.BACK, draft.level
        if draft.stream is Stream.BODY:
            draft.stream = stream


def _set_distribution(text: str, drafts: Sequence[Draft]) -> None:
    """What Project Gutenberg puts before and after its marks of start and end."""
    for place, draft in enumerate(drafts):
        mark = _GUTENBERG.match(text, draft.start, draft.end) if text[draft.start] == "*" else None
        if mark is None:
            continue
        starts = mark[1].upper() == "START"
        outside = drafts[: place + 1] if starts else drafts[place:]
        for other in outside:
            if other.stream is Stream.BODY:
                other.stream = Stream.FRONT if starts else Stream.BACK
