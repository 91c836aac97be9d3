"""Two neighbours that change places in the translation, as one more reading of a small bead.

The search is monotone, but a bead of two units a side, or of two and three, is a box that it steps
over as a whole. What lies in the box is either one bead, its units joined, or two smaller beads
that cross: the least case of an inverted rule (Wu 1997). All are on one scale, so a box weighs the
sum of its readings, where a swap pays for being rare, and the search and its probabilities run
over it as before. Arrays only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignments.search import NEVER, SHAPES, Lattice, Step

SWAP_PRIOR = -7.0
"""Log of how seldom neighbours change places, with a margin: pieces of evidence lean on each other.
"""

_FORBIDDEN = NEVER / 1e21  # boxes below this join units that stand apart


class _Reading(NamedTuple):
    """A box read as two beads that cross: `first` comes first in the source, last in the target."""

    first: tuple[int, int]
    second: tuple[int, int]


def _readings(n: int, m: int) -> list[_Reading]:
    return [
        _Reading((k, m - h), (n - k, h))
        for k in range(1, n)
        for h in range(1, m)
        if (k, m - h) in SHAPES and (n - k, h) in SHAPES
    ]


READINGS: dict[tuple[int, int], list[_Reading]] = {
    shape: found for shape in SHAPES if (found := _readings(*shape))
}
"""Per shape the ways to read it as a swap: 2:2 one way, 2:3 and 3:2 two ways each."""


class Swap(NamedTuple):
    """Two crossing beads in source order, and the share of their box's weight that is theirs."""

    steps: tuple[Step, Step]
    share: float


def open_to_swaps(lattice: Lattice) -> None:
    """Let every box of the lattice be read as a swap too; changes the lattice's scores in place.

    Boxes that no bead may fill stay forbidden: their units do not stand together.
    """
    for row in range(2, len(lattice.beads)):
        for shape, readings in READINGS.items():
            if shape[0] > row:
                continue
            box = lattice.beads[row][SHAPES.index(shape)]
            forbidden = box < _FORBIDDEN
            for reading in readings:
                part, scores = _crossing(lattice, row, reading)
                box[part] = np.logaddexp(box[part], scores)
            box[forbidden] = _FORBIDDEN


def _crossing(lattice: Lattice, row: int, reading: _Reading) -> tuple[slice, NDArray[np.float32]]:
    """The scores of a reading of the boxes that end at the row, and which columns they are for."""
    (_, right), (below, _) = reading.first, reading.second
    band, above = lattice.band, row - below
    start, stop = int(band.start[row]), int(band.stop[row])
    # A band's bounds never fall, so the row above may only end earlier.
    part = slice(right, max(min(stop, int(band.stop[above])) - start, right))
    shift = start - int(band.start[above])
    first = lattice.beads[above][SHAPES.index(reading.first)]
    second = lattice.beads[row][SHAPES.index(reading.second)]
    crossing: NDArray[np.float32] = (
        first[part.start + shift : part.stop + shift]
        + second[part.start - right : part.stop - right]
        + np.float32(SWAP_PRIOR)
    )
    return part, crossing


def find_swap(lattice: Lattice, step: Step) -> Swap | None:
    """How a step is best read as a swap, in a lattice open to swaps; None for other shapes."""
    readings = READINGS.get((step.n, step.m), ())
    if not readings:
        return None
    row, column = step.source + step.n, step.target + step.m
    at = column - int(lattice.band.start[row])
    box = float(lattice.beads[row][SHAPES.index((step.n, step.m)), at])
    best: Swap | None = None
    for first, second in readings:
        part, scores = _crossing(lattice, row, _Reading(first, second))
        if not part.start <= at < part.stop:
            continue
        share = float(np.exp(min(float(scores[at - part.start]) - box, 0.0)))
        if best is None or share > best.share:
            steps = (
                Step(step.source, first[0], column - first[1], first[1]),
                Step(row - second[0], second[0], step.target, second[1]),
            )
            best = Swap(steps, share)
    return best


def read_swaps(
    lattice: Lattice, steps: Sequence[Step], probabilities: Sequence[float]
) -> tuple[list[Step], list[float], frozenset[int]]:
    """The steps with the likelier reading of every box, their probabilities, which of them cross.

    `probabilities` are those of the boxes as a whole; a reading has its share of them.
    """
    read: list[Step] = []
    shares: list[float] = []
    crossed: set[int] = set()
    for step, probability in zip(steps, probabilities, strict=True):
        swap = find_swap(lattice, step)
        if swap is None or swap.share <= 0.5:
            read.append(step)
            shares.append(probability * (1.0 - swap.share if swap else 1.0))
            continue
        crossed |= {len(read), len(read) + 1}
        read += swap.steps
        shares += [probability * swap.share] * 2
    return read, shares, frozenset(crossed)
