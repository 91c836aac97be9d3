"""Small made texts for the tests of the checks."""

from __future__ import annotations

from collections.abc import Sequence

from alignments.bitext import BlockKind, Side
from alignments.checks.running import check_whole
from alignments.checks.texts import CheckedSegment, Half, Pair, Whole, spans_in
from alignments.checks.values import Finding

Row = tuple[str, str]


def half(
    side: Side, language: str, texts: Sequence[str], kind: BlockKind = BlockKind.PARAGRAPH
) -> Half:
    """One side: each text a segment and a paragraph of its own; an empty text is none."""
    return Half(
        side,
        language,
        tuple(
            CheckedSegment(side, n, text, spans_in(text, language), block=n, kind=kind)
            for n, text in enumerate(texts)
            if text
        ),
    )


def whole(
    rows: Sequence[Row], languages: Row = ("ru", "en"), kind: BlockKind = BlockKind.PARAGRAPH
) -> Whole:
    """A text of pairs one to one."""
    source = half("source", languages[0], [row[0] for row in rows], kind)
    target = half("target", languages[1], [row[1] for row in rows], kind)
    pairs = tuple(
        Pair(
            Half("source", languages[0], tuple(s for s in source.segments if s.position == n)),
            Half("target", languages[1], tuple(s for s in target.segments if s.position == n)),
        )
        for n in range(len(rows))
    )
    return Whole(source, target, pairs)


def found(rows: Sequence[Row], **options: BlockKind | Row) -> list[Finding]:
    """The findings of such a text."""
    return check_whole(whole(rows, **options))  # type: ignore[arg-type]


def codes(rows: Sequence[Row], **options: BlockKind | Row) -> list[str]:
    """Their codes."""
    return [finding.code for finding in found(rows, **options)]


def lit(rows: Sequence[Row], finding: Finding) -> list[str]:
    """The words that a finding lights up."""
    sides = {"source": 0, "target": 1}
    return [rows[p.position][sides[p.side]][p.start : p.end] for p in finding.places]
