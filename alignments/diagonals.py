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

COMPARISONS = 4000
"""For each unit of the text at most so many pairs of unexplained units are compared."""

_POINT = 2.0  # a pair of units must have this much evidence to be a point
_BEST = 3  # points kept for each unit
_REACH = 4  # units on either side that may lie between two points of one diagonal
_SKIP = 0.5  # what each unit beyond the next costs a diagonal
_LENGTH_FLOOR = -1.5  # one of two joined units alone has an odd length: that is no counter-evidence
_STRIP = 512


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


def unit_evidence(scorer: Scorer, rows: Integers, columns: Integers) -> Floats:
    """Weighted log likelihood ratios (rows, columns) of single units by likeness and length."""
    source, target = scorer.source, scorer.target
    left, right = (
        side.runs[0][at] if side.runs else unit_rows(side.sums[at])
        for side, at in ((source, rows), (target, columns))
    )
    far = scorer.far[0].distances[0, rows][:, None] + scorer.far[1].distances[0, columns]
    relative = 1.0 - 2.0 * (1.0 - left @ right.T) / far
    lengths = source.lengths[rows][:, None], target.lengths[columns]
    similar = similarity_likelihood(relative, (lengths[0] + lengths[1]) / 2, scorer.fit)
    fitting = np.maximum(length_likelihood(*lengths, scorer.fit), _LENGTH_FLOOR)
    evidence: Floats = WEIGHTS["similarity"] * similar + WEIGHTS["length"] * fitting
    return evidence


def _points(scorer: Scorer, rows: Integers, columns: Integers) -> list[tuple[int, int, float]]:
    """Pairs of units that are among the best for either, in order."""
    found: dict[tuple[int, int], float] = {}
    best = np.full((_BEST, len(columns)), -np.inf)
    owner = np.zeros((_BEST, len(columns)), dtype=np.int64)
    for begin in range(0, len(rows), _STRIP):
        part = rows[begin : begin + _STRIP]
        evidence = unit_evidence(scorer, part, columns)
        top = min(_BEST, len(columns))
        at = np.argpartition(-evidence, top - 1, axis=1)[:, :top]
        for row, choices in enumerate(at):
            for column in choices:
                if evidence[row, column] >= _POINT:
                    key = int(part[row]), int(columns[column])
                    found[key] = float(evidence[row, column])
        stacked = np.concatenate((best, evidence))
        owners = np.concatenate((owner, np.repeat(part[:, None], len(columns), axis=1)))
        order = np.argpartition(-stacked, _BEST - 1, axis=0)[:_BEST]
        best, owner = np.take_along_axis(stacked, order, 0), np.take_along_axis(owners, order, 0)
    for place, column in np.argwhere(best >= _POINT):
        key = int(owner[place, column]), int(columns[column])
        found[key] = float(best[place, column])
    return [(i, j, found[i, j]) for i, j in sorted(found)]


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
            yield Diagonal(
                range(first[0], end[0] + 1), range(first[1], end[1] + 1), score[end]
            )


def _behind(i: int, j: int) -> Iterator[tuple[int, int]]:
    for back in range(1, _REACH + 1):
        for left in range(1, _REACH + 1):
            yield i - back, j - left
