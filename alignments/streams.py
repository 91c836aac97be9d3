"""Which segments are aligned with which: the main text with the main text, notes with notes.

Front and back matter (an editor's introduction, a publisher's page) runs with the main text, so
that a title still finds its counterpart, but where the other side has no such matter its segments
are expected to stand alone. Asides have no segments. Second copies are left out: one copy of a
note has one counterpart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alignments.bitext import Block, BlockKind, Document, Stream

MATTER = frozenset({Stream.FRONT, Stream.BACK})


@dataclass(frozen=True, slots=True)
class StreamPair:
    """Positions of the segments of each side that are aligned with each other, in order.

    `source_lonely` and `target_lonely` say of each whether it may well have no counterpart.
    """

    name: str
    source: tuple[int, ...]
    target: tuple[int, ...]
    source_lonely: tuple[bool, ...]
    target_lonely: tuple[bool, ...]


def pair_streams(source: Document, target: Document) -> list[StreamPair]:
    """The streams of two documents, main text first; what none of them holds stands alone."""
    pairs = []
    for name, belongs in (("main", _in_main), ("notes", _in_notes)):
        positions = _positions(source, belongs), _positions(target, belongs)
        if not any(positions):
            continue
        lonely = _lonely(source, positions[0], target), _lonely(target, positions[1], source)
        pairs.append(StreamPair(name, *positions, *lonely))
    return pairs


def _in_main(block: Block) -> bool:
    return block.stream in MATTER | {Stream.BODY} and block.duplicate_of is None


def _in_notes(block: Block) -> bool:
    return block.stream is Stream.NOTES and block.duplicate_of is None


def _positions(document: Document, belongs: Callable[[Block], bool]) -> tuple[int, ...]:
    return tuple(
        position
        for position, segment in enumerate(document.segments)
        if belongs(document.blocks[segment.block])
    )


def _lonely(document: Document, positions: tuple[int, ...], other: Document) -> tuple[bool, ...]:
    """Notes, of which editions have some of their own, and prose of front or back matter where the
    other side has none; a title may find another."""
    shared = {block.stream for block in other.blocks} & MATTER
    blocks = (document.blocks[document.segments[position].block] for position in positions)
    return tuple(
        block.stream in MATTER - shared | {Stream.NOTES} and block.kind is not BlockKind.HEADING
        for block in blocks
    )
