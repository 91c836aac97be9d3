"""One stretch of units aligned: band, document fit, best path and its probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from alignments.coarse import WIDTH, rough_path
from alignments.fitting import first_fit, refit, with_known_chance
from alignments.likelihood import Fit
from alignments.posterior import Posteriors, posteriors, step_probability
from alignments.scoring import Scorer, build_lattice
from alignments.search import (
    LARGEST,
    Integers,
    Lattice,
    Step,
    Watch,
    band_around,
    best_path,
    full_band,
    unwatched,
)
from alignments.sides import Agreed, Units
from alignments.swaps import open_to_swaps, read_swaps

PASSES = 8
"""About how often each source row is done at most: coarse levels and first path twice each, then
the last lattice, its path and two passes for the probabilities."""

SAMPLED_STRETCHES = 8
SAMPLED_ROWS = 300
"""A longer document than twice these is fitted from so many stretches of so many source units."""

_STRETCH_ENDS = 10  # units at a stretch's ends whose beads are not counted: it may begin amiss

_SHORT_STRETCH = 8_000  # nodes that cost less to sum over than to search first

FINAL_WIDTH = 16
"""Rows and columns around the first path that are searched and summed over at last."""


@dataclass(frozen=True, slots=True)
class Sequenced:
    """The path, and all that its probabilities and reasons are read from.

    `probabilities` holds one for each step; `crossed` are the places of those steps that stand out
    of order. Two that change places stand as two steps, in the source's order.
    """

    steps: list[Step]
    scorer: Scorer
    lattice: Lattice
    posteriors: Posteriors
    probabilities: list[float]
    crossed: frozenset[int] = frozenset()


def fit_document(
    source: Units,
    target: Units,
    agreed: Agreed,
    watch: Watch = unwatched,
    known: Fit | None = None,
) -> tuple[Fit, Sequence[Step]]:
    """What is usual in the pair, and a path that is roughly right.

    `known` is what is usual in another, longer part of the same pair.
    """
    fit = with_known_chance(first_fit(source, target, known), source, target, known)
    rough = rough_path(source, target, agreed, fit, watch)
    if len(source) > 2 * SAMPLED_STRETCHES * SAMPLED_ROWS and rough:
        return refit(source, target, _sampled(source, target, agreed, fit, rough), fit), rough
    sizes = len(source), len(target)
    band = band_around(rough, sizes, WIDTH) if rough else full_band(*sizes)
    path = best_path(build_lattice(Scorer(source, target, agreed, fit, watch), band))
    again = refit(source, target, path, fit)
    return with_known_chance(again, source, target, known), path


def best_guess(
    source: Units, target: Units, agreed: Agreed, watch: Watch = unwatched
) -> list[Step]:
    """A path of single beads by what is usual in the pair, without their probabilities."""
    fit, path = fit_document(source, target, agreed, watch)
    if all(step.n + step.m <= LARGEST for step in path):
        return list(path)
    band = band_around(path, (len(source), len(target)), FINAL_WIDTH)
    return best_path(build_lattice(Scorer(source, target, agreed, fit, watch), band))


def _sampled(
    source: Units, target: Units, agreed: Agreed, fit: Fit, rough: Sequence[Step]
) -> list[Step]:
    """The beads of some stretches of a long document, evenly spread, by way of a rough path."""
    steps: list[Step] = []
    for first in np.linspace(0, len(source) - SAMPLED_ROWS, SAMPLED_STRETCHES).astype(int):
        near = [s for s in rough if first <= s.source and s.source + s.n <= first + SAMPLED_ROWS]
        if not near:
            continue
        begin, end = near[0], near[-1]
        rows = slice(begin.source, end.source + end.n)
        columns = slice(begin.target, end.target + end.m)
        if rows.start == rows.stop or columns.start == columns.stop:
            continue
        parts = cut(source, rows), cut(target, columns)
        scorer = Scorer(*parts, agreed.cut(rows, columns), fit)
        inside = [Step(s.source - rows.start, s.n, s.target - columns.start, s.m) for s in near]
        band = band_around(inside, (len(parts[0]), len(parts[1])), WIDTH)
        steps += [
            Step(step.source + rows.start, step.n, step.target + columns.start, step.m)
            for step in best_path(build_lattice(scorer, band))
            if _STRETCH_ENDS <= step.source < len(parts[0]) - _STRETCH_ENDS
        ]
    return steps


def align_sequence(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    path: Sequence[Step],
    watch: Watch = unwatched,
    *,
    swaps: bool = False,
) -> Sequenced:
    """Align two sequences, neither of them empty, near a path that is roughly right.

    With `swaps`, neighbours may change places.
    """
    band = band_around(path, (len(source), len(target)), FINAL_WIDTH)
    scorer = Scorer(source, target, agreed, fit, watch)
    lattice = build_lattice(scorer, band)
    if swaps:
        open_to_swaps(lattice)
    steps, weighed = best_path(lattice), posteriors(lattice)
    probabilities = [step_probability(weighed, lattice, step) for step in steps]
    crossed: frozenset[int] = frozenset()
    if swaps:
        steps, probabilities, crossed = read_swaps(lattice, steps, probabilities)
    return Sequenced(steps, scorer, lattice, weighed, probabilities, crossed)


def stretch_parts(
    source: Units, target: Units, agreed: Agreed, rows: slice, columns: slice
) -> tuple[Units, Units, Agreed]:
    """What is known of one stretch of two sequences, counted from the stretch's start."""
    return cut(source, rows), cut(target, columns), agreed.cut(rows, columns)


def rough_start(
    source: Units, target: Units, agreed: Agreed, fit: Fit, watch: Watch = unwatched
) -> list[Step]:
    """A path that is roughly right, where the fit is known; neither side may be empty.

    Of a short stretch it is one step, near which all nodes are.
    """
    if (len(source) + 1) * (len(target) + 1) <= _SHORT_STRETCH:
        return [Step(0, len(source), 0, len(target))]
    path = rough_path(source, target, agreed, fit, watch)
    if path:
        return path
    full = full_band(len(source), len(target))
    return best_path(build_lattice(Scorer(source, target, agreed, fit, watch), full))


def cut(units: Units, part: slice | Integers) -> Units:
    """The units of one stretch, or those picked; runs that would leave it are never used."""
    return replace(
        units,
        runs=tuple(run[part] for run in units.runs),
        **{
            field.name: getattr(units, field.name)[part]
            for field in fields(units)
            if field.name != "runs"
        },
    )
