"""The Aligner: two documents in, an alignment of all their segments out.

Composes reading, streams, encoding, agreements, sequence search and confidence. Deterministic: the
same documents, encoder and options give the same beads, and the signature names all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from zlib import crc32

import numpy as np

from alignments.agreements import agree, cognates, names, numbers
from alignments.bitext import Alignment, Bead, BlockKind, Document, Side
from alignments.confidence import judge
from alignments.doubt import DOUBT_THRESHOLD
from alignments.encoders.protocol import Encoder, PairEncoder
from alignments.errors import ScoringError
from alignments.learning import KnownBead, learn_vectors
from alignments.marks import beginning, ending
from alignments.placing import flag_crossing, place_step, stand_alone, stretches_between
from alignments.reading import reading_texts
from alignments.runs import run_vectors
from alignments.scoring import SEED, Agreed, Units
from alignments.search import Integers, Watch
from alignments.sequence import PASSES, align_between, align_sequence, fit_document
from alignments.streams import StreamPair, pair_streams

ENGINE_VERSION = "0.1.0"
SCORING_VERSION = 1
"""Rises with every change of rules or constants that can change a result."""

EXPECTED_ALONE = 2.0
"""Added to the score of leaving alone a unit that is expected to have no counterpart."""

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class AlignerOptions:
    """What may be chosen. `structure`: use blocks, headings, numbering and streams."""

    structure: bool = True


class Aligner:
    """Aligns documents with one encoder."""

    def __init__(self, encoder: Encoder, *, options: AlignerOptions = AlignerOptions()) -> None:
        self.encoder, self.options = encoder, options

    @property
    def signature(self) -> str:
        """All that could change the result, in one line."""
        parts = [
            f"{self.encoder.name}@{self.encoder.revision[:8]}",
            f"scoring-{SCORING_VERSION}",
            "n+m<=5",
            f"seed {SEED}",
            f"workbench {ENGINE_VERSION}",
        ]
        if not self.options.structure:
            parts.insert(2, "flat")
        return "|".join(parts)

    def align(
        self,
        source: Document,
        target: Document,
        *,
        on_progress: Progress | None = None,
        fixed: Sequence[Bead] = (),
    ) -> Alignment:
        """Align all segments of both documents.

        `fixed` beads come back as they are, and nothing is aligned across them. `on_progress` is
        told the share done, 0 to 1, and the phase; what it raises ends the work. Raises
        ScoringError when fixed beads overlap or leave the documents, or the encoder misbehaves.
        """
        tell = on_progress or (lambda _share, _phase: None)
        tell(0.0, "reading")
        sides = (
            _Side(source, reading_texts(source), _held("source", fixed, len(source))),
            _Side(target, reading_texts(target), _held("target", fixed, len(target))),
        )
        beads = list(fixed)
        streams = pair_streams(source, target) if self.options.structure else [_all(source, target)]
        total = sum(len(pair.source) + len(pair.target) for pair in streams) or 1
        done = 0
        for pair in streams:
            size = len(pair.source) + len(pair.target)

            def tell_part(share: float, phase: str, done: int = done, size: int = size) -> None:
                tell((done + share * size) / total, phase)

            known = _known(beads, sides) if isinstance(self.encoder, PairEncoder) else []
            beads += self._align_stream(pair, sides, fixed, known, tell_part)
            done += size
        beads += stand_alone(beads, len(source), len(target))
        tell(1.0, "done")
        return Alignment(
            tuple(flag_crossing(sorted(beads, key=lambda bead: bead.order))),
            len(source),
            len(target),
            self.signature,
        )

    def _align_stream(
        self,
        pair: StreamPair,
        sides: tuple[_Side, _Side],
        fixed: Sequence[Bead],
        known: Sequence[KnownBead],
        tell: Progress,
    ) -> list[Bead]:
        """The beads of one stream between the walls; none when one side is empty."""
        source = self._sequence(sides[0], pair.source, pair.source_lonely, tell, 0.0)
        target = self._sequence(sides[1], pair.target, pair.target_lonely, tell, 0.1)
        if not (source.positions and target.positions):
            return []
        tell(0.2, "aligning")
        agreed = Agreed(
            agree(source.numbers, target.numbers),
            agree([names(text) for text in source.texts], [names(text) for text in target.texts]),
            agree(
                [cognates(text) for text in source.texts],
                [cognates(text) for text in target.texts],
            ),
        )
        watch = _watch(tell, len(source.positions))
        if isinstance(self.encoder, PairEncoder):
            watch = _watch(tell, (1 + self.encoder.rounds) * len(source.positions))
            units, texts = (source.units, target.units), (source.texts, target.texts)
            units = learn_vectors(self.encoder, units, texts, agreed, known, watch)
            source, target = replace(source, units=units[0]), replace(target, units=units[1])
        fit, path = fit_document(source.units, target.units, agreed, watch)
        beads: list[Bead] = []
        for stretch in stretches_between(source.positions, target.positions, fixed):
            rows, columns = stretch.rows, stretch.columns
            if rows.start == rows.stop or columns.start == columns.stop:
                continue
            if stretch.whole:
                found = align_sequence(source.units, target.units, agreed, fit, path, watch)
            else:
                part = rows, columns
                found = align_between(source.units, target.units, agreed, fit, part, watch)
            tell(0.95, "judging")
            keys = source.numbers[rows], target.numbers[columns]
            for step, (confidence, reasons) in zip(found.steps, judge(found, keys), strict=True):
                bead = place_step(step, stretch, source.positions, target.positions)
                beads.append(replace(bead, confidence=confidence, reasons=reasons))
        return beads

    def _sequence(
        self,
        side: _Side,
        positions: Sequence[int],
        lonely: Sequence[bool],
        tell: Progress,
        done: float,
    ) -> _Sequence:
        free = [
            (p, alone) for p, alone in zip(positions, lonely, strict=True) if p not in side.held
        ]
        kept = [position for position, _ in free]
        texts = [side.texts[position] for position in kept]
        sums, runs = run_vectors(
            self.encoder, texts, lambda share: tell(done + 0.1 * share, "encoding")
        )
        blocks = [side.document.blocks[side.document.segments[p].block] for p in kept]
        owners = [side.document.segments[p].block for p in kept]
        structure = self.options.structure
        units = Units(
            runs=runs,
            sums=sums,
            lengths=np.array([max(len(text), 1) for text in texts], dtype=np.float64),
            blocks=np.array(owners if structure else range(len(kept)), dtype=np.int64),
            headings=np.array(
                [structure and b.kind is BlockKind.HEADING for b in blocks], np.bool_
            ),
            labels=_labels([b.number if structure else "" for b in blocks], owners),
            apart=np.array([a + 1 != b for a, b in pairwise([-1, *kept])], dtype=np.bool_),
            alone=np.array([EXPECTED_ALONE * alone for _, alone in free], dtype=np.float64),
            beginnings=np.array([beginning(text) for text in texts], dtype=np.int64),
            endings=np.array([ending(text) for text in texts], dtype=np.int64),
        )
        return _Sequence(kept, texts, [numbers(text) for text in texts], units)


@dataclass(frozen=True, slots=True)
class _Side:
    """A document, its reading texts, and the segments that fixed beads hold."""

    document: Document
    texts: Sequence[str]
    held: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Sequence:
    """One side of a stream: positions in the document, texts, their numbers, and arrays."""

    positions: list[int]
    texts: list[str]
    numbers: list[set[str]]
    units: Units


def _watch(tell: Progress, rows: int) -> Watch:
    """Tells how far the search is: a guess, for beside walls some rows are done more often."""
    done = 0

    def watch(more: int) -> None:
        nonlocal done
        done += more
        tell(0.25 + 0.65 * min(done / (PASSES * rows), 1.0), "aligning")

    return watch


def _known(beads: Sequence[Bead], sides: tuple[_Side, _Side]) -> list[KnownBead]:
    """The texts of beads that are fixed or sure."""
    return [
        ([sides[0].texts[p] for p in bead.source], [sides[1].texts[p] for p in bead.target])
        for bead in beads
        if not bead.is_null and (bead.confidence is None or bead.confidence >= DOUBT_THRESHOLD)
    ]


def _held(side: Side, fixed: Sequence[Bead], size: int) -> frozenset[int]:
    held: set[int] = set()
    for bead in fixed:
        run = bead.run(side)
        if run and not (run.start >= 0 and run.stop <= size):
            raise ScoringError(
                f"fixed bead {bead.shape} at {run} leaves the {size} {side} segments"
            )
        if not held.isdisjoint(run):
            raise ScoringError(f"two fixed beads hold {side} segments of {run}; fix one of them")
        held.update(run)
    return frozenset(held)


def _all(source: Document, target: Document) -> StreamPair:
    runs = tuple(range(len(source))), tuple(range(len(target)))
    return StreamPair("all", *runs, (False,) * len(source), (False,) * len(target))


def _labels(printed: Sequence[str], owners: Sequence[int]) -> Integers:
    """The printed number of each block's first unit as a stable hash; 0 for none."""
    labels = np.zeros(len(printed), dtype=np.int64)
    for place, (number, owner) in enumerate(zip(printed, owners, strict=True)):
        if number and (place == 0 or owners[place - 1] != owner):
            labels[place] = crc32(number.casefold().encode()) + 1
    return labels
