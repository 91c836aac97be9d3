"""What pinpointing and re-alignment do to the beads: pure, knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from alignments.bitext import SIDES, Bead, Side
from workbench.errors import ConflictError, InputError
from workbench.records import StoredBead
from workbench.states import BeadState, Origin
from workbench.store.acts import Pinpoint, Realign
from workbench.store.changes import NEW, Change
from workbench.store.cuts import decided, part, recut

Piece = tuple[range, range]


def pinpoint(
    act: Pinpoint, first: StoredBead, second: StoredBead, actor: str, at: datetime
) -> Change:
    """Cut two segments out of the beads that hold them, as a confirmed bead of their own.

    `first` holds the source segment and gives its id; `second`, which may be the same, the target
    segment. What is left of a bead stands before or after the pair, as the texts have it; a part
    with nothing on the other side is a null bead.
    """
    source = range(act.source, act.source + 1)
    target = range(act.target, act.target + 1)
    if (first.source, first.target) == (source, target):
        if first.state is BeadState.CONFIRMED:
            raise ConflictError("this pair is confirmed already", "nothing-to-change")
        return Change((first,), (decided(first, actor, at, None),))
    pair = replace(
        recut(first, source, target, crossing=first.crossing or second.crossing),
        state=BeadState.CONFIRMED,
        reviewer=actor,
        decided_at=at,
        note=None,
    )
    if first.id == second.id:
        left = _left(_before(first, source, target), _after(first, source, target))
        return Change((first,), (pair, *_new(first, left)))
    of_first = _left(*_rest((first.source, first.target), source, target))
    of_second = [
        (piece[1], piece[0])
        for piece in _left(*_rest((second.target, second.source), target, source))
    ]
    kept = [recut(second, *piece) for piece in of_second[:1]]
    made = _new(first, of_first) + _new(second, of_second[1:])
    return Change((first, second), (pair, *kept, *made))


def _before(bead: StoredBead, source: range, target: range) -> Piece:
    return range(bead.source.start, source.start), range(bead.target.start, target.start)


def _after(bead: StoredBead, source: range, target: range) -> Piece:
    return range(source.stop, bead.source.stop), range(target.stop, bead.target.stop)


def _rest(runs: Piece, cut: range, other: range) -> tuple[Piece, Piece]:
    """What a bead keeps that loses `cut` of its first run, before and after the new pair.

    Its second run, which does not hold `other`, goes whole to that side of the pair on which it
    stands in the text.
    """
    own, theirs = runs
    nothing = range(other.start, other.start), range(other.stop, other.stop)
    precedes = bool(theirs) and theirs.start < other.start
    follows = bool(theirs) and not precedes
    return (
        (range(own.start, cut.start), theirs if precedes else nothing[0]),
        (range(cut.stop, own.stop), theirs if follows else nothing[1]),
    )


def _left(*pieces: Piece) -> list[Piece]:
    return [piece for piece in pieces if piece[0] or piece[1]]


def _new(bead: StoredBead, pieces: Sequence[Piece]) -> list[StoredBead]:
    return [part(bead, *piece, crossing=bead.crossing) for piece in pieces]


def realign(act: Realign, before: Sequence[StoredBead]) -> Change:
    """Put the found beads in the place of the proposed ones that hold the same segments.

    In row order the new beads take the ids of the old ones; ids left over go, missing ones are
    new. Raises `ConflictError` "decided" where one of the old beads is no proposal any more,
    `InputError` where the new ones do not hold each segment of the old ones once.
    """
    if any(bead.state is not BeadState.PROPOSED for bead in before):
        raise ConflictError("a pair here was decided meanwhile: it stays as it is", "decided")
    old = sorted(before, key=lambda bead: bead.order)
    found = sorted(act.beads, key=lambda bead: bead.order)
    for side in SIDES:
        if _positions(old, side) != _positions(found, side):
            raise InputError(f"the new pairs must hold each {side} segment of the old ones once")
    if any(not (bead.source or bead.target) for bead in found):
        raise InputError("a pair needs at least one segment")
    if {(b.source, b.target) for b in old} == {(b.source, b.target) for b in found}:
        raise ConflictError("the pairs are cut so already", "nothing-to-change")
    places: list[tuple[int, int]] = [(bead.id, bead.version + 1) for bead in old]
    places += [(NEW, 1)] * (len(found) - len(old))
    return Change(
        tuple(old),
        tuple(
            _proposed(bead, *place) for bead, place in zip(found, places[: len(found)], strict=True)
        ),
    )


def _positions(beads: Sequence[Bead] | Sequence[StoredBead], side: Side) -> list[int]:
    return sorted(position for bead in beads for position in bead.run(side))


def _proposed(bead: Bead, bead_id: int, version: int) -> StoredBead:
    return StoredBead(
        id=bead_id,
        source=bead.source,
        target=bead.target,
        confidence=bead.confidence,
        reasons=bead.reasons,
        crossing=bead.crossing,
        origin=Origin.MACHINE,
        version=version,
    )
