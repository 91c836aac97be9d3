"""A document's structure as JSON, and the summary of it that lists show. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from alignments.bitext import (
    Block,
    BlockKind,
    Document,
    Join,
    Notice,
    Span,
    SpanKind,
    Stream,
)
from workbench.records import JoinNote

AROUND = 60  # characters shown on each side of a join


def write_structure(document: Document) -> dict[str, Any]:
    """Blocks, spans, joins and notices as rows of values, in the order of their fields."""
    return {
        "blocks": [
            [b.kind, b.start, b.end, b.level, b.number, b.stream, b.duplicate_of]
            for b in document.blocks
        ],
        "spans": [[s.kind, s.start, s.end, s.label] for s in document.spans],
        "joins": [[j.left, j.right, j.reason, j.accepted] for j in document.joins],
        "notices": [[n.code, n.message, n.start] for n in document.notices],
    }


def read_blocks(written: Mapping[str, Any]) -> tuple[Block, ...]:
    """The blocks that `write_structure` wrote."""
    return tuple(read_block(block) for block in written["blocks"])


def read_block(written: Sequence[Any]) -> Block:
    """One block of those that `write_structure` wrote."""
    kind, start, end, level, number, stream, copy = written
    return Block(BlockKind(kind), start, end, level, number, Stream(stream), copy)


def read_spans(
    written: Mapping[str, Any], start: int = 0, end: int | None = None
) -> tuple[Span, ...]:
    """The spans that `write_structure` wrote, or those that touch a stretch of the text."""
    return tuple(
        Span(SpanKind(kind), *rest)
        for kind, *rest in written["spans"]
        if rest[1] > start and (end is None or rest[0] < end)
    )


def read_joins(written: Mapping[str, Any]) -> tuple[Join, ...]:
    """The joins that `write_structure` wrote."""
    return tuple(Join(*join) for join in written["joins"])


def read_notices(written: Mapping[str, Any]) -> tuple[Notice, ...]:
    """The notices that `write_structure` or `write_summary` wrote."""
    return tuple(Notice(*notice) for notice in written["notices"])


def write_summary(document: Document) -> dict[str, Any]:
    """Counts of blocks and spans by kind (all kinds), joins with the words around them, notices."""
    blocks = Counter(block.kind for block in document.blocks)
    spans = Counter(span.kind for span in document.spans)
    return {
        "blocks": {str(kind): blocks[kind] for kind in BlockKind},
        "spans": {str(kind): spans[kind] for kind in SpanKind},
        "joins": [_describe(document, join) for join in document.joins],
        "notices": [[n.code, n.message, n.start] for n in document.notices],
    }


def _describe(document: Document, join: Join) -> list[Any]:
    left, right = document.blocks[join.left], document.blocks[join.right]
    before = document.text[max(left.start, left.end - AROUND) : left.end]
    after = document.text[right.start : min(right.end, right.start + AROUND)]
    return [join.reason, join.accepted, " ".join(before.split()), " ".join(after.split())]


def read_join_notes(summary: Mapping[str, Any]) -> tuple[JoinNote, ...]:
    """The joins of a summary, numbered."""
    return tuple(JoinNote(number, *note) for number, note in enumerate(summary["joins"]))
