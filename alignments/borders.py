"""Blocks, headings and printed numbers of runs, by the node of the lattice where a run ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from alignments.search import REACH, Integers

Flags = NDArray[np.bool_]


class Borders:
    """Tables (REACH + 1, units + 1) of what lies within the run of k units that ends at a node.

    `inside` counts the block borders that a run crosses, `torn` says whether it would join units
    that stand apart, `begins` whether it begins a block, `heading` whether its first unit is a
    heading, `label` holds the printed number of its first unit, `notes` counts the notes that begin
    behind its first unit, `titles` the units that look like a title and are joined with others.
    `known` is False where every unit is a block of its own: then borders say nothing, and `inside`
    is 0.
    """

    def __init__(
        self,
        blocks: Integers,
        apart: Flags,
        headings: Flags,
        labels: Integers,
        notes: Flags,
        titles: Flags,
    ) -> None:
        size = len(blocks)
        border = np.ones(size + 1, dtype=np.int64)
        border[1:size] = blocks[1:] != blocks[:-1]
        self.known = bool(border.sum() < size + 1)
        begin = run_begins(size)
        end = np.minimum(begin + np.arange(REACH + 1)[:, None], size)
        before = np.cumsum(border) - border
        crossed = before[end] - before[begin] - border[begin]
        self.inside = (crossed * self.known).astype(np.float32)
        torn = np.cumsum(np.concatenate((apart.astype(np.int64), [0])))
        self.torn: Flags = torn[np.maximum(end - 1, 0)] > torn[begin]
        note = np.cumsum(np.concatenate(([0], notes.astype(np.int64))))
        first = np.minimum(begin + 1, size)
        self.notes = (note[np.maximum(end, first)] - note[first]).astype(np.float32)
        title = np.cumsum(np.concatenate(([0], titles.astype(np.int64))))
        self.titles = ((title[end] - title[begin]) * (end - begin > 1)).astype(np.float32)
        self.begins: Flags = border[begin] == 1
        self.heading: Flags = headings[begin]
        self.label: Integers = labels[begin]


def run_begins(size: int) -> Integers:
    """(REACH + 1, size + 1): where the run of k units begins that ends at a node, kept inside."""
    nodes = np.arange(size + 1)
    begins: Integers = np.clip(nodes - np.arange(REACH + 1)[:, None], 0, max(size - 1, 0))
    return begins
