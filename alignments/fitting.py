"""What is usual in one pair of documents: length ratio, spreads, how alike translations are.

Estimated twice: first from units that choose each other and stand in one order (no alignment is
known yet), then from the 1:1 beads of a first alignment. Both are drawn to the usual values, the
more the fewer pairs there are, so that twenty sentences do not decide what is usual.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from alignments.likelihood import CHANCE_VARIANCE, SIMILAR_VARIANCE, Fit, length_variance
from alignments.marks import BEGINNINGS, ENDINGS
from alignments.runs import unit_rows
from alignments.search import SHAPES, Floats, Integers, Step
from alignments.sides import SEED, Background, Units

USUAL = Fit()
_SAMPLE = 600  # source units that look for their counterparts
_PRIOR_PAIRS = 20.0  # the usual values weigh as much as so many pairs
# How often shapes and gaps usually occur, per bead, and how many beads of evidence that weighs.
_USUAL_SHAPES = {
    (1, 1): 0.88, (1, 2): 0.03, (2, 1): 0.03, (2, 2): 0.008, (1, 3): 0.004, (3, 1): 0.004,
    (1, 4): 0.001, (4, 1): 0.001, (2, 3): 0.001, (3, 2): 0.001,
}  # fmt: skip
_PRIOR_BEADS = 40.0
_USUAL_GAPS = 0.03
_PRIOR_GAPS = 20.0
_LEARN = 0.6  # a first path errs: follow what it counts only this far
_SAME_MARK = 0.7  # so many translations keep the class of a beginning or ending, as a rule
_PRIOR_MARKS = 30.0
_MARK_LIMIT = 3.0
_FEW = 60  # units of a side by which alone it cannot be said how chance looks
_SAME_NUMBER = 0.6  # so many translations keep a printed number, as a rule
_PRIOR_NUMBERS = 2.0
_NUMBER_LIMITS = (-1.5, 3.0)
_TO_DEVIATION = 1.4826  # a normal density's deviation over its median absolute deviation


def first_fit(source: Units, target: Units, known: Fit | None = None) -> Fit:
    """Estimate from mutual nearest neighbours that form the longest chain in both orders.

    Where the vectors know the languages the chain holds nearly all of them; where they do not it
    holds few, and the similarity of translations is then taken to be little above chance. `known`
    is what is usual in another, longer part of the same pair.
    """
    i, j = _mutual_neighbours(source, target)
    chain = longest_chain(j.tolist())
    # Random pairs would form a chain of about 2 sqrt(n) by luck alone.
    trust = max(0.0, len(chain) - 2.0 * len(i) ** 0.5) / max(len(i), 1)
    ratio = float(np.log(target.lengths.sum() / source.lengths.sum()))
    usual = known or Fit(ratio=float(np.clip(ratio, -0.7, 0.7)) * 0.5, similar=0.1 + 0.2 * trust)
    found = chain if trust >= 0.2 else []
    return _from_pairs(source, target, i[found], j[found], usual)


def with_known_chance(fit: Fit, source: Units, target: Units, known: Fit | None) -> Fit:
    """The fit, with how units meet by chance taken from a longer part where these are too few.

    Any two of a few units often are a translation.
    """
    if known is None or min(len(source), len(target)) >= _FEW:
        return fit
    return replace(
        fit,
        chance=known.chance,
        chance_spread=known.chance_spread,
        similar_spread=known.similar_spread,
    )


def refit(source: Units, target: Units, steps: Sequence[Step], before: Fit) -> Fit:
    """Estimate from the beads of a first alignment: priors from all, the rest from 1:1 beads."""
    ones = [(step.source, step.target) for step in steps if step.n == step.m == 1]
    pairs = np.array(ones, dtype=np.int64).reshape(-1, 2)
    fit = _from_pairs(source, target, pairs[:, 0], pairs[:, 1], before)
    counts = Counter((step.n, step.m) for step in steps if step.n and step.m)
    beads = sum(counts.values())
    shapes = tuple(
        _shift(counts[shape], beads, _USUAL_SHAPES[shape], _PRIOR_BEADS) for shape in SHAPES
    )
    kinds = ["bead" if step.n and step.m else "source" if step.n else "target" for step in steps]
    gaps = sum(a != b and b != "bead" for a, b in pairwise(["bead", *kinds]))
    return replace(
        fit, shapes=shapes, gap_open=_shift(gaps, beads + gaps, _USUAL_GAPS, _PRIOR_GAPS)
    )


def _shift(count: int, whole: int, usual: float, prior: float) -> float:
    """How much likelier than usual, as a log, something counted so often is."""
    share = (count + prior * usual) / (whole + prior)
    return _LEARN * float(np.log(share / usual))


def _mutual_neighbours(source: Units, target: Units) -> tuple[Integers, Integers]:
    sample = np.unique(np.linspace(0, len(source) - 1, min(_SAMPLE, len(source))).astype(np.int64))
    nearest = _nearest(source, target, sample)
    back = _nearest(target, source, nearest)
    mutual = back == sample
    return sample[mutual], nearest[mutual]


def _nearest(units: Units, other: Units, sample: Integers) -> Integers:
    """For each sampled unit, the unit of the other side that stands out most for it."""
    far = Background(other, units).distances[0]
    relative = (1.0 - unit_rows(units.sums[sample]) @ unit_rows(other.sums).T) / far
    nearest: Integers = relative.argmin(axis=1)
    return nearest


def longest_chain(values: Sequence[int]) -> list[int]:
    """Positions of a longest strictly rising subsequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    previous = [-1] * len(values)
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        previous[position] = ends[at - 1] if at else -1
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [position]
    chain: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        chain.append(position)
        position = previous[position]
    return chain[::-1]


def _from_pairs(source: Units, target: Units, i: Integers, j: Integers, usual: Fit) -> Fit:
    lengths = (source.lengths[i] + target.lengths[j]) / 2
    log_ratio = np.log(target.lengths[j]) - np.log(source.lengths[i])
    similar = relative_similarity(source, target, i, j)
    trust = len(i) / (len(i) + _PRIOR_PAIRS)
    ratio = _between(usual.ratio, _median(log_ratio, usual.ratio), trust)
    likeness = _between(usual.similar, _median(similar, usual.similar), trust)
    spread = _deviation((log_ratio - ratio) / np.sqrt(length_variance(lengths)))
    similar_variance = SIMILAR_VARIANCE[0] + SIMILAR_VARIANCE[1] / lengths
    same_number, other_number = _number_ratios(source.labels[i], target.labels[j])
    similar_spread = _deviation((similar - likeness) / np.sqrt(similar_variance))
    return Fit(
        beginnings=_mark_table(len(BEGINNINGS), source.beginnings, target.beginnings, (i, j)),
        endings=_mark_table(len(ENDINGS), source.endings, target.endings, (i, j)),
        same_number=same_number,
        other_number=other_number,
        ratio=ratio,
        spread=float(np.clip(_between(usual.spread, spread, trust), 0.7, 2.0)),
        chance=_length_chance(source, target),
        similar=max(likeness, 0.02),
        similar_spread=float(
            np.clip(_between(usual.similar_spread, similar_spread, trust), 0.7, 1.5)
        ),
        chance_spread=_similarity_chance(source, target),
    )


def _mark_table(
    classes: int, source: Integers, target: Integers, pairs: tuple[Integers, Integers]
) -> Floats:
    """Log of how much oftener two classes meet in pairs than they would by chance."""
    left = (np.bincount(source, minlength=classes) + 1.0) / (len(source) + classes)
    right = (np.bincount(target, minlength=classes) + 1.0) / (len(target) + classes)
    chance = np.outer(left, right)
    usual = _SAME_MARK * np.diag(np.sqrt(left * right)) + (1 - _SAME_MARK) * chance
    counts = _PRIOR_MARKS * usual / usual.sum()
    np.add.at(counts, (source[pairs[0]], target[pairs[1]]), 1.0)
    table: Floats = np.clip(np.log(counts / counts.sum() / chance), -_MARK_LIMIT, _MARK_LIMIT)
    return table


def _number_ratios(source: Integers, target: Integers) -> tuple[float, float]:
    """What it says that two printed numbers are the same, or not: editions may number anew."""
    both = (source != 0) & (target != 0)
    labels = source[both]
    same = float((labels == target[both]).sum())
    share = (same + _PRIOR_NUMBERS * _SAME_NUMBER) / (len(labels) + _PRIOR_NUMBERS)
    chance = 1.0 / max(len(np.unique(labels)), 10)
    ratios = np.log([share / chance, (1.0 - share) / (1.0 - chance)])
    kept = np.clip(ratios, *_NUMBER_LIMITS)
    return float(kept[0]), float(kept[1])


def _between(usual: float, found: float, trust: float) -> float:
    return usual + (found - usual) * trust


def _median(values: Floats, otherwise: float) -> float:
    return float(np.median(values)) if len(values) else otherwise


def _deviation(standard: Floats) -> float:
    return _TO_DEVIATION * float(np.median(np.abs(standard))) if len(standard) else 1.0


def _length_chance(source: Units, target: Units) -> float:
    variance = np.log(source.lengths).var() + np.log(target.lengths).var()
    return float(np.clip(np.sqrt(variance), 0.5, 2.0))


def _similarity_chance(source: Units, target: Units) -> float:
    random = np.random.default_rng(SEED)
    i = random.integers(0, len(source), 3000)
    j = random.integers(0, len(target), 3000)
    lengths = (source.lengths[i] + target.lengths[j]) / 2
    variance = CHANCE_VARIANCE[0] + CHANCE_VARIANCE[1] / lengths
    standard = relative_similarity(source, target, i, j) / np.sqrt(variance)
    return float(np.clip(np.sqrt(np.mean(np.clip(standard, -3, 3) ** 2)), 0.7, 1.8))


def relative_similarity(source: Units, target: Units, i: Integers, j: Integers) -> Floats:
    """Relative similarity (see `Scorer.similarity`) of units i with units j, pair by pair."""
    vectors = unit_rows(source.sums[i]), unit_rows(target.sums[j])
    cosine = np.einsum("ij,ij->i", *vectors)
    far = Background(source, target).distances[0, i] + Background(target, source).distances[0, j]
    relative: Floats = 1.0 - 2.0 * (1.0 - cosine) / far
    return relative
