"""One stretch of units aligned: band, document fit, best path and its probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from alignments.coarse import find_band
from alignments.fitting import first_fit, refit
from alignments.likelihood import Fit
from alignments.posterior import Posteriors, posteriors
from alignments.scoring import Agreed, Scorer, Units, build_lattice
from alignments.search import (
    Lattice,
    Step,
    Watch,
    band_around,
    best_path,
    unwatched,
)

PASSES = 8
"""About how often each source row is done: coarse levels and first path twice each, then the last
lattice, its path and two passes for the probabilities."""

FINAL_WIDTH = 12
"""Rows and columns around the first path that are searched and summed over at last."""


@dataclass(frozen=True, slots=True)
class Sequenced:
    """The path, and all that its probabilities and reasons are read from."""

    steps: list[Step]
    scorer: Scorer
    lattice: Lattice
    posteriors: Posteriors


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
) -> Sequenced:
    """Align two sequences, neither of them empty, near a path that is roughly right."""
    band = band_around(path, (len(source), len(target)), FINAL_WIDTH)
    scorer = Scorer(source, target, agreed, fit, watch)
    lattice = build_lattice(scorer, band)
    return Sequenced(best_path(lattice), scorer, lattice, posteriors(lattice))


def align_between(
    source: Units,
    target: Units,
    agreed: Agreed,
    fit: Fit,
    stretch: tuple[slice, slice],
    watch: Watch = unwatched,
) -> Sequenced:
    """Align one stretch of two sequences by itself; the steps count from the stretch's start."""
    rows, columns = stretch
    parts = cut(source, rows), cut(target, columns)
    shared = Agreed(
        agreed.numbers.cut(rows, columns),
        agreed.names.cut(rows, columns),
        agreed.cognates.cut(rows, columns),
    )
    band = find_band(*parts, shared, fit, watch)
    path = best_path(build_lattice(Scorer(*parts, shared, fit, watch), band))
    return align_sequence(*parts, shared, fit, path, watch)


def cut(units: Units, part: slice) -> Units:
    """The units of one stretch; runs that would leave it are never used."""
    return replace(
        units,
        runs=tuple(run[part] for run in units.runs),
        **{
            field.name: getattr(units, field.name)[part]
            for field in fields(units)
            if field.name != "runs"
        },
    )
