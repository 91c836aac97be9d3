"""Structure of a text whose lines are segments: the kinds that marks declare, and spans."""

from __future__ import annotations

from collections.abc import Sequence

from alignments.bitext import BlockKind, Notice, Span
from alignments.structure.drafts import Draft
from alignments.structure.inline import find_spans
from alignments.structure.markdown import declare_heading, declare_note
from alignments.structure.tokens import Dialect


def find_line_structure(
    text: str, lines: Sequence[tuple[int, int]], dialect: Dialect
) -> tuple[list[Draft], list[Span], list[Notice]]:
    """A block for every line, spans in order of their starts, and notices.

    All blocks belong to the body and nothing is put aside, for a person has cut this text: only
    headings declared by Markdown are told from paragraphs.
    """
    drafts = [Draft(start, end) for start, end in lines]
    if dialect == "markdown":
        for draft in drafts:
            first = text[draft.start]
            if first == "#":
                declare_heading(text, draft)
            elif first == "[" and declare_note(text, draft):
                draft.kind = BlockKind.PARAGRAPH
    spans, notices = find_spans(text, drafts, dialect)
    return drafts, sorted(spans, key=lambda span: (span.start, -span.end, span.kind)), notices
