"""What decides the vectors beside the data."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.training.pairs import Corpus


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it is written into the model's training.json; the defaults made the shipped model.

    `vocabulary`: tokens at most. `shortest`, `longest`: the beginnings of words that share a
    vector, in letters. `dimensions`: length of a vector. `batch`: pairs that are each other's wrong
    answers. `epochs`: times through the data. `learning_rate`: at its highest. `dropout`: share of
    features left out at random. `margin`: by how much a translation's cosine must stand above the
    wrong ones'. `prose_weight`: how often an epoch shows a pair of prose. `spread`: length of a
    fresh vector; small, so that a word seen rarely says little. `scale`: first factor of the
    cosines (inverse temperature), learned from there. `threads`: of the processor; another number
    may change the last bits.
    """

    vocabulary: int = 64_000
    shortest: int = 2
    longest: int = 8
    dimensions: int = 256
    batch: int = 2048
    epochs: int = 4
    learning_rate: float = 0.0125
    dropout: float = 0.2
    margin: float = 0.1
    prose_weight: int = 3
    spread: float = 0.1
    scale: float = 20.0
    seed: int = 1
    threads: int = 2

    def weight(self, corpus: Corpus) -> int:
        """How often an epoch shows each pair of the corpus."""
        return self.prose_weight if corpus.is_prose else 1
