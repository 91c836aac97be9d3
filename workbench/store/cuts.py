"""Beads as a person cuts and decides them, and runs set against each other. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.records import StoredBead
from workbench.states import BeadState, NullReason, Origin
from workbench.store.changes import NEW


def decided(bead: StoredBead, actor: str, at: datetime, reason: NullReason | None) -> StoredBead:
    """The bead, confirmed by a person."""
    return replace(
        bead,
        state=BeadState.CONFIRMED,
        null_reason=reason,
        reviewer=actor,
        decided_at=at,
        version=bead.version + 1,
        note=None,
    )


def recut(
    bead: StoredBead, source: range, target: range, *, crossing: bool | None = None
) -> StoredBead:
    """The bead with other runs, proposed by a person; a second look is still wanted."""
    cut = StoredBead(
        id=bead.id,
        source=source,
        target=target,
        crossing=bead.crossing if crossing is None else crossing,
        origin=Origin.PERSON,
        version=bead.version + 1,
    )
    return looked_at(cut, bead)


def looked_at(bead: StoredBead, *were: StoredBead) -> StoredBead:
    """The bead, waiting for a second look if one of those it was made of did, with their notes."""
    looks = [one for one in were if one.state is BeadState.SECOND_LOOK]
    if not looks:
        return bead
    notes = dict.fromkeys(one.note for one in looks if one.note)
    return replace(
        bead,
        state=BeadState.SECOND_LOOK,
        reviewer=looks[0].reviewer,
        decided_at=looks[0].decided_at,
        note="\n".join(notes) or None,
    )


def part(bead: StoredBead, source: range, target: range, *, crossing: bool) -> StoredBead:
    """A new bead that a person cut out of this one."""
    return replace(recut(bead, source, target, crossing=crossing), id=NEW, version=1)
