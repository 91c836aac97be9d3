"""Training of the vectors: contrastive loss in both directions, Adagrad on the rows seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.training.batches import Integers, Pairs, Side
from benchmarks.training.progress import Progress
from benchmarks.training.settings import Settings

if TYPE_CHECKING:
    import torch

_SMALLEST = 1e-12
_SCALE_STEP = 0.001


def train_vectors(pairs: Pairs, count: int, settings: Settings) -> NDArray[np.float32]:
    """One vector per feature, shape (count, dimensions)."""
    import torch

    torch.set_num_threads(settings.threads)
    random = np.random.default_rng(settings.seed)
    table = FeatureTable(count, settings, random)
    scale = LearnedScale(settings.scale)
    size = min(settings.batch, int(pairs.weights.sum()))
    total = settings.epochs * pairs.batches_per_epoch(size)
    progress = Progress("training", total)
    for _ in range(settings.epochs):
        for rows in pairs.epoch(size, random):
            rate = _schedule(progress.done / total)
            english = table.bags(pairs.english, rows, random)
            russian = table.bags(pairs.russian, rows, random)
            loss, up, down, steeper = contrast(
                english.sums, russian.sums, scale.value, settings.margin, repeats(pairs, rows)
            )
            table.descend([(english, up), (russian, down)], rate * settings.learning_rate)
            scale.descend(steeper, rate)
            progress.advance(f"loss {loss:.3f}, scale {scale.value:.1f}")
    vectors: NDArray[np.float32] = table.vectors.numpy()
    return vectors


def _schedule(share: float) -> float:
    """The factor of the learning rate: up in the first 5 % of the steps, then down to nothing."""
    return min(share / 0.05, 1.0) * (1 - share) + 1e-3


def repeats(pairs: Pairs, rows: Integers) -> tuple[Integers, Integers]:
    """Places (row, column) where a pair of the batch repeats a text of another.

    Finding the other one is not wrong there, so it is not punished.
    """
    firsts, seconds = [], []
    for side in (pairs.english, pairs.russian):
        _, group, sizes = np.unique(side.texts[rows], return_inverse=True, return_counts=True)
        again = np.flatnonzero(sizes[group] > 1)
        first, second = np.nonzero(group[again][:, None] == group[again][None, :])
        firsts.append(again[first[first != second]])
        seconds.append(again[second[first != second]])
    return np.concatenate(firsts), np.concatenate(seconds)


def contrast(
    english: torch.Tensor,
    russian: torch.Tensor,
    scale: float,
    margin: float,
    ignored: tuple[Integers, Integers],
) -> tuple[float, torch.Tensor, torch.Tensor, float]:
    """Cross entropy of finding each text's translation in the batch by cosine, mean of both ways.

    Gives the loss and its derivatives by the English sums, the Russian sums, and the logarithm of
    the scale. The right cosines are lowered by the margin first (additive margin softmax, Yang et
    al. 2019). Written out, since that takes half the time of automatic differentiation: with
    P = softmax over rows, Q = softmax over columns of scale * cosines, the derivative by the
    cosines is scale * (P + Q - 2 I) / 2n.
    """
    import torch

    size = len(english)
    lengths = [side.norm(dim=1, keepdim=True).clamp_min(_SMALLEST) for side in (english, russian)]
    unit = [side / length for side, length in zip((english, russian), lengths, strict=True)]
    scores = unit[0] @ unit[1].T
    scores.diagonal().sub_(margin)
    scores.mul_(scale)
    own = float(scores.diagonal().mean())
    # No score is above the scale, so that subtracting it keeps every power finite.
    powers = scores.sub_(scale).exp_()
    powers[torch.from_numpy(ignored[0]), torch.from_numpy(ignored[1])] = 0
    across, along = powers.sum(dim=1, keepdim=True), powers.sum(dim=0, keepdim=True)
    loss = (across.log().mean() + along.log().mean()) / 2 + scale - own
    slope = powers.mul_(1 / across + 1 / along)
    slope.diagonal().sub_(2)
    slope.mul_(scale / (2 * size))
    up, down = slope @ unit[1], slope.T @ unit[0]
    steeper = float((up * unit[0]).sum() - margin * slope.trace())
    return (
        float(loss),
        _through_length(up, unit[0], lengths[0]),
        _through_length(down, unit[1], lengths[1]),
        steeper,
    )


def _through_length(slope: torch.Tensor, unit: torch.Tensor, length: torch.Tensor) -> torch.Tensor:
    """The derivative by a vector, from the derivative by its unit vector."""
    along = (slope * unit).sum(dim=1, keepdim=True)
    return slope.sub_(unit * along).div_(length)


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts of a batch as sums of feature vectors.

    `sums` (texts, dimensions); the batch's k-th feature belongs to text `owners[k]` and is number
    `features[places[k]]`, where `features` are the different ones in ascending order.
    """

    sums: torch.Tensor
    owners: torch.Tensor
    features: torch.Tensor
    places: torch.Tensor


class FeatureTable:
    """The vectors in training and what Adagrad (Duchi, Hazan & Singer 2011) knows of each.

    Adagrad lets a word that is seen rarely move as far at its first sight as a frequent one did.
    """

    def __init__(self, count: int, settings: Settings, random: np.random.Generator) -> None:
        import torch

        first = random.standard_normal((count, settings.dimensions)).astype(np.float32)
        self.vectors = torch.from_numpy(first * (settings.spread / math.sqrt(settings.dimensions)))
        self.squares = torch.zeros_like(self.vectors)
        self.dropout = settings.dropout

    def bags(self, side: Side, rows: Integers, random: np.random.Generator) -> Bags:
        """The texts of the rows, less the features that fall to dropout."""
        import torch
        from torch.nn.functional import embedding_bag

        drawn, begins = side.bags(rows, self.dropout, random)
        features, places = np.unique(drawn, return_inverse=True)
        owners = np.repeat(np.arange(len(rows)), np.diff(begins, append=len(drawn)))
        return Bags(
            embedding_bag(
                torch.from_numpy(drawn), self.vectors, torch.from_numpy(begins), mode="sum"
            ),
            *map(torch.from_numpy, (owners, features, places)),
        )

    def descend(self, slopes: Sequence[tuple[Bags, torch.Tensor]], rate: float) -> None:
        """Moves the features of the bags against the derivatives by the bags' sums."""
        for bags, slope in slopes:
            moved = slope.new_zeros(len(bags.features), slope.shape[1])
            moved.index_add_(0, bags.places, slope[bags.owners])
            squares = self.squares[bags.features].addcmul_(moved, moved)
            self.squares[bags.features] = squares
            moved.div_(squares.sqrt_().add_(_SMALLEST))
            self.vectors.index_add_(0, bags.features, moved, alpha=-rate)


class LearnedScale:
    """The factor of the cosines (inverse temperature), learned as its logarithm."""

    def __init__(self, value: float) -> None:
        self.value = value

    def descend(self, slope: float, rate: float) -> None:
        """A plain step; its size is limited, since the first batches pull hard."""
        self.value *= math.exp(-_SCALE_STEP * rate * max(-1.0, min(1.0, slope)))
