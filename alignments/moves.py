"""Passages that stand elsewhere in the other text: found, aligned by themselves, cut out.

The search is monotone. What moved appears to it as units without counterpart in two places. Where
such units translate each other, as a run and far better than chance, the run is taken out of both
sequences and aligned by itself (`alignments.passages` decides); what remains is aligned as if it
had never been there, and no bead joins units across the cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from alignments.likelihood import Fit
from alignments.passages import align_passage, find_passages, outside
from alignments.search import SHAPES, Integers, Step, Watch, unwatched
from alignments.sequence import Sequenced, align_sequence, cut
from alignments.sides import Agreed, Units

ROUNDS = 3
"""How often what remains is searched again: a move may come to light when another is gone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of two sequences that is monotone in itself: which units, and how they align."""

    rows: Integers
    columns: Integers
    found: Sequenced
    moved: bool = False


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

    Without `moves` all of it is one piece, in one order. A path of coarser steps than beads have
    is refined before it is asked for moves.
    """
    if not moves:
        found = align_sequence(source, target, agreed, fit, path, watch)
        yield Piece(np.arange(len(source)), np.arange(len(target)), found)
        return
    kept = np.arange(len(source)), np.arange(len(target))
    rest: Sequenced | None = None
    for _ in range(ROUNDS):
        exact = all((n, m) in SHAPES or n + m == 1 for _, n, _, m in path)
        passages = find_passages(source, target, agreed, fit, path, watch) if exact else []
        for passage in passages:
            moved = align_passage(source, target, agreed, fit, passage.rows, passage.columns, watch)
            part = kept[0][passage.rows.start : passage.rows.stop]
            other = kept[1][passage.columns.start : passage.columns.stop]
            yield Piece(part, other, _as_moved(moved, passage.odds), moved=True)
        if rest is not None and not passages:
            break
        if passages:
            rows = outside(len(source), [passage.rows for passage in passages])
            columns = outside(len(target), [passage.columns for passage in passages])
            kept = kept[0][rows], kept[1][columns]
            if not len(rows) or not len(columns):
                return
            path = _shrunk(path, len(source), len(target), rows, columns)
            source, target, agreed = _picked(source, target, agreed, rows, columns)
        rest = align_sequence(source, target, agreed, fit, path, watch, swaps=True)
        path = rest.steps
    if rest is not None:
        yield Piece(*kept, rest)


def _as_moved(found: Sequenced, odds: float) -> Sequenced:
    """A passage's alignment, as probable as that it moved at all."""
    moved = 1.0 / (1.0 + float(np.exp(-min(odds, 50.0))))
    return replace(
        found,
        probabilities=[probability * moved for probability in found.probabilities],
        crossed=frozenset(range(len(found.steps))),
    )


def _picked(
    source: Units, target: Units, agreed: Agreed, rows: Integers, columns: Integers
) -> tuple[Units, Units, Agreed]:
    """What is known of the units that are left; no run of them reaches over a cut."""
    sides = []
    for units, kept in ((source, rows), (target, columns)):
        picked = cut(units, kept)
        torn = np.diff(kept, prepend=kept[0] - 1) > 1
        sides.append(replace(picked, apart=picked.apart | torn))
    return sides[0], sides[1], agreed.pick(rows, columns)


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
