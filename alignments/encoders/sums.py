"""Sums of runs of vectors: the arithmetic of a static encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]
Look = Callable[[Numbers], Vectors]
"""Vectors of such numbers, float32 (..., dimensions): of tokens, or of words."""

VECTORS_AT_ONCE = 1024
"""So few, at 256 dimensions, stay in a processor's cache while they are added up."""

LONG_RUN = 16_384
"""Longer runs are added up in double precision, in parts: single precision would lose digits."""


def sum_runs(look: Look, numbers: Numbers, lengths: Numbers, dimensions: int) -> Vectors:
    """Row i is the sum of the vectors of the next `lengths[i]` numbers; no numbers, a zero row.

    A row's bits depend on its own numbers alone. Runs of one length are added up together, which
    is several times as fast as `np.add.reduceat` over all of them.
    """
    sums = np.zeros((len(lengths), dimensions), np.float32)
    starts = np.cumsum(lengths) - lengths
    for rows in _rows_of_one_length(lengths):
        length = int(lengths[rows[0]])
        if length > LONG_RUN:
            for row in rows:
                sums[row] = _sum_long(look, numbers[starts[row] : starts[row] + length])
            continue
        step = max(1, VECTORS_AT_ONCE // length)
        for first in range(0, len(rows), step):
            some = rows[first : first + step]
            places = starts[some, None] + np.arange(length)
            sums[some] = look(numbers[places]).sum(axis=1)
    return sums


def _rows_of_one_length(lengths: Numbers) -> Iterator[Numbers]:
    """Numbers of the rows of each length but 0, the shortest first."""
    order = np.argsort(lengths, kind="stable")
    borders = np.flatnonzero(np.diff(lengths[order])) + 1
    for rows in np.split(order, borders):
        if len(rows) and lengths[rows[0]]:
            yield rows


def _sum_long(look: Look, numbers: Numbers) -> NDArray[np.float64]:
    parts = (numbers[k : k + LONG_RUN] for k in range(0, len(numbers), LONG_RUN))
    return sum((look(part).sum(0, np.float64) for part in parts), np.zeros(1))
