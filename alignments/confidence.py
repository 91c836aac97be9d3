"""How sure a bead is, and why it is doubted, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alignments.bitext import Reason
from alignments.calibration import calibrate, evidence
from alignments.doubt import DOUBT_THRESHOLD
from alignments.scoring import Scorer
from alignments.search import SHAPES, Step
from alignments.sequence import Sequenced


def judge(
    found: Sequenced, numbers: tuple[Sequence[set[str]], Sequence[set[str]]]
) -> list[tuple[float, tuple[Reason, ...]]]:
    """Confidence and reasons of each step; reasons only where the step is doubtful.

    `numbers` holds the numbers that each unit of the source and of the target names.
    """
    steps = found.steps
    confidence = calibrate(evidence(found))
    judged = []
    for place, step in enumerate(steps):
        why: tuple[Reason, ...] = ()
        if confidence[place] < DOUBT_THRESHOLD:
            case = _Case(found, numbers, place, step)
            why = tuple(case.reasons() if step.n and step.m else case.null_reasons())
        judged.append((float(confidence[place]), why))
    return judged


@dataclass(frozen=True, slots=True)
class _Case:
    """One doubtful step and what is known of it."""

    found: Sequenced
    numbers: tuple[Sequence[set[str]], Sequence[set[str]]]
    place: int
    step: Step

    def reasons(self) -> Iterator[Reason]:
        source, n, target, m = self.step
        if swapped := self.place in self.found.crossed:
            swapped = len(self.found.crossed) < len(self.found.steps)
            yield Reason("moved", "beside a neighbour" if swapped else "with a passage")
        numbers = [
            set().union(*side[at : at + size])
            for side, at, size in zip(self.numbers, (source, target), (n, m), strict=True)
        ]
        if missing := numbers[0] ^ numbers[1]:
            yield Reason(
                "number-missing", ", ".join(sorted(missing, key=lambda x: (-len(x), x))[:3])
            )
        yield from self._odd_features()
        if n + m >= 4:
            yield Reason("shape-rare", f"{n} and {m}")
        neighbours = self.found.steps[max(self.place - 1, 0) : self.place + 2]
        if alone := sum(not (step.n and step.m) for step in neighbours):
            yield Reason("near-gap", "a segment" if alone == 1 else "segments")
        if not swapped:  # the lattice holds a swap as one bead, which would be its own rival
            yield from self._runner_up()

    def _odd_features(self) -> Iterator[Reason]:
        source, n, target, m = self.step
        scorer = self.found.scorer
        row, column = slice(source + n, source + n + 1), slice(target + m, target + m + 1)
        features = list(scorer.features(row, column))[SHAPES.index((n, m))]
        if _number(features["length"]) < 0.0:
            lengths = scorer.lengths[0][n, row][0], scorer.lengths[1][m, column][0]
            yield Reason("length-odd", f"{lengths[0]:.0f} to {lengths[1]:.0f} characters")
        similarity = _number(scorer.similarity(n, m, row, column))
        if similarity < scorer.fit.similar / 2:
            share = max(similarity, 0.0) / scorer.fit.similar
            yield Reason("weak-similarity", f"{share:.0%} of what is usual here")
        if inside := int(_number(features.get("inside_block", 0.0))):
            yield Reason("crosses-block", f"{inside} border" + "s" * (inside > 1))
        if better := _better_elsewhere(scorer, self.step, similarity):
            yield Reason("not-mutual", better)

    def _runner_up(self) -> Iterator[Reason]:
        rival, chance = self._best_rival()
        if chance >= 0.1 and rival is not None:
            yield Reason("runner-up-close", f"{rival.n} with {rival.m} segments, {chance:.0%}")

    def _best_rival(self) -> tuple[Step | None, float]:
        """The likeliest other bead that holds a unit of the step."""
        source, n, target, m = self.step
        rows = self.found.lattice.band.sizes[0]
        best: tuple[Step | None, float] = (None, 0.0)
        for i in range(source + 1, min(source + max(n, 1) + 4, rows + 1)):
            table = self.found.posteriors.beads[i]
            start = int(self.found.lattice.band.start[i])
            left, right = max(target - 4 - start, 0), max(target + m + 5 - start, 0)
            for number, (k, h) in enumerate(SHAPES):
                for j in np.flatnonzero(table[number, left:right] > max(best[1], 0.05)):
                    other = Step(i - k, k, int(j) + left + start - h, h)
                    if other != self.step and _overlap(other, self.step):
                        best = max(best, (other, float(table[number, left + j])), key=_second)
        return best

    def null_reasons(self) -> Iterator[Reason]:
        rival, chance = self._best_rival()
        if rival is not None:
            yield Reason("may-belong", f"{rival.n} with {rival.m} segments, {chance:.0%}")


def _second(pair: tuple[Step | None, float]) -> float:
    return pair[1]


def _overlap(a: Step, b: Step) -> bool:
    source = max(a.source, b.source) < min(a.source + a.n, b.source + b.n)
    target = max(a.target, b.target) < min(a.target + a.m, b.target + b.m)
    return source or target


def _number(value: object) -> float:
    return float(np.asarray(value, dtype=np.float64).reshape(-1)[0])


_NEAR = 12
_CLEARLY = 0.08


def _better_elsewhere(scorer: Scorer, step: Step, similarity: float) -> str:
    """Whether one of the two runs is clearly more alike to another place nearby."""
    source, n, target, m = step
    sizes = len(scorer.source), len(scorer.target)
    columns = slice(max(target + m - _NEAR, m), min(target + m + _NEAR, sizes[1]) + 1)
    row = slice(source + n, source + n + 1)
    if scorer.similarity(n, m, row, columns).max() > similarity + _CLEARLY:
        return "another part of the translation"
    rows = slice(max(source + n - _NEAR, n), min(source + n + _NEAR, sizes[0]) + 1)
    column = slice(target + m, target + m + 1)
    if scorer.similarity(n, m, rows, column).max() > similarity + _CLEARLY:
        return "another part of the original"
    return ""
