"""Vectors of runs of texts, from any encoder.

With an additive encoder the vector of a run is the sum of its texts' vectors, so that all runs
cost one pass. Other encoders read the joined texts, but only of runs of short texts; longer runs
get the sum of their texts' vectors, weighted by length, which is near enough to be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from alignments.encoders.protocol import AdditiveEncoder, Encoder
from alignments.errors import ScoringError
from alignments.search import REACH

Vectors = NDArray[np.float32]

JOINED_LIMIT = 600
"""Runs of more characters than this are not encoded anew: their parts say enough."""

_BATCH = 256


def run_vectors(
    encoder: Encoder, texts: Sequence[str], on_batch: Callable[[float], None] | None = None
) -> tuple[Vectors, tuple[Vectors, ...]]:
    """Vectors that add up, and unit vectors of the runs of 1 .. REACH texts from each text on.

    The latter are left out, (), for an additive encoder, whose sums say all.
    `on_batch` is told the share that is done. Raises ScoringError when the encoder's answer has
    another shape than it promises, or holds values that are not finite.
    """
    tell = on_batch or (lambda _: None)
    if isinstance(encoder, AdditiveEncoder):
        sums = _checked(encoder.encode_sums(texts), len(texts), encoder)
        tell(1.0)
        return sums, ()
    singles = _encode(encoder, texts, lambda share: tell(share / REACH))
    lengths = np.array([len(text) for text in texts], dtype=np.float32)
    sums = singles * lengths[:, None]
    runs = [unit_rows(run) for run in run_sums(sums)]
    for k in range(2, REACH + 1):
        starts = [
            i
            for i in range(len(texts) - k + 1)
            if lengths[i : i + k].sum() <= JOINED_LIMIT and lengths[i : i + k].all()
        ]
        joined = [" ".join(texts[i : i + k]) for i in starts]

        def share_of_run(share: float, done: int = k - 1) -> None:
            tell((done + share) / REACH)

        runs[k - 1][starts] = _encode(encoder, joined, share_of_run)
    return sums, tuple(runs)


def run_sums(sums: Vectors) -> Iterator[Vectors]:
    """Sums of 1 .. REACH rows from each row on; zero where the rows end."""
    total = sums.copy()
    yield total
    for k in range(1, REACH):
        total = total.copy()
        total[: max(len(sums) - k, 0)] += sums[k:]
        total[max(len(sums) - k, 0) :] = 0.0
        yield total


def unit_rows(vectors: Vectors) -> Vectors:
    """Each row over its length; zero rows stay zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1.0), dtype=np.float32)


def _encode(encoder: Encoder, texts: Sequence[str], tell: Callable[[float], None]) -> Vectors:
    parts = []
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        parts.append(_checked(encoder.encode(batch), len(batch), encoder))
        tell(min(start + _BATCH, len(texts)) / len(texts))
    if not parts:
        return np.zeros((0, encoder.dimensions), dtype=np.float32)
    return np.concatenate(parts)


def _checked(vectors: Vectors, rows: int, encoder: Encoder) -> Vectors:
    if vectors.shape != (rows, encoder.dimensions):
        raise ScoringError(
            f"encoder {encoder.name} gave vectors of shape {vectors.shape}, "
            f"not ({rows}, {encoder.dimensions}); use another encoder"
        )
    if not np.isfinite(vectors).all():
        raise ScoringError(
            f"encoder {encoder.name} gave vectors with values that are not finite numbers; "
            "use another encoder"
        )
    return np.asarray(vectors, dtype=np.float32)
