from __future__ import annotations

import time

import pytest

from alignments.bitext import SpanKind
from alignments.structure import find_structure
from alignments.structure.tokens import Dialect


def spans(text: str, kind: SpanKind, dialect: Dialect = "markdown") -> list[str]:
    document = find_structure(text, "a.md", "en", dialect)
    return [document.text[s.start : s.end] for s in document.spans if s.kind is kind]


def labels(text: str, dialect: Dialect = "markdown") -> list[str]:
    document = find_structure(text, "a.md", "en", dialect)
    return [s.label for s in document.spans if s.kind is SpanKind.NOTE_MARK]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("the B[olshevik]-L[eninists] said", "completion", ["[olshevik]", "[eninists]"]),
        ("of the wor[king class] and part[y]", "completion", ["[king class]", "[y]"]),
        ("the Plenum of [19]28 met", "completion", ["[19]"]),
        ("in 192[8] he left", "completion", ["[8]"]),
        ("(L. T[rotsky]) wrote", "completion", ["[rotsky]"]),
        ("вожди опп[озиции] и [Ком]интерна", "completion", ["[озиции]", "[Ком]"]),
        ("the VKP [All-Union Communist Party] is", "gloss", ["[All-Union Communist Party]"]),
        ("в ИККИ [Исполком Коминтерна] и", "gloss", ["[Исполком Коминтерна]"]),
        ("the VKP (b) [Bolshevik party] is", "gloss", ["[Bolshevik party]"]),
        ("the B-L [Bolshevik-Leninist] is", "gloss", ["[Bolshevik-Leninist]"]),
        ("the CC [in May] decided", "insertion", ["[in May]"]),
        ("the Congress [in December 1925], the", "insertion", ["[in December 1925]"]),
        ("the February [1927] plenum", "insertion", ["[1927]"]),
        ("time, [we] must [a] way", "insertion", ["[we]", "[a]"]),
        ("([around] Lominad[ze]) had", "insertion", ["[around]"]),
        ("a gap [...] and a doubt [?] here", "insertion", []),
    ],
)
def test_the_kinds_of_brackets_are_told_apart(text: str, kind: str, found: list[str]) -> None:
    assert spans(text, SpanKind(kind)) == found
    assert spans(text, SpanKind(kind), "plain") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("methods.<sup>[11]</sup> Under", ["11"]),
        ("methods.<sup>11</sup> Under", ["11"]),
        ("methods[^note] and", ["note"]),
        ("methods.[13] Under", ["13"]),
        ("the 46[1] signed", ["1"]),
        ("[3] Members were", ["3"]),
        ("партия¹² и съезд³)", ["12", "3"]),
        ("слово*) и дело", ["*"]),
        ("an area of 5 м² or 10²", []),
        ("the 19<sup>th</sup> century", []),
        ("March [1930] and [19]28", []),
        ("(see *this*) and", []),
    ],
)
def test_note_marks_are_told_from_years_and_powers(text: str, found: list[str]) -> None:
    assert labels(text) == found


def test_emphasis_keeps_its_strength_and_its_marks_are_markup() -> None:
    text = "The *ways* and **means**, __all__ of _them_, ***both***, snake_case_name, 2 * 3 * 4."
    document = find_structure(text, "a.md", "en", "markdown")
    found = [
        (text[s.start : s.end], s.label) for s in document.spans if s.kind is SpanKind.EMPHASIS
    ]
    assert found == [
        *(("*ways*", "1"), ("**means**", "2"), ("__all__", "2")),
        *(("_them_", "1"), ("***both***", "3")),
    ]
    assert len(spans(text, SpanKind.MARKUP)) == 10


def test_markup_covers_heads_links_escapes_and_bullets() -> None:
    text = "## A head\n\n- see [here](http://a.b/c_d_e) and \\*that\\* <br> `x`\n\n> quoted\n"
    assert spans(text, SpanKind.MARKUP) == [
        *("## ", "- ", "[", "](http://a.b/c_d_e)", "\\", "\\", "<br>", "`", "`", "> "),
    ]


def test_a_mark_that_damage_left_alone_is_markup_and_no_emphasis() -> None:
    text = "augmentation of capital**; the** condition"
    assert spans(text, SpanKind.EMPHASIS) == []
    assert spans(text, SpanKind.MARKUP) == ["**", "**"]


def test_an_unclosed_bracket_is_reported_and_the_inner_one_kept() -> None:
    document = find_structure("the B[olshevik-L[eninists] said", "a.md", "en", "markdown")
    assert [n.code for n in document.notices] == ["bracket-unpaired"]
    assert [s.kind for s in document.spans] == [SpanKind.COMPLETION]


@pytest.mark.parametrize(
    "unit",
    ["[", "[x](", "*a ", "**a ", "_a ", "](", "\\", "<!-- ", "<sup>", "`", "А. ", "> ", "¹", "*)"],
)
@pytest.mark.parametrize("dialect", ["plain", "markdown"])
def test_time_is_linear_on_texts_made_to_hurt(unit: str, dialect: Dialect) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        find_structure(unit * size, "a.md", "en", dialect)
        return time.process_time() - start

    short, long = seconds(1500), seconds(12_000)
    assert long < 40 * short + 0.3
