"""Brackets and quotations in a run of text, found in one pass, and the cuts they forbid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alignments.segmentation.following import Following, look_ahead
from alignments.segmentation.table import RuleTable

BRACKET_LIMIT = 400
"""Characters: a longer bracket is taken for an unclosed one, or for a text of its own."""
QUOTATION_LIMIT = 200
"""Characters: a longer quotation is cut inside even when its attribution follows."""
TITLE_LIMIT = 80
"""Characters: a quotation this short, with a word before it, is a name, not speech."""

_PAIRS = {
    ")": "(", "]": "[", "}": "{", "»": "«", "”": "“„", "’": "‘", "›": "‹",
    "」": "「", "』": "『", "）": "（", "》": "《", "】": "【", "］": "［",
}  # fmt: skip
_BRACKETS = "([{（【［"
_MARKS = re.compile(r"[()\[\]{}«»“”„‘’‹›\"*「」『』（）《》【】［］]")
_NOTE_MARK = re.compile(r"(?:<sup>[^<>\n]{0,20}</sup>|\[\^?\d{1,3}\]|[¹²³⁰-⁹]){0,4}")
_MARK_STARTS = tuple("<[¹²³⁰⁴⁵⁶⁷⁸⁹")
_CONTINUING = (",", ";", "，", "、", "と")
_DEPTH = 8  # how many open marks a closing one may look through


class Enclosures:
    """The bracketed and quoted stretches of one run of text.

    `closing` maps the place of each opening bracket to the place behind its closing one, `opening`
    the other way round. Built in time linear in the text.
    """

    def __init__(self, text: str, table: RuleTable) -> None:
        self.closing: dict[int, int] = {}
        self.opening: dict[int, int] = {}
        self._unbreakable: list[tuple[int, int]] = []
        open_marks: list[int] = []
        for found in _MARKS.finditer(text):
            at = found.start()
            start = _opening_of(text, at, open_marks)
            if start is None:
                continue
            if text[start] in _BRACKETS:
                self._add_bracket(start, at + 1)
            elif at - start < QUOTATION_LIMIT and _is_one_piece(text, start, at + 1, table):
                self._unbreakable.append((start, at + 1))

    def _add_bracket(self, start: int, end: int) -> None:
        if end - start > BRACKET_LIMIT:
            return
        self.closing[start] = end
        self.opening[end - 1] = start
        self._unbreakable.append((start, end))

    def forbidden(self, protected: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """First and last forbidden cut of each unbreakable stretch: in order, merged."""
        stretches = sorted([*self._unbreakable, *protected])
        merged: list[tuple[int, int]] = []
        for start, end in stretches:
            first, last = start + 1, end - 1
            if last < first:
                continue
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged


def _opening_of(text: str, at: int, open_marks: list[int]) -> int | None:
    """The opening mark that the mark at `at` closes; an opening mark is remembered instead."""
    mark = text[at]
    partners = _PAIRS.get(mark, "")
    if mark == "“" and _has_open(text, "„", open_marks):
        partners = "„"
    elif mark in '"*' and not _opens(text, at):
        partners = mark
    if not partners:
        if mark != "‘" or _opens(text, at):
            open_marks.append(at)
        return None
    if mark == "’" and text[at + 1 : at + 2].isalnum():
        return None
    for back in range(1, min(_DEPTH, len(open_marks)) + 1):
        if text[open_marks[-back]] in partners:
            start = open_marks[-back]
            del open_marks[-back:]
            return start
    return None


def _has_open(text: str, mark: str, open_marks: Sequence[int]) -> bool:
    return any(text[start] == mark for start in open_marks[-2:])


def _opens(text: str, at: int) -> bool:
    """Whether a straight or an ambiguous mark opens: nothing but a blank or an opener before it."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (
        bool(behind)
        and not behind.isspace()
        and (not before or not before.isalnum())
        and (not before or before.isspace() or before in "([{—–-«“„‘*_")
    )


def _is_one_piece(text: str, start: int, end: int, table: RuleTable) -> bool:
    """Whether the sentence goes on behind the quotation, so that no cut may fall inside it."""
    place = skip_note_marks(text, end)
    if text.startswith(".", place) and end - start <= TITLE_LIMIT:
        return text[max(0, start - 3) : start].rstrip()[-1:].isalnum()
    return continues(text, look_ahead(text, place), table)


def skip_note_marks(text: str, position: int) -> int:
    """The place behind the note marks that stand at `position`, without a blank between."""
    if text[position : position + 1] not in _MARK_STARTS:
        return position
    found = _NOTE_MARK.match(text, position)
    return found.end() if found else position


def continues(text: str, after: Following, table: RuleTable) -> bool:
    """Whether what follows a closed quotation belongs to its sentence."""
    if after.kind == "lower" or text[after.start : after.start + 1] in _CONTINUING:
        return True
    if after.kind != "upper":
        return False
    return after.dash or is_attribution(text, after, table)


def is_attribution(text: str, after: Following, table: RuleTable) -> bool:
    """Whether a name and a verb of saying follow: `“Who is right?” Sokolov asked.`"""
    if after.opened or after.word in table.starters or not table.speech_verbs:
        return False
    rest = text[after.at : after.at + 60].split(maxsplit=4)[1:4]
    return any(word.strip(".,;:!?") in table.speech_verbs for word in rest)
