"""A stretch aligned anew in milliseconds: what a reviewer's act changes lies between two decisions.

Reading, encoding and fitting cost seconds and do not depend on decisions; a Realigner does them
once for two documents and keeps what they gave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alignments.aligner import Aligner
from alignments.bitext import SIDES, Bead, Document, Side
from alignments.encoders.protocol import PairEncoder
from alignments.learning import learned
from alignments.likelihood import Fit
from alignments.placing import SURE_ALONE, stretches_between
from alignments.preparing import PreparedStream
from alignments.reading import reading_texts
from alignments.search import unwatched
from alignments.sequence import fit_document


class Realigner:
    """Two documents, read, encoded and fitted by an Aligner, of which any stretch can be aligned.

    Making one costs about what aligning the documents costs. It may be used by one thread at a
    time, and must be made again when a document changes. Raises what `Aligner.align` raises.
    """

    def __init__(self, aligner: Aligner, source: Document, target: Document) -> None:
        self.aligner = aligner
        texts = reading_texts(source), reading_texts(target)
        self._streams: list[tuple[PreparedStream, Fit]] = []
        known: Fit | None = None
        for pair in aligner.streams(source, target):
            prepared = aligner.prepare(pair, (source, target), texts, lambda _share, _phase: None)
            if prepared.one_sided:
                continue
            if isinstance(aligner.encoder, PairEncoder):
                prepared = learned(prepared, aligner.encoder, (), unwatched)
            units = prepared.source.units, prepared.target.units
            known, _ = fit_document(*units, prepared.agreed, known=known)
            self._streams.append((prepared, known))

    def between(self, source: range, target: range) -> list[Bead]:
        """The beads of these segments alone, which cover each of them once, in `Bead.order`.

        The ranges are positions in the documents: what lies between two decisions. Segments of
        streams that have nothing on the other side within the ranges stand alone.
        """
        return self._align(source, target, (), (source.start, target.start))

    def among(
        self, source: Sequence[int], target: Sequence[int], walls: Sequence[Bead]
    ) -> list[Bead]:
        """The beads of these segments alone, which cover each of them once, in `Bead.order`.

        The ascending positions may have gaps, which no bead reaches over: segments of decisions
        that stand among them. `walls` are pairs that hold none of the segments; nothing is aligned
        across those of them that keep to one order on both sides.
        """
        begin = (source[0] if source else 0, target[0] if target else 0)
        return self._align(source, target, walls, begin)

    def _align(
        self,
        source: Sequence[int],
        target: Sequence[int],
        walls: Sequence[Bead],
        begin: tuple[int, int],
    ) -> list[Bead]:
        beads: list[Bead] = []
        for prepared, fit in self._streams:
            part = prepared.pick(prepared.source.among(source), prepared.target.among(target))
            if part.one_sided:
                continue
            own = [wall for wall in walls if prepared.holds(wall)]
            for stretch in stretches_between(part.source.positions, part.target.positions, own):
                beads += self.aligner.align_stretch(part, replace(stretch, whole=False), fit)
        free: dict[Side, Sequence[int]] = {"source": source, "target": target}
        for side in SIDES:
            beads += _left_over(beads, walls, side, free[side], begin)
        return sorted(beads, key=lambda bead: bead.order)


def _left_over(
    beads: Sequence[Bead],
    walls: Sequence[Bead],
    side: Side,
    positions: Sequence[int],
    begin: tuple[int, int],
) -> list[Bead]:
    """Null beads for the segments that no bead holds; each stands behind the one before it."""
    held = sorted(
        (bead for bead in (*beads, *walls) if bead.run(side)), key=lambda b: b.run(side).start
    )
    taken = {position for bead in beads for position in bead.run(side)}
    place, behind = begin[1] if side == "source" else begin[0], iter(held)
    following = next(behind, None)
    alone: list[Bead] = []
    for position in positions:
        while following is not None and following.run(side).start < position:
            place = (following.target if side == "source" else following.source).stop
            following = next(behind, None)
        if position not in taken:
            own, other = range(position, position + 1), range(place, place)
            runs = (own, other) if side == "source" else (other, own)
            alone.append(Bead(*runs, confidence=SURE_ALONE))
    return alone
