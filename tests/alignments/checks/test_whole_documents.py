"""The checks over documents as they are read: notes and calls, joins, edited texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import Bead, Document
from alignments.checks.registry import CHECKS, FAMILIES, OF_WHOLE
from alignments.checks.running import check_pairs, check_whole, habits_of
from alignments.checks.texts import Half, Pair, Whole, half_of, whole_of
from alignments.checks.values import Finding, Place, shown
from alignments.formats import read_document
from tests.alignments.checks.made import Row, whole

# As editions are: calls in superscript, the notes below, one of them called nowhere.
EDITION = """# On the press

The letters<sup>[1]</sup> came late. Half of them<sup>[2]</sup> never came. Nobody \
wrote<sup>[4]</sup> any more.

## Notes

[1] Letters of the winter of 1931.

[2] See the bulletin of that year.

[3] What is meant here are meetings in the mills.

[4] But see the memorandum.
"""


def document(text: str, language: str) -> Document:
    return read_document(text.encode(), "text.md", language, None)


def alone(text: str) -> Whole:
    return whole_of(
        (Document("", "ru", ""), document(text, "en")),
        [Bead(range(0), range(n, n + 1)) for n in range(len(document(text, "en")))],
        {},
    )


def test_a_note_without_a_call_is_found_in_a_text_without_original() -> None:
    (finding,) = check_whole(alone(EDITION))
    assert (finding.code, finding.message) == ("note-uncalled", "note 3 is called nowhere")
    place = finding.places[0]
    assert "meetings in the mills" in document(EDITION, "en").segment_text(place.position)


def test_a_call_without_a_note_is_found_where_it_stands() -> None:
    text = EDITION.replace("[2] See the bulletin of that year.\n\n", "")
    findings = {finding.code: finding for finding in check_whole(alone(text))}
    assert set(findings) == {"note-missing", "note-uncalled"}
    place = findings["note-missing"].places[0]
    read = document(text, "en")
    assert read.segment_text(place.position)[place.start : place.end] == "<sup>[2]</sup>"


def test_a_text_whose_notes_are_elsewhere_says_nothing_of_them() -> None:
    assert check_whole(alone(EDITION.partition("## Notes")[0])) == []


def test_an_edited_text_is_checked_instead_of_the_printed_one() -> None:
    read = document("He left in 1924.", "en"), document("He left in 1924.", "de")
    beads = [Bead(range(1), range(1))]
    codes = [f.code for f in check_whole(whole_of(read, beads, {"target": {0: "Er ging 1925."}}))]
    assert codes == ["numbers-differ"]


def test_a_quotation_over_a_joined_page_break_is_one_paragraph() -> None:
    text = "He said: “We came to Moscow,\n\ndespite the frost.” Then he left.\n"
    half = half_of(document(text, "en"), "target", {})
    assert len({segment.block for segment in half.segments}) == 1
    assert check_whole(alone(text)) == []


SIGNS = st.text(
    st.sampled_from("()[]«»„“”\"'’.?!:…  \n1234567890,–-IVXХабвabcthemart*<>/sup^")
    | st.characters(),
    max_size=40,
)
ROWS = st.lists(st.tuples(SIGNS, SIGNS), min_size=1, max_size=5)


def texts_of(made: Whole) -> dict[tuple[str, int], str]:
    return {(h.side, one.position): one.text for h in made.halves for one in h.segments}


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_text_can_be_checked_and_every_place_lies_in_it(rows: list[Row]) -> None:
    made = whole(rows)
    texts = texts_of(made)
    for finding in check_whole(made):
        assert finding.code in CHECKS
        assert finding.message
        assert len(finding.about) == 32
        assert finding.places
        for place in finding.places:
            assert 0 <= place.start <= place.end <= len(texts[place.side, place.position])


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_what_is_kept_from_run_to_run_changes_nothing(rows: list[Row]) -> None:
    made = whole(rows)
    memo: dict[tuple[object, ...], tuple[Finding, ...]] = {}
    fresh = check_whole(made)
    assert check_whole(made, memo=memo) == fresh
    assert check_whole(whole(rows), memo=memo) == fresh


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_a_few_pairs_are_checked_as_within_the_whole(rows: list[Row]) -> None:
    made = whole(rows)
    expected = [f for f in check_whole(made) if f.code not in OF_WHOLE]
    assert check_pairs(made.pairs, made.halves, habits_of(made)) == expected


def one(rows: list[Row]) -> Finding:
    (finding,) = check_whole(whole(rows))
    return finding


def test_a_finding_is_about_its_words_wherever_they_stand() -> None:
    before = one([("В 1924 году он уехал.", "In 1925 he left.")])
    moved = one([("Так.", "So."), ("В 1924 году он уехал.", "In 1925 he left.")])
    joined = whole([("Так.", "So."), ("В 1924 году он уехал.", "In 1925 he left.")])
    (cut,) = check_whole(Whole(joined.source, joined.target, (Pair(joined.source, joined.target),)))
    assert before.about == moved.about == cut.about


@pytest.mark.parametrize(
    "rows",
    [
        [("В 1924 году он уехал.", "In 1926 he left.")],
        [("В 1924 году она уехала.", "In 1925 she left.")],
        [("В 1924 году он приехал.", "In 1925 he left.")],
    ],
    ids=["another number", "other words on both sides", "other words beside it"],
)
def test_a_finding_about_other_words_is_another(rows: list[Row]) -> None:
    assert one(rows).about != one([("В 1924 году он уехал.", "In 1925 he left.")]).about


def test_spelling_and_blanks_do_not_make_it_another() -> None:
    a = one([("В 1924 году её увезли.", "In 1925 she left.")])
    b = one([("В 1924 году ее увезли.", "In 1925, she left.")])
    assert a.about == b.about


def test_every_check_belongs_to_one_family_and_says_what_it_does() -> None:
    listed = [check.code for family in FAMILIES.values() for check in family.CHECKS]
    assert len(listed) == len(set(listed)) == len(CHECKS)
    assert all(check.finds and check.spares for check in CHECKS.values())


def test_a_side_without_text_can_be_checked() -> None:
    empty = Half("source", "ru")
    assert check_whole(Whole(empty, Half("target", "en"), ())) == []


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("В 1924 году.", 2, 6, "1924"),
        ("He “left.", 3, 4, "He “left."),
        ("the  end", 3, 5, "the end"),
        ("One two three four five (six seven eight nine ten.", 24, 25,
         "…three four five (six seven eight…"),
        ("x" * 99, 0, 99, "x" * 59 + "…"),
    ],
    ids=["a word", "a sign", "blanks", "a sign amid words", "a long stretch"],
)  # fmt: skip
def test_the_words_of_a_place_can_be_read_in_a_list(
    text: str, start: int, end: int, said: str
) -> None:
    assert shown(text, Place("target", 0, start, end)) == said
