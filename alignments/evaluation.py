"""Precision, recall and F1 of beads against gold, of missing counterparts, and of confidence.

The counting rule is vecalign's (Thompson & Koehn 2019): beads are compared as sets of
(source positions, target positions). Precision counts null beads on both sides, recall leaves them
out. A bead is lax-right when one of its source units has, in the other set, a target unit of the
bead. Missing counterparts are counted by unit, because null beads are too rare to matter in either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from alignments.bitext import Alignment, Bead
from alignments.errors import FormatError

Ladder = list[tuple[tuple[int, ...], tuple[int, ...]]]
"""Beads as pairs of positions: `((0, 1), (0,))` joins source 0 and 1 with target 0."""

_RUNG = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:\s*\S+)?\Z")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counts of one or more documents; adding two pools them, the properties are the figures."""

    predicted: int = 0
    predicted_strict: int = 0
    predicted_lax: int = 0
    gold: int = 0
    gold_strict: int = 0
    gold_lax: int = 0
    null_predicted: int = 0
    null_gold: int = 0
    null_both: int = 0

    def __add__(self, other: Evaluation) -> Evaluation:
        return Evaluation(
            *(getattr(self, field.name) + getattr(other, field.name) for field in fields(self))
        )

    @property
    def strict_precision(self) -> float:
        """Predicted beads, null ones too, that are exactly in gold."""
        return _ratio(self.predicted_strict, self.predicted)

    @property
    def strict_recall(self) -> float:
        """Gold beads, null ones left out, that were exactly predicted."""
        return _ratio(self.gold_strict, self.gold)

    @property
    def strict_f1(self) -> float:
        """Harmonic mean of strict precision and recall."""
        return _harmonic(self.strict_precision, self.strict_recall)

    @property
    def lax_precision(self) -> float:
        """Predicted beads, null ones too, that share a link with gold."""
        return _ratio(self.predicted_lax, self.predicted)

    @property
    def lax_recall(self) -> float:
        """Gold beads, null ones left out, that share a link with the prediction."""
        return _ratio(self.gold_lax, self.gold)

    @property
    def lax_f1(self) -> float:
        """Harmonic mean of lax precision and recall."""
        return _harmonic(self.lax_precision, self.lax_recall)

    @property
    def null_precision(self) -> float:
        """Units left without counterpart that gold leaves so too."""
        return _ratio(self.null_both, self.null_predicted)

    @property
    def null_recall(self) -> float:
        """Units that gold leaves without counterpart and the prediction too."""
        return _ratio(self.null_both, self.null_gold)

    @property
    def null_f1(self) -> float:
        """Harmonic mean of null precision and recall."""
        return _harmonic(self.null_precision, self.null_recall)


def _ratio(part: int, whole: int) -> float:
    """A share; of nothing, nothing was wrong: 1."""
    return part / whole if whole else 1.0


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def ladder(alignment: Alignment) -> Ladder:
    """The beads of an alignment as pairs of positions, in the alignment's order."""
    return [(tuple(bead.source), tuple(bead.target)) for bead in alignment]


def read_ladder(text: str) -> Ladder:
    """Read lines `[source positions]:[target positions]`, counted from 0; a cost may follow.

    Blank lines are skipped. Raises FormatError naming the line that does not read so, or that
    names a unit twice.
    """
    beads: Ladder = []
    seen: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _RUNG.match(line.strip())
        if match is None:
            raise FormatError(
                f"line {number}: {line.strip()[:60]!r} is not a bead; write it as [0,1]:[0]"
            )
        bead = (_positions(match[1], number), _positions(match[2], number))
        for side, name, units in zip(seen, ("left", "right"), bead, strict=True):
            for unit in units:
                if unit in side:
                    raise FormatError(
                        f"line {number}: {name} unit {unit} already stands in line {side[unit]}; "
                        "leave it in one bead only"
                    )
                side[unit] = number
        beads.append(bead)
    return beads


def as_beads(found: Ladder) -> list[Bead]:
    """The beads of a ladder, with full confidence, to be held by `Aligner.align`.

    An empty side stands behind what the bead before it holds there. Raises FormatError when the
    positions of a side are not one unbroken run.
    """
    beads: list[Bead] = []
    behind = [0, 0]
    for rung in found:
        runs = []
        for side, positions in enumerate(rung):
            first = positions[0] if positions else behind[side]
            if list(positions) != list(range(first, first + len(positions))):
                raise FormatError(
                    f"the bead {list(rung[0])}:{list(rung[1])} names segments that do not follow "
                    "each other; a bead joins neighbours only"
                )
            runs.append(range(first, first + len(positions)))
            behind[side] = runs[side].stop
        beads.append(Bead(runs[0], runs[1], confidence=1.0))
    return beads


def _positions(text: str, line: int) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    if not all(part.isdecimal() for part in parts):
        raise FormatError(f"line {line}: [{text}] is not a list of numbers; write it as [3,4]")
    return tuple(int(part) for part in parts)


def score(
    gold: Iterable[tuple[Sequence[int], Sequence[int]]],
    predicted: Iterable[tuple[Sequence[int], Sequence[int]]],
) -> Evaluation:
    """Compare the beads of one document with gold.

    Both are pairs of positions, in any order, null beads included (a system that leaves them out
    would look more precise than it is: complete them first). Units that gold does not list are
    left out of the count of missing counterparts.
    """
    truth, guess = _bead_set(gold), _bead_set(predicted)
    truth_links = {bead for bead in truth if bead[0] and bead[1]}
    guess_links = {bead for bead in guess if bead[0] and bead[1]}
    predicted_strict, predicted_lax = _matches(guess, truth)
    gold_strict, gold_lax = _matches(truth_links, guess_links)
    listed = {(side, unit) for bead in truth for side in (0, 1) for unit in bead[side]}
    null_gold = listed - _linked(truth_links)
    null_predicted = listed - _linked(guess_links)
    return Evaluation(
        predicted=len(guess),
        predicted_strict=predicted_strict,
        predicted_lax=predicted_lax,
        gold=len(truth_links),
        gold_strict=gold_strict,
        gold_lax=gold_lax,
        null_predicted=len(null_predicted),
        null_gold=len(null_gold),
        null_both=len(null_gold & null_predicted),
    )


_Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]


def _bead_set(beads: Iterable[tuple[Sequence[int], Sequence[int]]]) -> _Beads:
    pairs = {(tuple(sorted(source)), tuple(sorted(target))) for source, target in beads}
    return pairs - {((), ())}


def _linked(links: _Beads) -> set[tuple[int, int]]:
    return {(side, unit) for bead in links for side in (0, 1) for unit in bead[side]}


def _matches(tested: _Beads, reference: _Beads) -> tuple[int, int]:
    """How many of the tested beads are strictly, and at least laxly, in the reference."""
    counterparts: dict[int, set[int]] = defaultdict(set)
    for source, target in reference:
        for unit in source:
            counterparts[unit].update(target)
    strict = tested & reference
    lax = sum(
        any(not counterparts[unit].isdisjoint(target) for unit in source if unit in counterparts)
        for source, target in tested - strict
    )
    return len(strict), len(strict) + lax


def calibration_error(confidence: ArrayLike, right: ArrayLike, bins: int = 10) -> float:
    """Expected calibration error over `bins` bins of equal width (Naeini et al. 2015), 0 to 1.

    `confidence` holds probabilities, `right` 0 or 1, in the same order. Of nothing: 0.
    """
    rows = reliability(confidence, right, bins)
    total = sum(count for count, _, _ in rows)
    return sum(count * abs(mean - share) for count, mean, share in rows) / total if total else 0.0


def reliability(
    confidence: ArrayLike, right: ArrayLike, bins: int = 10
) -> list[tuple[int, float, float]]:
    """Per bin of equal width: how many, their mean confidence, the share that is right."""
    p = np.asarray(confidence, dtype=np.float64)
    hit = np.asarray(right, dtype=np.float64)
    place = np.minimum((p * bins).astype(np.int64), bins - 1)
    rows = []
    for number in range(bins):
        inside = place == number
        count = int(inside.sum())
        means = (float(p[inside].mean()), float(hit[inside].mean())) if count else (0.0, 0.0)
        rows.append((count, *means))
    return rows


def ranking_quality(confidence: ArrayLike, right: ArrayLike) -> float:
    """Area under the ROC curve: how often a right bead is surer than a wrong one, ties half.

    0.5 when all are right, or all wrong: there is nothing to rank.
    """
    p = np.asarray(confidence, dtype=np.float64)
    hit = np.asarray(right, dtype=bool)
    good, bad = int(hit.sum()), int((~hit).sum())
    if not good or not bad:
        return 0.5
    _, inverse, counts = np.unique(p, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2
    return float((mean_rank[inverse][hit].sum() - good * (good + 1) / 2) / (good * bad))
