"""What every encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray


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
