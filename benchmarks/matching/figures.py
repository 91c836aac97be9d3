"""Figures of answers against made gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from alignments.encoders import Encoder
from alignments.evaluation import calibration_error, ranking_quality
from benchmarks.matching.distractors import KINDS
from benchmarks.matching.made import MadeSet


@dataclass(frozen=True, slots=True)
class Answers:
    """A pool line, or None, and a confidence for every text of a set."""

    lines: Sequence[int | None]
    confidence: Sequence[float]


@dataclass(slots=True)
class Figures:
    """Counts over some sets; the properties are shares, and 1 of nothing."""

    right: list[bool] = field(default_factory=list)
    confidence: list[float] = field(default_factory=list)
    matched: list[bool] = field(default_factory=list)
    has_counterpart: list[bool] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)

    def add(self, made: MadeSet, answers: Answers) -> None:
        """Count the answers for one set."""
        for text, (line, gold) in enumerate(zip(answers.lines, made.gold, strict=True)):
            self.right.append(line == gold)
            self.confidence.append(answers.confidence[text])
            self.matched.append(line is not None)
            self.has_counterpart.append(gold is not None)
            if line is not None and line != gold:
                self.taken[_kind_of(made, text, line)] += 1
        self.offered.update(kind for kind in made.kinds if kind)

    def row(self, name: str) -> str:
        """One row of the table of figures."""
        right, matched, has = map(np.array, (self.right, self.matched, self.has_counterpart))
        shares = (
            right.mean(),
            _share(right[matched]),
            _share(right[has]),
            _share(right[~matched]),
            _share(right[~has]),
            calibration_error(self.confidence, right),
            ranking_quality(self.confidence, right),
        )
        return f"| {name} | {len(right)} | " + " | ".join(f"{x:.3f}" for x in shares) + " |"

    def kinds(self) -> str:
        """Per kind of distractor how many of those offered were taken for the counterpart."""
        parts = [f"{kind} {self.taken[kind]}/{self.offered[kind]}" for kind in KINDS]
        return ", ".join([*parts, f"other lines {self.taken['other']}"])


HEADING = (
    "| answers | texts | right | match P | match R | none P | none R | ECE | AUROC |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def _kind_of(made: MadeSet, text: int, line: int) -> str:
    return made.kinds[line] if made.owners[line] == text and made.kinds[line] else "other"


def _share(right: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    return float(right.mean()) if len(right) else 1.0


def nearest_neighbours(encoder: Encoder, made: MadeSet) -> Answers:
    """The baseline: the line of the highest cosine, always, and the cosine as confidence."""
    cosine = encoder.encode(made.texts) @ encoder.encode(made.pool).T
    best = cosine.argmax(axis=1)
    sure = np.clip(cosine.max(axis=1), 0.0, 1.0)
    return Answers([int(line) for line in best], [float(x) for x in sure])


def best_threshold(answers: Sequence[tuple[MadeSet, Answers]]) -> float:
    """The confidence below which "none" is the better answer, most often right on these sets."""
    steps = np.linspace(0.0, 1.0, 101)
    right = [
        sum(
            (line if sure >= step else None) == gold
            for made, found in answers
            for line, sure, gold in zip(found.lines, found.confidence, made.gold, strict=True)
        )
        for step in steps
    ]
    return float(steps[int(np.argmax(right))])


def with_threshold(answers: Answers, threshold: float) -> Answers:
    """The same answers, with none where the confidence is below the threshold."""
    lines = [
        line if sure >= threshold else None
        for line, sure in zip(answers.lines, answers.confidence, strict=True)
    ]
    sure = [abs(sure - threshold) for sure in answers.confidence]
    return Answers(lines, sure)
