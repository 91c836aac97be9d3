"""Which passages stand elsewhere in the other text, and where they begin and end.

A diagonal of unexplained units is aligned by itself. It is a moved passage when its best part,
scored like everything else, beats what the path makes of the same units, less the log of the
places it could have gone to. Evidence that points to several places alike, as a refrain's does, is
no evidence of a move; and a pair that stands in order is likelier right than it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from alignments.diagonals import COMPARISONS, Diagonal, alike_pairs, find_diagonals, unexplained
from alignments.likelihood import Fit
from alignments.scoring import WEIGHTS, Scorer
from alignments.search import SHAPES, Integers, Step, Watch
from alignments.sequence import Sequenced, align_sequence, rough_start, stretch_parts
from alignments.sides import Agreed, Units

MOVE_PRIOR = -6.0
"""Log of how seldom a passage moves, beside the choice of its place."""

LEFT_OVER = -6.0
"""For each unit that loses its partner on the path and finds none: order speaks for the two."""

_WORTH_A_LOOK = 6.0  # diagonals with less evidence could not pay for a move
_PAD = 3  # unexplained units beside a diagonal's ends that may belong to it
_WITNESSES = 24  # so many beads of a passage, evenly spread, are compared with the whole text


@dataclass(frozen=True, slots=True)
class Passage:
    """A moved passage: runs of units of both sides, and the log odds that it moved."""

    rows: range
    columns: range
    odds: float


def find_passages(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    path: Sequence[Step],
    watch: Watch,
) -> list[Passage]:
    """The passages that stand off the path, the clearest first; no unit is in two of them.

    `path` covers both sequences, which are not empty; `odds` of each passage are above 0.
    """
    scorer = Scorer(source, target, agreed, fit, watch)
    loose = unexplained(scorer, path)
    if not len(loose[0]) or not len(loose[1]):
        return []
    diagonals = [d for d in find_diagonals(scorer, *loose) if d.score >= _WORTH_A_LOOK]
    if not diagonals:
        return []
    before = _Before(scorer, path, loose, diagonals)
    passages: list[Passage] = []
    for diagonal in diagonals:
        if any(_touch(diagonal, passage) for passage in passages) or before.witnesses <= 0:
            continue
        passage = _judge(before, diagonal, watch)
        if passage is not None:
            passages.append(passage)
            before.free[0].difference_update(passage.rows)
            before.free[1].difference_update(passage.columns)
    return passages


class _Before:
    """The monotone path, and what may be taken from it.

    `free` are units that it does not explain and no move has taken, `sought` those that lie on a
    diagonal; `witnesses` is how many units may yet be compared with the whole text.
    """

    def __init__(
        self,
        scorer: Scorer,
        path: Sequence[Step],
        loose: tuple[Integers, Integers],
        diagonals: Sequence[Diagonal],
    ) -> None:
        self.scorer, self.path = scorer, path
        self.free = set(loose[0].tolist()), set(loose[1].tolist())
        self.sought = (
            {k for diagonal in diagonals for k in diagonal.rows},
            {k for diagonal in diagonals for k in diagonal.columns},
        )
        self.witnesses = COMPARISONS
        self._owners = (
            np.zeros(len(scorer.source), dtype=np.int64),
            np.zeros(len(scorer.target), dtype=np.int64),
        )
        for place, (i, n, j, m) in enumerate(path):
            self._owners[0][i : i + n] = place
            self._owners[1][j : j + m] = place

    def score(self, passage: Passage) -> float:
        """What the path makes of the passage's units, and of those that stood with them."""
        owners = (
            self._owners[0][passage.rows.start : passage.rows.stop],
            self._owners[1][passage.columns.start : passage.columns.stop],
        )
        gap = WEIGHTS["gap_unit"] + self.scorer.fit.gap_unit
        total = 0.0
        for owner in np.unique(np.concatenate(owners)):
            step = self.path[owner]
            if not (step.n and step.m):
                total += gap
                continue
            i, j = step.source + step.n, step.target + step.m
            scores = self.scorer.scores(slice(i, i + 1), slice(j, j + 1))
            rows, columns = set(range(step.source, i)), set(range(step.target, j))
            left_over = rows.difference(passage.rows, self.sought[0])
            widowed = columns.difference(passage.columns, self.sought[1])
            total += float(scores[SHAPES.index((step.n, step.m)), 0, 0])
            total -= LEFT_OVER * (len(left_over) + len(widowed))
        return total


def _touch(diagonal: Diagonal, passage: Passage) -> bool:
    pairs = (diagonal.rows, passage.rows), (diagonal.columns, passage.columns)
    return any(max(a.start, b.start) < min(a.stop, b.stop) for a, b in pairs)


def _judge(before: _Before, diagonal: Diagonal, watch: Watch) -> Passage | None:
    """The diagonal as a passage with its true ends, if it is better explained by a move."""
    scorer = before.scorer
    rows = _padded(diagonal.rows, before.free[0], before.sought[0])
    columns = _padded(diagonal.columns, before.free[1], before.sought[1])
    found = align_passage(
        scorer.source, scorer.target, scorer.agreed, scorer.fit, rows, columns, watch
    )
    steps, score = _best_part(found)
    if not steps:
        return None
    first, last = steps[0], steps[-1]
    passage = Passage(
        range(rows.start + first.source, rows.start + last.source + last.n),
        range(columns.start + first.target, columns.start + last.target + last.m),
        0.0,
    )
    odds = score - before.score(passage)
    odds += MOVE_PRIOR - float(np.log(len(scorer.source)))
    if odds <= 0.0:
        return None
    odds -= _repeated(before, steps, rows.start, columns.start, passage)
    return replace(passage, odds=odds) if odds > 0.0 else None


def _padded(run: range, free: set[int], sought: set[int]) -> range:
    """The run with the unexplained units right beside it, a few at each end."""
    start, stop = run.start, run.stop
    while start - 1 in free and start - 1 not in sought and run.start - start < _PAD:
        start -= 1
    while stop in free and stop not in sought and stop - run.stop < _PAD:
        stop += 1
    return range(start, stop)


def _best_part(found: Sequenced) -> tuple[list[Step], float]:
    """The steps in a row of the highest sum, and it: what stands alone at the ends did not move."""
    best, total = slice(0, 0), 0.0
    begin, running = 0, 0.0
    for place, score in enumerate(_scores(found)):
        if running <= 0.0:
            begin, running = place, 0.0
        running += score
        if running > total:
            best, total = slice(begin, place + 1), running
    return found.steps[best], total


def _scores(found: Sequenced) -> Iterator[float]:
    """What each step adds to the path's score; a gap's opening counts for its first unit."""
    lattice, before = found.lattice, ""
    for i, n, j, m in found.steps:
        kind = "bead" if n and m else "source" if n else "target"
        if kind == "bead":
            column = j + m - int(lattice.band.start[i + n])
            yield float(lattice.beads[i + n][SHAPES.index((n, m)), column])
        elif kind == "source":
            yield float(lattice.source_gap[i] + (before != kind) * lattice.source_open[i])
        else:
            yield float(lattice.target_gap[j] + (before != kind) * lattice.target_open[j])
        before = kind


def _repeated(
    before: _Before, steps: Sequence[Step], row: int, column: int, passage: Passage
) -> float:
    """How much of the beads' evidence points to other places of the text as well."""
    scorer = before.scorer
    pairs = [step for step in steps if step.n and step.m]
    chosen = pairs[:: -(-len(pairs) // _WITNESSES)]
    before.witnesses -= len(chosen)
    i = np.array([row + step.source for step in chosen])
    j = np.array([column + step.target for step in chosen])
    rest = (
        outside(len(scorer.source), [passage.rows]),
        outside(len(scorer.target), [passage.columns]),
    )
    onward, back = alike_pairs(scorer, i, rest[1]), alike_pairs(scorer, rest[0], j)
    rivals = np.zeros(len(scorer.source)), np.zeros(len(scorer.target))
    np.maximum.at(rivals[0], onward.rows, onward.evidence)
    np.maximum.at(rivals[1], back.columns, back.evidence)
    alike = alike_pairs(scorer, i, j)
    own = dict(
        zip(
            zip(alike.rows.tolist(), alike.columns.tolist(), strict=True),
            alike.evidence.tolist(),
            strict=True,
        )
    )
    lost = sum(
        min(max(rivals[0][k], rivals[1][h]), max(own.get((k, h), 0.0), 0.0))
        for k, h in zip(i.tolist(), j.tolist(), strict=True)
    )
    return float(lost) * len(pairs) / len(chosen)


def outside(size: int, ranges: Sequence[range]) -> Integers:
    """The positions below `size` that none of the ranges holds, in order."""
    kept = np.ones(size, dtype=np.bool_)
    for taken in ranges:
        kept[taken.start : taken.stop] = False
    return np.flatnonzero(kept)


def align_passage(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    rows: range,
    columns: range,
    watch: Watch,
) -> Sequenced:
    """A run of each side aligned by itself; the steps count from the runs' starts."""
    part = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
    parts = stretch_parts(source, target, agreed, *part)
    path = rough_start(*parts, fit, watch)
    return align_sequence(*parts, fit, path, watch)
