"""What is printed of a text: no markup, white space collapsed, note marks and brackets as asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from alignments.bitext import Span, SpanKind
from alignments.structure import find_structure

NoteMarks = Literal["keep", "drop"]
Brackets = Literal["keep", "expand", "strip"]

# Languages whose sentences follow each other without a space (BCP 47 primary subtags).
_UNSPACED = frozenset({"zh", "yue", "wuu", "nan", "hak", "lzh", "ja", "th", "lo", "km", "my", "bo"})
# No-break spaces are printed on purpose (French, initials) and stay; they are not line layout.
_BLANKS = re.compile("[^\\S\u00a0\u2007\u202f]+")
_LINE_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_MAY_HOLD_MARKS = re.compile(r"[*_<\[`#\\⁰¹²³⁴-⁹]")
# Note marks that are written with signs of a markup language, not printed as they stand.
_WRITTEN_MARK = re.compile(r"<sup>|\[\^|\]\(")
_NOTES = frozenset({SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER})
_BRACKETED = frozenset({SpanKind.COMPLETION, SpanKind.GLOSS, SpanKind.INSERTION})
_REWRITTEN = _NOTES | {SpanKind.MARKUP, SpanKind.PAGE_BREAK}
_CLOSING = frozenset(".,;:!?…)»”")

Replacement = tuple[int, int, str, Span]


def is_unspaced(language: str) -> bool:
    """Whether the language writes its sentences without spaces between them (Chinese, Thai)."""
    return language.replace("_", "-").partition("-")[0].lower() in _UNSPACED


def unit_text(
    text: str,
    spans: Sequence[Span] = (),
    *,
    language: str = "und",
    note_marks: NoteMarks = "keep",
    brackets: Brackets = "keep",
) -> str:
    """A segment's text as it leaves: no markup, white space collapsed, brackets as asked.

    `spans` are relative to `text`. Markup spans go; page-break gaps become a space, or nothing
    where they cut a word. Note marks and note numbers become plain `[8]` (or stay as they are
    printed: `*)`) or, with `note_marks="drop"`, go as well. Editorial brackets are kept as printed,
    expanded (their words stay, the brackets go; those of a gloss become round) or stripped with
    all that stands in them. Nothing else of the text is changed.
    """
    parts: list[str] = []
    cursor = 0
    for start, end, printed, _ in replacements(text, spans, note_marks, brackets):
        parts += [text[cursor:start], printed]
        cursor = end
    parts.append(text[cursor:])
    return _collapsed("".join(parts), language)


def edited_text(
    text: str,
    *,
    language: str = "und",
    note_marks: NoteMarks = "keep",
    brackets: Brackets = "keep",
) -> str:
    """A text typed by a person, cleaned like `unit_text`; markup and marks are found anew."""
    found, spans = parsed_edit(text, language)
    return unit_text(found, spans, language=language, note_marks=note_marks, brackets=brackets)


def parsed_edit(text: str, language: str) -> tuple[str, Sequence[Span]]:
    """A text typed by a person, and the spans found in it."""
    if _MAY_HOLD_MARKS.search(text) is None:
        return text, ()
    found = find_structure(text, "", language, "markdown")
    return found.text, found.spans


def replacements(
    text: str, spans: Sequence[Span], note_marks: NoteMarks, brackets: Brackets
) -> Iterator[Replacement]:
    """Stretches of `text` that are printed otherwise, in order: start, end, the print, the span."""
    wanted = (found for span in spans for found in _replacements_of(span, text, brackets))
    cursor = 0
    for start, end, span in sorted(wanted, key=lambda found: (found[0], -found[1])):
        start, end = max(start, cursor), min(end, len(text))
        if start >= end:
            continue
        printed = _rewritten(span, text[start:end], (start, end), note_marks, brackets)
        vanishes = not printed and (span.kind in _NOTES or brackets == "strip")
        if vanishes and span.kind is not SpanKind.MARKUP and text[end : end + 1] in _CLOSING:
            while start > cursor and text[start - 1].isspace():
                start -= 1  # "said [8]." without its mark is "said."
        yield start, end, printed, span
        cursor = end


def _replacements_of(span: Span, text: str, brackets: Brackets) -> Iterator[tuple[int, int, Span]]:
    if span.kind in _REWRITTEN or (span.kind in _BRACKETED and brackets == "strip"):
        yield span.start, span.end, span
    elif span.kind in _BRACKETED and brackets == "expand":
        # A segment may hold only one end of a long bracket.
        if text[span.start : span.start + 1] == "[":
            yield span.start, span.start + 1, span
        if text[span.end - 1 : span.end] == "]":
            yield span.end - 1, span.end, span


def _rewritten(
    span: Span, printed: str, place: tuple[int, int], note_marks: NoteMarks, brackets: Brackets
) -> str:
    if span.kind is SpanKind.MARKUP:
        return ""
    if span.kind is SpanKind.PAGE_BREAK:
        return "" if span.label == "word" else " "
    if span.kind in _BRACKETED:
        if brackets == "strip" or span.kind is not SpanKind.GLOSS:
            return ""
        return "(" if place[0] == span.start else ")"
    if note_marks == "drop":
        return ""
    return f"[{span.label}]" if span.label and _WRITTEN_MARK.search(printed) else printed


def _collapsed(text: str, language: str) -> str:
    unspaced = is_unspaced(language)

    def gap(hit: re.Match[str]) -> str:
        # A line break between two Chinese characters is layout, not a space.
        return "" if unspaced and _LINE_BREAK.search(hit.group()) else " "

    return _BLANKS.sub(gap, text).strip()
