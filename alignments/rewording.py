"""Which segments of a revised text stand for those that are no longer in it as they were.

Between two segments that stayed, the words of what was there and of what is there now are compared:
a segment's heirs are those that share its words. Where hardly a word is left, place decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from alignments.revision import Places

Heirs = list[tuple[int, ...]]
"""For each old segment the positions in the revised text that stand for it, ascending."""

_WORD = re.compile(r"\w+")
_COMMON = 64  # a word that could have gone so many ways says nothing
_PART = 4.0  # a quarter of the shorter text must be shared


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
    old, new = [_words(text) for text in before], [_words(text) for text in after]
    shared = _shared_words(old, new)
    best: list[float] = [0.0] * len(old)
    taken: list[float] = [0.0] * len(new)
    for (i, j), weight in shared.items():
        best[i], taken[j] = max(best[i], weight), max(taken[j], weight)
    found: list[list[int]] = [[] for _ in old]
    for (i, j), weight in sorted(shared.items()):
        part = weight * _PART >= min(len(old[i]), len(new[j]))
        if part and (weight == best[i] or weight == taken[j]):
            found[i].append(j)
    heirs = {j for mine in found for j in mine}
    if len(old) == len(new):
        return [mine or ([i] if i not in heirs else []) for i, mine in enumerate(found)]
    return found


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _shared_words(
    before: Sequence[Counter[str]], after: Sequence[Counter[str]]
) -> dict[tuple[int, int], float]:
    """How many words text i of `before` and text j of `after` share; common words count less."""
    places = _places(before), _places(after)
    shared: dict[tuple[int, int], float] = {}
    for word in places[0].keys() & places[1].keys():
        pairs = [(i, j) for i in places[0][word] for j in places[1][word]]
        if len(pairs) > _COMMON:
            continue
        for i, j in pairs:
            count = min(before[i][word], after[j][word]) / len(pairs)
            shared[i, j] = shared.get((i, j), 0.0) + count
    return shared


def _places(texts: Sequence[Counter[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, words in enumerate(texts):
        for word in words:
            found.setdefault(word, []).append(number)
    return found
