"""A narrow band around the right path, found from coarse to fine in linear time and memory.

Neighbouring units are merged two by two until few are left; those are searched in full, and each
finer level only near the path of the coarser one (Thompson & Koehn 2019). Every level is scored
by the same likelihoods.
"""

from __future__ import annotations

import numpy as np

from alignments.agreements import Agreements
from alignments.likelihood import Fit
from alignments.scoring import Scorer, build_lattice
from alignments.search import (
    Band,
    Floats,
    Step,
    Watch,
    band_around,
    best_path,
    full_band,
    unwatched,
)
from alignments.sides import Agreed, Units

FULL_SEARCH = 160_000
"""Lattices with at most this many nodes are searched in full."""

LARGEST_MERGED = 3
"""Merged units, both sides together, of a bead on a coarser level: it need only be near."""

WIDTH = 16
"""Rows and columns around a coarser path that are searched on the next level."""


def find_band(
    source: Units, target: Units, agreed: Agreed, fit: Fit, watch: Watch = unwatched
) -> Band:
    """The nodes worth scoring exactly."""
    path = rough_path(source, target, agreed, fit, watch)
    sizes = len(source), len(target)
    return band_around(path, sizes, WIDTH) if path else full_band(*sizes)


def rough_path(
    source: Units, target: Units, agreed: Agreed, fit: Fit, watch: Watch = unwatched
) -> list[Step]:
    """Steps of twice the usual size that run near the right path; none where all nodes are few."""
    if (len(source) + 1) * (len(target) + 1) <= FULL_SEARCH:
        return []
    halves = merge_pairs(source), merge_pairs(target)
    merged = Agreed(*(halve(kind) for kind in (agreed.numbers, agreed.names, agreed.cognates)))
    band = find_band(*halves, merged, fit, watch)
    scorer = Scorer(*halves, merged, fit, watch, largest=LARGEST_MERGED)
    path = best_path(build_lattice(scorer, band))
    return refine(path, (len(source), len(target)))


def refine(path: list[Step], sizes: tuple[int, int]) -> list[Step]:
    """A path of the coarser level as steps of the finer one, of these sizes."""
    finer = []
    for step in path:
        # The last coarse unit holds one unit only where the number of units is odd.
        i, j = min(2 * step.source, sizes[0]), min(2 * step.target, sizes[1])
        n = min(2 * (step.source + step.n), sizes[0]) - i
        m = min(2 * (step.target + step.m), sizes[1]) - j
        finer.append(Step(i, n, j, m))
    return finer


def merge_pairs(units: Units) -> Units:
    """Every two neighbours as one unit; an odd last one stays."""
    first = np.arange(0, len(units), 2)
    sums = np.add.reduceat(units.sums, first, axis=0)
    return Units(
        sums=sums,
        lengths=np.add.reduceat(units.lengths, first),
        blocks=np.arange(len(first)),
        headings=units.headings[first],
        labels=np.zeros(len(first), dtype=np.int64),
        apart=np.zeros(len(first), dtype=np.bool_),
        alone=np.add.reduceat(units.alone, first),
        beginnings=units.beginnings[first],
        endings=units.endings[np.minimum(first + 1, len(units) - 1)],
    )


def halve(pairs: Agreements) -> Agreements:
    """Agreements of the merged units; the order by source unit is kept."""
    return Agreements(
        pairs.source // 2,
        pairs.target // 2,
        pairs.weight,
        _pair_sums(pairs.source_total),
        _pair_sums(pairs.target_total),
    )


def _pair_sums(values: Floats) -> Floats:
    return np.add.reduceat(values, np.arange(0, len(values), 2))
