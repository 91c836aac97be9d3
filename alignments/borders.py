"""Blocks, headings and printed numbers of runs, by the node of the lattice where a run ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from alignments.search import Floats, Integers

Flags = NDArray[np.bool_]


class Borders:
    """Blocks, headings and printed numbers of runs by node; silent where there are no blocks."""

    def __init__(self, blocks: Integers, apart: Flags, headings: Flags, labels: Integers) -> None:
        size = len(blocks)
        border = np.ones(size + 1, dtype=np.int64)
        border[1:size] = blocks[1:] != blocks[:-1]
        torn = np.concatenate((apart.astype(np.int64), [0]))
        self.size, self.border = size, border
        self.known = bool(border.sum() < size + 1)
        self.before = np.cumsum(border) - border
        self.torn_before = np.cumsum(torn)
        self.headings, self.labels = headings, labels

    def inside(self, length: int, nodes: slice) -> Floats:
        """How many borders each run crosses."""
        begin = run_begins(length, nodes, self.size)
        end = np.minimum(begin + length, self.size)
        crossed = self.before[end] - self.before[begin] - self.border[begin]
        inside: Floats = crossed.astype(np.float64) * self.known
        return inside

    def torn(self, length: int, nodes: slice) -> Flags:
        """Whether each run would join units that stand apart."""
        begin = run_begins(length, nodes, self.size)
        end = np.minimum(begin + length, self.size) - 1
        torn: Flags = self.torn_before[end] > self.torn_before[begin]
        return torn

    def begins(self, length: int, nodes: slice) -> Flags:
        """Whether each run begins a block."""
        begins: Flags = self.border[run_begins(length, nodes, self.size)] == 1
        return begins

    def heading(self, length: int, nodes: slice) -> Flags:
        """Whether each run's first unit is a heading."""
        return self.headings[run_begins(length, nodes, self.size)]

    def label(self, length: int, nodes: slice) -> Integers:
        """The printed number of each run's first unit."""
        return self.labels[run_begins(length, nodes, self.size)]


def run_begins(length: int, nodes: slice, size: int) -> Integers:
    """Where runs of that length begin that end at the nodes, kept inside the text."""
    begins: Integers = np.clip(np.arange(nodes.start, nodes.stop) - length, 0, size - 1)
    return begins
