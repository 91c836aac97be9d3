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
    )


def recut(
    bead: StoredBead, source: range, target: range, *, crossing: bool | None = None
) -> StoredBead:
    """The bead with other runs, proposed by a person."""
    return StoredBead(
        id=bead.id,
        source=source,
        target=target,
        crossing=bead.crossing if crossing is None else crossing,
        origin=Origin.PERSON,
        version=bead.version + 1,
    )


def new_bead(source: range, target: range, *, crossing: bool) -> StoredBead:
    """A bead that a person made."""
    return StoredBead(id=NEW, source=source, target=target, crossing=crossing, origin=Origin.PERSON)
