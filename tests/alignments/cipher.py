"""A made-up language: every word of the original has one other word, of another length."""

from __future__ import annotations

import numpy as np

LETTERS = "bdfgklmnprstvz"
VOWELS = "aeiou"


def cipher_pair(size: int, seed: int, words: int = 250) -> tuple[list[str], list[str]]:
    """`size` sentences and their translations, word for word in another order.

    Lengths in characters tell little: each language has its own lengths for the same words.
    """
    random = np.random.default_rng(seed)
    left, right = (_vocabulary(words, random) for _ in range(2))
    share = 1.0 / np.arange(3, words + 3)
    source, target = [], []
    for _ in range(size):
        chosen = random.choice(words, random.integers(7, 12), p=share / share.sum())
        source.append(" ".join(left[word] for word in chosen))
        target.append(" ".join(right[word] for word in random.permutation(chosen)))
    return source, target


def _vocabulary(size: int, random: np.random.Generator) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = random.integers(2, 5)
        words[
            "".join(
                random.choice(list(LETTERS)) + random.choice(list(VOWELS)) for _ in range(syllables)
            )
        ] = None
    return list(words)
