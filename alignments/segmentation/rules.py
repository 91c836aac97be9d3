"""The rule engine: one pass over a run of text, deciding at every possible end.

Every look back and look ahead is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from alignments.segmentation.enclosures import Enclosures, is_attribution, skip_note_marks
from alignments.segmentation.following import (
    DASHES,
    OPENERS,
    Following,
    look_ahead,
    skip_blanks,
)
from alignments.segmentation.fullstops import continues_reference, full_stop_ends, is_starter
from alignments.segmentation.table import RuleTable

_STOPS = ".!?…‼⁇⁈⁉؟۔।॥։።"
_UNSPACED = "。！？｡．។།"  # written without a blank behind them
_CLOSERS = "»”’\"'“)]}*_›」』）》】］"
_AMBIGUOUS = "\"'“*_"
_QUOTES = "»”’\"'“›」』"
_SPACED_NOTE_MARK = re.compile(r"[ \u00a0]{0,2}(?:<sup>[^<>\n]{0,20}</sup>|\[\^?\d{1,3}\])+")
_MARK_STARTS = ("[", "<", " ", "\u00a0")
_MARKER = re.compile(
    r"[\s«“\"(\[*_#>—–-]{0,8}"
    r"(?:(?P<label>[^\W\d_]{2,12})\s|§\s?)?"
    r"(?:\d{1,4}(?:\.\d{1,2}){0,4}|[IVXLCDMІХ]{1,7}|[^\W\d_])\)?\.[*_]{0,3}"
)
_MARKER_REACH = 32  # characters of quotes, marks, label and number
_BARE_REACH = 8
_CITATION_LIMIT = 120  # characters of a bracket that can name the source of what it follows
_CITATION_WORDS = 2  # of any kind, "(Loud applause.)"; names may be more


@lru_cache(maxsize=64)
def _candidates(table: RuleTable) -> re.Pattern[str]:
    stops = re.escape(_STOPS + _UNSPACED + table.extra_stops)
    return re.compile(rf"[{stops}]+|(?<=[*_])(?: {{2,}}|\\)(?:\r\n?|\n)|(?<=\S)\s*\n[ \t\r]*\n\s*")


def cut(text: str, table: RuleTable, protected: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Offsets of the segments of `text`, half-open, in order, without outer blanks."""
    return _Cutter(text, table, protected).segments()


class _Cutter:
    """The state of one pass: the segment that has begun, and the next forbidden stretch."""

    def __init__(self, text: str, table: RuleTable, protected: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.table = table
        self.enclosures = Enclosures(text, table)
        self.forbidden = self.enclosures.forbidden(protected)
        self.next_forbidden = 0
        self.start = skip_blanks(text, 0)

    def segments(self) -> list[tuple[int, int]]:
        """All segments, the rest behind the last end included."""
        found: list[tuple[int, int]] = []
        for candidate in _candidates(self.table).finditer(self.text, self.start):
            if candidate.start() < self.start:
                continue
            after = self._end_at(candidate)
            if after is not None and after[0] > self.start:
                found.append((self.start, after[0]))
                self.start = after[1]
        end = len(self.text.rstrip())
        if end > self.start:
            found.append((self.start, end))
        return found

    def _end_at(self, candidate: re.Match[str]) -> tuple[int, int] | None:
        """The segment's end and the next one's start, None when the candidate is no end."""
        stop, end = candidate.span()
        if self.text[stop].isspace() or self.text[stop] == "\\":
            return self._end_at_line(stop, end)
        end = self._behind_closers(end)
        after = look_ahead(self.text, end)
        if after.kind == "end" or not self._is_end(stop, candidate.end(), end, after):
            return None
        return self._allowed(*self._behind_citation(end, after))

    def _end_at_line(self, stop: int, end: int) -> tuple[int, int] | None:
        """An end by the layout: a blank line, or a hard break behind an emphasised line."""
        after = look_ahead(self.text, end)
        blank_line = self.text.count("\n", stop, end) > 1
        if after.kind == "end" or (after.kind == "lower" and not blank_line):
            return None
        return self._allowed(stop + (self.text[stop] == "\\"), after.start)

    def _behind_closers(self, end: int) -> int:
        """Behind the closing quotes, brackets and note marks that belong to the stop."""
        if self.text[end : end + 1].isspace() and self.text[end + 1 : end + 2] not in _MARK_STARTS:
            return end
        place = -1
        while place != end:
            place = end
            end = skip_note_marks(self.text, end)
            while self._closes(end):
                end += 1
        spaced = _SPACED_NOTE_MARK.match(self.text, end)
        return spaced.end() if spaced else end

    def _closes(self, place: int) -> bool:
        """Whether a closing mark stands there; one that also opens must not lean on a word."""
        mark = self.text[place : place + 1]
        if not mark or mark not in _CLOSERS:
            return False
        return mark not in _AMBIGUOUS or not self.text[place + 1 : place + 2].isalnum()

    def _is_end(self, stop: int, stop_end: int, end: int, after: Following) -> bool:
        stops, tail = self.text[stop:stop_end], self.text[stop_end:end]
        spaced = after.start > end or stops[-1] in _UNSPACED
        if not spaced or after.kind in ("lower", "punctuation"):
            return False
        quoted = bool(tail) and any(mark in _QUOTES for mark in tail)
        if quoted and after.dash:
            return False
        if quoted and stops != "." and is_attribution(self.text, after, self.table):
            return False
        if stop - self.start <= _MARKER_REACH and self._is_number_or_bare(stop, end):
            return False
        if tail and not self._closes_whole_bracket(stop_end, end):
            return is_starter(after, self.table)
        if stops != ".":
            return True
        if continues_reference(self.text, stop, after, self.table):
            return False
        return full_stop_ends(self.text, self.start, stop, after, self.table)

    def _closes_whole_bracket(self, stop_end: int, end: int) -> bool:
        """A stop before a closing bracket ends a segment only if the bracket is all of it."""
        for place in range(stop_end, end):
            opened = self.enclosures.opening.get(place)
            if opened is not None and opened > self.start and not self._only_openers(opened):
                note_mark = self.text[opened] == "[" and self.text[opened + 1 : place].isdigit()
                if not note_mark:
                    return False
        return True

    def _only_openers(self, place: int) -> bool:
        lead = self.text[self.start : place] if place - self.start <= 8 else "?"
        return all(mark in OPENERS + DASHES or mark.isspace() for mark in lead)

    def _is_number_or_bare(self, stop: int, end: int) -> bool:
        """Whether the segment would be a list number only, or hold no letter and no figure."""
        if stop - self.start <= _BARE_REACH and not any(
            map(str.isalnum, self.text[self.start : stop])
        ):
            return True
        found = _MARKER.fullmatch(self.text, self.start, end)
        if not found:
            return False
        label = found["label"]
        return label is None or label.lower() in self.table.labels

    def _behind_citation(self, end: int, after: Following) -> tuple[int, int]:
        """Take a bracket that names the source (`(L. Trotsky.)`) into the segment before it."""
        closed = self.enclosures.closing.get(after.start, 0)
        if not self._is_citation(after.start, closed):
            return end, after.start
        behind = closed
        while behind < len(self.text) and self.text[behind] in ".!?…":
            behind += 1
        behind = self._behind_closers(behind)
        nearer = look_ahead(self.text, behind)
        if nearer.kind == "punctuation":
            return -1, -1  # the sentence goes on behind the bracket
        if nearer.kind == "lower":
            return end, after.start  # the bracket opens the next sentence
        return behind, nearer.start

    def _is_citation(self, opened: int, closed: int) -> bool:
        """Few words or names only inside, or a full stop behind the bracket, not before it."""
        if self.text[opened : opened + 1] != "(" or not 2 < closed - opened <= _CITATION_LIMIT:
            return False
        inside = self.text[opened + 1 : closed - 1].split()
        if look_ahead(self.text, closed).kind == "punctuation":
            return True
        if not inside or inside[-1][-1] in "!?":
            return False
        if not any(word[0].islower() for word in inside):
            return True
        return len(inside) <= _CITATION_WORDS and inside[0] not in self.table.starters

    def _allowed(self, end: int, start: int) -> tuple[int, int] | None:
        """The cut, unless it falls inside a protected stretch, a bracket or a quotation."""
        while (
            self.next_forbidden < len(self.forbidden)
            and self.forbidden[self.next_forbidden][1] < end
        ):
            self.next_forbidden += 1
        if end < 0:
            return None
        if self.next_forbidden < len(self.forbidden):
            first, _ = self.forbidden[self.next_forbidden]
            if first <= start:
                return None
        return end, start
