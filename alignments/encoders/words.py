"""The vectors of words that were met before, so that no word is made twice.

A static vector of a text is a sum over its tokens, so it is the sum of its words' vectors too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from alignments.encoders.sums import Numbers, Vectors, sum_runs
from alignments.encoders.wordpiece import cut_words

WORDS_KEPT = 65_536
"""The different words of two or three novels; 67 MB at 256 dimensions, when so many were met."""


class WordVectors:
    """The vectors of the words met, at most about `WORDS_KEPT`; safe between threads.

    `make` gives the vectors of new words, float32 (words, dimensions).
    """

    def __init__(self, make: Callable[[Sequence[str]], Vectors], dimensions: int) -> None:
        self._make, self._dimensions = make, dimensions
        self._lock = threading.Lock()
        self._forget()

    def sums(self, texts: Sequence[str]) -> Vectors:
        """Summed vectors of the words of plain texts, float32 (texts, dimensions)."""
        words = cut_words(texts)
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        with self._lock:
            if len(self._numbers) > WORDS_KEPT:
                self._forget()
            numbers = self._number(chain.from_iterable(words), int(lengths.sum()))
            vectors = self._vectors
        return sum_runs(lambda some: vectors.take(some, axis=0), numbers, lengths, self._dimensions)

    def _forget(self) -> None:
        self._numbers = _Numbers()
        self._vectors = np.zeros((0, self._dimensions), np.float32)

    def _number(self, words: Iterator[str], count: int) -> Numbers:
        known = len(self._numbers)
        try:
            numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int64, count)
            if len(self._numbers) > known:
                self._keep(known, self._make(list(islice(self._numbers, known, None))))
        except BaseException:  # whatever ends the work, no word may keep a number without a vector
            self._forget()
            raise
        return numbers

    def _keep(self, known: int, vectors: Vectors) -> None:
        """Puts vectors behind the known ones; whoever reads the old array is not disturbed."""
        needed = known + len(vectors)
        if needed > len(self._vectors):
            larger = np.empty((max(needed, 2 * len(self._vectors)), self._dimensions), np.float32)
            larger[:known] = self._vectors[:known]
            self._vectors = larger
        self._vectors[known:needed] = vectors


class _Numbers(dict[str, int]):
    """Words numbered in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number
