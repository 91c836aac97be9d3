"""A person's word about a block counts more than what was recognised."""

from __future__ import annotations

import pytest

from alignments.bitext import Block, BlockKind, Document, Stream
from alignments.errors import InvariantError
from alignments.formats import read_document
from alignments.segmentation import segment_document
from alignments.structure import set_kind

TEXT = "# Title\n\nA first paragraph. It goes on.\n\nPage 12\n\n1. A thesis.\n"
CASES = [
    ("a heading", BlockKind.HEADING, None, Stream.BODY, 2),
    ("a note joins the notes", BlockKind.NOTE, None, Stream.NOTES, 0),
    ("page furniture is put aside", BlockKind.FURNITURE, None, Stream.ASIDE, 0),
    ("the editor's text", BlockKind.PARAGRAPH, Stream.FRONT, Stream.FRONT, 0),
]


def document() -> Document:
    return read_document(TEXT.encode(), "made.md", "en")


@pytest.mark.parametrize(("case", "kind", "stream", "where", "level"), CASES)
def test_a_block_is_what_it_is_said_to_be(
    case: str, kind: BlockKind, stream: Stream | None, where: Stream, level: int
) -> None:
    del case
    block = set_kind(document(), 1, kind, stream).blocks[1]
    assert (block.kind, block.stream, block.level) == (kind, where, level)


def test_what_was_put_aside_comes_back_to_the_text() -> None:
    aside = set_kind(document(), 1, BlockKind.FURNITURE)
    assert len(segment_document(aside)) < len(document())
    back = set_kind(aside, 1, BlockKind.PARAGRAPH)
    assert back.blocks[1].stream is Stream.BODY
    assert segment_document(back).segments == document().segments


def test_nothing_else_of_the_document_changes() -> None:
    before = document()
    after = set_kind(before, 1, BlockKind.NOTE)
    assert [b for n, b in enumerate(after.blocks) if n != 1] == [
        b for n, b in enumerate(before.blocks) if n != 1
    ]
    assert (after.text, after.spans, after.segments) == (before.text, before.spans, before.segments)


def test_a_block_that_was_a_second_copy_is_none_any_more() -> None:
    block = Block(BlockKind.NOTE, 0, 4, stream=Stream.ASIDE, duplicate_of=0)
    made = Document("made", "en", "Text of a note", (Block(BlockKind.NOTE, 5, 7), block)[::-1])
    assert set_kind(made, 0, BlockKind.NOTE).blocks[0].duplicate_of is None


@pytest.mark.parametrize("number", [-1, 99])
def test_a_block_that_is_not_there_is_refused_by_its_number(number: int) -> None:
    with pytest.raises(InvariantError, match=str(number)):
        set_kind(document(), number, BlockKind.NOTE)
