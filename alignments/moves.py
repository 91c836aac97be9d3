"""Passages that stand elsewhere in the other text: found, aligned by themselves, cut out.

The search is monotone. What moved appears to it as units without counterpart in two places. Where
such units translate each other, as a run and far better than chance, the run is taken out of both
sequences and aligned by itself; what remains is aligned as if it had never been there, and no bead
joins units across the cut. A move is accepted when its score as a block beats leaving it where the
path had it, on the same scale as everything else, less the log of the places it could have gone
to. Evidence that points to several places alike, as a refrain's does, is no evidence of a move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from alignments.diagonals import COMPARISONS, Diagonal, alike_pairs, find_diagonals, unexplained
from alignments.likelihood import Fit
from alignments.scoring import WEIGHTS, Agreed, Scorer, Units
from alignments.search import SHAPES, Integers, Step, Watch, unwatched
from alignments.sequence import Sequenced, align_sequence, cut, path_between, stretch_parts

MOVE_PRIOR = -6.0
"""Log of how seldom a passage moves, beside the choice of its place."""

LEFT_OVER = -6.0
"""For each unit that loses its partner on the path and finds none: order speaks for the two."""

ROUNDS = 3
"""How often what remains is searched again: a move may come to light when another is gone."""

_WORTH_A_LOOK = 6.0
_PAD = 3  # unexplained units beside a diagonal's ends that may belong to it
_WITNESSES = 24  # so many beads of a block, evenly spread, are compared with the whole text


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of two sequences that is monotone in itself: which units, and how they align."""

    rows: Integers
    columns: Integers
    found: Sequenced
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """A moved passage: runs of units of both sides, and the log odds that it moved."""

    rows: range
    columns: range
    odds: float


def align_moving(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    path: Sequence[Step],
    watch: Watch = unwatched,
    *,
    moves: bool = True,
) -> Iterator[Piece]:
    """Align two sequences, neither empty, near a roughly right path: the rest, then what moved.

    Without `moves` all of it is one piece, in one order.
    """
    if not moves:
        found = align_sequence(source, target, agreed, fit, path, watch)
        yield Piece(np.arange(len(source)), np.arange(len(target)), found)
        return
    kept = np.arange(len(source)), np.arange(len(target))
    found = None
    for _ in range(ROUNDS):
        blocks = _find_blocks(source, target, agreed, fit, path, watch)
        for block in blocks:
            moved = _align_block(source, target, agreed, fit, block.rows, block.columns, watch)
            part = kept[0][block.rows.start : block.rows.stop]
            other = kept[1][block.columns.start : block.columns.stop]
            yield Piece(part, other, _as_moved(moved, block.odds), moved=True)
        if found is not None and not blocks:
            break
        if blocks:
            rows = _outside(len(source), [block.rows for block in blocks])
            columns = _outside(len(target), [block.columns for block in blocks])
            kept = kept[0][rows], kept[1][columns]
            if not len(rows) or not len(columns):
                return
            path = _shrunk(path, len(source), len(target), rows, columns)
            source, target, agreed = _picked(source, target, agreed, rows, columns)
        found = align_sequence(source, target, agreed, fit, path, watch, swaps=True)
        path = found.steps
    if found is not None:
        yield Piece(*kept, found)


def _as_moved(found: Sequenced, odds: float) -> Sequenced:
    """A block's alignment, as probable as that it moved at all."""
    moved = 1.0 / (1.0 + float(np.exp(-min(odds, 50.0))))
    return replace(
        found,
        probabilities=[probability * moved for probability in found.probabilities],
        crossed=frozenset(range(len(found.steps))),
    )


def _find_blocks(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    path: Sequence[Step],
    watch: Watch,
) -> list[_Block]:
    scorer = Scorer(source, target, agreed, fit, watch)
    loose = unexplained(scorer, path)
    if not len(loose[0]) or not len(loose[1]):
        return []
    diagonals = [d for d in find_diagonals(scorer, *loose) if d.score >= _WORTH_A_LOOK]
    if not diagonals:
        return []
    before = _Before(scorer, path, loose, diagonals)
    blocks: list[_Block] = []
    for diagonal in diagonals:
        if any(_touch(diagonal, block) for block in blocks) or before.witnesses <= 0:
            continue
        block = _judge(before, diagonal, watch)
        if block is not None:
            blocks.append(block)
            before.free[0].difference_update(block.rows)
            before.free[1].difference_update(block.columns)
    return blocks


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

    def score(self, block: _Block) -> float:
        """What the path makes of the block's units, and of those that stood with them."""
        owners = (
            self._owners[0][block.rows.start : block.rows.stop],
            self._owners[1][block.columns.start : block.columns.stop],
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
            left_over = rows.difference(block.rows, self.sought[0])
            widowed = columns.difference(block.columns, self.sought[1])
            total += float(scores[SHAPES.index((step.n, step.m)), 0, 0])
            total -= LEFT_OVER * (len(left_over) + len(widowed))
        return total


def _touch(diagonal: Diagonal, block: _Block) -> bool:
    pairs = (diagonal.rows, block.rows), (diagonal.columns, block.columns)
    return any(max(a.start, b.start) < min(a.stop, b.stop) for a, b in pairs)


def _judge(before: _Before, diagonal: Diagonal, watch: Watch) -> _Block | None:
    """The diagonal as a block with its true ends, if it is better explained by a move."""
    scorer = before.scorer
    rows = _padded(diagonal.rows, before.free[0], before.sought[0])
    columns = _padded(diagonal.columns, before.free[1], before.sought[1])
    found = _align_block(
        scorer.source, scorer.target, scorer.agreed, scorer.fit, rows, columns, watch
    )
    steps, score = _best_part(found)
    if not steps:
        return None
    first, last = steps[0], steps[-1]
    block = _Block(
        range(rows.start + first.source, rows.start + last.source + last.n),
        range(columns.start + first.target, columns.start + last.target + last.m),
        0.0,
    )
    odds = score - before.score(block)
    odds += MOVE_PRIOR - float(np.log(len(scorer.source)))
    if odds <= 0.0:
        return None
    odds -= _repeated(before, steps, rows.start, columns.start, block)
    return replace(block, odds=odds) if odds > 0.0 else None


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
    before: _Before, steps: Sequence[Step], row: int, column: int, block: _Block
) -> float:
    """How much of the beads' evidence points to other places of the text as well."""
    scorer = before.scorer
    pairs = [step for step in steps if step.n and step.m]
    chosen = pairs[:: -(-len(pairs) // _WITNESSES)]
    before.witnesses -= len(chosen)
    i = np.array([row + step.source for step in chosen])
    j = np.array([column + step.target for step in chosen])
    rest = (
        _outside(len(scorer.source), [block.rows]),
        _outside(len(scorer.target), [block.columns]),
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


def _outside(size: int, ranges: Sequence[range]) -> Integers:
    kept = np.ones(size, dtype=np.bool_)
    for taken in ranges:
        kept[taken.start : taken.stop] = False
    return np.flatnonzero(kept)


def _align_block(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    rows: range,
    columns: range,
    watch: Watch,
) -> Sequenced:
    part = slice(rows.start, rows.stop), slice(columns.start, columns.stop)
    parts = stretch_parts(source, target, agreed, *part)
    path = path_between(*parts, fit, watch)
    return align_sequence(*parts, fit, path, watch)


def _picked(
    source: Units, target: Units, agreed: Agreed, rows: Integers, columns: Integers
) -> tuple[Units, Units, Agreed]:
    """What is known of the units that are left; no run of them reaches over a cut."""
    sides = []
    for units, kept in ((source, rows), (target, columns)):
        picked = cut(units, kept)
        torn = np.diff(kept, prepend=kept[0] - 1) > 1
        sides.append(replace(picked, apart=picked.apart | torn))
    shared = Agreed(
        agreed.numbers.pick(rows, columns),
        agreed.names.pick(rows, columns),
        agreed.cognates.pick(rows, columns),
    )
    return sides[0], sides[1], shared


def _shrunk(
    path: Sequence[Step], source: int, target: int, rows: Integers, columns: Integers
) -> list[Step]:
    """The path over the units that are left."""
    left, right = _counted(source, rows), _counted(target, columns)
    steps = []
    for i, n, j, m in path:
        k, h = int(left[i]), int(right[j])
        step = Step(k, int(left[i + n]) - k, h, int(right[j + m]) - h)
        if step.n or step.m:
            steps.append(step)
    return steps


def _counted(size: int, kept: Integers) -> Integers:
    """How many of the kept units stand before each node."""
    counted = np.zeros(size + 1, dtype=np.int64)
    counted[kept + 1] = 1
    return np.cumsum(counted)
