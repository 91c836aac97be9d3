"""Where the gold itself is probably wrong: several aligners agree on a bead that it lacks."""

from __future__ import annotations

from collections.abc import Sequence

from alignments.evaluation import Ladder

Bead = tuple[tuple[int, ...], tuple[int, ...]]


def errata(gold: Ladder, found: Sequence[Ladder]) -> set[Bead]:
    """Beads with both sides that every one of `found` has and `gold` has not."""
    agreed = set.intersection(*(_pairs(beads) for beads in found))
    return agreed - _pairs(gold)


def without(beads: Ladder, doubted: set[Bead], gold: Ladder) -> Ladder:
    """The beads that touch nothing which a doubted bead, or a gold bead in its way, holds."""
    source = {k for bead in doubted for k in bead[0]}
    target = {k for bead in doubted for k in bead[1]}
    touched = [bead for bead in gold if source & set(bead[0]) or target & set(bead[1])]
    source |= {k for bead in touched for k in bead[0]}
    target |= {k for bead in touched for k in bead[1]}
    return [bead for bead in beads if not (source & set(bead[0]) or target & set(bead[1]))]


def _pairs(beads: Ladder) -> set[Bead]:
    return {(tuple(source), tuple(target)) for source, target in beads if source and target}
