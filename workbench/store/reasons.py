"""Why a segment may stand without counterpart, as its place in its document suggests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session

from alignments.bitext import SIDES, Block, BlockKind, Side, Stream
from workbench.records import StoredBead
from workbench.states import NullReason
from workbench.store.bulk import batches
from workbench.store.entries import ALIGNMENTS
from workbench.store.structure import read_block
from workbench.tables import METADATA

_SEGMENT = METADATA.tables["segment"].c
_DOCUMENT = METADATA.tables["document"].c
_EDITORS = frozenset({Stream.FRONT, Stream.BACK, Stream.ASIDE})


def likely_reason(side: Side, block: Block) -> NullReason:
    """The reason for a text of that side alone, by the block that it stands in.

    Notes are only notes; what stands before or after the text is the editor's. In the text itself,
    what only the original has was left out; why only the translation has something is unclear.
    """
    if block.kind is BlockKind.NOTE or block.stream is Stream.NOTES:
        return NullReason.NOTE
    if block.kind is BlockKind.FURNITURE or block.stream in _EDITORS:
        return NullReason.EDITOR
    return NullReason.OMITTED if side == "source" else NullReason.UNCLEAR


def likely_reasons(
    session: Session, alignment_id: int, beads: Sequence[StoredBead]
) -> dict[int, NullReason]:
    """The likely reason of each of these null beads, by its id."""
    found: dict[int, NullReason] = {}
    for side in SIDES:
        alone = [bead for bead in beads if bead.run(side)]
        blocks = _blocks(session, alignment_id, side, (bead.run(side).start for bead in alone))
        found |= {bead.id: likely_reason(side, blocks[bead.run(side).start]) for bead in alone}
    return found


def _blocks(
    session: Session, alignment_id: int, side: Side, positions: Iterable[int]
) -> Mapping[int, Block]:
    """The blocks of the segments at these positions of one side's document."""
    wanted = sorted(set(positions))
    if not wanted:
        return {}
    mine = ALIGNMENTS.c
    query = (
        select(_DOCUMENT.id, _DOCUMENT.structure)
        .join(ALIGNMENTS, mine[f"{side}_document_id"] == _DOCUMENT.id)
        .where(mine.id == alignment_id)
    )
    document_id, structure = session.execute(query).one()
    found: dict[int, Block] = {}
    for some in batches(wanted):
        places = select(_SEGMENT.position, _SEGMENT.block).where(
            _SEGMENT.document_id == document_id, _SEGMENT.position.in_(some)
        )
        for position, block in session.execute(places):
            found[position] = read_block(structure["blocks"][block])
    return found
