"""Measure the rules against texts that a person has cut: precision, recall and F1 of boundaries.

Format of a gold file: one segment per line, blocks separated by blank lines; the text of a block is
its lines joined by one blank. Only boundaries inside blocks count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from alignments.segmentation.registry import table_for
from alignments.segmentation.rules import cut

_CONTEXT = 40  # characters shown on each side of a wrong boundary


@dataclass(frozen=True, slots=True)
class BoundaryScore:
    """How many boundaries were found, invented and missed; `errors` shows the last two in place."""

    found: int
    invented: int
    missed: int
    errors: tuple[str, ...]

    @property
    def f1(self) -> float:
        """2 TP / (2 TP + FP + FN); 1.0 when there was nothing to find and nothing was invented."""
        total = 2 * self.found + self.invented + self.missed
        return 2 * self.found / total if total else 1.0


def read_gold(text: str) -> list[list[str]]:
    """The blocks of a gold file, each a list of segments."""
    blocks = ([line.strip() for line in block.splitlines()] for block in text.split("\n\n"))
    return [[line for line in block if line] for block in blocks if any(block)]


def score_boundaries(blocks: Sequence[Sequence[str]], language: str) -> BoundaryScore:
    """Cut the blocks' texts by the language's table and compare the boundaries inside them."""
    found = invented = missed = 0
    errors: list[str] = []
    for segments in blocks:
        text = " ".join(segments)
        gold = {end - 1 for end in accumulate(len(segment) + 1 for segment in segments[:-1])}
        ends = {end for _, end in cut(text, table_for(language), ())[:-1]}
        found += len(gold & ends)
        invented += len(ends - gold)
        missed += len(gold - ends)
        errors += [_shown(text, end, invented=end in ends) for end in sorted(gold ^ ends)]
    return BoundaryScore(found, invented, missed, tuple(errors))


def _shown(text: str, end: int, *, invented: bool) -> str:
    kind = "invented" if invented else "missed"
    return (
        f"{kind}: ...{text[max(0, end - _CONTEXT) : end]} | {text[end : end + _CONTEXT].strip()}..."
    )
