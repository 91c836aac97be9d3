"""Likelihood ratios of lengths and similarities, and what is usual in a pair of documents."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alignments.marks import BEGINNINGS, ENDINGS
from alignments.search import SHAPES

Table = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
"""Of single or double precision: what is computed keeps the precision of what it is given."""

# Variance of the log length ratio of translations, floor + rate / characters: Gale and Church's
# (1993) variance that shrinks with length, and a floor for the translator's freedom. Variances of
# relative similarity in the same form. The figures describe hand-aligned prose; `Fit` scales them.
LENGTH_VARIANCE = (0.006, 1.3)
SIMILAR_VARIANCE = (0.0055, 0.33)
CHANCE_VARIANCE = (0.0065, 0.08)
_LENGTH_TAIL = 4.0  # degrees of freedom of Student's t: some translations are free
_FREE_TRANSLATION = 0.002  # this share of right beads looks no more alike than chance


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What is usual in this pair of documents.

    `ratio` is the log of target over source length, `spread` scales the usual deviation of that
    log, `chance` is the deviation when two units meet by chance. `similar` is the relative
    similarity of translations, `similar_spread` and `chance_spread` scale its usual deviations.
    `shapes`, as SHAPES, `gap_open` and `gap_unit` are added to the usual priors. `beginnings` and
    `endings` are log likelihood ratios by the classes of source and target; `same_number` and
    `other_number` those of two printed numbers.
    """

    ratio: float = 0.0
    spread: float = 1.0
    chance: float = 1.0
    similar: float = 0.3
    similar_spread: float = 1.0
    chance_spread: float = 1.0
    shapes: tuple[float, ...] = (0.0,) * len(SHAPES)
    gap_open: float = 0.0
    gap_unit: float = 0.0
    same_number: float = 2.0
    other_number: float = -0.5
    beginnings: Table = field(default_factory=lambda: np.zeros((len(BEGINNINGS),) * 2))
    endings: Table = field(default_factory=lambda: np.zeros((len(ENDINGS),) * 2))


def length_likelihood(source: Reals, target: Reals, fit: Fit) -> Reals:
    """Log likelihood ratio of the lengths (characters) of two runs, broadcast.

    Student's t over the log ratio for translations, a normal density for chance.
    """
    squared = (np.log(target) - (np.log(source) + fit.ratio)) ** 2
    variance = length_variance((source + target) / 2) * fit.spread**2
    tail = (_LENGTH_TAIL + 1) / 2
    likely = -0.5 * np.log(variance) - tail * np.log(1.0 + squared / (_LENGTH_TAIL * variance))
    ratio: Reals = likely + (0.5 / fit.chance**2) * squared + math.log(fit.chance)
    return ratio


def length_variance(lengths: Reals) -> Reals:
    """Usual variance of the log length ratio of translations of these mean lengths."""
    return LENGTH_VARIANCE[0] + LENGTH_VARIANCE[1] / lengths


def similarity_likelihood(relative: Reals, lengths: Reals, fit: Fit) -> Reals:
    """Log likelihood ratio of relative similarities of runs of mean length `lengths`, broadcast.

    Normal densities, held constant beyond both means, where they would turn back; a share of free
    translations keeps one unlike bead from costing more than the rest of a chapter.
    """
    likely = (SIMILAR_VARIANCE[0] + SIMILAR_VARIANCE[1] / lengths) * fit.similar_spread**2
    chance = (CHANCE_VARIANCE[0] + CHANCE_VARIANCE[1] / lengths) * fit.chance_spread**2
    u = np.minimum(np.maximum(relative, 0.0), fit.similar + np.sqrt(likely))
    below = np.maximum(fit.similar - u, 0.0)
    log_ratio = 0.5 * (u**2 / chance - below**2 / likely + np.log(chance / likely))
    return _log_add(log_ratio, math.log(_FREE_TRANSLATION))


def _log_add(values: Reals, constant: float) -> Reals:
    """log(exp(values) + exp(constant)), several times as fast as numpy's logaddexp."""
    above = values - constant
    result: Reals = np.maximum(values, constant) + np.log(1.0 + np.exp(-np.abs(above)))
    return result
