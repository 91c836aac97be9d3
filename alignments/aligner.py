"""The Aligner: two documents in, an alignment of all their segments out.

Composes reading, streams, encoding, agreements, sequence search and confidence. Deterministic: the
same documents, encoder and options give the same beads, and the signature names all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from alignments.bitext import Alignment, Bead, Document, Side
from alignments.confidence import judge
from alignments.doubt import DOUBT_THRESHOLD
from alignments.encoders.protocol import Encoder, PairEncoder
from alignments.errors import ScoringError
from alignments.learning import KnownBead, learned
from alignments.likelihood import Fit
from alignments.moves import Piece, align_moving
from alignments.placing import (
    Stretch,
    flag_crossing,
    place_step,
    stand_alone,
    stretches_between,
)
from alignments.preparing import PreparedStream, prepare_stream
from alignments.reading import reading_texts
from alignments.search import Step, Watch, unwatched
from alignments.sequence import PASSES, fit_document, rough_start, stretch_parts
from alignments.sides import SEED
from alignments.streams import StreamPair, pair_streams

ENGINE_VERSION = "0.1.0"
SCORING_VERSION = 3
"""Rises with every change of rules or constants that can change a result."""

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class AlignerOptions:
    """What may be chosen.

    `structure`: use blocks, headings, numbering and streams. `moves`: look for passages and
    neighbours that stand in another order in the other text.
    """

    structure: bool = True
    moves: bool = True


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
        if not self.options.moves:
            parts.insert(2, "monotone")
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
        held = _held("source", fixed, len(source)), _held("target", fixed, len(target))
        beads = list(fixed)
        streams = self.streams(source, target)
        total = sum(len(pair.source) + len(pair.target) for pair in streams) or 1
        done = 0
        known: Fit | None = None
        texts = reading_texts(source), reading_texts(target)
        for pair in streams:
            size = len(pair.source) + len(pair.target)

            def tell_part(share: float, phase: str, done: int = done, size: int = size) -> None:
                tell((done + share * size) / total, phase)

            prepared = self.prepare(pair, (source, target), texts, tell_part)
            free = prepared.pick(prepared.source.free(held[0]), prepared.target.free(held[1]))
            if not free.one_sided:
                sure = _known(beads, texts) if isinstance(self.encoder, PairEncoder) else []
                walls = _walls(pair, fixed)
                found, known = self._align_stream(free, walls, sure, known, tell_part)
                beads += found
            done += size
        beads += stand_alone(beads, len(source), len(target))
        tell(1.0, "done")
        return Alignment(
            tuple(flag_crossing(sorted(beads, key=lambda bead: bead.order))),
            len(source),
            len(target),
            self.signature,
        )

    def streams(self, source: Document, target: Document) -> list[StreamPair]:
        """What is aligned with what."""
        return pair_streams(source, target) if self.options.structure else [_all(source, target)]

    def prepare(
        self,
        pair: StreamPair,
        documents: tuple[Document, Document],
        texts: tuple[Sequence[str], Sequence[str]],
        tell: Progress,
    ) -> PreparedStream:
        """One stream read and encoded; `texts` are the reading texts of both documents."""
        return prepare_stream(
            pair,
            documents,
            texts,
            self.encoder,
            structure=self.options.structure,
            tell=lambda share: tell(0.2 * share, "encoding"),
        )

    def _align_stream(
        self,
        free: PreparedStream,
        walls: Sequence[Bead],
        sure: Sequence[KnownBead],
        known: Fit | None,
        tell: Progress,
    ) -> tuple[list[Bead], Fit]:
        """The beads of one stream between the walls, and its fit.

        `sure` are the texts of beads that need no search, `known` is the fit of the stream before.
        """
        tell(0.2, "aligning")
        watch = _watch(tell, len(free.source.positions))
        if isinstance(self.encoder, PairEncoder):
            watch = _watch(tell, (1 + self.encoder.rounds) * len(free.source.positions))
            free = learned(free, self.encoder, sure, watch)
        source, target = free.source, free.target
        fit, path = fit_document(source.units, target.units, free.agreed, watch, known)
        beads: list[Bead] = []
        for stretch in stretches_between(source.positions, target.positions, walls):
            near = path if stretch.whole else None
            beads += self.align_stretch(free, stretch, fit, near, watch)
            tell(0.95, "judging")
        return beads, fit

    def align_stretch(
        self,
        prepared: PreparedStream,
        stretch: Stretch,
        fit: Fit,
        path: Sequence[Step] | None = None,
        watch: Watch = unwatched,
    ) -> list[Bead]:
        """The beads of one stretch of a stream, by a fit and a rough path, if one is known."""
        rows, columns = stretch.rows, stretch.columns
        if rows.start == rows.stop or columns.start == columns.stop:
            return []
        units = prepared.source.units, prepared.target.units
        parts = stretch_parts(*units, prepared.agreed, rows, columns)
        near = path or rough_start(*parts, fit, watch)
        pieces = list(align_moving(*parts, fit, near, watch, moves=self.options.moves))
        return [bead for piece in pieces for bead in _judged(piece, stretch, prepared)]


def _judged(piece: Piece, stretch: Stretch, prepared: PreparedStream) -> Iterator[Bead]:
    """The beads of a piece, where they stand in the documents, each with its confidence."""
    source, target = prepared.source, prepared.target
    rows, columns = piece.rows + stretch.rows.start, piece.columns + stretch.columns.start
    positions = [source.positions[k] for k in rows], [target.positions[k] for k in columns]
    numbers = [source.keys[k].numbers for k in rows], [target.keys[k].numbers for k in columns]
    part = replace(stretch, rows=slice(0, len(rows)), columns=slice(0, len(columns)))
    if piece.moved:
        part = replace(part, source=positions[0][0], target=positions[1][0])
    judged = judge(piece.found, numbers)
    for place, (step, (confidence, reasons)) in enumerate(
        zip(piece.found.steps, judged, strict=True)
    ):
        bead = place_step(step, part, *positions)
        crossing = place in piece.found.crossed and not bead.is_null
        yield replace(bead, confidence=confidence, reasons=reasons, crossing=crossing)


def _watch(tell: Progress, rows: int) -> Watch:
    """Tells how far the search is: a guess, for beside walls some rows are done more often."""
    done = 0

    def watch(more: int) -> None:
        nonlocal done
        done += more
        tell(0.25 + 0.65 * min(done / (PASSES * rows), 1.0), "aligning")

    return watch


def _known(beads: Sequence[Bead], texts: tuple[Sequence[str], Sequence[str]]) -> list[KnownBead]:
    """The texts of beads that are fixed or sure."""
    return [
        ([texts[0][p] for p in bead.source], [texts[1][p] for p in bead.target])
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


def _walls(pair: StreamPair, fixed: Sequence[Bead]) -> list[Bead]:
    """The fixed beads of a stream: those of notes are no walls in the main text."""
    source, target = frozenset(pair.source), frozenset(pair.target)
    return [
        bead
        for bead in fixed
        if not bead.is_null and source.issuperset(bead.source) and target.issuperset(bead.target)
    ]


def _all(source: Document, target: Document) -> StreamPair:
    runs = tuple(range(len(source))), tuple(range(len(target)))
    return StreamPair("all", *runs, (False,) * len(source), (False,) * len(target))
