"""What is looked for in the pairs of alignments, and the texts that pairs have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from alignments.bitext import Side
from workbench.concordance.queries import Query
from workbench.concordance.results import Where
from workbench.records import StoredAlignment, StoredBead
from workbench.store.looking_up import texts_at


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, on each side in its language; `lacking` is what the other side lacks."""

    where: Where
    queries: Mapping[Side, Query]
    lacking: Query | None = None

    def shown_on(self, side: Side) -> Query | None:
        """What is marked in the texts of a side."""
        return self.queries[side] if side in self.where.sought else None


Place = tuple[StoredAlignment, StoredBead]


def document_of(alignment: StoredAlignment, side: Side) -> int | None:
    """The document of one side of an alignment, if it has one."""
    return alignment.source_document_id if side == "source" else alignment.target_document_id


def lacking_it(
    session: Session, alignment: StoredAlignment, beads: Sequence[StoredBead], sought: Sought
) -> Sequence[StoredBead]:
    """Those of the beads whose other side is without what it must lack."""
    side = sought.where.lacking
    if side is None or sought.lacking is None:
        return beads
    texts = texts_of(session, alignment, beads, side)
    query = sought.lacking
    return [
        b for b in beads if not any(query.spans(texts[p][1]) for p in b.run(side) if p in texts)
    ]


def texts_of(
    session: Session, alignment: StoredAlignment, beads: Sequence[StoredBead], side: Side
) -> dict[int, tuple[str, str]]:
    """The texts of one side of beads, as shown and folded, by position."""
    document = document_of(alignment, side)
    positions = {position for bead in beads for position in bead.run(side)}
    return {} if document is None else texts_at(session, document, positions)
