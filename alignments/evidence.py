"""What speaks for and against one text translating another, as numbers for the matcher.

Three kinds: facts that both must state alike (numbers, months, denial), names that must meet by
sound or by sense, and single words that should have something alike on the other side. Everything
looks at the two texts alone, never at the rest of the pool.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from alignments.encoders.protocol import AdditiveEncoder
from alignments.facts import Facts
from alignments.name_sounds import sound_alike
from alignments.runs import unit_rows

Floats = NDArray[np.float64]

FACT_FEATURES = (
    "numbers_agree",
    "figures_differ",
    "words_for_numbers_differ",
    "number_missing",
    "calendar_agrees",
    "calendar_differs",
    "calendar_missing",
    "denial_differs",
    "denial_count_differs",
)
NAME_FEATURES = ("text_worst_name", "pool_worst_name")
WORD_FEATURES = ("text_covered", "text_worst_word", "pool_worst_word")

_MOST = 3  # the fourth number that agrees tells little more
_ALIKE = 0.5  # cosine of words from which on two may be the same name
_TINY = 1e-9
_COVERED = 0.35  # cosine from which on a word has something alike on the other side


def differing(one: frozenset[str], other: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What each side states and the other does not; "1" is left out, for it is often a word."""
    return one - other - {"1"}, other - one - {"1"}


def fact_features(text: Facts, line: Facts) -> list[float]:
    """FACT_FEATURES of a text and a pool line."""
    left, right = differing(text.numbers, line.numbers)
    figures = len(left & text.figures), len(right & line.figures)
    # A number on each side that the other lacks: one of them was changed.
    changed = min(len(left), len(right))
    in_figures = min(changed, max(figures))
    days = differing(text.calendar, line.calendar)
    return [
        float(min(len(text.numbers & line.numbers), _MOST)),
        float(min(in_figures, 2)),
        float(min(changed - in_figures, 2)),
        float(min(max(figures) if not changed else 0, 2)),
        float(min(len(text.calendar & line.calendar), _MOST)),
        float(min(map(len, days))),
        float(min(max(map(len, days)) - min(map(len, days)), _MOST)),
        float(bool(text.denials) != bool(line.denials)),
        float(min(abs(text.denials - line.denials), 2)),
    ]


class WordTable:
    """Vectors of single words, each encoded once.

    `rows` are unit vectors, `weights` say how much a word matters (the length of its vector before
    normalisation, which is small for words such as "the").
    """

    def __init__(self, encoder: AdditiveEncoder, facts: Iterable[Facts]) -> None:
        words = dict.fromkeys(word for each in facts for word in each.words)
        self.place = {word: number for number, word in enumerate(words)}
        sums = encoder.encode_sums(list(words))
        self.weights = np.linalg.norm(sums, axis=1).astype(np.float64)
        self.rows = unit_rows(sums)

    def places(self, words: Sequence[str]) -> list[int]:
        """The rows of words, in their order."""
        return [self.place[word] for word in words]


def word_features(table: WordTable, text: Facts, lines: Sequence[Facts]) -> Floats:
    """NAME_FEATURES and WORD_FEATURES of a text with each of some pool lines, one row a line."""
    found = np.zeros((len(lines), len(NAME_FEATURES) + len(WORD_FEATURES)))
    left = table.places(text.words)
    for number, line in enumerate(lines):
        right = table.places(line.words)
        if not left or not right:
            continue
        alike = (table.rows[left] @ table.rows[right].T).astype(np.float64)
        _join_names(alike, text, line)
        best = alike.max(axis=1), alike.max(axis=0)
        weights = table.weights[left], table.weights[right]
        found[number] = [
            *_worst_names(best, text, line),
            float((best[0] * weights[0]).sum() / max(weights[0].sum(), _TINY)),
            *(_worst_word(side, weight) for side, weight in zip(best, weights, strict=True)),
        ]
    return found


def name_features(text: Facts, lines: Sequence[Facts]) -> Floats:
    """NAME_FEATURES of a text with each of some pool lines, by sound alone; one row a line."""
    found = np.zeros((len(lines), len(NAME_FEATURES)))
    for number, line in enumerate(lines):
        if text.words and line.words:
            alike = np.zeros((len(text.words), len(line.words)))
            _join_names(alike, text, line)
            best = alike.max(axis=1), alike.max(axis=0)
            found[number] = _worst_names(best, text, line)
    return found


def _join_names(alike: Floats, text: Facts, line: Facts) -> None:
    """Raise the likeness of capitalised words that sound alike."""
    if not text.capitals or not line.capitals:
        return
    columns = {word: place for place, word in enumerate(line.words)}
    rows = {word: place for place, word in enumerate(text.words)}
    for one in text.capitals:
        for other in line.capitals:
            if sounds := sound_alike(one, other):
                at = rows[one], columns[other]
                alike[at] = max(alike[at], sounds)


def _worst_names(best: tuple[Floats, Floats], text: Facts, line: Facts) -> list[float]:
    """How much the name that lacks most lacks on the other side, 0 to 1, for both sides."""
    worst = []
    for side, facts in zip(best, (text, line), strict=True):
        likeness = dict(zip(facts.words, side, strict=True))
        lacking = (_ALIKE - float(likeness[name]) for name in facts.names)
        worst.append(max(max(lacking, default=0.0), 0.0) / _ALIKE)
    return worst


def _worst_word(best: Floats, weights: Floats) -> float:
    """The most that one word lacks, times how much it matters."""
    return float((np.maximum(_COVERED - best, 0.0) * weights).max())
