"""Headings and list items: by mark-up, by numbering, and by looks in their surroundings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from alignments.bitext import BlockKind
from alignments.structure.drafts import Draft
from alignments.structure.numbering import is_bare_number, ordinal, read_numbering
from alignments.structure.tokens import Dialect

_LONGEST = 140
_SHORT = 80
_LONG = 120  # characters: a block of this length is running text, not a line of a list or title
_WHOLE = re.compile(r"(?P<mark>[*_]{1,3})(?=[^\s*_])(?P<words>[^*_]*[^\s*_])(?P=mark)$")
_LETTERED = re.compile(r"\(?([A-ZА-ЯЁ])[.)](?=\s)\s*")
_NO_HEADING_END = ".,;:…"
_SPEECH = '-–—«“"„([*'
_LEVELS = {"keyword": 3, "roman": 3, "section": 4, "arabic": 4, "letter": 5}
_PART = re.compile(r"\W*(?:part|book|volume|часть|книга|том|отдел|раздел)\b", re.IGNORECASE)
_FIELD = re.compile(r"[^\W\d_]{2,20}: ")
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?[ .]+[^\W\d]{3,9}\.?,?[ ]+\d{4}|\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\b\d{1,2}\.\d{1,2}\.\d{2,4}|^\d{4}( г\.?)?$"
)
_BYLINE = re.compile(r"(?:by|translated by|edited by|автор|перевод|пер\.|под ред)\b", re.IGNORECASE)


def emphasised(text: str, draft: Draft) -> str:
    """The mark (`*`, `**`, `_` ...) that encloses a whole block, or an empty text."""
    if draft.emphasis:
        return draft.emphasis
    if text[draft.words : draft.words + 1] not in ("*", "_"):
        return ""
    match = _WHOLE.match(text, draft.words, draft.end)
    return match["mark"] if match else ""


def names_writer_or_date(words: str) -> bool:
    """Whether a short line is a byline or holds a date, as below a title."""
    return bool(_DATE.search(words) or _BYLINE.match(words))


def find_headings(text: str, drafts: Sequence[Draft], dialect: Dialect) -> None:
    """Set kind, number, style and level of every block that is a heading or a list item."""
    blocks = [draft for draft in drafts if draft.kind is not BlockKind.FURNITURE]
    for draft in blocks:
        _read_number(text, draft, dialect)
    _check_roman_items(blocks)
    for place, draft in enumerate(blocks):
        if draft.fixed or len(draft) > _LONGEST:
            continue
        before = blocks[place - 1] if place else None
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if _looks_like_heading(text, draft, before, after, dialect):
            draft.kind = BlockKind.HEADING
    if dialect == "plain":
        _find_titles(text, blocks)
    _set_levels(text, blocks)


def _read_number(text: str, draft: Draft, dialect: Dialect) -> None:
    if draft.kind is BlockKind.NOTE or draft.verbatim:
        return
    mark = emphasised(text, draft)
    start = draft.words + (0 if draft.emphasis else len(mark))
    if draft.kind is BlockKind.HEADING:
        while start < draft.end and text[start] in "*_":
            start += 1
    numbering = read_numbering(text, start, draft.end)
    if draft.kind is BlockKind.HEADING or (mark and not draft.fixed):
        if numbering and numbering.style != "bullet":
            draft.number, draft.style = numbering.number, numbering.style
        elif lettered := _LETTERED.match(text, start, draft.end):
            draft.number, draft.style = lettered[1], "letter"
        return
    if numbering is None or numbering.style in ("keyword", "section"):
        if numbering is not None:
            draft.number, draft.style = numbering.number, numbering.style
        return
    if numbering.style == "bullet":
        if not _is_bullet(text, draft, dialect):
            return
        draft.marks.append((draft.words, numbering.end))
    draft.kind, draft.number, draft.style = BlockKind.LIST_ITEM, numbering.number, numbering.style
    if numbering.style == "bullet":
        draft.words = min(numbering.end, draft.end)


def _is_bullet(text: str, draft: Draft, dialect: Dialect) -> bool:
    """Dashes open speeches in Russian prose, stars open notes: in plain text only dots are sure."""
    mark = text[draft.words]
    if mark in "•·▪":
        return True
    if dialect == "markdown":
        return mark in "-+*" and draft.words + 1 < draft.end
    head = text[draft.words + 1 : draft.words + 400]
    return mark == "-" and re.search(r"\s[-–—]\s", head[1:]) is None


def _check_roman_items(blocks: Sequence[Draft]) -> None:
    """`I. Deutscher` is a person: one-letter numerals need their neighbour in the text's count."""
    roman = [draft for draft in blocks if draft.style == "roman"]
    values = {ordinal(draft.number) for draft in roman}
    for draft in roman:
        value = ordinal(draft.number)
        if len(draft.number) == 1 and not ({value - 1, value + 1} & values) and not draft.fixed:
            bare = draft.kind is BlockKind.LIST_ITEM and len(draft) <= 3
            if not bare:
                draft.kind, draft.number, draft.style = BlockKind.PARAGRAPH, "", ""


def _looks_like_heading(
    text: str, draft: Draft, before: Draft | None, after: Draft | None, dialect: Dialect
) -> bool:
    words = text[draft.words : draft.end]
    lines = len(words.splitlines())
    if after is None or lines > 2:
        return False
    mark = emphasised(text, draft)
    bare = words.strip("*_ ") if mark else words
    if not bare or draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    if _is_numbered_heading(bare, draft, before, after, dialect):
        return True
    if lines > 1:
        return _is_capitals(bare)
    if mark:
        return _is_emphasised_heading(text, bare, mark, draft, before, after)
    return _is_capitals(bare) or (
        dialect == "plain" and _stands_out(text, bare, draft, before, after)
    )


def _is_numbered_heading(
    bare: str, draft: Draft, before: Draft | None, after: Draft, dialect: Dialect
) -> bool:
    if is_bare_number(bare) and (draft.style in ("roman", "section") or dialect == "plain"):
        return True
    if not draft.style or (bare[-1] in _NO_HEADING_END and len(bare.split()) > 2):
        return False
    if draft.style in ("keyword", "section"):
        return bare[0] == "§" or (bare[0].isupper() and len(bare) <= _SHORT)
    if draft.style == "letter":
        return draft.number.isupper() and not _same_list(draft, after)
    if draft.style == "roman":
        return not _same_list(draft, before) or not _same_list(draft, after)
    if draft.style == "arabic" and dialect == "plain" and len(bare) <= _SHORT:
        alone = not _same_list(draft, before) and not _same_list(draft, after)
        return alone and len(after) > _LONG
    return False


def _same_list(draft: Draft, other: Draft | None) -> bool:
    return other is not None and other.style == draft.style and len(other) < _LONG


def _is_emphasised_heading(
    text: str, bare: str, mark: str, draft: Draft, before: Draft | None, after: Draft
) -> bool:
    if bare[-1] in _NO_HEADING_END or not (bare[0].isupper() or bare[0].isdigit()):
        return False
    if names_writer_or_date(bare):
        return False
    if draft.style:
        return True
    beside = [block for block in (before, after) if block is not None]
    if len(mark) == 1:
        return len(bare) <= _SHORT and not any(emphasised(text, b) == mark for b in beside)
    # Strong lines right below the title name author or date, further down they are headings.
    return before is not None and before.level != 1


def _is_capitals(bare: str) -> bool:
    if not bare.isupper() or bare[0] in _SPEECH or bare[-1] in ",;:":
        return False
    return sum(map(str.isalpha, bare)) >= 4


def _stands_out(text: str, bare: str, draft: Draft, before: Draft | None, after: Draft) -> bool:
    """A short line without final punctuation between finished, longer blocks."""
    if draft.style or len(bare) > 70 or not bare[0].isupper() or bare[0] in _SPEECH:
        return False
    if not bare[-1].isalnum():
        return False
    if len(bare.split()) < 2 or bare[1] == "." or "[" in bare or _DATE.search(bare):
        return False
    if before is None or len(after) < _LONG or after.kind is not BlockKind.PARAGRAPH:
        return False
    finished = before.kind is BlockKind.HEADING or text[before.end - 1] in '.!?…»”"):]'
    return finished and not text[after.words].islower() and "http" not in bare


def _find_titles(text: str, blocks: Sequence[Draft]) -> None:
    """The lines before the first running text of a plain file: author, title, subtitle."""
    for draft, after in pairwise(blocks[:6]):
        words = text[draft.words : draft.end]
        if draft.kind is BlockKind.HEADING:
            draft.level = 1 if draft is blocks[0] and not draft.style else draft.level
            continue
        if draft is not blocks[0] and names_writer_or_date(text[after.words : after.end][:_SHORT]):
            break  # the writers' names, above the date
        is_title = (
            len(words) <= _SHORT
            and draft.kind is BlockKind.PARAGRAPH
            and words[0].isupper()
            and not text[after.words].islower()
            and words[-1] not in _NO_HEADING_END
            and not names_writer_or_date(words)
            and not _FIELD.match(words)
            and len(words.splitlines()) == 1
            and any(len(other) > _LONG for other in blocks[1:8])
        )
        if not is_title:
            break
        draft.kind, draft.level = BlockKind.HEADING, 1


def _set_levels(text: str, blocks: Sequence[Draft]) -> None:
    """Levels for headings without mark-up; one level for all of a series (A, B, C ...).

    A converter's levels are odd, so a series takes the level that most of it has; the lesser
    number wins a tie.
    """
    headings = [draft for draft in blocks if draft.kind is BlockKind.HEADING]
    for series in _series(headings):
        marked = [draft.level for draft in series if draft.level]
        if marked:
            level = min(set(marked), key=lambda value: (-marked.count(value), value))
            for draft in series:
                draft.level = level
    last = 1
    for draft in headings:
        draft.level = draft.level or _unmarked_level(text, draft, last)
        last = draft.level


def _unmarked_level(text: str, draft: Draft, last: int) -> int:
    if draft.style:
        return 2 if _PART.match(text, draft.words) else _LEVELS[draft.style]
    return min(last + 1, 6) if emphasised(text, draft) else 2


def _series(headings: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Runs of headings of one numbering style whose numbers rise by one."""
    open_series: dict[str, list[Draft]] = defaultdict(list)
    for draft in headings:
        if not draft.style:
            continue
        series = open_series[draft.style]
        value = ordinal(draft.number, draft.style)
        if series and value != ordinal(series[-1].number, draft.style) + 1:
            yield series
            series = open_series[draft.style] = []
        series.append(draft)
    yield from (series for series in open_series.values() if series)
