"""The pool lines nearest to each text, and what chance looks like; arrays only.

Works block by block: memory holds the two sides' vectors and one block of cosines, whatever the
number of pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

ROWS, COLUMNS = 1024, 4096
"""Texts and pool lines of a block: 16 MB of cosines."""


def nearest(
    texts: Vectors, pool: Vectors, count: int, on_block: Callable[[float], None] | None = None
) -> Integers:
    """Rows of the `count` pool lines of the highest cosine for each text, (texts, count), unsorted.

    Fewer columns where the pool is smaller. `on_block` is told the share that is done.
    """
    count = min(count, len(pool))
    tell = on_block or (lambda _share: None)
    found = np.zeros((len(texts), count), dtype=np.int64)
    for row in range(0, len(texts), ROWS):
        found[row : row + ROWS] = _nearest_rows(texts[row : row + ROWS], pool, count)
        tell(min(row + ROWS, len(texts)) / len(texts))
    return found


def _nearest_rows(texts: Vectors, pool: Vectors, count: int) -> Integers:
    best = np.full((len(texts), count), -np.inf, dtype=np.float32)
    places = np.zeros((len(texts), count), dtype=np.int64)
    for start in range(0, len(pool), COLUMNS):
        cosine = texts @ pool[start : start + COLUMNS].T
        # Most blocks hold little that is better than what is known: look at those rows alone.
        rows = np.flatnonzero(cosine.max(axis=1) > best.min(axis=1))
        if not len(rows):
            continue
        part = cosine[rows]
        keep = min(count, part.shape[1])
        top = np.argpartition(-part, keep - 1, axis=1)[:, :keep]
        joined = np.concatenate([best[rows], np.take_along_axis(part, top, axis=1)], axis=1)
        joined_places = np.concatenate([places[rows], top + start], axis=1)
        kept = np.argpartition(-joined, count - 1, axis=1)[:, :count]
        best[rows] = np.take_along_axis(joined, kept, axis=1)
        places[rows] = np.take_along_axis(joined_places, kept, axis=1)
    return places


def cosines(text: Vectors, lines: Vectors) -> Floats:
    """Cosines of one unit vector with some, in double precision and independent of their order."""
    products: Floats = (lines.astype(np.float64) * text.astype(np.float64)).sum(axis=1)
    return products


@dataclass(frozen=True, slots=True)
class Chance:
    """Mean and spread of the cosine of any text with the lines of a pool, from two moments.

    The mean is linear in the pool's vectors and the mean square quadratic, so that both are exact
    and need no cosine with any single line.
    """

    first: Floats
    second: Floats

    @classmethod
    def of(cls, pool: Vectors, background: Vectors) -> Chance:
        """Over all lines, and the background beside them."""
        total = len(pool) + len(background)
        both = (pool, background)
        first = sum((side.sum(axis=0, dtype=np.float64) for side in both), np.zeros(pool.shape[1]))
        second = sum((_square(side) for side in both), np.zeros((pool.shape[1],) * 2))
        return cls(first / total, second / total)

    def standing(self, text: Vectors, cosine: Floats) -> Floats:
        """How many standard deviations above the text's mean its cosines lie."""
        wide = text.astype(np.float64)
        mean = float(wide @ self.first)
        variance = float(wide @ self.second @ wide) - mean**2
        above: Floats = (cosine - mean) / np.sqrt(max(variance, _LEAST_VARIANCE))
        return above


_LEAST_VARIANCE = 1e-4


def _square(vectors: Vectors) -> Floats:
    """Sum of the outer products of rows, in parts so that no wide copy of all is made."""
    total = np.zeros((vectors.shape[1],) * 2)
    for start in range(0, len(vectors), COLUMNS):
        part = vectors[start : start + COLUMNS]
        total += (part.T @ part).astype(np.float64)
    return total
