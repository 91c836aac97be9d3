"""Queries: letters anywhere, words in their forms, a person's own patterns."""

from __future__ import annotations

import subprocess
import sys

import pytest

from workbench.concordance.folding import Folded, fold
from workbench.concordance.forms import forms_of
from workbench.concordance.kwic import LONGEST, kwic_of
from workbench.concordance.queries import Mode, compile_query
from workbench.concordance.ranking import rank
from workbench.errors import InputError

LETTERS, WORDS, PATTERN = Mode.SUBSTRING, Mode.WORDS, Mode.REGEX


def marked(query: str, mode: Mode, text: str, language: str = "ru") -> list[str]:
    """What of the text stands out."""
    folded = Folded(text)
    spans = compile_query(query, mode, language).spans(folded.text)
    return [text[slice(*folded.given(*span))] for span in spans]


@pytest.mark.parametrize(
    ("query", "mode", "text", "found"),
    [
        pytest.param("цк", LETTERS, "ЦК и ЦКК", ["ЦК", "ЦК"], id="two letters, twice"),
        pytest.param("ВКП(б)", LETTERS, "в ВКП(б), но", ["ВКП(б)"], id="brackets are letters"),
        pytest.param("ещё", LETTERS, "Еще и ещё.", ["Еще", "ещё"], id="ё and е"),
        pytest.param("замок", LETTERS, "за́мок", ["за́мок"], id="the mark belongs to the letter"),
        pytest.param("домъ", LETTERS, "дом, домъ, домик", ["дом", "домъ"], id="a word with its ъ"),
        pytest.param("объ", LETTERS, "объявление", ["объ"], id="ъ inside a word, as one types"),
        pytest.param("100 %", LETTERS, "100\u00a0% и 100%", ["100\u00a0%"], id="signs of SQL"),
        pytest.param('"правда"', LETTERS, "«Правда»", ["«Правда»"], id="any kind of quotes"),
        pytest.param(
            "большевик-ленинец",
            WORDS,
            "большевиками-ленинцами; большевиков — ленинцев",
            ["большевиками-ленинцами", "большевиков — ленинцев"],
            id="a compound in its forms",
        ),
        pytest.param("дом", WORDS, "В домах домик.", ["домах"], id="whole words only"),
        pytest.param("стали", WORDS, "сталь, стану", ["сталь", "стану"], id="any reading"),
        pytest.param("ВКП(б)", WORDS, "ВКП (б) и ВКП(б)", ["ВКП (б", "ВКП(б"], id="its two words"),
        pytest.param(r"\bц[кп]\w*", PATTERN, "ЦК, ЦПК", ["ЦК", "ЦПК"], id="a pattern"),
        pytest.param(r"[А-Я]{3}\(Б\)", PATTERN, "ВКП(б)", ["ВКП(б)"], id="capitals mean letters"),
        pytest.param(r"\W\W", PATTERN, "да, нет", [", "], id="but not those of a class"),
        pytest.param("а*", PATTERN, "кавказ", ["а", "а"], id="nothing is no place"),
    ],
)
def test_a_query_finds(query: str, mode: Mode, text: str, found: list[str]) -> None:
    assert marked(query, mode, text) == found


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("большевик", "большевиков"),
        ("термидорианец", "термидорианцами"),
        ("зиновьевец", "зиновьевцев"),
        ("перерождение", "перерожденьем"),
        ("ссылка", "ссылок"),
        ("пошёл", "пойдут"),
    ],
)
def test_russian_forms_find_each_other(word: str, form: str) -> None:
    assert fold(form) in forms_of(fold(word), "ru")
    assert fold(word) in forms_of(fold(form), "ru")


@pytest.mark.parametrize(
    ("word", "form"),
    [("write", "wrote"), ("thesis", "theses"), ("party", "parties"), ("kulak", "kulaks")],
)
def test_english_forms_find_each_other(word: str, form: str) -> None:
    assert form in forms_of(word, "en")
    assert word in forms_of(form, "en")


@pytest.mark.parametrize(
    ("word", "other", "language"),
    [
        ("центр", "центрист", "ru"),
        ("троцкизм", "троцкист", "ru"),
        ("new", "news", "en"),
        ("decision", "деcision", "en"),
    ],
)
def test_other_words_are_no_forms(word: str, other: str, language: str) -> None:
    assert other not in forms_of(word, language)


def test_a_language_without_lists_has_the_word_itself() -> None:
    assert forms_of("kelma", "mt") == {"kelma"}


@pytest.mark.parametrize(
    ("query", "mode", "code"),
    [
        pytest.param("  ", LETTERS, "empty-query", id="nothing"),
        pytest.param("\u00ad\u0301", LETTERS, "empty-query", id="nothing that is looked at"),
        pytest.param("(!)", WORDS, "empty-query", id="no word"),
        pytest.param("(а", PATTERN, "bad-pattern", id="a bracket that is not closed"),
        pytest.param("а" * 501, LETTERS, "long-query", id="a whole page"),
    ],
)
def test_what_cannot_be_sought_is_refused(query: str, mode: Mode, code: str) -> None:
    with pytest.raises(InputError) as refused:
        compile_query(query, mode, "ru")
    assert refused.value.code == code


def test_a_pattern_that_never_ends_is_stopped() -> None:
    query = compile_query("(а|аа)+б", PATTERN, "ru")
    with pytest.raises(InputError, match="takes too long"):
        query.spans("а" * 60 + "в б")


@pytest.mark.parametrize(
    ("query", "mode", "needles"),
    [
        ("Ёлка", LETTERS, (("елка",),)),
        ("дом", WORDS, (("дом",),)),
        (r"большевик\w*", PATTERN, (("большевик",),)),
        (r"колхозы? .* района", PATTERN, (("колхоз",), ("района",))),
        (r"а{100}бвг", PATTERN, (("бвг",),)),
        (r"съезд|пленум", PATTERN, ()),
        (r"(съезд)?", PATTERN, ()),
        (r"[съезд]", PATTERN, ()),
    ],
)
def test_the_index_is_asked_for_what_every_hit_has(
    query: str, mode: Mode, needles: tuple[tuple[str, ...], ...]
) -> None:
    assert compile_query(query, mode, "ru").needles == needles


def test_letters_need_no_word_lists() -> None:
    program = (
        "import sys; from workbench.concordance.queries import Mode, compile_query;"
        "compile_query('ЦК', Mode.SUBSTRING, 'ru');"
        "print(sorted({'pymorphy3', 'simplemma', 'regex'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout.strip() == "[]", ran.stderr


def test_a_long_text_is_cut_around_what_was_found() -> None:
    words = "слово " * 60
    query = compile_query("искомое", LETTERS, "ru")
    kwic = kwic_of([f"{words}искомое {words}".strip()], query)
    assert kwic is not None
    assert (kwic.before, kwic.after) == (True, True)
    assert len(kwic.text) <= LONGEST
    assert [kwic.text[slice(*mark)] for mark in kwic.marks] == ["искомое"]
    assert kwic_of([], query) is None


def test_marks_of_later_segments_are_counted_from_the_first() -> None:
    kwic = kwic_of(["Первый дом.", "Второй дом."], compile_query("дом", LETTERS, "ru"))
    assert kwic is not None
    assert [kwic.text[slice(*mark)] for mark in kwic.marks] == ["дом", "дом"]


def test_whole_words_rank_before_parts_and_short_texts_before_long() -> None:
    query = compile_query("дом", LETTERS, "ru")
    texts = ["бездомный", "домик", "в доме и дом", "дом"]
    assert sorted(texts, key=lambda text: rank([text], query)) == [
        "дом",
        "в доме и дом",
        "домик",
        "бездомный",
    ]
