"""Fits the weights of `alignments.choice` on made data: penalised maximum likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignments.candidates import CANDIDATES, Pool
from alignments.choice import CONSTANT, probabilities
from alignments.encoders import AdditiveEncoder, Encoder
from alignments.evidence import Floats
from alignments.nearest import Integers
from benchmarks.matching.made import MadeSet

PENALTY = 1.0
"""Ridge on weights of standardised features: it keeps rare features from running away."""

_STEPS = 100
_SMALL = 1e-7
_IMPOSSIBLE = -1e3  # score of a place that holds no candidate


@dataclass(frozen=True, slots=True)
class Table:
    """Features (texts, CANDIDATES, features), and the right candidate, CANDIDATES for none."""

    names: tuple[str, ...]
    features: Floats
    filled: NDArray[np.bool_]
    right: Integers


def tabulate(
    encoder: Encoder, sets: Sequence[MadeSet], words: AdditiveEncoder | None = None
) -> Table:
    """The candidates of all texts of some sets; a counterpart that is not among them is none."""
    features, filled, right = [], [], []
    names: tuple[str, ...] = ()
    for made in sets:
        pool = Pool(encoder, made.pool, "ru", words)
        names = pool.feature_names
        for item in pool.describe(made.texts, "en"):
            count = len(item.lines)
            rows = np.zeros((CANDIDATES, len(names)))
            rows[:count] = item.features
            features.append(rows)
            filled.append(np.arange(CANDIDATES) < count)
            place = np.flatnonzero(item.lines == made.gold[item.text])
            right.append(int(place[0]) if len(place) else CANDIDATES)
    return Table(names, np.array(features), np.array(filled), np.array(right, dtype=np.int64))


def fit(table: Table) -> dict[str, float]:
    """Weights of the features, and the constant; Newton's method."""
    real = table.features[table.filled]
    mean, spread = real.mean(axis=0), real.std(axis=0) + 1e-9
    ones = np.ones((*table.filled.shape, 1))
    z = np.concatenate([(table.features - mean) / spread, ones], axis=2)
    z[~table.filled] = 0.0
    weights = _newton(z, table)
    plain = weights[:-1] / spread
    found = {name: float(weight) for name, weight in zip(table.names, plain, strict=True)}
    return found | {CONSTANT: float(weights[-1] - plain @ mean)}


def _newton(z: Floats, table: Table) -> Floats:
    size = z.shape[2]
    ridge = np.eye(size) * PENALTY
    ridge[-1, -1] = 0.0
    weights = np.zeros(size)
    truth = np.zeros((len(z), CANDIDATES + 1))
    truth[np.arange(len(z)), table.right] = 1.0

    def chances(w: Floats) -> Floats:
        return probabilities(np.where(table.filled, z @ w, _IMPOSSIBLE))

    def loss(w: Floats) -> float:
        likely = chances(w)[np.arange(len(z)), table.right]
        return float(-np.log(np.maximum(likely, 1e-300)).sum() + w @ ridge @ w / 2)

    for _ in range(_STEPS):
        p = chances(weights)[:, :-1]
        slope = np.einsum("nk,nkd->d", truth[:, :-1] - p, z) - ridge @ weights
        mean = np.einsum("nk,nkd->nd", p, z)
        flat = z.reshape(-1, size)
        bend = flat.T @ (flat * p.reshape(-1, 1)) - mean.T @ mean + ridge + np.eye(size) * 1e-6
        step = np.linalg.solve(bend, slope)
        while loss(weights + step) > loss(weights) and abs(step).max() > _SMALL:
            step = step / 2
        weights = weights + step
        if abs(step).max() < _SMALL:
            break
    return weights
