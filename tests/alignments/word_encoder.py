"""An additive encoder for tests: each word, whatever its case, has its own random vector."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_DIMENSIONS = 64


@lru_cache(maxsize=100_000)
def _vector(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(crc32(word.encode())).normal(size=_DIMENSIONS)


class PlainWordEncoder:
    """Not additive: it only gives unit vectors."""

    name = "words"
    revision = "0123456789"
    languages: frozenset[str] = frozenset()
    dimensions = _DIMENSIONS

    def _sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row += _vector(word)
        return rows

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        sums = self._sums(texts)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return (sums / np.where(norms > 0, norms, 1)).astype(np.float32)


class WordEncoder(PlainWordEncoder):
    """Additive."""

    def encode_sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._sums(texts)


def sentences(count: int, seed: int, start: int = 0) -> list[str]:
    """Made-up sentences of 4 to 14 words, all different."""
    random = np.random.default_rng(seed)
    return [
        " ".join(_word(word) for word in random.integers(0, 3000, random.integers(4, 15)))
        + f" x{_word(start + number)}."
        for number in range(count)
    ]


def _word(number: int) -> str:
    return f"{number:04d}".translate(str.maketrans("0123456789", "abcdefghij"))
