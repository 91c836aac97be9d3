from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import (
    Alignment,
    Bead,
    Bitext,
    Block,
    BlockKind,
    Document,
    Reason,
    Segment,
    Span,
    SpanKind,
)
from alignments.errors import FormatError
from alignments.structure import find_structure
from alignments.units import (
    Brackets,
    Decision,
    NoteMarks,
    edited_text,
    join_texts,
    reviewed_beads,
    segment_spans,
    segment_texts,
    tmx_date,
    translation_units,
    unit_text,
)

EN = "The **“siege”**<sup>[6]</sup> of the\n\nVKP [All-Union Communist Party]."
EN_SPANS = (
    Span(SpanKind.MARKUP, 4, 6),
    Span(SpanKind.EMPHASIS, 6, 13, "2"),
    Span(SpanKind.MARKUP, 13, 15),
    Span(SpanKind.NOTE_MARK, 15, 29, "6"),
    Span(SpanKind.PAGE_BREAK, 36, 38),
    Span(SpanKind.GLOSS, 42, 69),
)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("keep", "The “siege”[6] of the VKP [All-Union Communist Party]."),
        ("drop", "The “siege” of the VKP [All-Union Communist Party]."),
    ],
)
def test_markup_goes_and_brackets_stay_as_printed(marks: NoteMarks, expected: str) -> None:
    assert unit_text(EN, EN_SPANS, language="en", note_marks=marks) == expected


@pytest.mark.parametrize(
    ("text", "expand", "strip"),
    [
        # the words of a completion are the word itself; without them it is as the author wrote it
        ("the B[olshevik]-L[eninists] said", "the Bolshevik-Leninists said", "the B-L said"),
        ("[19]28", "1928", "28"),
        # a gloss stands beside what it explains: round brackets part it
        ("the VKP [Communist Party].", "the VKP (Communist Party).", "the VKP."),
        # words that the original lacks
        ("held [in December 1925], it", "held in December 1925, it", "held, it"),
        ("[We] know", "We know", "know"),
        # what is no editor's bracket stays
        ("an [...] end<sup>[8]</sup>", "an [...] end[8]", "an [...] end[8]"),
        # all of the segment is the editor's
        ("[This page is missing.]", "This page is missing.", ""),
    ],
)
def test_an_editors_brackets_are_expanded_or_stripped_on_request(
    text: str, expand: str, strip: str
) -> None:
    document = find_structure(text, "", "en", "markdown")
    kinds = {"keep": edited_text(text, language="en"), "expand": expand, "strip": strip}
    for brackets, expected in kinds.items():
        found = unit_text(
            document.text, document.spans, language="en", brackets=cast(Brackets, brackets)
        )
        assert found == expected


@pytest.mark.parametrize(
    ("text", "span", "keep", "drop"),
    [
        # the number before a note is printed as it stands
        (
            "[13] Декларация",
            Span(SpanKind.NOTE_NUMBER, 0, 5, "13"),
            "[13] Декларация",
            "Декларация",
        ),
        # Markdown's own notation is no print
        ("[^2]: A note", Span(SpanKind.NOTE_NUMBER, 0, 5, "2"), "[2] A note", "A note"),
        ("слово[^2] и", Span(SpanKind.NOTE_MARK, 5, 9, "2"), "слово[2] и", "слово и"),
        # printed so
        ("слово*) и", Span(SpanKind.NOTE_MARK, 5, 7, "*"), "слово*) и", "слово и"),
        # no gap is left before a full stop
        ("слово [1].", Span(SpanKind.NOTE_MARK, 6, 9, "1"), "слово [1].", "слово."),
        ("слово¹ и", Span(SpanKind.NOTE_MARK, 5, 6, "1"), "слово¹ и", "слово и"),
    ],
)
def test_note_marks_are_kept_as_text_or_dropped(
    text: str, span: Span, keep: str, drop: str
) -> None:
    assert unit_text(text, [span]) == keep
    assert unit_text(text, [span], note_marks="drop") == drop


def test_markup_inside_a_note_mark_does_not_cut_it_twice() -> None:
    spans = [
        Span(SpanKind.NOTE_MARK, 1, 15, "8"),
        Span(SpanKind.MARKUP, 1, 6),
        Span(SpanKind.MARKUP, 9, 15),
    ]
    assert unit_text("a<sup>[8]</sup>b", spans) == "a[8]b"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (" one \t two\r\nthree\u2028four ", "en", "one two three four"),
        ("т.\u00a0е. в\u202f1926 г.", "ru", "т.\u00a0е. в\u202f1926 г."),  # printed on purpose
        ("一。\n二 三", "zh-Hant", "一。二 三"),  # a line break is no space in Chinese
        ("\u00a0a\u00a0", "fr", "a"),  # nothing to bind at the edges
    ],
)
def test_white_space_is_collapsed_as_the_language_needs(
    text: str, language: str, expected: str
) -> None:
    assert unit_text(text, language=language) == expected


def test_segments_are_joined_with_a_space_except_where_none_is_written() -> None:
    assert join_texts(["Раз.", "", "Два."], "ru-RU") == "Раз. Два."
    assert join_texts(["一。", "二。"], "ja") == "一。二。"


@pytest.mark.parametrize(
    ("text", "keep", "drop"),
    [
        ("New <sup>[7]</sup>  text [in 1925]", "New [7] text [in 1925]", "New text [in 1925]"),
        (
            "The *ways*<sup>[7]</sup> of B[olshevik]s",
            "The ways[7] of B[olshevik]s",
            "The ways of B[olshevik]s",
        ),
        ("2 < 3 & 4 * 5", "2 < 3 & 4 * 5", "2 < 3 & 4 * 5"),
        ("Просто текст.\n", "Просто текст.", "Просто текст."),
    ],
)
def test_a_text_typed_by_a_person_is_cleaned_like_the_imported_one(
    text: str, keep: str, drop: str
) -> None:
    assert edited_text(text) == keep
    assert edited_text(text, note_marks="drop") == drop


def test_a_page_break_inside_a_word_leaves_the_word_whole() -> None:
    assert unit_text("re-\n\nform", [Span(SpanKind.PAGE_BREAK, 2, 5, "word")]) == "reform"


@settings(max_examples=50)
@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=6)
)
def test_spans_of_any_kind_and_place_never_add_or_reorder_text(
    text: str, places: list[tuple[int, int]]
) -> None:
    kinds = list(SpanKind)
    spans = [
        Span(kinds[number % len(kinds)], min(a, b), max(a, b))
        for number, (a, b) in enumerate(places)
    ]
    remaining = iter(text)
    visible = "".join(unit_text(text, spans, note_marks="drop").split())
    assert all(character in remaining for character in visible)


def document(texts: list[str], language: str, spans: tuple[Span, ...] = ()) -> Document:
    text, segments = "", []
    for piece in texts:
        segments.append(Segment(len(text), len(text) + len(piece), 0))
        text += piece + "\n"
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    return Document(f"{language}.txt", language, text, blocks, spans, segments=tuple(segments))


def bitext() -> Bitext:
    source = document(["Раз.", "Два.", "Три."], "ru")
    target = document(["One <b>two</b>.", "Four.", "Added."], "en", (Span(SpanKind.MARKUP, 4, 7),))
    beads = (
        Bead(range(0, 2), range(0, 1), 0.87654, (Reason("runner-up"), Reason("length", "2.1"))),
        Bead(range(2, 3), range(1, 2), 0.5, crossing=True),
        Bead(range(3, 3), range(2, 3)),
    )
    return Bitext(source, target, Alignment(beads, 3, 3))


def test_spans_are_given_relative_to_their_segment() -> None:
    assert segment_spans(bitext().target, 0) == [Span(SpanKind.MARKUP, 4, 7)]
    assert segment_spans(bitext().target, 1) == []


def test_a_span_that_leaves_its_segment_is_cut_at_the_end() -> None:
    two = document(["ab*", "*cd"], "en", (Span(SpanKind.MARKUP, 2, 5),))
    assert segment_texts(two) == ["ab", "*cd"]


def test_edits_take_the_place_of_the_text_as_imported() -> None:
    beads = list(reviewed_beads(bitext(), edits={"target": {1: " Three. "}}))
    assert [bead.target for bead in beads] == [("One two</b>.",), ("Three.",), ("Added.",)]


def test_a_unit_carries_all_that_is_known_of_its_bead() -> None:
    decided = datetime(2026, 11, 22, 3, 30, tzinfo=timezone(timedelta(hours=3)))
    decisions = [
        Decision("confirmed", "Ирина", decided, note="see p. 4"),
        Decision(),
        Decision("confirmed", null_reason="added"),
    ]
    first, second, third = translation_units(bitext(), decisions)
    assert first.texts == {"ru": "Раз. Два.", "en": "One two</b>."}
    assert first.note == "see p. 4"
    assert first.properties == {
        "changeid": "Ирина",
        "changedate": "20261122T003000Z",
        "x-state": "confirmed",
        "x-align": "2:1",
        "x-confidence": "0.8765",
        "x-reviewer": "Ирина",
        "x-doubts": "runner-up length",
        "x-source-segments": "0 1",
        "x-target-segments": "0",
        "x-source-document": "ru.txt",
        "x-target-document": "en.txt",
    }
    assert second.properties["x-crossing"] == "yes"
    assert third.texts == {"en": "Added."}
    assert third.properties["x-null-reason"] == "added"


def test_decisions_that_do_not_fit_the_beads_are_refused() -> None:
    with pytest.raises(FormatError, match="1 decisions were given for 3 beads"):
        list(translation_units(bitext(), [Decision()]))


def test_a_time_is_written_in_utc_and_needs_a_zone() -> None:
    assert tmx_date(datetime(987, 1, 2, tzinfo=UTC)) == "09870102T000000Z"
    with pytest.raises(FormatError, match="no time zone"):
        tmx_date(datetime(2026, 1, 1))
