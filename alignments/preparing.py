"""What the search must know of a stream of two documents: read, encoded and compared once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from zlib import crc32

import numpy as np

from alignments.agreements import Keys, agree, keys
from alignments.bitext import Bead, BlockKind, Document
from alignments.encoders.protocol import Encoder
from alignments.marks import NOTE, beginning, begins_note, ending
from alignments.runs import run_vectors
from alignments.search import Integers
from alignments.sequence import cut
from alignments.sides import Agreed, Units
from alignments.streams import StreamPair

EXPECTED_ALONE = 2.0
"""Added to the score of leaving alone a unit that may well have no counterpart."""

Tell = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class StreamSide:
    """One side of a stream: positions in the document, texts, what they name, and arrays."""

    positions: list[int]
    texts: list[str]
    keys: list[Keys]
    units: Units

    def pick(self, places: Integers) -> StreamSide:
        """The segments at these places of the stream; no run reaches over those left out."""
        units = cut(self.units, places)
        torn = np.diff(places, prepend=places[0] - 1 if len(places) else 0) > 1
        return StreamSide(
            [self.positions[k] for k in places],
            [self.texts[k] for k in places],
            [self.keys[k] for k in places],
            replace(units, apart=units.apart | torn),
        )

    def free(self, held: frozenset[int]) -> Integers:
        """The places in the stream of the segments that are not held."""
        return np.array([k for k, p in enumerate(self.positions) if p not in held], dtype=np.int64)

    def among(self, positions: Sequence[int]) -> Integers:
        """The places in the stream of the segments at these positions of the document."""
        return np.flatnonzero(np.isin(self.positions, positions))


@dataclass(frozen=True, slots=True)
class PreparedStream:
    """Both sides of a stream, and what they both name."""

    source: StreamSide
    target: StreamSide
    agreed: Agreed

    def pick(self, rows: Integers, columns: Integers) -> PreparedStream:
        """The segments at these places of each side."""
        if len(rows) == len(self.source.positions) and len(columns) == len(self.target.positions):
            return self
        return PreparedStream(
            self.source.pick(rows), self.target.pick(columns), self.agreed.pick(rows, columns)
        )

    def holds(self, bead: Bead) -> bool:
        """Whether all segments of a bead are of this stream."""
        sides = (self.source, bead.source), (self.target, bead.target)
        return all(len(side.among(run)) == len(run) for side, run in sides)

    @property
    def one_sided(self) -> bool:
        """Whether a side has nothing to be aligned."""
        return not (self.source.positions and self.target.positions)


def prepare_stream(
    pair: StreamPair,
    documents: tuple[Document, Document],
    texts: tuple[Sequence[str], Sequence[str]],
    encoder: Encoder,
    *,
    structure: bool,
    tell: Tell,
) -> PreparedStream:
    """Encode one stream; `texts` are the reading texts of all segments of both documents.

    `tell` is told the share done. Raises ScoringError when the encoder breaks its promise.
    """
    positions, lonely = (pair.source, pair.target), (pair.source_lonely, pair.target_lonely)
    sides = [
        _side(
            documents[k],
            list(positions[k]),
            [texts[k][p] for p in positions[k]],
            np.array(lonely[k], dtype=np.float64) * EXPECTED_ALONE,
            encoder,
            structure=structure,
            tell=_half(tell, k),
        )
        for k in (0, 1)
    ]
    agreed = Agreed(
        *(
            agree(
                [getattr(found, kind) for found in sides[0].keys],
                [getattr(found, kind) for found in sides[1].keys],
            )
            for kind in Keys._fields
        )
    )
    return PreparedStream(sides[0], sides[1], agreed)


def _half(tell: Tell, done: int) -> Tell:
    """Tells of one of two halves, where so many are done."""
    return lambda share: tell((done + share) / 2)


def _side(
    document: Document,
    positions: list[int],
    texts: list[str],
    alone: np.ndarray,
    encoder: Encoder,
    *,
    structure: bool,
    tell: Tell,
) -> StreamSide:
    sums, runs = run_vectors(encoder, texts, tell)
    blocks = [document.blocks[document.segments[p].block] for p in positions]
    owners = [document.segments[p].block for p in positions]
    begun = [
        NOTE if begins_note(document.segment_text(p)) else beginning(text)
        for p, text in zip(positions, texts, strict=True)
    ]
    units = Units(
        runs=runs,
        sums=sums,
        lengths=np.array([max(len(text), 1) for text in texts], dtype=np.float64),
        blocks=np.array(owners if structure else range(len(positions)), dtype=np.int64),
        headings=np.array([structure and b.kind is BlockKind.HEADING for b in blocks], np.bool_),
        labels=_labels([b.number if structure else "" for b in blocks], owners),
        apart=np.array([a + 1 != b for a, b in pairwise([-1, *positions])], dtype=np.bool_),
        alone=alone,
        beginnings=np.array(begun, dtype=np.int64),
        endings=np.array([ending(text) for text in texts], dtype=np.int64),
    )
    return StreamSide(positions, texts, [keys(text) for text in texts], units)


def _labels(printed: Sequence[str], owners: Sequence[int]) -> Integers:
    """The printed number of each block's first unit as a stable hash; 0 for none."""
    labels = np.zeros(len(printed), dtype=np.int64)
    for place, (number, owner) in enumerate(zip(printed, owners, strict=True)):
        if number and (place == 0 or owners[place - 1] != owner):
            labels[place] = crc32(number.casefold().encode()) + 1
    return labels
