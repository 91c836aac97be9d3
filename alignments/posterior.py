"""How probable every bead of a lattice is, all paths considered (forward-backward).

A path's weight is the exponential of its score, so a bead's posterior is the share of all weight
that runs through it (Rabiner 1989). Arrays in, arrays out; the same lattice as the search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignments.search import NEVER, REACH, SHAPES, Floats, Lattice, Rows, Step

_ROWS_AT_ONCE = 1024
_RUNS = np.array(SHAPES)


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Probabilities, 0 to 1, within the band.

    `beads[i]` is like `Lattice.beads[i]`; `source_null[k]` and `target_null[k]` are the
    probabilities that the unit has no counterpart; `log_total` is the log of all paths' weight.
    """

    beads: list[NDArray[np.float32]]
    source_null: Floats
    target_null: Floats
    log_total: float


def posteriors(lattice: Lattice) -> Posteriors:
    """Run forward and backward over the lattice: two passes of the search's cost."""
    forward = _forward(lattice)
    log_total = float(forward[-1][-1])
    beads = _backward(lattice, forward, log_total)
    source_null, target_null = _left_over(lattice, beads)
    return Posteriors(beads, source_null, target_null, log_total)


def _forward(lattice: Lattice) -> list[Floats]:
    """Per row: the log of the weight of all paths that lead to each node, in any state."""
    band = lattice.band
    rows, columns = band.sizes
    tops, beads, gaps = Rows(columns, REACH + 1), Rows(columns, 2), Rows(columns, 2)
    target_sum = np.concatenate(([0.0], np.cumsum(lattice.target_gap)))
    forward = []
    for i in range(rows + 1):
        start, stop = int(band.start[i]), int(band.stop[i])
        bead = _summed_beads(lattice, tops, i, start, stop)
        source = np.full(stop - start, NEVER)
        if i:
            opened = beads.get(i - 1, start, stop) + lattice.source_open[i - 1]
            source = np.logaddexp(opened, gaps.get(i - 1, start, stop)) + lattice.source_gap[i - 1]
        top = either = np.logaddexp(bead, source)
        if stop - start > 1:
            opened = either[:-1] + lattice.target_open[start : stop - 1]
            running = np.logaddexp.accumulate(opened - target_sum[start : stop - 1])
            top = either.copy()
            top[1:] = np.logaddexp(either[1:], running + target_sum[start + 1 : stop])
        tops.put(i, start, top)
        beads.put(i, start, bead)
        gaps.put(i, start, source)
        forward.append(top)
        lattice.row_done(i)
    return forward


def _summed_beads(lattice: Lattice, tops: Rows, row: int, start: int, stop: int) -> Floats:
    if row == 0:
        bead = np.full(stop - start, NEVER)
        bead[0] = 0.0
        return bead
    return _log_sum(tops.get_before(row, start, stop) + lattice.beads[row])


def _log_sum(values: Floats) -> Floats:
    highest = values.max(axis=0)
    summed: Floats = highest + np.log(np.exp(values - highest).sum(axis=0))
    return summed


def _backward(
    lattice: Lattice, forward: list[Floats], log_total: float
) -> list[NDArray[np.float32]]:
    """Walk the rows from the last one up; returns the posterior of every bead by its end node."""
    band = lattice.band
    rows, columns = band.sizes
    # By shape and end of a bead: its score and what follows it.
    scored = Rows(columns, REACH + 1, len(SHAPES))
    gaps = Rows(columns, 2)
    target_first = lattice.target_open + lattice.target_gap
    target_sum = np.concatenate(([0.0], np.cumsum(lattice.target_gap)))
    tops = Rows(columns, REACH + 1)
    for i in range(max(rows - REACH + 1, 0), rows + 1):
        tops.put(i, int(band.start[i]), forward[i])
    found = []
    for i in range(rows, -1, -1):
        start, stop = int(band.start[i]), int(band.stop[i])
        bead = _log_sum(scored.get_after(i, start, stop))
        if i == rows:
            bead[-1] = 0.0
        target = np.logaddexp.accumulate((bead + target_sum[start:stop])[::-1])[::-1]
        target -= target_sum[start:stop]
        opens = np.full(stop - start, NEVER)
        if stop - start > 1:
            opens[:-1] = target[1:] + target_first[start : stop - 1]
        source = np.logaddexp(bead, opens)
        done = source
        if i < rows:
            going = gaps.get(i + 1, start, stop) + lattice.source_gap[i]
            source = np.logaddexp(source, going)
            done = np.logaddexp(done, going + lattice.source_open[i])
        gaps.put(i, start, source)
        weights = lattice.beads[i] + done
        if i >= REACH:
            tops.put(i - REACH, int(band.start[i - REACH]), forward[i - REACH])
        else:
            tops.put(i - REACH, 0, np.empty(0))  # nothing begins above the first row
        before = tops.get_before(i, start, stop)
        found.append(np.exp(np.minimum(before + weights - log_total, 0.0)).astype(np.float32))
        scored.put(i, start, weights)
        lattice.row_done(i)
    return found[::-1]


def _left_over(lattice: Lattice, beads: list[NDArray[np.float32]]) -> tuple[Floats, Floats]:
    """The probability, per unit, that no bead holds it."""
    rows, columns = lattice.band.sizes
    # A margin of REACH before both: beads that would begin there weigh nothing.
    source, target = np.ones(rows + REACH), np.ones(columns + REACH)
    for first in range(0, rows + 1, _ROWS_AT_ONCE):
        some = beads[first : first + _ROWS_AT_ONCE]
        nodes = np.arange(first, first + len(some))
        weights = np.concatenate(some, axis=1)
        widths = np.array([row.shape[1] for row in some])
        begins = np.cumsum(widths) - widths
        ends = np.arange(len(weights[0])) + np.repeat(lattice.band.start[nodes] - begins, widths)
        by_row = np.add.reduceat(weights, begins, axis=1, dtype=np.float64)
        for back in range(1, REACH + 1):
            source[nodes - back + REACH] -= by_row[_RUNS[:, 0] >= back].sum(axis=0)
            used = weights[_RUNS[:, 1] >= back].sum(axis=0)
            target -= np.bincount(ends - back + REACH, used, len(target))
    return source[REACH:].clip(0.0, 1.0), target[REACH:].clip(0.0, 1.0)


def step_probability(result: Posteriors, lattice: Lattice, step: Step) -> float:
    """The posterior of one step of a path: a bead's, or that a unit has no counterpart."""
    source, n, target, m = step
    if not m:
        return float(result.source_null[source])
    if not n:
        return float(result.target_null[target])
    column = target + m - int(lattice.band.start[source + n])
    return float(result.beads[source + n][SHAPES.index((n, m)), column])
