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

from alignments.diagonals import Diagonal, find_diagonals, unexplained, unit_evidence
from alignments.likelihood import Fit
from alignments.scoring import WEIGHTS, Agreed, Scorer, Units
from alignments.search import SHAPES, Floats, Integers, Step, Watch, unwatched
from alignments.sequence import Sequenced, align_sequence, cut, path_between, stretch_parts

MOVE_PRIOR = -6.0
"""Log of how seldom a passage moves, beside the choice of its place."""

LEFT_OVER = -6.0
"""For each unit that loses its partner on the path and finds none: order speaks for the two."""

_WORTH_A_LOOK = 6.0
_PAD = 3
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
    blocks = _find_blocks(source, target, agreed, fit, path, watch)
    rows, columns = _outside(len(source), [b.rows for b in blocks]), _outside(
        len(target), [b.columns for b in blocks]
    )
    if len(rows) and len(columns):
        yield _piece(source, target, agreed, fit, (rows, columns), path, watch)
    for block in blocks:
        part = np.array(block.rows), np.array(block.columns)
        piece = _align_block(source, target, agreed, fit, block.rows, block.columns, watch)
        sure = 1.0 / (1.0 + np.exp(-min(block.odds, 50.0)))
        found = replace(
            piece,
            probabilities=[p * float(sure) for p in piece.probabilities],
            crossed=frozenset(range(len(piece.steps))),
        )
        yield Piece(*part, found, moved=True)


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
    left_out = set(loose[0].tolist()), set(loose[1].tolist())
    blocks: list[_Block] = []
    diagonals = find_diagonals(scorer, *loose)
    elsewhere = (
        {k for diagonal in diagonals for k in diagonal.rows},
        {k for diagonal in diagonals for k in diagonal.columns},
    )
    for diagonal in diagonals:
        if diagonal.score < _WORTH_A_LOOK:
            break
        if any(
            _overlap(diagonal.rows, b.rows) or _overlap(diagonal.columns, b.columns)
            for b in blocks
        ):
            continue
        block = _judge(scorer, path, diagonal, left_out, elsewhere, watch)
        if block is not None:
            blocks.append(block)
            left_out[0].difference_update(block.rows)
            left_out[1].difference_update(block.columns)
    return blocks


def _judge(
    scorer: Scorer,
    path: Sequence[Step],
    diagonal: Diagonal,
    free: tuple[set[int], set[int]],
    elsewhere: tuple[set[int], set[int]],
    watch: Watch,
) -> _Block | None:
    """The diagonal as a block with its true ends, if it is better explained by a move."""
    rows, columns = _padded(diagonal.rows, free[0]), _padded(diagonal.columns, free[1])
    found = _align_block(
        scorer.source, scorer.target, scorer.agreed, scorer.fit, rows, columns, watch
    )
    steps = _trimmed(found.steps)
    if not steps:
        return None
    first, last = steps[0], steps[-1]
    block = _Block(
        range(rows.start + first.source, rows.start + last.source + last.n),
        range(columns.start + first.target, columns.start + last.target + last.m),
        0.0,
    )
    gain = _score(found, steps) - _repeated(scorer, steps, rows.start, columns.start, block)
    loss = _score_on_path(scorer, path, block, elsewhere)
    places = np.log(len(scorer.source)) 
    odds = gain - loss + MOVE_PRIOR - places
    import os
    if os.environ.get("MOVES_DEBUG"):
        print("block", block.rows, block.columns, f"chain {diagonal.score:.1f} raw {_score(found, steps):.1f} gain {gain:.1f} loss {loss:.1f} odds {odds:.1f}")
    return replace(block, odds=float(odds)) if odds > 0 else None


def _padded(run: range, free: set[int]) -> range:
    """The run with the unexplained units right beside it, a few at each end."""
    start, stop = run.start, run.stop
    while start - 1 in free and run.start - start < _PAD:
        start -= 1
    while stop in free and stop - run.stop < _PAD:
        stop += 1
    return range(start, stop)


def _trimmed(steps: Sequence[Step]) -> list[Step]:
    """The steps from the first to the last bead: what stands alone at the ends did not move."""
    pairs = [place for place, step in enumerate(steps) if step.n and step.m]
    return list(steps[pairs[0] : pairs[-1] + 1]) if pairs else []


def _score(found: Sequenced, steps: Sequence[Step]) -> float:
    lattice, total, before = found.lattice, 0.0, ""
    for step in steps:
        kind = "bead" if step.n and step.m else "source" if step.n else "target"
        if kind == "bead":
            at = step.target + step.m - int(lattice.band.start[step.source + step.n])
            shape = SHAPES.index((step.n, step.m))
            total += float(lattice.beads[step.source + step.n][shape, at])
        elif kind == "source":
            opens = lattice.source_open[step.source] if before != kind else 0.0
            total += float(lattice.source_gap[step.source] + opens)
        else:
            opens = lattice.target_open[step.target] if before != kind else 0.0
            total += float(lattice.target_gap[step.target] + opens)
        before = kind
    return total


def _score_on_path(
    scorer: Scorer, path: Sequence[Step], block: _Block, elsewhere: tuple[set[int], set[int]]
) -> float:
    """What the path makes of the block's units, less what becomes of units that stood with them."""
    total = 0.0
    gap = WEIGHTS["gap_unit"] + scorer.fit.gap_unit
    for step in path:
        rows = range(step.source, step.source + step.n)
        columns = range(step.target, step.target + step.m)
        inside = _overlap(rows, block.rows), _overlap(columns, block.columns)
        if not any(inside):
            continue
        left_over = len(set(rows) - set(block.rows) - elsewhere[0])
        left_over += len(set(columns) - set(block.columns) - elsewhere[1])
        if step.n and step.m:
            i, j = step.source + step.n, step.target + step.m
            scores = scorer.scores(slice(i, i + 1), slice(j, j + 1))
            total += float(scores[SHAPES.index((step.n, step.m)), 0, 0]) - LEFT_OVER * left_over
        else:
            total += gap
    return total


def _overlap(a: range, b: range) -> int:
    return max(0, min(a.stop, b.stop) - max(a.start, b.start))


def _repeated(
    scorer: Scorer, steps: Sequence[Step], row: int, column: int, block: _Block
) -> float:
    """How much of the beads' evidence points to other places of the text as well."""
    pairs = [step for step in steps if step.n and step.m]
    chosen = pairs[:: -(-len(pairs) // _WITNESSES)]
    i = np.array([row + step.source for step in chosen])
    j = np.array([column + step.target for step in chosen])
    own = np.diagonal(unit_evidence(scorer, i, j))
    elsewhere = (
        _outside(len(scorer.source), [block.rows]),
        _outside(len(scorer.target), [block.columns]),
    )
    rival = np.zeros(len(chosen))
    if len(elsewhere[1]):
        rival = np.maximum(rival, unit_evidence(scorer, i, elsewhere[1]).max(axis=1))
    if len(elsewhere[0]):
        rival = np.maximum(rival, unit_evidence(scorer, elsewhere[0], j).max(axis=0))
    lost: Floats = np.minimum(rival, np.maximum(own, 0.0))
    return float(lost.sum()) * len(pairs) / len(chosen)


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


def _piece(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    kept: tuple[Integers, Integers],
    path: Sequence[Step],
    watch: Watch,
) -> Piece:
    """What remains, aligned near the path without the units that are gone."""
    rows, columns = kept
    if len(rows) < len(source) or len(columns) < len(target):
        path = _shrunk(path, len(source), len(target), rows, columns)
        source, target = _picked(source, rows), _picked(target, columns)
        agreed = Agreed(
            agreed.numbers.pick(rows, columns),
            agreed.names.pick(rows, columns),
            agreed.cognates.pick(rows, columns),
        )
    return Piece(
        rows, columns, align_sequence(source, target, agreed, fit, path, watch, swaps=True)
    )


def _picked(units: Units, kept: Integers) -> Units:
    picked = cut(units, kept)
    torn = np.diff(kept, prepend=kept[0] - 1) > 1
    return replace(picked, apart=picked.apart | torn)


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
