"""Markdown: lines into blocks, by the marks at their beginnings.

Only the block marks that documents of this kind use: ATX and setext headings, list items, notes
(`[^1]: ...`), quotations, tables' rows, fenced program text, YAML front matter, rules and lines of
nothing but HTML. Marks become places in `Draft.marks`; no character is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignments.bitext import BlockKind, Stream
from alignments.structure.drafts import Draft
from alignments.structure.lines import SENTENCE_END, Line, find_layout, split_lines
from alignments.structure.numbering import read_numbering
from alignments.structure.plain import RULE, stands_alone

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"[ \t]+#+$")
_SETEXT = re.compile(r"(=|-)\1{2,}$")
_NOTE = re.compile(r"\[\^([^\]\[\s]{1,40})\](:)[ \t]*")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*$")
_HTML_LINE = re.compile(
    r"(?:<!--(?:(?!-->|<!--).)*-->|</?(?!https?:|mailto:)[A-Za-z][^<>]{0,300}>|\s)+$"
)
_LOOKS = re.compile(
    r"^#{1,6}[ \t]+\S|^\[\^[^\]\s]{1,40}\]:|<sup>|(?<!\S)\*\*\w[^*\n]{0,200}\*\*|\]\(https?://",
    re.MULTILINE,
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text has headings, notes, strong words or links marked up as Markdown does."""
    return _LOOKS.search(text) is not None


def group_markdown(text: str) -> list[Draft]:
    """Blocks of a Markdown text, with kind, level and number where a mark declares them."""
    lines = split_lines(text)
    return _Grouper(text, lines).run()


def declare_heading(text: str, draft: Draft) -> bool:
    """Make a heading of a block that begins with `# ` to `###### ` and words; False if not."""
    mark = _ATX.match(text, draft.start, draft.end)
    if mark is None or mark.end() >= draft.end:
        return False
    draft.kind, draft.fixed = BlockKind.HEADING, True
    draft.level, draft.words = len(mark[1]), mark.end()
    draft.marks.append(mark.span())
    if tail := _ATX_END.search(text, draft.words, draft.end):
        draft.marks.append(tail.span())
    return True


def declare_note(text: str, draft: Draft) -> bool:
    """Make a note of a block that begins with `[^1]: `; False if it does not.

    Its colon becomes mark-up; the caret in the brackets is marked with the other spans.
    """
    mark = _NOTE.match(text, draft.start, draft.end)
    if mark is None:
        return False
    draft.kind, draft.fixed, draft.number = BlockKind.NOTE, True, mark[1]
    draft.marks.append(mark.span(2))
    return True


class _Grouper:
    """Walks down the lines; `open` is the block that the next line may continue."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.lines = lines
        self.layout, _ = find_layout(text, lines)
        self.drafts: list[Draft] = []
        self.open: Draft | None = None
        self.never_closed: set[str] = set()

    def run(self) -> list[Draft]:
        position = self._skip_front_matter()
        while position < len(self.lines):
            line = self.lines[position]
            if line.is_blank:
                self.open = None
            elif fence := _FENCE.match(self.text, line.start, line.end):
                position = self._take_fenced(position, fence[1])
            else:
                self._take(line, self.lines[position - 1] if position else line)
            position += 1
        return self.drafts

    def _skip_front_matter(self) -> int:
        words = [self.text[line.start : line.end] for line in self.lines[:200]]
        first = next((n for n, word in enumerate(words) if word), 0)
        if not words or words[first] != "---" or "---" not in words[first + 1 :]:
            return 0
        last = words.index("---", first + 1)
        if not all(":" in w or w.startswith(("-", "#")) or not w for w in words[first + 1 : last]):
            return 0
        start, end = self.lines[first].start, self.lines[last].end
        self.drafts.append(self._aside(Draft(start, end)))
        return last + 1

    def _take_fenced(self, position: int, fence: str) -> int:
        last = self._closing(position, fence)
        if last is None:
            self._aside(self._add(self.lines[position]))
            self.open = None
            return position
        draft = self._add(self.lines[position], fixed=True)
        draft.end, draft.verbatim = self.lines[last].end, True
        self.open = None
        return last

    def _closing(self, position: int, fence: str) -> int | None:
        """The line that ends fenced text; each kind of fence is missed once at most: linear."""
        if fence in self.never_closed:
            return None
        for number in range(position + 1, len(self.lines)):
            line = self.lines[number]
            if len(line) == len(fence) and self.text.startswith(fence, line.start):
                return number
        self.never_closed.add(fence)
        return None

    def _take(self, line: Line, above: Line) -> None:
        text = self.text
        if _ATX.match(text, line.start, line.end):
            declare_heading(text, self._add(line))
            self.open = None
        elif self._underlines(line, above) and self.open is not None:
            self.open.kind, self.open.fixed = BlockKind.HEADING, True
            self.open.level = 1 if text[line.start] == "=" else 2
            self.open.marks.append((line.start, line.end))
            self.open.end, self.open = line.end, None
        elif _NOTE.match(text, line.start, line.end):
            declare_note(text, self._add(line))
        elif self._is_decoration(line):
            self._aside(self._add(line))
            self.open = None
        elif text[line.start] == "|":
            self._add(line, fixed=True)
            self.open = None
        elif self.open is None or self._begins_block(line, above):
            self._add_paragraph(line, above)
        else:
            if quote := _QUOTE.match(text, line.start, line.end):
                self.open.marks.append(quote.span())
            self.open.end = line.end

    def _add(self, line: Line, *, fixed: bool = False) -> Draft:
        draft = Draft(line.start, line.end, starts_page=line.starts_page, fixed=fixed)
        self.drafts.append(draft)
        self.open = draft
        return draft

    def _add_paragraph(self, line: Line, above: Line) -> None:
        within_note = (
            self.drafts
            and self.drafts[-1].kind is BlockKind.NOTE
            and self.drafts[-1].fixed
            and above.is_blank
            and line.indent >= 2
        )
        before = self.drafts[-1] if self.drafts else None
        draft = self._add(line)
        if within_note and before is not None:
            draft.kind, draft.number, draft.fixed = BlockKind.NOTE, before.number, True
            draft.continues = True
        if quote := _QUOTE.match(self.text, line.start, line.end):
            draft.words = min(quote.end(), line.end)
            draft.marks.append(quote.span())

    def _begins_block(self, line: Line, above: Line) -> bool:
        text = self.text
        if self.layout == "single" and not self._breaks_hard(above):
            return True
        if stands_alone(text, line) or stands_alone(text, above):
            return True
        numbering = read_numbering(text, line.start, line.end)
        if numbering is None or numbering.style not in ("bullet", "arabic", "letter"):
            return False
        follows_item = self.open is not None and bool(
            read_numbering(text, self.open.start, self.open.end)
        )
        return follows_item or numbering.style == "bullet" or text[above.end - 1] in SENTENCE_END

    def _breaks_hard(self, line: Line) -> bool:
        return self.text.startswith("  ", line.end) or self.text[line.end - 1] == "\\"

    def _underlines(self, line: Line, above: Line) -> bool:
        if self.open is None or self.open.fixed or above.is_blank:
            return False
        one_line = self.open.start == above.start and len(above) <= 200
        return one_line and _SETEXT.match(self.text, line.start, line.end) is not None

    def _is_decoration(self, line: Line) -> bool:
        words = self.text[line.start : line.end] if len(line) <= 2500 else ""
        if not words:
            return False
        is_rule = bool(RULE.match(words)) or ("|" in words and bool(_TABLE_RULE.match(words)))
        return is_rule or (words[0] == "<" and bool(_HTML_LINE.match(words)))

    def _aside(self, draft: Draft) -> Draft:
        draft.kind, draft.stream, draft.fixed = BlockKind.FURNITURE, Stream.ASIDE, True
        draft.verbatim = True
        return draft
