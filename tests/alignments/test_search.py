from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.search import (
    SHAPES,
    Band,
    Lattice,
    Step,
    best_path,
    full_band,
)


def random_lattice(rows: int, columns: int, seed: int, band: Band | None = None) -> Lattice:
    random = np.random.default_rng(seed)
    band = band or full_band(rows, columns)
    beads = [
        random.normal(-1, 3, (len(SHAPES), int(b - a))).astype(np.float32)
        for a, b in zip(band.start, band.stop, strict=True)
    ]
    return Lattice(
        band,
        beads,
        source_gap=random.normal(-1, 1, rows),
        target_gap=random.normal(-1, 1, columns),
        source_open=random.normal(-1, 1, rows),
        target_open=random.normal(-1, 1, columns),
    )


def path_score(lattice: Lattice, steps: list[Step]) -> float:
    total, previous = 0.0, ""
    for source, n, target, m in steps:
        kind = "bead" if n and m else "source" if n else "target"
        if kind == "bead":
            i, j = source + n, target + m
            at = j - int(lattice.band.start[i])
            total += float(lattice.beads[i][SHAPES.index((n, m)), at])
        elif kind == "source":
            total += lattice.source_gap[source] + (previous != kind) * lattice.source_open[source]
        else:
            total += lattice.target_gap[target] + (previous != kind) * lattice.target_open[target]
        previous = kind
    return total


def every_path(rows: int, columns: int) -> list[list[Step]]:
    """All paths in canonical form: a target gap is never followed by a source gap."""

    @cache
    def rest(i: int, j: int, after_target_gap: bool) -> list[list[Step]]:
        if i == rows and j == columns:
            return [[]]
        found = []
        for n, m in (*SHAPES, (1, 0), (0, 1)):
            if i + n > rows or j + m > columns or (m == 0 and after_target_gap):
                continue
            found += [[Step(i, n, j, m), *tail] for tail in rest(i + n, j + m, n == 0)]
        return found

    return rest(0, 0, False)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 10**6))
def test_best_path_is_as_good_as_trying_every_path(rows: int, columns: int, seed: int) -> None:
    lattice = random_lattice(rows, columns, seed)
    best = max((path_score(lattice, path) for path in every_path(rows, columns)), default=0.0)
    assert path_score(lattice, best_path(lattice)) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_best_path_is_as_good_as_trying_every_path_of_six_by_six(seed: int) -> None:
    lattice = random_lattice(6, 6, seed)
    best = max(path_score(lattice, path) for path in every_path(6, 6))
    assert path_score(lattice, best_path(lattice)) == pytest.approx(best, abs=1e-4)
