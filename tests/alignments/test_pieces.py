"""How segments are laid out for a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import BlockKind, Document
from alignments.formats import read_document
from alignments.languages import direction
from alignments.pieces import Layout, Piece, laid_plainly, pieces_of
from alignments.printed import Brackets, NoteMarks
from alignments.segmentation import segment_document
from alignments.structure import find_structure
from alignments.units import segment_texts, unit_text

TEXT = """# On *the* question

The **whole** party[^1] knew it. So did we<sup>[2]</sup>. Nobody asked[^7].

1. A first point.

## Notes

[^1]: The first note. It has two sentences.

[^2]: The second.
"""
MARKS: tuple[NoteMarks, ...] = ("keep", "drop")
BRACKETS: tuple[Brackets, ...] = ("keep", "expand", "strip")


def document() -> Document:
    return segment_document(read_document(TEXT.encode(), "t.md", "en"))


def test_a_segment_knows_its_place_and_its_emphasis() -> None:
    laid = Layout(document()).run(range(len(document())))
    heading = laid[0]
    assert (heading.kind, heading.level, heading.text) == (
        BlockKind.HEADING,
        1,
        "On the question",
    )
    assert heading.pieces[1] == Piece("the", emphasis="1")
    first, second = laid[1], laid[2]
    assert (first.opens, second.opens) == (True, False)
    assert Piece("whole", emphasis="2") in first.pieces


def test_a_mark_names_its_note_only_where_there_is_one() -> None:
    laid = Layout(document()).run(range(len(document())))
    marks = {piece.text: piece.label for s in laid for piece in s.pieces if piece.kind == "mark"}
    assert marks == {"[1]": "1", "[2]": "2", "[7]": ""}
    notes = [segment for segment in laid if segment.note]
    assert [(s.note, s.opens, s.is_note) for s in notes] == [
        ("1", True, True),
        ("1", False, True),
        ("2", True, True),
    ]


def test_the_layout_shows_what_a_person_wrote_and_finds_marks_in_it() -> None:
    laid = Layout(document(), {1: "We *all* knew[^1]."}).segment(1)
    assert laid.text == "We all knew[1]."
    assert laid.pieces[1:] == (
        Piece("all", emphasis="1"),
        Piece(" knew"),
        Piece("[1]", "mark", "1"),
        Piece("."),
    )


def test_a_mark_that_calls_several_notes_is_a_piece_for_each() -> None:
    found = find_structure("Both say so [3, 5].", "", "en", "markdown")
    marks = [piece for piece in pieces_of(found.text, found.spans) if piece.kind == "mark"]
    assert [(piece.text, piece.label) for piece in marks] == [("[3", "3"), (", 5", "5"), ("]", "")]


WORDS = st.sampled_from(
    [
        "word",
        " ",
        "**",
        "*",
        "_",
        "[",
        "]",
        "[^1]",
        "<sup>[2]</sup>",
        "B[ol]",
        "\n",
        "VKP [P a]",
        ".",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from(MARKS), st.sampled_from(BRACKETS))
def test_the_pieces_together_are_the_text_that_every_other_format_has(
    words: list[str], marks: NoteMarks, brackets: Brackets
) -> None:
    found = find_structure("".join(words), "", "en", "markdown")
    pieces = pieces_of(found.text, found.spans, note_marks=marks, brackets=brackets)
    assert "".join(piece.text for piece in pieces) == unit_text(
        found.text, found.spans, language="en", note_marks=marks, brackets=brackets
    )
    assert all(piece.text for piece in pieces)


def test_a_whole_document_reads_the_same_laid_out_and_plain() -> None:
    laid = Layout(document()).run(range(len(document())))
    assert [segment.text for segment in laid] == segment_texts(document())


def test_texts_of_which_nothing_is_known_are_one_paragraph() -> None:
    assert [(s.text, s.opens) for s in laid_plainly(["a", ""])] == [("a", True), ("", False)]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ru", "ltr"),
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("FA", "rtl"),
        # the script goes before the language
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("uz_Arab_AF", "rtl"),
        ("und", "ltr"),
    ],
)
def test_a_tag_tells_the_direction(tag: str, expected: str) -> None:
    assert direction(tag) == expected
