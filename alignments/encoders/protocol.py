"""What every encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

BeadRuns = tuple[range, range]
"""Positions of a bead's source and target texts; neither empty."""


@runtime_checkable
class Encoder(Protocol):
    """Texts to vectors whose cosine says how alike two texts are, over languages.

    `name` and `revision` say which model it is, `languages` which it knows (BCP 47 primary tags;
    empty: any), `dimensions` how long a vector is.
    """

    @property
    def name(self) -> str:
        """What `load_encoder` was asked for: "builtin", or the model's name or folder."""
        ...

    @property
    def revision(self) -> str:
        """Changes whenever the vectors may change."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages it was made for; empty is any."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, float32 (n, dimensions), in the order of the texts; zero for an empty text."""
        ...


@runtime_checkable
class AdditiveEncoder(Encoder, Protocol):
    """An encoder whose vector of a concatenation is the sum of the parts' vectors."""

    def encode_sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows before normalisation, float32 (n, dimensions); they may be added up."""
        ...


@runtime_checkable
class PairEncoder(AdditiveEncoder, Protocol):
    """An encoder that learns from the two texts it is to align, and aligns them again and again.

    What it gives for a text alone holds only until it has seen a pair.
    """

    @property
    def rounds(self) -> int:
        """How often it is to learn before the last alignment."""
        ...

    def encode_pair(
        self, source: Sequence[str], target: Sequence[str], beads: Sequence[BeadRuns]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Sums for all texts of both sides, as `encode_sums` gives them, learned from beads."""
        ...
