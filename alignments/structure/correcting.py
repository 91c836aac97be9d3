"""What a person says of a block counts more than what was recognised."""

from __future__ import annotations

from dataclasses import replace

from alignments.bitext import Block, BlockKind, Document, Stream
from alignments.errors import InvariantError

_USUAL_LEVEL = 2
_STREAMS = {BlockKind.NOTE: Stream.NOTES, BlockKind.FURNITURE: Stream.ASIDE}


def set_kind(
    document: Document, number: int, kind: BlockKind, stream: Stream | None = None
) -> Document:
    """The document with its block `number` (from 0) of another kind; nothing else changes.

    Without `stream` a note goes to the notes, furniture aside, and what was one of these and is no
    more to the body; other blocks stay in their stream. A block that was taken for a second copy
    is none any more. Segments are kept as they are: `segment_document` cuts them anew. Raises
    InvariantError if there is no such block.
    """
    if not 0 <= number < len(document.blocks):
        raise InvariantError(
            f"{document.name} has {len(document.blocks)} blocks, so there is no block {number}; "
            "blocks are counted from 0"
        )
    blocks = list(document.blocks)
    blocks[number] = _of_kind(blocks[number], kind, stream)
    return replace(document, blocks=tuple(blocks))


def _of_kind(block: Block, kind: BlockKind, stream: Stream | None) -> Block:
    is_special = block.stream in _STREAMS.values()
    usual = _STREAMS.get(kind, Stream.BODY if is_special else block.stream)
    level = (block.level or _USUAL_LEVEL) if kind is BlockKind.HEADING else 0
    return replace(block, kind=kind, level=level, stream=stream or usual, duplicate_of=None)
