"""Notes: blocks that begin with a note's number, and whether calls and notes fit together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alignments.bitext import BlockKind, Notice, Span, SpanKind, Stream
from alignments.structure.drafts import Draft
from alignments.structure.numbering import read_numbering

_START = re.compile(
    r"""(?P<bracket>\\?\[(?P<in_bracket>\d{1,3}|\*{1,3})\\?\])\.?\s*(?=\S)
  | (?P<sup><sup>\W{0,4}(?P<in_sup>\d{1,3}|\*{1,3}|[a-z])\W{0,4}</sup>)\s*(?=\S)
  | (?P<super>(?P<in_super>[⁰¹²³⁴-⁹]{1,3})\)?)\s*(?=\S)
  | (?P<star>(?P<in_star>\*{1,3})\))\s*(?=\S)""",
    re.VERBOSE,
)
_AFTER_RULE = re.compile(r"(?P<number>\d{1,3})[.)]?[ \t]+(?=[^\W\d])")
_SUPER_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADING = re.compile(
    r"(?:end|foot)?notes?\W*$|(?:при|под)?мечани[ея]\W*$|сноск[аи]\W*$|примечани[ея]\b.{0,40}$",
    re.IGNORECASE,
)
_FINAL = ".!?…:;>)]”»\"'"
_GAP = 2


@dataclass(frozen=True, slots=True)
class _Start:
    """A block that may be a note: its place, how and with what number it begins."""

    place: int
    style: str
    number: str
    words: int


def is_notes_heading(text: str, draft: Draft) -> bool:
    """Whether a heading announces notes: "Notes", "Примечания", "Сноски" ..."""
    return draft.kind is BlockKind.HEADING and announces_notes(text[draft.words : draft.end])


def announces_notes(words: str) -> bool:
    """Whether a line says "Notes", "Примечания", "Сноски" ... and hardly more."""
    words = words.strip("*_# ")
    return len(words) < 60 and bool(_HEADING.match(words))


def calls(spans: Iterable[Span], drafts: Sequence[Draft]) -> dict[str, int]:
    """Note numbers called in the text and where first; marks that begin a block do not count."""
    starts = {draft.start for draft in drafts} | {draft.words for draft in drafts}
    found: dict[str, int] = {}
    for span in sorted(spans, key=lambda span: span.start):
        if span.kind is SpanKind.NOTE_MARK and span.start not in starts:
            for label in re.split(r"\s?[,–-]\s?", span.label):
                found.setdefault(label, span.start)
    return found


def find_notes(text: str, drafts: Sequence[Draft], called: Iterable[str]) -> None:
    """Make notes of the blocks that begin with numbers as notes do, and of those they run into."""
    known = set(called)
    _take_under_headings(text, drafts)
    for run in _runs(list(_starts(text, drafts, known)), drafts):
        if _is_accepted(run, known):
            for start in run:
                _make_note(drafts[start.place], start.number, start.words)
            _continue_notes(text, drafts, run)


def _make_note(draft: Draft, number: str, words: int) -> None:
    draft.kind, draft.number, draft.words = BlockKind.NOTE, number, words
    draft.style, draft.level = "", 0


def _take_under_headings(text: str, drafts: Sequence[Draft]) -> None:
    """Below a heading "Notes" every numbered item is a note, and other blocks go on with it."""
    number: str | None = None
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            number = "" if is_notes_heading(text, draft) else None
        elif number is not None and draft.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
            start = _START.match(text, draft.words, draft.end)
            numbering = read_numbering(text, draft.words, draft.end)
            if start:
                number = _number(start)
                _make_note(draft, number, start.end())
            elif numbering and numbering.style == "arabic":
                number = numbering.number
                _make_note(draft, number, min(numbering.end, draft.end - 1))
            else:
                _make_note(draft, number, draft.words)
                draft.continues = bool(number)


def _starts(text: str, drafts: Sequence[Draft], known: set[str]) -> Iterator[_Start]:
    after_rule = False
    for place, draft in enumerate(drafts):
        if draft.kind is BlockKind.FURNITURE:
            head = text[draft.start : min(draft.end, draft.start + 80)]
            rule = not any(map(str.isalnum, head))
            after_rule = after_rule or rule
            continue
        if draft.fixed or draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            after_rule = False
            continue
        match = _START.match(text, draft.words, draft.end)
        if match:
            style = next(name for name in ("bracket", "sup", "super", "star") if match[name])
            yield _Start(place, "rule" if after_rule else style, _number(match), match.end())
            continue
        foot = _AFTER_RULE.match(text, draft.words, draft.end) if after_rule else None
        if foot and foot["number"] in known:
            yield _Start(place, "rule", foot["number"], foot.end())
        else:
            after_rule = False


def _number(match: re.Match[str]) -> str:
    number = match["in_bracket"] or match["in_sup"] or match["in_super"] or match["in_star"]
    return str(number).translate(_SUPER_DIGITS)


def _runs(starts: Sequence[_Start], drafts: Sequence[Draft]) -> Iterator[list[_Start]]:
    """Neighbouring starts of one style with rising numbers, at most two blocks between them."""
    run: list[_Start] = []
    for start in starts:
        if run and not _follows(run[-1], start, drafts):
            yield run
            run = []
        run.append(start)
    if run:
        yield run


def _follows(last: _Start, start: _Start, drafts: Sequence[Draft]) -> bool:
    between = [d for d in drafts[last.place + 1 : start.place] if d.kind is not BlockKind.FURNITURE]
    if last.style != start.style or len(between) > _GAP:
        return False
    if any(draft.kind is BlockKind.HEADING for draft in between):
        return False
    both = last.number.isdecimal() and start.number.isdecimal()
    return int(last.number) < int(start.number) if both else start.number != last.number


def _is_accepted(run: Sequence[_Start], known: set[str]) -> bool:
    """Notes are called in the text; a bracket alone may as well be a call that begins a line."""
    answered = 2 * sum(start.number in known for start in run) >= len(run)
    if run[0].style != "bracket":
        return answered
    values = [int(start.number) for start in run if start.number.isdecimal()]
    steps = [b - a for a, b in pairwise(values)]
    if len(values) < 2 or max(steps) > 3 or sum(steps) > 2 * len(steps):
        return False
    span = run[-1].place - run[0].place + 1
    return answered or (values[0] == 1 and len(values) >= 3 and 2 * span <= 3 * len(values) + 2)


def _continue_notes(text: str, drafts: Sequence[Draft], run: Sequence[_Start]) -> None:
    last = run[-1].place
    tail = last - run[0].place + 1 - len(run) <= len(run) // 3 and len(run) >= 5
    heads = {start.place for start in run}
    number = ""
    note: Draft | None = None
    for place in range(run[0].place, min(last + 3, len(drafts))):
        draft = drafts[place]
        if place in heads:
            number, note = draft.number, draft
        elif draft.kind is BlockKind.PARAGRAPH and note is not None:
            runs_on = text[draft.words].islower() and text[note.end - 1] not in _FINAL
            if not runs_on and not (tail and place < last):
                if place > last:
                    break
                continue
            draft.kind, draft.number, draft.continues = BlockKind.NOTE, number, True
            note = draft


def number_spans(spans: Sequence[Span], drafts: Sequence[Draft]) -> list[Span]:
    """The spans, with the mark that begins a note turned into NOTE_NUMBER, added where missing."""
    heads = {
        draft.start: draft
        for draft in drafts
        if draft.kind is BlockKind.NOTE and draft.words > draft.start and not draft.continues
    }
    result: list[Span] = []
    for span in spans:
        draft = heads.get(span.start)
        if draft is not None and span.kind in (SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER):
            del heads[span.start]
            span = Span(SpanKind.NOTE_NUMBER, span.start, span.end, draft.number)
        result.append(span)
    return result + [
        Span(SpanKind.NOTE_NUMBER, draft.start, draft.words, draft.number)
        for draft in heads.values()
    ]


def check_notes(drafts: Sequence[Draft], called: dict[str, int]) -> list[Notice]:
    """What does not fit: calls without a note, notes without a call, a number used twice."""
    notes = [d for d in drafts if d.stream is Stream.NOTES and d.number and not d.continues]
    numbers = [draft.number for draft in notes]
    notices: list[Notice] = []
    missing = [label for label in called if label not in set(numbers)]
    if missing:
        notices.append(
            Notice(
                "note-missing",
                f"{_the(missing, 'The call', 'The calls')} {_list(missing)} "
                f"{_the(missing, 'has', 'have')} no note in this text.",
                called[missing[0]],
            )
        )
    uncalled = [draft for draft in notes if draft.number not in called]
    if uncalled:
        labels = [draft.number for draft in uncalled]
        notices.append(
            Notice(
                "note-uncalled",
                f"{_the(labels, 'Note', 'Notes')} {_list(labels)} "
                f"{_the(labels, 'is', 'are')} called nowhere in this text.",
                uncalled[0].start,
            )
        )
    notices += _check_twice(notes)
    return notices


def _check_twice(notes: Sequence[Draft]) -> list[Notice]:
    seen: dict[str, Draft] = {}
    twice: list[Draft] = []
    for draft in notes:
        if draft.number in seen:
            twice.append(draft)
        seen.setdefault(draft.number, draft)
    # Numbers that begin anew with 1 are counted by page or chapter, which is no mistake.
    if not twice or any(draft.number == "1" or not draft.number.isdecimal() for draft in twice):
        return []
    labels = [draft.number for draft in twice]
    message = f"The note {_the(labels, 'number', 'numbers')} {_list(labels)} stands twice."
    return [Notice("note-twice", message, twice[0].start)]


def _the(items: Sequence[str], one: str, many: str) -> str:
    return one if len(items) == 1 else many


def _list(items: Sequence[str]) -> str:
    shown = ", ".join(items[:12])
    return shown if len(items) <= 12 else f"{shown} and {len(items) - 12} more"
