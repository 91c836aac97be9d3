"""Vectors learned from the pair itself: align, learn from the beads, align again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alignments.encoders.protocol import PairEncoder
from alignments.preparing import PreparedStream
from alignments.search import Watch
from alignments.sequence import best_guess
from alignments.sides import Agreed, Units

KnownBead = tuple[Sequence[str], Sequence[str]]
"""Texts of a bead that is known to be right and stands elsewhere in the documents."""


def learned(
    stream: PreparedStream, encoder: PairEncoder, known: Sequence[KnownBead], watch: Watch
) -> PreparedStream:
    """The stream with vectors that the encoder learns from it; neither side is empty."""
    source, target = stream.source, stream.target
    units, texts = (source.units, target.units), (source.texts, target.texts)
    left, right = learn_vectors(encoder, units, texts, stream.agreed, known, watch)
    return replace(stream, source=replace(source, units=left), target=replace(target, units=right))


def learn_vectors(
    encoder: PairEncoder,
    units: tuple[Units, Units],
    texts: tuple[Sequence[str], Sequence[str]],
    agreed: Agreed,
    known: Sequence[KnownBead],
    watch: Watch,
) -> tuple[Units, Units]:
    """The units of both sides with the vectors that the encoder learns; neither side is empty.

    The first alignment has what the units' own vectors say, every further one the vectors that
    were learned from the one before and from the known beads.
    """
    source, target = units
    all_source = [*texts[0], *(text for bead in known for text in bead[0])]
    all_target = [*texts[1], *(text for bead in known for text in bead[1])]
    beside = _runs(known, len(source), len(target))
    for _ in range(encoder.rounds):
        path = best_guess(source, target, agreed, watch)
        found = [
            (range(step.source, step.source + step.n), range(step.target, step.target + step.m))
            for step in path
            if step.n and step.m
        ]
        sums = encoder.encode_pair(all_source, all_target, [*found, *beside])
        source = replace(source, sums=sums[0][: len(source)])
        target = replace(target, sums=sums[1][: len(target)])
    return source, target


def _runs(known: Sequence[KnownBead], i: int, j: int) -> list[tuple[range, range]]:
    """Where the known beads stand behind the units of either side."""
    runs = []
    for left, right in known:
        runs.append((range(i, i + len(left)), range(j, j + len(right))))
        i, j = i + len(left), j + len(right)
    return runs
