"""Disturbed copies of aligned texts: blocks moved, neighbours swapped, strangers put in.

Gold moves with the lines, so that what a right alignment looks like stays known. The same seed
gives the same copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from alignments.bitext import Document
from alignments.evaluation import Ladder
from alignments.formats import read_segmented

Lines = tuple[str, ...]
Beads = frozenset[tuple[tuple[int, ...], tuple[int, ...]]]
Pairs = Sequence[tuple[str, str]]

REFRAIN = 3
"""Copies of each refrain that both sides share, in the same order."""


@dataclass(frozen=True)
class Case:
    """Two texts by line, their gold beads, and which of them were disturbed.

    `moved` are gold beads that stand elsewhere in the other text's order; `alone` are the lines of
    each side that were put in or lost their counterpart. `origin` gives, per side, where each line
    stood in the undisturbed texts, -1 for lines put in.
    """

    lines: tuple[Lines, Lines]
    gold: Ladder
    moved: Beads = frozenset()
    alone: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    origin: tuple[tuple[int, ...], tuple[int, ...]] = field(default=((), ()))

    def documents(self, languages: tuple[str, str]) -> tuple[Document, Document]:
        """Both sides as segmented documents."""
        left, right = (
            read_segmented("\n".join(lines).encode(), f"{language}.txt", language)
            for lines, language in zip(self.lines, languages, strict=True)
        )
        return left, right


def undisturbed(lines: tuple[Lines, Lines], gold: Ladder) -> Case:
    """A case in which every line stands where it stood."""
    return Case(lines, gold, origin=(tuple(range(len(lines[0]))), tuple(range(len(lines[1])))))


def rearranged(case: Case, side: int, order: Sequence[int | str]) -> Case:
    """The case with one side's lines in another order; a text is a line put in.

    Lines that `order` leaves out are gone, and what they were aligned with stands alone.
    """
    place = {old: new for new, old in enumerate(order) if isinstance(old, int)}
    lines, origin = list(case.lines), list(case.origin)
    lines[side] = tuple(case.lines[side][k] if isinstance(k, int) else k for k in order)
    origin[side] = tuple(case.origin[side][k] if isinstance(k, int) else -1 for k in order)
    alone = [set(case.alone[0]), set(case.alone[1])]
    alone[side] = {place[k] for k in alone[side] if k in place}
    alone[side] |= {new for new, old in enumerate(order) if isinstance(old, str)}
    gold: Ladder = []
    moved = set()
    for bead in case.gold:
        kept = tuple(place[k] for k in bead[side] if k in place)
        new = (kept, bead[1]) if side == 0 else (bead[0], kept)
        if bead[side] and not kept:
            alone[1 - side] |= set(bead[1 - side])
        if any(new):
            gold.append(new)
            if bead in case.moved and all(new):
                moved.add(new)
    gold += [((new,), ()) if side == 0 else ((), (new,)) for new in _put_in(order)]
    return Case(
        (lines[0], lines[1]),
        gold,
        frozenset(moved),
        (frozenset(alone[0]), frozenset(alone[1])),
        (origin[0], origin[1]),
    )


def _put_in(order: Sequence[int | str]) -> list[int]:
    return [new for new, old in enumerate(order) if isinstance(old, str)]


def marked(case: Case, side: int, block: set[int]) -> Case:
    """The case with the pairs that touch these lines noted as about to move."""
    moved = {bead for bead in case.gold if all(bead) and not block.isdisjoint(bead[side])}
    return Case(case.lines, case.gold, case.moved | moved, case.alone, case.origin)


def with_moved_block(
    case: Case, side: int, size: int, random: Random, part: tuple[float, float] = (0.25, 0.75)
) -> Case | None:
    """A block of about `size` lines moved from one part of the text to another.

    Both ends of the block, and the place it moves to, are borders of gold beads. None where the
    text is too short: a block longer than a quarter of it would be the text, and the text moved.
    """
    borders = _borders(case, side)
    last = len(case.lines[side])
    if size * 4 > last:
        return None
    shift = random.randint(-last // 20, last // 20)
    start = _nearest(borders, int(part[0] * last) + shift)
    stop = _nearest(borders, start + size)
    goal = _nearest(borders, int(part[1] * last) + shift)
    block = list(range(start, stop))
    if not block or start <= goal <= stop:
        return None
    rest = [k for k in range(last) if not start <= k < stop]
    at = sum(k < goal for k in rest)
    return rearranged(marked(case, side, set(block)), side, [*rest[:at], *block, *rest[at:]])


def with_moved_part(case: Case, side: int, size: int, random: Random) -> Case | None:
    """A moved block whose middle third is missing on that side."""
    moved = with_moved_block(case, side, size, random)
    if moved is None:
        return None
    block = sorted({k for bead in moved.moved for k in bead[side]})
    borders = _borders(moved, side)
    first, last = (_nearest(borders, block[0] + len(block) * k // 3) for k in (1, 2))
    kept = [k for k in range(len(moved.lines[side])) if not first <= k < last]
    return rearranged(moved, side, kept)


def with_several_moves(case: Case, side: int, size: int, random: Random) -> Case | None:
    """Three blocks moved over each other."""
    for part in ((0.1, 0.6), (0.9, 0.4), (0.2, 0.8)):
        moved = with_moved_block(case, side, size, random, part)
        if moved is None:
            return None
        case = moved
    return case


def with_swaps(case: Case, side: int, share: float, random: Random) -> Case | None:
    """Of about every 1 / share lines, two neighbouring 1:1 pairs change places."""
    ones = {bead[side][0] for bead in case.gold if len(bead[0]) == len(bead[1]) == 1}
    other = {
        bead[side][0]: bead[1 - side][0] for bead in case.gold if len(bead[0]) == len(bead[1]) == 1
    }
    places = [k for k in sorted(ones) if k + 1 in ones and other[k] + 1 == other[k + 1]]
    order = list(range(len(case.lines[side])))
    free = 0
    chosen: set[int] = set()
    wanted = random.sample(places, min(len(places), max(1, int(share * len(order)))))
    for place in sorted(wanted):
        if place >= free:
            order[place], order[place + 1] = place + 1, place
            chosen |= {place, place + 1}
            free = place + 4
    return rearranged(marked(case, side, chosen), side, order) if chosen else None


def with_strangers(case: Case, side: int, texts: Sequence[str]) -> Case:
    """Lines without counterpart put into the middle of one side."""
    borders = _borders(case, side)
    at = _nearest(borders, len(case.lines[side]) // 2)
    order: list[int | str] = list(range(len(case.lines[side])))
    return rearranged(case, side, [*order[:at], *texts, *order[at:]])


def with_refrains(case: Case, refrains: Pairs, random: Random) -> Case:
    """Every refrain a few times on both sides, and once more on each side where the other lacks it.

    What is alike here is no move: a refrain that one side leaves out and another that it adds.
    """
    for refrain in refrains:
        for _ in range(REFRAIN):
            case = _with_pair(case, refrain, random.random())
        for side, part in ((0, random.uniform(0.05, 0.4)), (1, random.uniform(0.6, 0.95))):
            borders = _borders(case, side)
            at = _nearest(borders, int(part * len(case.lines[side])))
            order: list[int | str] = list(range(len(case.lines[side])))
            case = rearranged(case, side, [*order[:at], refrain[side], *order[at:]])
    return case


def _with_pair(case: Case, pair: tuple[str, str], part: float) -> Case:
    """One more pair, before the gold pair that stands at this part of the text."""
    pairs = [bead for bead in case.gold if all(bead)]
    before = pairs[int(part * len(pairs))]
    new = (before[0][0], before[1][0])
    case = rearranged(case, 0, [*range(new[0]), pair[0], *range(new[0], len(case.lines[0]))])
    case = rearranged(case, 1, [*range(new[1]), pair[1], *range(new[1], len(case.lines[1]))])
    singles: Ladder = [((new[0],), ()), ((), (new[1],))]
    gold = [bead for bead in case.gold if bead not in singles]
    alone = tuple(lines - {k} for lines, k in zip(case.alone, new, strict=True))
    return Case(
        case.lines,
        [*gold, ((new[0],), (new[1],))],
        case.moved,
        (alone[0], alone[1]),
        case.origin,
    )


def _borders(case: Case, side: int) -> list[int]:
    """Where a block may begin or end: between two gold beads that follow each other."""
    inside = {k for bead in case.gold for k in bead[side][1:]}
    return [k for k in range(len(case.lines[side]) + 1) if k not in inside]


def _nearest(borders: Sequence[int], wanted: int) -> int:
    return min(borders, key=lambda border: (abs(border - wanted), border))


Disturbance = Callable[[Case, Random, Pairs], Case | None]
"""Makes a disturbed copy from a case, chance, and pairs that stand in neither text."""


def _moving(side: int, size: int) -> Disturbance:
    return lambda case, random, _pairs: with_moved_block(case, side, size, random)


def _adding(side: int, size: int) -> Disturbance:
    return lambda case, random, pairs: with_strangers(
        case, side, [pair[side] for pair in random.sample(list(pairs), size)]
    )


DISTURBANCES: dict[str, Disturbance] = {
    "none": lambda case, _random, _pairs: case,
    **{
        f"move {size} {name}": _moving(side, size)
        for size in (5, 15, 30, 60)
        for side, name in ((1, "target"), (0, "source"))
    },
    "move back 15 target": lambda case, random, _pairs: with_moved_block(
        case, 1, 15, random, (0.75, 0.25)
    ),
    "move 15, a third missing": lambda case, random, _pairs: with_moved_part(case, 1, 15, random),
    "three moves of 8": lambda case, random, _pairs: with_several_moves(case, 1, 8, random),
    "swaps": lambda case, random, _pairs: with_swaps(case, 1, 0.03, random),
    **{
        f"{size} strangers {name}": _adding(side, size)
        for size in (20, 60)
        for side, name in ((1, "target"), (0, "source"))
    },
    "refrains": lambda case, random, pairs: with_refrains(
        case, random.sample(list(pairs), 3), random
    ),
    "headings": lambda case, random, _pairs: with_refrains(
        case, [("Remarks", "Примечания"), ("* * *", "* * *"), ("Chapter", "Глава")], random
    ),
}
