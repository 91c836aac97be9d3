"""What becomes of the decisions of an alignment when one of its texts is revised. Pure.

A decision is a confirmed bead, a bead that a person cut, or one whose words a person edited. It is
kept where all its segments are still there and stand together, else it is touched: its words are
proposed anew. What the machine proposed is kept as well, but between two decisions where something
changed everything is aligned anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from alignments.bitext import SIDES, Bead, Document, Side
from alignments.revision import Places, carried_run, segment_places
from alignments.rewording import Heirs, heirs_of
from alignments.units import segment_texts
from workbench.records import StoredBead, Texts
from workbench.states import BeadState, Origin

Edits = Mapping[Side, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Touched:
    """A decision that a revision touched: the bead as it was decided, in the old positions.

    `changed` names the sides whose segments are not what they were; `heirs` are the positions in
    the revised texts that stand for its segments, and `words` its words as they were, by side.
    """

    bead: StoredBead
    changed: tuple[Side, ...]
    heirs: Mapping[Side, tuple[int, ...]]
    words: Mapping[Side, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a revision leaves: `fixed` beads in the positions of the revised texts, in order.

    They keep the ids of the beads that they were; `decisions` of them are decisions. `edits` are
    the edited texts that hold on, by side and new position. `free` tells whether any segment waits
    to be aligned. `heir` gives, by side, where what stood at an old position stands now, or None.
    """

    fixed: tuple[StoredBead, ...]
    touched: tuple[Touched, ...]
    edits: Edits
    decisions: int
    free: bool
    heir: Mapping[Side, Callable[[int], int | None]]


def carry(texts: Texts, beads: Sequence[StoredBead], after: tuple[Document, Document]) -> Carried:
    """Carry beads over to revised documents; one that did not change is given as it was."""
    sides = {
        side: _Side(texts.document(side), new, texts.edited[side])
        for side, new in zip(SIDES, after, strict=True)
    }
    kept: list[StoredBead] = []
    touched: list[Touched] = []
    for bead in beads:
        runs = {side: carried_run(bead.run(side), sides[side].places) for side in SIDES}
        source, target = runs["source"], runs["target"]
        if source is not None and target is not None:
            kept.append(replace(bead, source=source, target=target))
        elif decides(bead, texts.edited):
            touched.append(_touched(bead, runs, sides))
    edits = {side: sides[side].edits for side in SIDES}
    decided = [bead for bead in kept if decides(bead, edits)]
    fixed = _between_unchanged(kept, decided, (len(after[0]), len(after[1])))
    return Carried(
        fixed=tuple(sorted(fixed, key=lambda bead: bead.order)),
        touched=tuple(touched),
        edits=edits,
        decisions=len(decided),
        free=any(_free(fixed, side, len(new)) for side, new in zip(SIDES, after, strict=True)),
        heir={side: sides[side].heir for side in SIDES},
    )


class _Side:
    """One side before and after: where segments went, and which edited texts hold on."""

    def __init__(self, old: Document, new: Document, edited: Mapping[int, str]) -> None:
        self.language = old.language
        self.places: Places = segment_places(old, new)
        self.words = segment_texts(old, edited, note_marks="drop")
        self._new, self._same = new, old is new
        self._heirs: Heirs | None = None
        self.edits = {
            place: text
            for position, text in edited.items()
            if (place := self.places[position]) is not None
        }

    @property
    def heirs(self) -> Heirs:
        """The heirs of each segment; compared once, and only where something was touched."""
        if self._heirs is None:
            after = segment_texts(self._new, note_marks="drop") if not self._same else self.words
            self._heirs = heirs_of(self.words, after, self.places)
        return self._heirs

    def heir(self, position: int) -> int | None:
        """Where what stood at an old position stands now."""
        place = self.places[position]
        return place if place is not None else next(iter(self.heirs[position]), None)


def _touched(
    bead: StoredBead, runs: Mapping[Side, range | None], sides: Mapping[Side, _Side]
) -> Touched:
    return Touched(
        bead=bead,
        changed=tuple(side for side in SIDES if runs[side] is None),
        heirs={
            side: tuple(sorted({j for i in bead.run(side) for j in sides[side].heirs[i]}))
            for side in SIDES
        },
        words={
            side: " ".join(sides[side].words[i] for i in bead.run(side)).strip() for side in SIDES
        },
    )


def decides(bead: StoredBead, edited: Edits) -> bool:
    """Whether a person has decided on a bead; `edited` are the edited texts by side."""
    by_hand = bead.state is not BeadState.PROPOSED or bead.origin is Origin.PERSON
    return by_hand or any(i in edited[side] for side in SIDES for i in bead.run(side))


def _between_unchanged(
    kept: Sequence[StoredBead], decided: Sequence[StoredBead], sizes: tuple[int, int]
) -> list[StoredBead]:
    """The beads without the machine's proposals where something changed between two decisions."""
    walls = [bead for bead in decided if not bead.is_null]
    starts = {side: sorted(bead.run(side).start for bead in walls) for side in SIDES}
    changed = {
        bisect_right(starts[side], position)
        for side, size in zip(SIDES, sizes, strict=True)
        for position in _free(kept, side, size)
    }
    by_hand = {id(bead) for bead in decided}

    def is_fixed(bead: StoredBead) -> bool:
        if id(bead) in by_hand:
            return True
        side: Side = "source" if bead.source else "target"
        return bisect_right(starts[side], bead.run(side).start) not in changed

    return [bead for bead in kept if is_fixed(bead)]


def _free(beads: Iterable[StoredBead], side: Side, size: int) -> list[int]:
    """The positions of one side that no bead holds."""
    held = bytearray(size)
    for bead in beads:
        for position in bead.run(side):
            held[position] = 1
    return [position for position in range(size) if not held[position]]


def settle(fixed: Sequence[StoredBead], found: Sequence[Bead]) -> tuple[StoredBead, ...]:
    """The beads of the new alignment in order: fixed ones as decided, the rest as found (id 0)."""
    known = {(bead.source, bead.target): bead for bead in fixed}
    return tuple(known.get((bead.source, bead.target)) or _proposed(bead) for bead in found)


def _proposed(bead: Bead) -> StoredBead:
    return StoredBead(
        0,
        bead.source,
        bead.target,
        confidence=bead.confidence,
        reasons=bead.reasons,
        crossing=bead.crossing,
    )
