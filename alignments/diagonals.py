"""Where units that a monotone path left unexplained translate each other after all, out of order.

Units that stand alone on the path, or in beads that look no better than chance, are compared with
each other. Those that stand out for one another form points; points that follow each other on both
sides form a diagonal, the trace of a moved passage. Time and memory grow with the length of the
text: at most so many comparisons are made for each of its units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from alignments.likelihood import length_likelihood, similarity_likelihood
from alignments.runs import unit_rows
from alignments.scoring import WEIGHTS, Scorer
from alignments.search import Floats, Integers, Step

WEAK = 1.0
"""A bead with less evidence than this (weighted log likelihood ratio) explains nothing."""

COMPARISONS = 1000
"""For each unit of the text at most so many pairs of unexplained units are compared."""

_POINT = 2.0  # a pair of units must have this much evidence to be a point
_BEST = 5  # a point is among so many best for both its units
_REACH = 4  # units on either side that may lie between two points of one diagonal
_SKIP = 0.5  # what each unit beyond the next costs a diagonal
_LENGTH_FLOOR = -1.5  # one of two joined units alone has an odd length: that is no counter-evidence
_TABLE = 1 << 21  # pairs compared at once


class Diagonal(NamedTuple):
    """A run of source units that seems to translate a run of target units; `score` is evidence."""

    rows: range
    columns: range
    score: float


def unexplained(scorer: Scorer, path: Sequence[Step]) -> tuple[Integers, Integers]:
    """The units of each side that the path leaves alone or puts into beads like chance."""
    similarity, length = scorer.evidence(path)
    weak = WEIGHTS["similarity"] * similarity + WEIGHTS["length"] * length < WEAK
    steps = [step for step, bad in zip(path, weak, strict=True) if bad]
    rows = [k for step in steps for k in range(step.source, step.source + step.n)]
    columns = [k for step in steps for k in range(step.target, step.target + step.m)]
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)


def find_diagonals(scorer: Scorer, rows: Integers, columns: Integers) -> list[Diagonal]:
    """Diagonals among those units, best first; no unit stands in two of them."""
    rows, columns = _affordable(scorer, rows, columns)
    if not len(rows) or not len(columns):
        return []
    points = _points(scorer, rows, columns)
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for diagonal in sorted(_chains(points), key=lambda d: (-d.score, d.rows.start)):
        if taken[0].isdisjoint(diagonal.rows) and taken[1].isdisjoint(diagonal.columns):
            taken[0].update(diagonal.rows)
            taken[1].update(diagonal.columns)
            found.append(diagonal)
    return found


def _affordable(scorer: Scorer, rows: Integers, columns: Integers) -> tuple[Integers, Integers]:
    """The units to compare: of too many those in the longest runs, where passages lie."""
    limit = COMPARISONS * (len(scorer.source) + len(scorer.target))
    if len(rows) * len(columns) <= limit:
        return rows, columns
    side = int(limit**0.5)
    return (
        _longest_runs(rows, max(side, limit // max(len(columns), 1))),
        _longest_runs(columns, max(side, limit // max(len(rows), 1))),
    )


def _longest_runs(units: Integers, count: int) -> Integers:
    if len(units) <= count:
        return units
    runs = np.split(units, np.flatnonzero(np.diff(units) > 1) + 1)
    runs.sort(key=lambda run: (-len(run), run[0]))
    kept: Integers = np.sort(np.concatenate(runs)[:count])
    return kept


class Pairs(NamedTuple):
    """Single units of both sides and the evidence that they translate each other, pair by pair."""

    rows: Integers
    columns: Integers
    evidence: Floats


def alike_pairs(scorer: Scorer, rows: Integers, columns: Integers) -> Pairs:
    """All pairs of those units that are at least half as alike as translations are here.

    The evidence is the weighted log likelihood ratio of likeness and length.
    """
    strip = max(1, _TABLE // max(len(columns), 1))
    begins = range(0, max(len(rows), 1), strip)
    parts = [_alike(scorer, rows[begin : begin + strip], columns) for begin in begins]
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _alike(scorer: Scorer, rows: Integers, columns: Integers) -> Pairs:
    left, right = (
        side.runs[0][at] if side.runs else unit_rows(side.sums[at])
        for side, at in ((scorer.source, rows), (scorer.target, columns))
    )
    far = scorer.far[0].distances[0, rows][:, None] + scorer.far[1].distances[0, columns]
    relative = 1.0 - 2.0 * (1.0 - left @ right.T) / far
    i, j = np.nonzero(relative > scorer.fit.similar / 2)
    lengths = scorer.source.lengths[rows[i]], scorer.target.lengths[columns[j]]
    similar = similarity_likelihood(relative[i, j], (lengths[0] + lengths[1]) / 2, scorer.fit)
    fitting = np.maximum(length_likelihood(*lengths, scorer.fit), _LENGTH_FLOOR)
    evidence = WEIGHTS["similarity"] * similar + WEIGHTS["length"] * fitting
    return Pairs(rows[i], columns[j], evidence)


def _points(scorer: Scorer, rows: Integers, columns: Integers) -> list[tuple[int, int, float]]:
    """Pairs of units that are among the best for each other, in order."""
    pairs = alike_pairs(scorer, rows, columns)
    good = pairs.evidence >= _POINT
    i, j, evidence = pairs.rows[good], pairs.columns[good], pairs.evidence[good]
    near = (_rank(i, evidence) < _BEST) & (_rank(j, evidence) < _BEST)
    i, j, evidence = i[near], j[near], evidence[near]
    order = np.lexsort((j, i))
    return list(zip(i[order].tolist(), j[order].tolist(), evidence[order].tolist(), strict=True))


def _rank(owner: Integers, evidence: Floats) -> Integers:
    """The place of each pair among those of its owner, the best first."""
    order = np.lexsort((-evidence, owner))
    ordered = owner[order]
    first = np.searchsorted(ordered, ordered)
    rank = np.empty(len(owner), dtype=np.int64)
    rank[order] = np.arange(len(owner)) - first
    return rank


def _chains(points: Sequence[tuple[int, int, float]]) -> Iterator[Diagonal]:
    """For the best end of every group of linked points, the diagonal that leads there."""
    score: dict[tuple[int, int], float] = {}
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for i, j, evidence in points:
        link, reached = None, 0.0
        for other in _behind(i, j):
            if other in score:
                skipped = (i - other[0] - 1) + (j - other[1] - 1)
                going = score[other] - _SKIP * max(skipped, 0)
                if going > reached:
                    link, reached = other, going
        score[i, j], before[i, j] = reached + evidence, link
    used: set[tuple[int, int]] = set()
    for end in sorted(score, key=lambda point: (-score[point], point)):
        begin: tuple[int, int] | None = end
        first, fresh = end, True
        while begin is not None and fresh:
            fresh = begin not in used
            if fresh:
                used.add(begin)
                first, begin = begin, before[begin]
        if begin is None:
            yield Diagonal(range(first[0], end[0] + 1), range(first[1], end[1] + 1), score[end])


def _behind(i: int, j: int) -> Iterator[tuple[int, int]]:
    for back in range(1, _REACH + 1):
        for left in range(1, _REACH + 1):
            yield i - back, j - left
