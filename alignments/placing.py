"""Where beads stand in the documents: stretches between walls, empty runs, crossing pairs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from alignments.bitext import Bead
from alignments.fitting import longest_chain
from alignments.search import Step

SURE_ALONE = 0.99
"""The confidence of a segment that has nothing on the other side to be aligned with."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units between two walls, and the document positions where the stretch begins."""

    rows: slice
    columns: slice
    source: int
    target: int
    whole: bool


def stretches_between(
    source: Sequence[int], target: Sequence[int], fixed: Sequence[Bead]
) -> Iterator[Stretch]:
    """The stretches between those fixed beads of a stream that keep to one order on both sides.

    `source` and `target` are the positions of the stream's free segments. A bead that all free
    segments of one side precede, and all of the other follow, keeps them apart.
    """
    pairs = sorted((bead for bead in fixed if not bead.is_null), key=lambda bead: bead.order)
    walls = [pairs[k] for k in longest_chain([bead.target.start for bead in pairs])]
    row = column = 0
    begin = source[0], target[0]
    for wall in walls:
        rows = slice(row, bisect_left(source, wall.source.start))
        columns = slice(column, bisect_left(target, wall.target.start))
        yield Stretch(rows, columns, *begin, whole=False)
        row, column = rows.stop, columns.stop
        begin = wall.source.stop, wall.target.stop
    rows, columns = slice(row, len(source)), slice(column, len(target))
    yield Stretch(rows, columns, *begin, whole=not walls)


def place_step(step: Step, stretch: Stretch, source: Sequence[int], target: Sequence[int]) -> Bead:
    """A step in document positions; an empty run stands behind what precedes it."""
    runs = []
    for at, size, part, positions, begin in (
        (step.source, step.n, stretch.rows, source, stretch.source),
        (step.target, step.m, stretch.columns, target, stretch.target),
    ):
        if size:
            first = positions[part.start + at]
        else:
            first = positions[part.start + at - 1] + 1 if at else begin
        runs.append(range(first, first + size))
    return Bead(runs[0], runs[1])


def stand_alone(beads: Sequence[Bead], source_size: int, target_size: int) -> list[Bead]:
    """Null beads for segments that no stream aligned: each stands behind the one before it."""
    alone: list[Bead] = []
    for side, size in (("source", source_size), ("target", target_size)):
        behind: list[int | None] = [None] * size
        for bead in beads:
            own, other = (
                (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
            )
            for position in own:
                behind[position] = other.stop
        place = 0
        for position, known in enumerate(behind):
            if known is not None:
                place = known
                continue
            own, other = range(position, position + 1), range(place, place)
            source, target = (own, other) if side == "source" else (other, own)
            alone.append(Bead(source, target, confidence=SURE_ALONE))
    return alone


def flag_crossing(beads: Sequence[Bead]) -> list[Bead]:
    """Mark the pairs that stand outside the longest chain that both documents share.

    Pairs that are marked already stay so: of two neighbours that changed places one is always on
    the chain.
    """
    pairs = [k for k, bead in enumerate(beads) if not bead.is_null]
    chain = {pairs[k] for k in longest_chain([beads[k].target.start for k in pairs])}
    return [
        replace(bead, crossing=bead.crossing or (not bead.is_null and k not in chain))
        for k, bead in enumerate(beads)
    ]
