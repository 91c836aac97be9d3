"""One stretch of units aligned: band, document fit, best path and its probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from alignments.coarse import find_band
from alignments.fitting import first_fit, refit
from alignments.likelihood import Fit
from alignments.posterior import Posteriors, posteriors, step_probability
from alignments.scoring import Agreed, Scorer, Units, build_lattice
from alignments.search import (
    Integers,
    Lattice,
    Step,
    Watch,
    band_around,
    best_path,
    unwatched,
)
from alignments.swaps import open_to_swaps, read_swaps

PASSES = 8
"""About how often each source row is done: coarse levels and first path twice each, then the last
lattice, its path and two passes for the probabilities."""

FINAL_WIDTH = 12
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
    source: Units, target: Units, agreed: Agreed, watch: Watch = unwatched
) -> tuple[Fit, Sequence[Step]]:
    """What is usual in the pair, by way of a first path through all of it."""
    fit = first_fit(source, target)
    band = find_band(source, target, agreed, fit, watch)
    path = best_path(build_lattice(Scorer(source, target, agreed, fit, watch), band))
    return refit(source, target, path, fit), path


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
    shared = Agreed(
        agreed.numbers.cut(rows, columns),
        agreed.names.cut(rows, columns),
        agreed.cognates.cut(rows, columns),
    )
    return cut(source, rows), cut(target, columns), shared


def path_between(
    source: Units, target: Units, agreed: Agreed, fit: Fit, watch: Watch = unwatched
) -> list[Step]:
    """A path that is roughly right, where the fit is known; neither side may be empty."""
    band = find_band(source, target, agreed, fit, watch)
    return best_path(build_lattice(Scorer(source, target, agreed, fit, watch), band))


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
