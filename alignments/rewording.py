"""Which segments of a revised text stand for those that are no longer in it as they were.

Between two segments that stayed, the words of what was there and of what is there now are compared:
a segment's heirs are those that share its words. Where hardly a word is left, place decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from alignments.revision import Places

Heirs = list[tuple[int, ...]]
"""For each old segment the positions in the revised text that stand for it, ascending."""


def heirs_of(before: Sequence[str], after: Sequence[str], places: Places) -> Heirs:
    """The heirs of each text of `before`; `places` as `same_segments` gives them.

    A segment that stayed has itself as its only heir; one that was deleted has none. Two segments
    that became one share it.
    """
    heirs: Heirs = [() if place is None else (place,) for place in places]
    taken = {place for place in places if place is not None}
    for old, new in _gaps(places, len(after)):
        free = [j for j in new if j not in taken]
        found = _heirs_within([before[i] for i in old], [after[j] for j in free])
        for i, mine in zip(old, found, strict=True):
            heirs[i] = tuple(free[j] for j in mine)
    return heirs


def _gaps(places: Places, size: int) -> Iterator[tuple[range, range]]:
    """Runs of old segments without a place, each with the new positions between its neighbours."""
    start = 0
    for end in range(len(places) + 1):
        if end < len(places) and places[end] is None:
            continue
        if start < end:
            first = _after(places[start - 1]) if start else 0
            last = places[end] if end < len(places) else size
            yield range(start, end), range(first, last if last is not None else size)
        start = end + 1


def _after(place: int | None) -> int:
    return 0 if place is None else place + 1


def _heirs_within(before: Sequence[str], after: Sequence[str]) -> list[list[int]]:
    """The heirs of each text of a gap, as numbers of `after`."""
    votes = _shared_words(before, after)
    found: list[list[int]] = []
    for i in range(len(before)):
        most = max((votes[i, j] for j in range(len(after)) if votes[i, j]), default=0)
        found.append([j for j in range(len(after)) if _inherits(votes, i, j, most, len(before))])
    for i in range(len(before)):
        if not found[i] and len(before) == len(after) and all(i not in mine for mine in found):
            found[i] = [i]
    return found


def _inherits(votes: Counter[tuple[int, int]], i: int, j: int, most: int, size: int) -> bool:
    """Whether text j has most of what is left of i, or took most of its own words from i."""
    mine = votes[i, j]
    return mine > 0 and (mine == most or mine == max(votes[k, j] for k in range(size)))


def _shared_words(before: Sequence[str], after: Sequence[str]) -> Counter[tuple[int, int]]:
    """How many words text i of `before` and text j of `after` share, in one order of both."""
    old = [(word, i) for i, text in enumerate(before) for word in text.lower().split()]
    new = [(word, j) for j, text in enumerate(after) for word in text.lower().split()]
    blocks = SequenceMatcher(None, [w for w, _ in old], [w for w, _ in new]).get_matching_blocks()
    votes: Counter[tuple[int, int]] = Counter()
    for a, b, count in blocks:
        votes.update((old[a + k][1], new[b + k][1]) for k in range(count))
    return votes
