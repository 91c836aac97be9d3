"""What the aligner finds around a bead, set against what is there. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from workbench.states import BeadState, Origin

if TYPE_CHECKING:
    from alignments.bitext import Bead
    from alignments.realigning import Realigner
    from workbench.records import StoredBead
    from workbench.store import Neighbourhood
    from workbench.store.changes import Change

Link = tuple[int, int]
Held = frozenset[tuple[str, int]]


def is_free(bead: StoredBead) -> bool:
    """Whether a bead may be cut anew: nobody decided on it, cut it as a pair, or saw it move."""
    by_hand = bead.origin is Origin.PERSON and not bead.is_null
    return bead.state is BeadState.PROPOSED and not by_hand and not bead.crossing


def found_around(near: Neighbourhood, realigner: Realigner) -> list[Bead]:
    """The beads of the free segments among these rows; the pairs that stay are walls."""
    free = [bead for bead in near.rows if is_free(bead)]
    walls = [bead.bead for bead in near.rows if not is_free(bead) and not bead.is_null]
    source = sorted(position for bead in free for position in bead.source)
    target = sorted(position for bead in free for position in bead.target)
    if not (source and target):
        return [bead.bead for bead in free]
    return realigner.among(source, target, walls)


def links(beads: Iterable[StoredBead | Bead]) -> set[Link]:
    """Every source segment with every target segment of the same bead, by their positions."""
    return {link for bead in beads for link in product(bead.source, bead.target)}


def parted_links(changes: Sequence[Change]) -> set[Link]:
    """What these changes, oldest first, have taken apart and not put together again."""
    parted: set[Link] = set()
    for change in changes:
        parted = (parted | links(change.before)) - links(change.after)
    return parted


def changed_parts(
    old: Sequence[StoredBead], new: Sequence[Bead], parted: Collection[Link] = frozenset()
) -> tuple[list[StoredBead], list[Bead]]:
    """The beads that differ, on both sides, but for parts that would link what was parted.

    Beads that share a segment belong to one part: they are taken together or not at all.
    """
    known, found = {_held(bead) for bead in old}, {_held(bead) for bead in new}
    gone: list[StoredBead] = []
    come: list[Bead] = []
    for part in _parts(
        [bead for bead in old if _held(bead) not in found],
        [bead for bead in new if _held(bead) not in known],
    ):
        if links(part.new).isdisjoint(parted):
            gone += part.old
            come += part.new
    return sorted(gone, key=lambda bead: bead.order), sorted(come, key=lambda bead: bead.order)


@dataclass(slots=True)
class _Part:
    """Beads that share segments with each other and with no other part."""

    held: Held = frozenset()
    old: list[StoredBead] = field(default_factory=list)
    new: list[Bead] = field(default_factory=list)

    def take(self, other: _Part) -> None:
        self.held |= other.held
        self.old += other.old
        self.new += other.new


def _parts(old: Sequence[StoredBead], new: Sequence[Bead]) -> list[_Part]:
    parts: list[_Part] = []
    single = [_Part(_held(bead), old=[bead]) for bead in old]
    single += [_Part(_held(bead), new=[bead]) for bead in new]
    for part in single:
        touched = [other for other in parts if not other.held.isdisjoint(part.held)]
        parts = [other for other in parts if other.held.isdisjoint(part.held)]
        for other in touched:
            part.take(other)
        parts.append(part)
    return parts


def _held(bead: StoredBead | Bead) -> Held:
    """The segments of a bead; where an empty run stands does not matter."""
    source = frozenset(("source", position) for position in bead.source)
    return source | {("target", position) for position in bead.target}
