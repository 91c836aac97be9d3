"""Spans inside blocks: emphasis, brackets, note marks, links, and the marks-up that write them.

One pass over the text with one expression; pairs are kept by at most a stack of brackets and one
open place per kind of emphasis, so that time is linear whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignments.bitext import Notice, Span, SpanKind
from alignments.structure.brackets import bracket_kind
from alignments.structure.drafts import Draft
from alignments.structure.tokens import Dialect, Token, tokens_by_draft

_SUP_LABEL = re.compile(r"\d{1,3}|\*{1,4}|†|‡|\b[a-zа-я]\b")
_SUPER_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", ")")
_MEASURED = re.compile(r"(?:^|[^\w])(?:м|см|км|мм|дм|m|cm|km|mm|ft|x|х|n)$")


def find_spans(
    text: str, drafts: Sequence[Draft], dialect: Dialect
) -> tuple[list[Span], list[Notice]]:
    """Spans of all blocks, in no order, and a notice for each block with a bracket left open."""
    scanner = _Scanner(text, dialect)
    for draft, tokens in tokens_by_draft(text, drafts, dialect):
        scanner.scan(draft, tokens)
    for draft in drafts:
        scanner.spans += [Span(SpanKind.MARKUP, *mark) for mark in draft.marks]
    return scanner.spans, scanner.notices


class _Scanner:
    """Turns the marks of one block after another into spans."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.markdown = dialect == "markdown"
        self.spans: list[Span] = []
        self.notices: list[Notice] = []
        self.brackets: list[int] = []
        self.stray = 0
        self.emphasis: dict[tuple[str, int], int] = {}

    def scan(self, draft: Draft, tokens: list[Token]) -> None:
        self.brackets.clear()
        self.emphasis.clear()
        self.stray = 0
        for token in tokens:
            self._take(token.lastgroup or "", token, draft)
        self._mark_stray_emphasis()
        stray = self.stray + len(self.brackets)
        if stray:
            place = self.brackets[0] if self.brackets else draft.start
            many = "A square bracket has" if stray == 1 else f"{stray} square brackets have"
            message = f"{many} no partner in this block; mend the text if it matters."
            self.notices.append(Notice("bracket-unpaired", message, place))

    def _take(self, kind: str, token: Token, draft: Draft) -> None:
        start, end = token.span()
        if kind == "run":
            self._take_run(token, draft)
        elif kind == "open":
            self.brackets.append(start)
        elif kind == "close":
            self._close_bracket(token)
        elif kind == "ref":
            self._take_reference(token, draft)
        elif kind == "sup":
            self._take_sup(token)
        elif kind == "super":
            self._take_superscript(token)
        elif kind == "escape":
            self._take_escape(token)
        elif kind in ("auto", "code"):
            self._mark((start, start + 1), (end - 1, end))
        elif kind in ("tag", "image"):
            self._mark((start, end))

    def _mark(self, *places: tuple[int, int]) -> None:
        self.spans += [Span(SpanKind.MARKUP, *place) for place in places]

    def _take_escape(self, token: Token) -> None:
        self._mark((token.start(), token.end() - 1))
        if token["escaped"] == "[":
            self.brackets.append(token.end() - 1)
        elif token["escaped"] == "]":
            self._pair(token.end())

    def _close_bracket(self, token: Token) -> None:
        start = token.start()
        if not self.markdown or not token["link"] or not self.brackets:
            self._pair(start + 1)
            return
        opened = self.brackets.pop()
        words = self.text[opened + 1 : start].strip("\\[]^ ")
        if token["target"].startswith("#") and _SUP_LABEL.fullmatch(words):
            self.spans.append(Span(SpanKind.NOTE_MARK, opened, token.end(), words))
            self._mark((start + 1, token.end()))
        else:
            self._mark((opened, opened + 1), token.span())

    def _pair(self, end: int) -> None:
        if not self.brackets:
            self.stray += 1
            return
        start = self.brackets.pop()
        kind, label = bracket_kind(self.text, start, end)
        if kind is not None:
            self.spans.append(Span(kind, start, end, label))

    def _take_reference(self, token: Token, draft: Draft) -> None:
        start, end = token.span()
        at_start = start == draft.start and self.text.startswith(":", end)
        kind = SpanKind.NOTE_NUMBER if at_start else SpanKind.NOTE_MARK
        self.spans.append(Span(kind, start, end, token["ref_label"]))
        self._mark((start + 1, start + 2))

    def _take_sup(self, token: Token) -> None:
        start, end = token.span()
        inside = token["sup_inside"]
        label = _SUP_LABEL.search(inside.split("](")[0])
        self._mark((start, start + 5), (end - 6, end))
        if label and ("[" in inside or not self._is_power(start)) and len(inside) <= 60:
            short = re.sub(r"\(.*\)|[\[\]()^\\\s]", "", inside) == label[0]
            if short:
                self.spans.append(Span(SpanKind.NOTE_MARK, start, end, label[0]))

    def _take_superscript(self, token: Token) -> None:
        label = token[0].translate(_SUPER_DIGITS)
        start, end = token.span()
        if token[0].endswith(")") and "(" in self.text[max(0, start - 200) : start]:
            end -= 1
        if not self._is_power(start):
            self.spans.append(Span(SpanKind.NOTE_MARK, start, end, label))

    def _is_power(self, start: int) -> bool:
        before = self.text[max(0, start - 4) : start]
        return before[-1:].isdecimal() or _MEASURED.search(before) is not None

    def _take_run(self, token: Token, draft: Draft) -> None:
        start = token.start()
        letter = token[0][0]
        size = len(token[0]) - (token["star"] is not None)
        before = self.text[start - 1] if start > draft.words else " "
        after = self.text[start + size] if start + size < draft.end else " "
        opens = not after.isspace() and (after.isalnum() or not before.isalnum())
        closes = not before.isspace()
        if letter == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        if closes and self._close_emphasis(letter, size, start):
            return
        if token["star"] and size <= 4 and (closes or start == draft.words):
            self.spans.append(Span(SpanKind.NOTE_MARK, start, token.end(), "*" * size))
        elif opens and size <= 3:
            self._forget(letter, size)
            self.emphasis[letter, size] = start
        elif closes and size >= 2 and self.markdown and not after.isdecimal():
            self._mark((start, start + size))

    def _close_emphasis(self, letter: str, size: int, start: int) -> bool:
        sizes = (size,) if (letter, size) in self.emphasis else _parts(size)
        if not all((letter, part) in self.emphasis for part in sizes) or not sizes:
            return False
        place = start
        for part in sorted(sizes, key=lambda part: -self.emphasis[letter, part]):
            opened = self.emphasis.pop((letter, part))
            self.spans.append(Span(SpanKind.EMPHASIS, opened, place + part, str(part)))
            self._mark((opened, opened + part), (place, place + part))
            place += part
        return True

    def _forget(self, letter: str, size: int) -> None:
        """A strong mark that stayed open is damage: hidden like mark-up, but no emphasis."""
        opened = self.emphasis.pop((letter, size), None)
        if opened is not None and size >= 2 and self.markdown:
            self._mark((opened, opened + size))

    def _mark_stray_emphasis(self) -> None:
        for letter, size in list(self.emphasis):
            self._forget(letter, size)


def _parts(size: int) -> tuple[int, ...]:
    return (1, 2) if size == 3 else ()
