"""A change of beads and segments as a value: folded into rows, taken back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from workbench.records import StoredBead

NEW = 0
"""The id of a bead that the database has still to number."""


@dataclass(frozen=True, slots=True)
class SegmentText:
    """What a person made of a segment's text (None: as printed)."""

    id: int
    text: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """The touched beads and segments, before and after; an id only in `before` is deleted."""

    before: tuple[StoredBead, ...] = ()
    after: tuple[StoredBead, ...] = ()
    segments_before: tuple[SegmentText, ...] = ()
    segments_after: tuple[SegmentText, ...] = ()

    @property
    def removed(self) -> tuple[int, ...]:
        """The ids of beads that are gone afterwards."""
        kept = {bead.id for bead in self.after}
        return tuple(bead.id for bead in self.before if bead.id not in kept)

    @property
    def beads(self) -> int:
        """How many beads are touched."""
        return len(self.removed) + len(self.after)

    @property
    def segments(self) -> int:
        """How many segments are touched."""
        return len(self.segments_after)


@dataclass(slots=True)
class Fold:
    """Rows as the changes so far make them. Segments are there once a change touched them."""

    beads: dict[int, StoredBead] = field(default_factory=dict)
    segments: dict[int, SegmentText] = field(default_factory=dict)

    def take(self, change: Change) -> bool:
        """Fold a change in; False, and nothing done, when it was not made on these rows."""
        known = all(self.beads.get(bead.id) == bead for bead in change.before)
        before = {bead.id for bead in change.before}
        if not known or any(b.id in self.beads and b.id not in before for b in change.after):
            return False
        if any(self._contradicts(segment) for segment in change.segments_before):
            return False
        for bead in change.before:
            del self.beads[bead.id]
        self.beads.update((bead.id, bead) for bead in change.after)
        self.segments.update((segment.id, segment) for segment in change.segments_after)
        return True

    def _contradicts(self, segment: SegmentText) -> bool:
        # A later version is an edit through another alignment of the same document.
        known = self.segments.get(segment.id, SegmentText(segment.id))
        return segment.version < known.version or (
            segment.version == known.version and segment != known
        )


def inverse(
    change: Change, beads: Mapping[int, StoredBead], segments: Mapping[int, SegmentText]
) -> Change | None:
    """The change that takes `change` back, made on the rows as they are now (those it touched).

    Ids come back; versions only rise. None when a row is no longer as `change` left it.
    """
    if any(bead_id in beads for bead_id in change.removed):
        return None
    if not _unchanged(change.after, beads) or not _unchanged(change.segments_after, segments):
        return None
    return Change(
        tuple(beads[bead.id] for bead in change.after),
        tuple(_risen(bead, beads) for bead in change.before),
        tuple(segments[segment.id] for segment in change.segments_after),
        tuple(_risen(segment, segments) for segment in change.segments_before),
    )


Versioned = TypeVar("Versioned", StoredBead, SegmentText)


def _unchanged(left: tuple[Versioned, ...], now: Mapping[int, Versioned]) -> bool:
    """Whether all rows are there with the same content; undo and redo have raised versions."""
    return all(row.id in now and replace(now[row.id], version=row.version) == row for row in left)


def _risen(row: Versioned, now: Mapping[int, Versioned]) -> Versioned:
    present = now.get(row.id, row)
    return replace(row, version=max(row.version, present.version) + 1)
