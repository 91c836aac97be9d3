from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.posterior import posteriors, step_probability
from alignments.search import SHAPES, Lattice, Step, full_band


def random_lattice(rows: int, columns: int, seed: int) -> Lattice:
    random = np.random.default_rng(seed)
    return Lattice(
        full_band(rows, columns),
        [
            random.normal(-1, 2, (len(SHAPES), columns + 1)).astype(np.float32)
            for _ in range(rows + 1)
        ],
        source_gap=random.normal(-1, 1, rows),
        target_gap=random.normal(-1, 1, columns),
        source_open=random.normal(-1, 1, rows),
        target_open=random.normal(-1, 1, columns),
    )


def every_path(lattice: Lattice) -> list[tuple[float, list[Step]]]:
    """All paths with their scores; a target gap is never followed by a source gap."""
    rows, columns = lattice.band.sizes

    @cache
    def rest(i: int, j: int, last: str) -> list[tuple[float, list[Step]]]:
        found: list[tuple[float, list[Step]]] = [(0.0, [])] if (i, j) == (rows, columns) else []
        for n, m in SHAPES:
            if i + n <= rows and j + m <= columns:
                score = float(lattice.beads[i + n][SHAPES.index((n, m)), j + m])
                found += [
                    (score + tail, [Step(i, n, j, m), *steps])
                    for tail, steps in rest(i + n, j + m, "bead")
                ]
        if i < rows and last != "target":
            score = lattice.source_gap[i] + (last != "source") * lattice.source_open[i]
            found += [
                (score + tail, [Step(i, 1, j, 0), *steps])
                for tail, steps in rest(i + 1, j, "source")
            ]
        if j < columns:
            score = lattice.target_gap[j] + (last != "target") * lattice.target_open[j]
            found += [
                (score + tail, [Step(i, 0, j, 1), *steps])
                for tail, steps in rest(i, j + 1, "target")
            ]
        return found

    return rest(0, 0, "bead")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 10**6))
def test_posteriors_are_the_shares_of_all_paths(rows: int, columns: int, seed: int) -> None:
    lattice = random_lattice(rows, columns, seed)
    paths = every_path(lattice)
    weights = np.exp([score for score, _ in paths])
    result = posteriors(lattice)
    assert result.log_total == pytest.approx(float(np.log(weights.sum())), abs=1e-4)
    share: dict[Step, float] = {}
    for weight, (_, steps) in zip(weights / weights.sum(), paths, strict=True):
        for step in steps:
            # A null step's place in the other text does not matter.
            key = step if step.n else Step(-1, 0, step.target, 1)
            key = key if step.m else Step(step.source, 1, -1, 0)
            share[key] = share.get(key, 0.0) + float(weight)
    for key, expected in share.items():
        found = step_probability(result, lattice, key)
        assert found == pytest.approx(expected, abs=1e-4)
