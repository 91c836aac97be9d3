"""Beads as pairs of whole texts, and the way back from a place in one to its segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from alignments.bitext import SIDES, Side
from workbench import store
from workbench.records import StoredAlignment, StoredBead

NEAR = 50  # segments so near to each other are read in one stretch
Words = Mapping[Side, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class JoinedSide:
    """The segments of one side of a bead as one text; segment `i` begins at `starts[i]`."""

    positions: tuple[int, ...]
    starts: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, a blank between the segments."""
        return " ".join(self.texts)

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
        """A stretch of the text as (position, start, end, text) of each segment it touches."""
        for position, first, text in zip(self.positions, self.starts, self.texts, strict=True):
            begin, stop = max(start - first, 0), min(end - first, len(text))
            if begin < stop:
                yield position, begin, stop, text


@dataclass(frozen=True, slots=True)
class JoinedPair:
    """A bead with the joined texts of both its sides."""

    bead: int
    source: JoinedSide
    target: JoinedSide

    def side(self, side: Side) -> JoinedSide:
        """One side of it."""
        return self.source if side == "source" else self.target


def join_pairs(beads: Iterable[StoredBead], words: Words) -> list[JoinedPair]:
    """The beads with their texts, in their order; `words` has every segment of theirs."""
    return [
        JoinedPair(bead.id, *(_joined(bead.run(side), words[side]) for side in SIDES))
        for bead in beads
    ]


def _joined(run: range, words: Mapping[int, str]) -> JoinedSide:
    texts = tuple(words[position] for position in run)
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return JoinedSide(tuple(run), tuple(starts), texts)


def words_of(session: Session, alignment: StoredAlignment, beads: Sequence[StoredBead]) -> Words:
    """The texts of the segments of a few beads, as edited, else as printed."""
    ids = {"source": alignment.source_document_id, "target": alignment.target_document_id}
    found: dict[Side, dict[int, str]] = {side: {} for side in SIDES}
    for side in SIDES:
        document = ids[side]
        wanted = sorted({position for bead in beads for position in bead.run(side)})
        if document is None:
            continue
        for stretch in _stretches(wanted):
            after = str(stretch.start - 1) if stretch.start else None
            page = store.page_segments(session, document, after, len(stretch))
            found[side].update(
                (one.position, one.text if one.edited_text is None else one.edited_text)
                for one in page.items
            )
    return found


def _stretches(positions: Sequence[int]) -> Iterator[range]:
    """Few ranges that hold all the positions, which are in order."""
    first = 0
    for at in range(1, len(positions) + 1):
        if at == len(positions) or positions[at] - positions[at - 1] > NEAR:
            yield range(positions[first], positions[at - 1] + 1)
            first = at
