"""The choice among a text's candidates and "none of them", with probabilities.

A conditional logit with an outside option (McFadden 1974): every candidate has a score, the sum of
its weighted features, and none of them has score 0; the probability of an answer is its share of
the exponentials. So a close rival lowers the confidence, a line that is like nothing takes nothing,
and "no counterpart" is an answer like the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from alignments.evidence import Floats

CONSTANT = "constant"
"""The weight that every candidate's score begins with."""

# Fitted by `python -m benchmarks.matching EVAL_FOLDER --fit` with the builtin encoder fc8f9eeb on
# 2,745 texts made of generaltest2022_enru, generaltest2022_ruen and tatoeba_laser_v1; the figures
# in docs/matching.md are of other files.
WEIGHTS: Mapping[str, float] = {
    "shortness": -17.1,
    "short_similarity": 4.87,
    "above_chance": 2.12,
    "stands_out": 4.94,
    "length": 0.512,
    "numbers_agree": 0.312,
    "figures_differ": -5.88,
    "words_for_numbers_differ": -8.49,
    "number_missing": -3.37,
    "calendar_agrees": 0.499,
    "calendar_differs": -4.42,
    "calendar_missing": -0.793,
    "denial_differs": -2.27,
    "denial_count_differs": -2.15,
    "text_worst_name": -1.33,
    "pool_worst_name": -3.5,
    "text_covered": 2.53,
    "text_worst_word": -3.59,
    "pool_worst_word": -4.72,
    CONSTANT: -0.287,
}
"""Where single words can be compared: the builtin encoder knows both languages."""

PLAIN_WEIGHTS: Mapping[str, float] = {
    "shortness": -26.6,
    "short_similarity": 19.8,
    "above_chance": 2.21,
    "stands_out": 5.42,
    "length": 0.501,
    "numbers_agree": 0.31,
    "figures_differ": -5.28,
    "words_for_numbers_differ": -8.06,
    "number_missing": -3.37,
    "calendar_agrees": 0.244,
    "calendar_differs": -3.68,
    "calendar_missing": -1.15,
    "denial_differs": -2.04,
    "denial_count_differs": -2.1,
    "text_worst_name": -0.522,
    "pool_worst_name": -1.49,
    CONSTANT: -0.497,
}
"""For all other languages: names meet by their sound only."""


def scores(
    features: Floats, names: Sequence[str], weights: Mapping[str, float] | None = None
) -> Floats:
    """The score of each candidate: features (candidates, names) to one number per candidate.

    The weights are WEIGHTS, or PLAIN_WEIGHTS where `names` hold no features of words.
    """
    if weights is None:
        weights = WEIGHTS if set(WEIGHTS) - {CONSTANT} <= set(names) else PLAIN_WEIGHTS
    total: Floats = features @ np.array([weights[name] for name in names]) + weights[CONSTANT]
    return total


def probabilities(score: Floats) -> Floats:
    """Of every candidate, then of none of them: along the last axis, which grows by one; sum 1."""
    none = np.zeros((*score.shape[:-1], 1))
    joined = np.concatenate([score, none], axis=-1)
    exponentials = np.exp(joined - joined.max(axis=-1, keepdims=True))
    shares: Floats = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return shares
