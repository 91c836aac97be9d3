"""The best monotone path through a lattice of beads, and how probable each bead on it is.

Arrays in, steps out; this module knows no text. A lattice has a node (i, j) wherever the first i
source and j target units have been used. A bead of shape (n, m) ends at (i, j) and began at
(i - n, j - m); a gap is a run of units of one side, charged once for opening and once per unit
(affine, Gotoh 1982). Between two beads the source gap comes first, so that every alignment is one
path only. Scores are natural-log likelihood ratios against "no counterpart": higher is better.

Memory and time grow with the number of nodes in the band, not with the product of the sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignments.errors import ScoringError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SHAPES: tuple[tuple[int, int], ...] = tuple(
    sorted(
        ((n, m) for n in range(1, 5) for m in range(1, 5) if n + m <= 5), key=lambda s: (sum(s), s)
    )
)
"""Gale and Church's categories with n + m <= 5, source first, smaller ones first."""

Watch = Callable[[int], None]
"""Told now and then how many more rows are done; what it raises ends the work."""

WATCHED_ROWS = 512

NEVER = -1e30
"""The score of what cannot be; sums of it stay finite."""
LARGEST = max(sum(shape) for shape in SHAPES)
"""The most segments of a bead, both sides together."""

REACH = max(max(shape) for shape in SHAPES)
"""The longest run of a bead."""

_RUNS = np.array(SHAPES)


def unwatched(_rows: int) -> None:
    """Nobody watches."""


class Step(NamedTuple):
    """`n` source units from `source` beside `m` target units from `target`; one may be 0."""

    source: int
    n: int
    target: int
    m: int


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that are searched: in row i those with start[i] <= j < stop[i].

    Rows are 0 .. source size, columns 0 .. target size; both bounds never fall, the first row
    holds column 0 and the last row the last column, and neighbouring rows overlap.
    """

    start: Integers
    stop: Integers

    def __post_init__(self) -> None:
        start, stop = self.start, self.stop
        if start.shape != stop.shape or start.ndim != 1 or not len(start):
            raise ScoringError(f"band bounds of shapes {start.shape} and {stop.shape} do not fit")
        falls = (np.diff(start) < 0).any() or (np.diff(stop) < 0).any()
        if start[0] != 0 or falls or (start >= stop).any() or (start[1:] >= stop[:-1]).any():
            raise ScoringError("a band must start at node 0, never fall back, and hang together")

    @property
    def sizes(self) -> tuple[int, int]:
        """Source and target units."""
        return len(self.start) - 1, int(self.stop[-1]) - 1

    @property
    def nodes(self) -> int:
        """How many nodes are searched."""
        return int((self.stop - self.start).sum())


def full_band(source_size: int, target_size: int) -> Band:
    """Every node of the lattice."""
    start = np.zeros(source_size + 1, dtype=np.int64)
    return Band(start, np.full(source_size + 1, target_size + 1, dtype=np.int64))


def band_around(steps: Sequence[Step], sizes: tuple[int, int], width: int) -> Band:
    """All nodes at most `width` rows and columns away from the path that the steps take.

    The steps must lead from (0, 0) to `sizes`, the source and target size.
    """
    rows, columns = sizes
    start = np.full(rows + 1, columns, dtype=np.int64)
    stop = np.zeros(rows + 1, dtype=np.int64)
    start[0], stop[rows] = 0, columns + 1
    for source, n, target, m in steps:
        start[source : source + n + 1] = np.minimum(start[source : source + n + 1], target)
        last = slice(source, source + n + 1)
        stop[last] = np.maximum(stop[last], target + m + 1)
    before = np.maximum(np.arange(rows + 1) - width, 0)
    after = np.minimum(np.arange(rows + 1) + width, rows)
    start = np.maximum(np.minimum.accumulate(start[::-1])[::-1][before] - width, 0)
    stop = np.minimum(np.maximum.accumulate(stop)[after] + width, columns + 1)
    return Band(start, stop)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Scores of every bead and gap inside a band.

    `beads[i]` has shape (len(SHAPES), stop[i] - start[i]): the beads that end at row i, by column;
    a bead that would begin before a row or column 0 is never read. `source_gap[k]` is the score of
    leaving source unit k alone, `source_open[k]` what is added when a gap begins there; the same
    for the target. `watch` is told of the rows that each pass over the lattice has done.
    """

    band: Band
    beads: Sequence[NDArray[np.float32]]
    source_gap: Floats
    target_gap: Floats
    source_open: Floats
    target_open: Floats
    watch: Watch = unwatched

    def __post_init__(self) -> None:
        rows, columns = self.band.sizes
        if len(self.beads) != rows + 1:
            raise ScoringError(
                f"{len(self.beads)} rows of bead scores for {rows + 1} rows of nodes"
            )
        for name, values, size in (
            ("source_gap", self.source_gap, rows),
            ("source_open", self.source_open, rows),
            ("target_gap", self.target_gap, columns),
            ("target_open", self.target_open, columns),
        ):
            if values.shape != (size,):
                raise ScoringError(f"{name} has shape {values.shape}, not ({size},)")
            if not np.isfinite(values).all():
                raise ScoringError(f"{name} holds a value that is not a finite number")

    def row_done(self, row: int) -> None:
        """Tell whoever watches, every few hundred rows."""
        if row % WATCHED_ROWS == WATCHED_ROWS - 1:
            self.watch(WATCHED_ROWS)


class Rows:
    """The last few rows of a table as wide as the target, empty outside their part of the band.

    `layers` values stand at each place: one for a node, one a shape for the beads that end there.
    """

    def __init__(self, columns: int, keep: int, layers: int = 1) -> None:
        self.table = np.full((keep, layers, columns + 1 + 2 * REACH), NEVER)
        self.filled = [(0, 0)] * keep
        # For each slot that a row may have: where in the flat table its beads begin, or end.
        slots, width = np.arange(keep)[:, None], self.table.shape[2]
        layer = np.arange(layers) if layers > 1 else 0
        before = ((slots - _RUNS[:, 0]) % keep * layers + layer) * width + REACH - _RUNS[:, 1]
        after = ((slots + _RUNS[:, 0]) % keep * layers + layer) * width + REACH + _RUNS[:, 1]
        self.before, self.after = before[:, :, None], after[:, :, None]
        self.columns = np.arange(width)

    def put(self, row: int, start: int, values: Floats) -> None:
        """Keep a row's values, by column or by layer and column, from column `start` on.

        The oldest row kept makes way.
        """
        slot = row % len(self.table)
        old_start, old_stop = self.filled[slot]
        self.table[slot, :, old_start:old_stop] = NEVER
        left = start + REACH
        right = left + values.shape[-1]
        self.table[slot, :, left:right] = values
        self.filled[slot] = (left, right)

    def get(self, row: int, start: int, stop: int) -> Floats:
        """A row's values by column; outside its part of the band they are `NEVER`."""
        part: Floats = self.table[row % len(self.table), 0, start + REACH : stop + REACH]
        return part

    def get_before(self, row: int, start: int, stop: int) -> Floats:
        """By shape and column of the row: what stands where a bead that ends there begins."""
        return self._take(self.before, row, start, stop)

    def get_after(self, row: int, start: int, stop: int) -> Floats:
        """By shape and column of the row: what stands where a bead that begins there ends."""
        return self._take(self.after, row, start, stop)

    def _take(self, places: Integers, row: int, start: int, stop: int) -> Floats:
        taken: Floats = self.table.take(places[row % len(self.table)] + self.columns[start:stop])
        return taken


class _Choices(NamedTuple):
    """How each node of a row was reached best: what the way back needs."""

    shape: NDArray[np.int8]
    source_extends: NDArray[np.bool_]
    target_extends: NDArray[np.bool_]
    by_source: NDArray[np.bool_]
    by_target: NDArray[np.bool_]


def best_path(lattice: Lattice) -> list[Step]:
    """The steps of the highest score, in order; every null step holds one unit.

    Equal scores are broken the same way each time: smaller shapes first, beads before gaps.
    Raises ScoringError when no path stays inside the band.
    """
    band = lattice.band
    rows, columns = band.sizes
    tops, beads, gaps = Rows(columns, REACH + 1), Rows(columns, 2), Rows(columns, 2)
    target_sum = np.concatenate(([0.0], np.cumsum(lattice.target_gap)))
    choices: list[_Choices] = []
    top = np.zeros(1)
    for i in range(rows + 1):
        start, stop = int(band.start[i]), int(band.stop[i])
        bead, shape = _best_bead(lattice.beads[i], tops, i, start, stop)
        source, source_extends = _best_source_gap(lattice, beads, gaps, i, start, stop)
        by_source = source > bead
        either = np.where(by_source, source, bead)
        target, target_extends = _best_target_gap(lattice, either, target_sum, start, stop)
        by_target = target > either
        top = np.where(by_target, target, either)
        tops.put(i, start, top)
        beads.put(i, start, bead)
        gaps.put(i, start, source)
        choices.append(_Choices(shape, source_extends, target_extends, by_source, by_target))
        lattice.row_done(i)
    if top[-1] <= NEVER / 2:
        raise ScoringError("no path leads through the band; make it wider")
    return _walk_back(band, choices)


def _best_bead(
    scores: NDArray[np.float32], tops: Rows, row: int, start: int, stop: int
) -> tuple[Floats, NDArray[np.int8]]:
    """Per node of the row: the best score of a path that ends with a bead there, and its shape."""
    if row == 0:
        bead = np.full(stop - start, NEVER)
        bead[0] = 0.0
        return bead, np.zeros(stop - start, dtype=np.int8)
    reached = tops.get_before(row, start, stop) + scores
    shape = reached.argmax(axis=0)
    return reached.max(axis=0), shape.astype(np.int8)


def _best_source_gap(
    lattice: Lattice, beads: Rows, gaps: Rows, row: int, start: int, stop: int
) -> tuple[Floats, NDArray[np.bool_]]:
    """Per node: the best score of a path that ends by leaving source unit row - 1 alone."""
    if row == 0:
        return np.full(stop - start, NEVER), np.zeros(stop - start, dtype=np.bool_)
    opened = beads.get(row - 1, start, stop) + lattice.source_open[row - 1]
    going = gaps.get(row - 1, start, stop)
    extends = going > opened
    return np.where(extends, going, opened) + lattice.source_gap[row - 1], extends


def _best_target_gap(
    lattice: Lattice, either: Floats, target_sum: Floats, start: int, stop: int
) -> tuple[Floats, NDArray[np.bool_]]:
    """Per node: the best score of a path that ends by leaving target unit j - 1 alone.

    The recursion along the row becomes a running maximum once the gap's sum so far is taken off.
    """
    target = np.full(stop - start, NEVER)
    extends = np.zeros(stop - start, dtype=np.bool_)
    if stop - start < 2:
        return target, extends
    opened = either[:-1] + lattice.target_open[start : stop - 1] - target_sum[start : stop - 1]
    running = np.maximum.accumulate(opened)
    target[1:] = running + target_sum[start + 1 : stop]
    extends[1:] = running > opened
    return target, extends


def _walk_back(band: Band, choices: Sequence[_Choices]) -> list[Step]:
    i, j = band.sizes
    steps: list[Step] = []
    state = "top"
    while i or j:
        choice, at = choices[i], j - int(band.start[i])
        if state == "top":
            state = "target" if choice.by_target[at] else "either"
        if state == "either":
            state = "source" if choice.by_source[at] else "bead"
        if state == "target":
            state = "target" if choice.target_extends[at] else "either"
            step = Step(i, 0, j - 1, 1)
        elif state == "source":
            state = "source" if choice.source_extends[at] else "bead"
            step = Step(i - 1, 1, j, 0)
        else:
            n, m = SHAPES[choice.shape[at]]
            state = "top"
            step = Step(i - n, n, j - m, m)
        steps.append(step)
        i, j = step.source, step.target
    return steps[::-1]
