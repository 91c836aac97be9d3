from __future__ import annotations

from alignments.bitext import Block, BlockKind, Document, Segment, Stream
from alignments.streams import pair_streams


def document(*streams: Stream, kind: BlockKind = BlockKind.PARAGRAPH, copy: int = -1) -> Document:
    """One segment per block; block `copy` is the second copy of another one."""
    blocks = tuple(
        Block(kind, 2 * k, 2 * k + 1, stream=stream, duplicate_of=0 if k == copy else None)
        for k, stream in enumerate(streams)
    )
    segments = tuple(Segment(2 * k, 2 * k + 1, k) for k in range(len(streams)))
    return Document("t", "en", "a " * len(streams), blocks, segments=segments)


def test_notes_are_a_stream_of_their_own() -> None:
    source = document(Stream.BODY, Stream.NOTES, Stream.BODY)
    target = document(Stream.BODY, Stream.BODY, Stream.NOTES)
    main, notes = pair_streams(source, target)
    assert (main.source, main.target) == ((0, 2), (0, 1))
    assert (notes.source, notes.target) == ((1,), (2,))


def test_front_matter_is_expected_alone_where_the_other_side_has_none() -> None:
    body = document(Stream.BODY)
    front = document(Stream.FRONT, Stream.BODY, Stream.BACK)
    assert pair_streams(body, front)[0].target_lonely == (True, False, True)
    assert pair_streams(front, front)[0].target_lonely == (False, False, False)


def test_a_title_in_front_matter_is_not_expected_alone() -> None:
    front = document(Stream.FRONT, kind=BlockKind.HEADING)
    assert pair_streams(document(Stream.BODY), front)[0].target_lonely == (False,)


def test_second_copies_and_asides_are_in_no_stream() -> None:
    source = document(Stream.NOTES, Stream.NOTES, Stream.ASIDE, copy=1)
    streams = pair_streams(source, document(Stream.BODY))
    assert [position for pair in streams for position in pair.source] == [0]
