"""From what is known of a bead to the probability that it is exactly right (Platt 1999).

The posterior on the search's own lattice takes the pieces of evidence to be more independent than
they are, and knows only the alternatives that the lattice offers. So it is drawn in by a logistic
map, in which what speaks against the bead by itself and its size are weighed again.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from alignments.search import Floats
from alignments.sequence import Sequenced

FEATURES = ("offset", "posterior", "unlike", "odd_length", "size", "null")
"""The columns of `evidence`: 1; log odds of the posterior; the log likelihood ratios of similarity
and of length, where below 0; segments beyond two; whether a side is empty."""

# Fitted by `python -m benchmarks.calibration`; the error with each text left out of the fit stands
# in docs/aligner.md.
WEIGHTS: Mapping[str, float] = {
    "offset": 0.74,
    "posterior": 0.78,
    "unlike": 0.51,
    "odd_length": 0.84,
    "size": -0.35,
    "null": 0.45,
}

_ODDS_LIMITS = (-6.0, 9.0)
_FAR_BELOW_CHANCE = -6.0


def evidence(found: Sequenced) -> Floats:
    """What is known of each step, (steps, len(FEATURES))."""
    sizes = np.array([(step.n, step.m) for step in found.steps]).reshape(-1, 2)
    null = (sizes == 0).any(axis=1)
    bounded = np.clip(np.array(found.probabilities), 1e-9, 1.0 - 1e-9)
    odds = np.clip(np.log(bounded / (1.0 - bounded)), *_ODDS_LIMITS)
    similarity, length = found.scorer.evidence(found.steps)
    columns = (
        np.ones(len(sizes)),
        odds,
        np.clip(similarity, _FAR_BELOW_CHANCE, 0.0),
        np.clip(length, _FAR_BELOW_CHANCE, 0.0),
        np.where(null, 0, sizes.sum(axis=1) - 2),
        null,
    )
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def calibrate(known: Floats, weights: Mapping[str, float] = WEIGHTS) -> NDArray[np.float64]:
    """The probability that each bead is exactly right, from rows of `evidence`."""
    total = known @ np.array([weights[name] for name in FEATURES])
    probability: Floats = 1.0 / (1.0 + np.exp(-total))
    return probability
