from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import SpanKind
from alignments.errors import InvariantError
from alignments.reading import reading_texts
from alignments.segmentation import segment_document
from alignments.structure import find_structure, set_join
from alignments.structure.tokens import Dialect

START = "The organizational immaturity of the movement was one of the reasons for its"


def joins(text: str, dialect: Dialect = "markdown") -> list[tuple[int, int]]:
    found = find_structure(text, "a.md", "en", dialect).joins
    return [(join.left, join.right) for join in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{START} defeat in Moscow,", "despite the fact that it was strong."),
        (f"{START} left-wing", "elements in the party."),
        (f"{START} curve, which is moving", "*upwards*.’<sup>[24]</sup>"),
        (f"1. {START}", "greatest opportunities."),
        (f"{START} defeat in Moscow,", "Leningrad and Kiev."),
        (f"{START} defeat was the lack of", "Bolsheviks in the districts."),
        ("Организационная незрелость оппозиции в 1923 г.", "была причиной её поражения."),
        (f"{START} defeat.<sup>[3]</sup> This was the inter", "national question."),
    ],
)
def test_a_sentence_that_goes_on_in_the_next_block_is_joined(left: str, right: str) -> None:
    assert joins(f"{left}\n\n{right}\n") == [(0, 1)]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (f"{START} defeat.", "It was strong.", "a finished sentence"),
        ("## The masses and", "their struggle went on.", "a heading before"),
        (f"{START} tasks", "1. the masses", "a list item after"),
        (f"{START} tasks:", "the masses and the party.", "a colon"),
        (f"{START} defeat", "## Tasks", "a heading after"),
        ("Dear comrade,", "I write to you.", "a short line with a comma"),
    ],
)
def test_what_does_not_go_on_is_not_joined(left: str, right: str, reason: str) -> None:
    assert joins(f"{left}\n\n{right}\n\nEnd of it.\n") == [], reason


def test_a_join_reaches_over_page_furniture() -> None:
    text = f"{START} defeat in Moscow,\n\nTo contact the editors visit:\n\ndespite its strength.\n"
    assert joins(text) == [(0, 2)]


def test_the_gap_of_a_join_is_marked_as_a_page_break() -> None:
    document = find_structure(f"{START}\n\ndefeat in Moscow.\n", "a.md", "en", "markdown")
    (mark,) = (span for span in document.spans if span.kind is SpanKind.PAGE_BREAK)
    assert document.text[mark.start : mark.end] == "\n\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("It was an interna-\n\ntional matter.", "It was an international matter."),
        ("It was an interna-\ntional matter.", "It was an international matter."),
        ("The right and left wing, so the left-\nwing men.", "so the left-wing men."),
        ("Это было непреодо-\nлимо для них.", "Это было непреодолимо для них."),
        ("It was an interna\u00ad\ntional mat\u00adter.", "It was an international matter."),
    ],
)
def test_words_cut_by_a_hyphen_are_read_whole(text: str, read: str) -> None:
    document = segment_document(find_structure(text, "a.txt", "en", "plain"))
    assert " ".join(reading_texts(document)).endswith(read)


@settings(deadline=None)
@given(st.data())
def test_a_join_refused_and_accepted_again_is_as_before(data: st.DataObject) -> None:
    document = find_structure(f"{START}\n\ndefeat in\n\nMoscow was.\n", "a.md", "en", "markdown")
    number = data.draw(st.integers(0, len(document.joins) - 1))
    refused = set_join(document, number, False)
    assert not refused.joins[number].accepted
    assert refused.text == document.text
    assert set_join(refused, number, True) == document


def test_a_join_that_is_not_there_is_refused() -> None:
    document = find_structure("One.", "a.md", "en", "markdown")
    with pytest.raises(InvariantError, match="no join 0"):
        set_join(document, 0, False)
