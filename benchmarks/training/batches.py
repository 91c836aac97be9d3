"""The features of all pairs in flat arrays, and the batches of an epoch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from benchmarks.training.features import Features
from benchmarks.training.pairs import Corpus
from benchmarks.training.settings import Settings

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Side:
    """The features of n texts, flat: text i is `features[starts[i]:starts[i + 1]]`.

    `texts` numbers equal texts equally, so that a batch can tell a repeated text from a wrong one.
    """

    features: Integers
    starts: Integers
    texts: Integers

    def bags(
        self, rows: Integers, dropout: float, random: np.random.Generator
    ) -> tuple[Integers, Integers]:
        """Features of the rows, less a random share, and where those of each row begin."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(lengths)
        begins = ends - lengths
        places = np.arange(ends[-1]) + np.repeat(self.starts[rows] - begins, lengths)
        kept = random.random(len(places)) >= dropout
        seen = np.concatenate([[0], np.cumsum(kept)])
        emptied = (seen[ends] == seen[begins]) & (lengths > 0)
        kept[begins[emptied]] = True  # a text keeps at least its first feature
        seen = np.concatenate([[0], np.cumsum(kept)])
        return self.features[places[kept]], seen[begins]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Both sides of all pairs and how often each pair is seen in an epoch."""

    english: Side
    russian: Side
    weights: Integers

    def __len__(self) -> int:
        return len(self.weights)

    def epoch(self, size: int, random: np.random.Generator) -> Iterator[Integers]:
        """Shuffled batches of pair numbers, all of the same size; the remainder is left out."""
        order = random.permutation(np.repeat(np.arange(len(self)), self.weights))
        for start in range(0, len(order) - size + 1, size):
            yield order[start : start + size]

    def batches_per_epoch(self, size: int) -> int:
        """How many batches `epoch` yields."""
        return int(self.weights.sum()) // size


def tokenize_corpora(
    corpora: Sequence[Corpus], tokenizer: Tokenizer, features: Features, settings: Settings
) -> Pairs:
    """All pairs as features of tokens, in the corpora's order, with the settings' weights."""
    pairs = [pair for corpus in corpora for pair in corpus.pairs]
    weights = [settings.weight(corpus) for corpus in corpora for _ in corpus.pairs]
    return Pairs(
        _side([english for english, _ in pairs], tokenizer, features),
        _side([russian for _, russian in pairs], tokenizer, features),
        np.array(weights, np.int64),
    )


def _side(texts: Sequence[str], tokenizer: Tokenizer, features: Features) -> Side:
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    ids = [encoding.ids for encoding in encodings]
    starts = np.concatenate([[0], np.cumsum([len(tokens) for tokens in ids])])
    numbers: dict[str, int] = {}
    return Side(
        *features.expand(np.concatenate([np.array(tokens, np.int64) for tokens in ids]), starts),
        np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.int64),
    )
