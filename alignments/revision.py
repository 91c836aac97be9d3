"""A revised text: which segments stayed, and which decisions its change does not touch.

Segments are the same where their words are the same, whatever the blanks between them. Unique
segments that keep their order are anchors (Bram Cohen's patience diff); equal neighbours grow from
them; what is left and unique on both sides has moved and keeps its decisions, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from alignments.bitext import SIDES, Bead, Document, Side
from alignments.fitting import longest_chain

Places = list[int | None]
"""For each old segment the position of the same segment in the revised text, None if it is gone."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A decision that a revision touched, with the positions its segments had.

    `changed` names the sides on which a segment of the bead was edited or deleted, or on which its
    segments no longer stand together.
    """

    bead: Bead
    changed: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of decisions: `kept` in the positions of the revised documents, in order."""

    kept: tuple[Bead, ...]
    touched: tuple[Touched, ...]


def revise(
    before: tuple[Document, Document], after: tuple[Document, Document], decided: Sequence[Bead]
) -> Revision:
    """Carry decided beads over to revised documents of the same two sides.

    Give `kept` to `Aligner.align` as `fixed`: the rest is aligned anew between them. A document
    that did not change may be given as it was.
    """
    places = [segment_places(old, new) for old, new in zip(before, after, strict=True)]
    kept: list[Bead] = []
    touched: list[Touched] = []
    for bead in sorted(decided, key=lambda bead: bead.order):
        runs = [carried_run(bead.run(side), places[k]) for k, side in enumerate(SIDES)]
        source, target = runs
        if source is not None and target is not None:
            kept.append(replace(bead, source=source, target=target))
        else:
            changed = tuple(side for side, run in zip(SIDES, runs, strict=True) if run is None)
            touched.append(Touched(bead, changed))
    return Revision(tuple(sorted(kept, key=lambda bead: bead.order)), tuple(touched))


def segment_places(before: Document, after: Document) -> Places:
    """Where each segment of a document stands in its revised text."""
    if before is after:
        return list(range(len(before)))
    return same_segments(_words(before), _words(after))


def _words(document: Document) -> list[str]:
    return [" ".join(document.segment_text(k).split()) for k in range(len(document))]


def carried_run(run: range, places: Places) -> range | None:
    """The run in the revised text; None if a segment of it is gone or they stand apart.

    An empty run stands behind the nearest segment before it that is still there.
    """
    if not run:
        before = (places[k] for k in range(run.start - 1, -1, -1))
        behind = next((place + 1 for place in before if place is not None), 0)
        return range(behind, behind)
    found = [places[k] for k in run]
    first = found[0]
    if first is None or found != list(range(first, first + len(run))):
        return None
    return range(first, first + len(run))


def same_segments(before: Sequence[Hashable], after: Sequence[Hashable]) -> Places:
    """Where each item of `before` stands in `after`; no place is given twice.

    Linear where most items are unique, which sentences are.
    """
    places: Places = [None] * len(before)
    taken = [False] * len(after)
    unique = list(_unique_pairs(before, after))
    anchors = [unique[k] for k in longest_chain([j for _, j in unique])]
    for pairs in (anchors, unique):
        for i, j in pairs:
            if places[i] is None and not taken[j]:
                places[i], taken[j] = j, True
        _grow(before, after, places, taken, 1)
        _grow(before, after, places, taken, -1)
    return places


def _unique_pairs(
    before: Sequence[Hashable], after: Sequence[Hashable]
) -> Iterator[tuple[int, int]]:
    """Positions of the items that stand exactly once in both, in the order of `before`."""
    counts = Counter(before), Counter(after)
    place = {item: j for j, item in enumerate(after)}
    for i, item in enumerate(before):
        if counts[0][item] == counts[1][item] == 1:
            yield i, place[item]


def _grow(
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    places: Places,
    taken: list[bool],
    step: Literal[1, -1],
) -> None:
    """Pair equal items that follow (or precede) a pair, and those at the texts' ends."""
    edge = -1 if step == 1 else len(after)
    for i in range(len(before))[::step]:
        behind = i - step
        known = places[behind] if 0 <= behind < len(before) else edge
        if places[i] is not None or known is None:
            continue
        j = known + step
        if 0 <= j < len(after) and not taken[j] and after[j] == before[i]:
            places[i], taken[j] = j, True
