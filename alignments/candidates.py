"""A pool of sentences, and for each text its likeliest lines with what speaks for each.

`Pool` encodes the pool once; `describe` takes texts some hundreds at a time, so that memory holds
the vectors of both sides and little more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from alignments.encoders.protocol import AdditiveEncoder, Encoder
from alignments.errors import ScoringError
from alignments.evidence import (
    FACT_FEATURES,
    NAME_FEATURES,
    WORD_FEATURES,
    Floats,
    WordTable,
    fact_features,
    name_features,
    word_features,
)
from alignments.facts import Facts, read_facts
from alignments.likelihood import Fit, length_likelihood
from alignments.nearest import Chance, Integers, Vectors, cosines, nearest
from alignments.yardstick import Yardstick, measure

CANDIDATES = 20
"""So many lines of the highest cosine are looked at for each text."""

SIMILARITY_FEATURES = ("shortness", "short_similarity", "above_chance", "stands_out", "length")
_SIMILARITY_LIMITS = (-0.5, 1.5)  # no encoder's translations are that unlike, or alike
_STANDS_OUT = 0.3  # a similarity that is this much above all others could not be clearer
_FAR_BELOW_CHANCE = -6.0
_CLEARLY_ABOVE = 1.0  # beyond that only a near-paraphrase can be mistaken for the counterpart
_CHUNK = 256
_BATCH = 256

Tell = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Described:
    """One text and its candidates, the most similar first.

    `lines` are pool line numbers, `similarity` their similarity on the yardstick's scale, and
    `features` (lines, features) hold the columns that `Pool.feature_names` names.
    """

    text: int
    facts: Facts
    lines: Integers
    similarity: Floats
    features: Floats


class Pool:
    """The lines of a pool; blank ones are never candidates, and equal ones count as the first.

    `encoder` compares sentences. `words`, if there is one for both languages, compares single
    words; without it there are no WORD_FEATURES, and names meet by their sound only.
    """

    def __init__(
        self,
        encoder: Encoder,
        lines: Sequence[str],
        language: str,
        words: AdditiveEncoder | None = None,
        tell: Tell | None = None,
    ) -> None:
        self.encoder, self.words = encoder, words
        self.lines, self.language = lines, language
        first = {_folded(line): number for number, line in reversed(list(enumerate(lines)))}
        self.numbers = np.array(sorted(n for key, n in first.items() if key), dtype=np.int64)
        kept = [lines[number] for number in self.numbers]
        self.vectors = encode_all(encoder, kept, tell, "encoding the pool")
        self.yardstick: Yardstick = measure(encoder, language)
        self.chance = Chance.of(self.vectors, self.yardstick.vectors)
        self.facts_of_line = lru_cache(maxsize=1 << 16)(self._read_facts)

    def _read_facts(self, number: int) -> Facts:
        return read_facts(self.lines[number])

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The names of the columns of `Described.features`."""
        words = WORD_FEATURES if self.words is not None else ()
        return SIMILARITY_FEATURES + FACT_FEATURES + NAME_FEATURES + words

    def describe(
        self, texts: Sequence[str], language: str, tell: Tell | None = None
    ) -> Iterator[Described]:
        """Every text that is not blank with its candidates, in order; nothing for an empty pool."""
        filled = [number for number, text in enumerate(texts) if _folded(text)]
        if not filled or not len(self.numbers):
            return
        vectors = encode_all(self.encoder, [texts[n] for n in filled], tell, "encoding the texts")
        report = tell or (lambda _share, _phase: None)
        near = nearest(
            vectors, self.vectors, CANDIDATES, lambda share: report(share, "searching the pool")
        )
        fit = Fit(ratio=self._length_ratio([texts[n] for n in filled], vectors, near, language))
        for start in range(0, len(filled), _CHUNK):
            part = filled[start : start + _CHUNK]
            rows = slice(start, start + _CHUNK)
            yield from self._describe_chunk(texts, part, vectors[rows], near[rows], fit)
            report(min(start + _CHUNK, len(filled)) / len(filled), "weighing the evidence")

    def _describe_chunk(
        self,
        texts: Sequence[str],
        numbers: Sequence[int],
        vectors: Vectors,
        near: Integers,
        fit: Fit,
    ) -> Iterator[Described]:
        facts = [read_facts(texts[number]) for number in numbers]
        ordered = [self._order(vector, row) for vector, row in zip(vectors, near, strict=True)]
        table = None
        if self.words is not None:
            candidates = sorted({int(n) for row, _ in ordered for n in self.numbers[row]})
            table = WordTable(self.words, [*facts, *map(self.facts_of_line, candidates)])
        for k, number in enumerate(numbers):
            row, cosine = ordered[k]
            similarity = np.clip(self.yardstick.scale(cosine), *_SIMILARITY_LIMITS)
            above = self.chance.standing(vectors[k], cosine)
            lengths = len(texts[number]), np.array([len(self.lines[n]) for n in self.numbers[row]])
            lines = [self.facts_of_line(int(n)) for n in self.numbers[row]]
            columns = (
                self._similarity_features(similarity, above, *lengths, fit),
                np.array([fact_features(facts[k], line) for line in lines]),
                name_features(facts[k], lines)
                if table is None
                else word_features(table, facts[k], lines),
            )
            found = np.concatenate(columns, axis=1)
            yield Described(number, facts[k], self.numbers[row], similarity, found)

    def _order(self, vector: Vectors, row: Integers) -> tuple[Integers, Floats]:
        """Most similar first; of equal ones the first by its text: pool order decides nothing."""
        cosine = cosines(vector, self.vectors[row])
        keys = [
            (-round(c, 6), self.lines[self.numbers[p]]) for c, p in zip(cosine, row, strict=True)
        ]
        order = sorted(range(len(row)), key=keys.__getitem__)
        return row[order], cosine[order]

    def _similarity_features(
        self, similarity: Floats, standing: Floats, text: int, lines: Integers, fit: Fit
    ) -> Floats:
        shortness = 1.0 / np.sqrt((text + lines) / 2)
        # The highest of n standard normal values is about the root of 2 ln n.
        above = standing - np.sqrt(2 * np.log(len(self.numbers) + 1))
        likely = length_likelihood(np.full(len(lines), float(text)), lines.astype(np.float64), fit)
        return np.stack(
            [
                shortness,
                shortness * similarity,
                np.minimum(above, _CLEARLY_ABOVE),
                np.clip(similarity - _best_other(similarity), -_STANDS_OUT, _STANDS_OUT),
                np.maximum(likely, _FAR_BELOW_CHANCE),
            ],
            axis=1,
        )

    def _length_ratio(
        self, texts: Sequence[str], vectors: Vectors, near: Integers, language: str
    ) -> float:
        """Log of pool over text length; taken from the best candidates where it is not known."""
        tags = {tag.partition("-")[0].lower() for tag in (language, self.language)}
        if tags <= _LIKE_LONG:
            return 0.0
        best = [self._order(vector, row)[0][0] for vector, row in zip(vectors, near, strict=True)]
        lengths = [len(self.lines[self.numbers[place]]) for place in best]
        ratios = np.log(lengths) - np.log([len(text) for text in texts])
        return float(np.median(ratios)) * len(texts) / (len(texts) + _DOUBTFUL_TEXTS)


def _best_other(similarity: Floats) -> Floats:
    """For each candidate the highest similarity of the others; far below for the only one."""
    if len(similarity) == 1:
        return similarity - _STANDS_OUT
    second, first = np.sort(similarity)[-2:]
    best = np.full(len(similarity), first)
    best[similarity.argmax()] = second
    return best


# Between these the ratio is known to be near 1, and none needs to be estimated.
_LIKE_LONG = frozenset({"en", "ru", "und"})
_DOUBTFUL_TEXTS = 20


def encode_all(encoder: Encoder, texts: Sequence[str], tell: Tell | None, phase: str) -> Vectors:
    """Unit vectors of texts, some at a time.

    Raises ScoringError when the encoder's answer has another shape than it promises, or holds
    values that are not finite.
    """
    vectors = np.zeros((len(texts), encoder.dimensions), dtype=np.float32)
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        found = encoder.encode(batch)
        if found.shape != (len(batch), encoder.dimensions) or not np.isfinite(found).all():
            raise ScoringError(
                f"the encoder {encoder.name} gave vectors of shape {found.shape} for {len(batch)} "
                f"texts and {encoder.dimensions} dimensions, or values that are no numbers"
            )
        vectors[start : start + len(batch)] = found
        if tell is not None:
            tell((start + len(batch)) / len(texts), phase)
    return vectors


def _folded(line: str) -> str:
    """A line without what does not matter: case, punctuation, blanks; empty for a blank line."""
    return " ".join("".join(c if c.isalnum() else " " for c in line.casefold()).split())
