"""What the scoring knows of the units of each side, and of what both name. Arrays only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from alignments.agreements import Agreements
from alignments.borders import Borders, Flags
from alignments.errors import ScoringError
from alignments.marks import NO_END, NOTE, SMALL, TITLE_BEGINNINGS
from alignments.runs import Vectors, run_sums, unit_rows
from alignments.search import REACH, Floats, Integers

SEED = 7
"""Seeds the random background, the only chance in the engine."""

_LONGEST_TITLE = 80
_MOST_TITLES = 0.25  # where more units have no end, texts are written so: subtitles, verses, lists


@dataclass(frozen=True, slots=True)
class Units:
    """What the scoring knows of one side's units, in order.

    `sums` are vectors that add up to the vectors of runs; `runs`, where the encoder is not
    additive, holds in [k - 1][i] the unit vector of the k units from i on, k = 1 .. REACH (zero
    where the text ends), and is then used for beads; `lengths` are characters, all above 0;
    `blocks` number the blocks (every unit its own where there is no structure); `labels` are
    printed numbers as hashes, 0 for none; where `apart` no run joins the unit with the one before;
    `alone` is added to the score of leaving a unit alone; `beginnings` and `endings` are classes of
    `alignments.marks`.
    """

    sums: Vectors
    lengths: Floats
    blocks: Integers
    headings: Flags
    labels: Integers
    apart: Flags
    alone: Floats
    beginnings: Integers
    endings: Integers
    runs: tuple[Vectors, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.lengths)
        shapes = {run.shape for run in (*self.runs, self.sums)}
        if len(self.runs) not in (0, REACH) or len(shapes) != 1 or self.sums.shape[0] != size:
            raise ScoringError(
                f"vectors must be arrays of {size} rows and one width, not of {sorted(shapes)}"
            )
        if not np.isfinite(self.sums).all():
            raise ScoringError("a vector holds a value that is not a finite number")
        if (self.lengths <= 0).any():
            raise ScoringError("every unit must have a length above 0")

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the two sides both name, by kind; a kind is the feature of that name."""

    numbers: Agreements
    names: Agreements
    cognates: Agreements

    def cut(self, rows: slice, columns: slice) -> Agreed:
        """What lies within a stretch of units of each side, counted from the stretch's start."""
        kinds = (self.numbers, self.names, self.cognates)
        return Agreed(*(kind.cut(rows, columns) for kind in kinds))

    def pick(self, rows: Integers, columns: Integers) -> Agreed:
        """What the picked units of each side, given in order, share; counted among those picked."""
        kinds = (self.numbers, self.names, self.cognates)
        return Agreed(*(kind.pick(rows, columns) for kind in kinds))


_BACKGROUND = 2000  # units that stand for the other side; the mean moves little beyond that


class Background:
    """How far the runs of one side are from a seeded random background of the other's.

    `distances[k - 1, i]` is the mean cosine distance of the run of k units from i on, never below
    0.05; `norms` are the lengths of the runs' summed vectors, never 0.
    """

    def __init__(self, units: Units, other: Units) -> None:
        picked = np.sort(np.random.default_rng(SEED).permutation(len(other))[:_BACKGROUND])
        middle = np.mean([run[picked].mean(axis=0) for run in _unit_runs(other)], axis=0)
        self.distances = np.empty((REACH, len(units)), dtype=np.float32)
        self.norms = np.empty((REACH, len(units)), dtype=np.float32)
        for k, run in enumerate(run_sums(units.sums)):
            norms = np.maximum(np.linalg.norm(run, axis=1), 1e-9)
            cosine = (units.runs[k] if units.runs else run / norms[:, None]) @ middle
            self.norms[k] = norms
            self.distances[k] = np.maximum(1.0 - cosine, 0.05)


def _unit_runs(units: Units) -> Iterable[Vectors]:
    return units.runs or (unit_rows(run) for run in run_sums(units.sums))


def borders_of(units: Units) -> Borders:
    """Blocks, headings, numbers, notes and titles of the runs of units."""
    notes = units.beginnings == NOTE
    return Borders(
        units.blocks, units.apart, units.headings, units.labels, notes, _title_like(units)
    )


def _title_like(units: Units) -> Flags:
    """Units that look like a title: short, without an end, and not gone on with by the next one.

    None where many units have no end.
    """
    no_end = units.endings == NO_END
    if no_end.mean() > _MOST_TITLES:
        return np.zeros(len(units), dtype=np.bool_)
    goes_on = np.append(units.beginnings[1:] == SMALL, False)
    begins = np.isin(units.beginnings, TITLE_BEGINNINGS)
    titles: Flags = no_end & begins & ~goes_on & (units.lengths <= _LONGEST_TITLE)
    return titles


def vectors_of_runs(units: Units, begins: Integers, length: int) -> Vectors:
    """Unit vectors of the runs of that length from those units on."""
    if units.runs:
        return units.runs[length - 1][begins]
    return unit_rows(np.sum([units.sums[begins + k] for k in range(length)], axis=0))


def sums_of_runs(values: Floats, least: float = 0.0) -> Vectors:
    """Sums over the run of k units that ends at each node, (REACH + 1, nodes), at least `least`."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    nodes = np.arange(len(total))
    begins = np.maximum(nodes - np.arange(REACH + 1)[:, None], 0)
    sums: Vectors = np.maximum(total[nodes] - total[begins], least).astype(np.float32)
    return sums
