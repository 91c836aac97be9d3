"""A stretch aligned anew in milliseconds: what a reviewer's act changes lies between two decisions.

Reading, encoding and fitting cost seconds and do not depend on decisions; a Realigner does them
once for two documents and keeps what they gave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from alignments.aligner import Aligner
from alignments.bitext import Bead, Document
from alignments.encoders.protocol import PairEncoder
from alignments.learning import learned
from alignments.likelihood import Fit
from alignments.placing import Stretch, stand_alone
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
        beads: list[Bead] = []
        for prepared, fit in self._streams:
            part = prepared.pick(prepared.source.within(source), prepared.target.within(target))
            if part.one_sided:
                continue
            rows, columns = slice(0, len(part.source.texts)), slice(0, len(part.target.texts))
            stretch = Stretch(rows, columns, source.start, target.start, whole=False)
            beads += self.aligner.align_stretch(part, stretch, fit)
        beads += _left_over(beads, source, target)
        return sorted(beads, key=lambda bead: bead.order)


def _left_over(beads: Sequence[Bead], source: range, target: range) -> list[Bead]:
    """Null beads for the segments of the ranges that no bead holds."""
    inside = [_shifted(bead, -source.start, -target.start) for bead in beads]
    alone = stand_alone(inside, len(source), len(target))
    return [_shifted(bead, source.start, target.start) for bead in alone]


def _shifted(bead: Bead, rows: int, columns: int) -> Bead:
    return replace(
        bead,
        source=range(bead.source.start + rows, bead.source.stop + rows),
        target=range(bead.target.start + columns, bead.target.stop + columns),
    )
