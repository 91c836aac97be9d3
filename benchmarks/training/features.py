"""What a token is made of while it is trained: itself and the beginnings of its word.

A word's vector is the sum of its own and those of its beginnings, so that the forms of an inflected
word (революция, революции, революционный) learn from each other, and a form seen once or never
still has its stem's vector. After training the sum is written into the token's row: the shipped
model is an ordinary table. The idea is fastText's (Bojanowski et al. 2017), with beginnings in the
place of all letter n-grams, since both languages inflect at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Integers = NDArray[np.int64]
CONTINUATION = "##"


@dataclass(frozen=True, slots=True)
class Features:
    """Features of n tokens, flat: token i has `features[starts[i]:starts[i + 1]]`, its own first.

    Features 0 to n - 1 are the tokens themselves; `count` is the number of all features.
    """

    features: Integers
    starts: Integers
    count: int

    def expand(self, tokens: Integers, starts: Integers) -> tuple[Integers, Integers]:
        """Flat texts of tokens as flat texts of features: both as (numbers, starts of texts)."""
        lengths = (self.starts[1:] - self.starts[:-1])[tokens]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(ends[-1]) + np.repeat(self.starts[tokens] - ends[:-1], lengths)
        return self.features[places], ends[starts]

    def fold(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors of the tokens, from those of the features."""
        return np.add.reduceat(vectors[self.features], self.starts[:-1], axis=0)


def find_features(tokenizer: Tokenizer, shortest: int, longest: int) -> Features:
    """Each token, and its beginnings of so many letters that another token shares."""
    tokens = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    shared = Counter(start for token in tokens for start in _beginnings(token, shortest, longest))
    numbers: dict[str, int] = {}
    features: list[int] = []
    starts = [0]
    for number, token in enumerate(tokens):
        features.append(number)
        features.extend(
            len(tokens) + numbers.setdefault(start, len(numbers))
            for start in _beginnings(token, shortest, longest)
            if shared[start] > 1
        )
        starts.append(len(features))
    return Features(
        np.array(features, np.int64), np.array(starts, np.int64), len(tokens) + len(numbers)
    )


def _beginnings(token: str, shortest: int, longest: int) -> Iterator[str]:
    """Of a whole word or its first piece, made of letters; later pieces and numbers have none."""
    if token.isalpha():
        yield from (token[:size] for size in range(shortest, min(longest, len(token)) + 1))
