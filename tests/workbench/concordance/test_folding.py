"""Folding: what a search does not tell apart, and the way back to the text as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.concordance.folding import Folded, fold
from workbench.concordance.queries import Mode, compile_query

LETTERS = "абвеёйъьіѣѳАЁЙЪ xyzéß\u0301\u0308\u00ad\u00a0\n  «»“”’—–-()[].1İ漢"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)
)
ANY = st.text(max_size=40).map(lambda text: unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ЁЛКА", "елка", id="case and ё"),
        pytest.param("за́мок", "замок", id="a stress mark"),
        pytest.param("«Правда» — „Искра“ “x”", '"правда" - "искра" "x"', id="quotes and dashes"),
        pytest.param("party’s", "party's", id="an apostrophe"),
        pytest.param("объ\u00adединение\u00a0 сил", "объединение сил", id="soft hyphens, blanks"),
        pytest.param("Въ домѣ ѳиты", "в доме фиты", id="letters of before 1918"),
        pytest.param("подъездъ, съ", "подъезд, с", id="ъ only at the end of a word"),
        pytest.param("1ЪЪ ъ", "1 ъ", id="nor twice, but alone"),
        pytest.param("Мой йод", "мой йод", id="й is a letter of its own"),
        pytest.param("Café İ", "cafe i", id="marks of other alphabets"),
    ],
)
def test_a_search_does_not_tell_these_apart(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.one_of(TEXTS, ANY))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.one_of(TEXTS, ANY))
def test_a_text_in_capitals_is_found_by_itself_in_small_letters(text: str) -> None:
    if len(text.upper()) == len(text) and text.upper().lower() == text.lower():
        assert fold(text.upper()) == fold(text.lower())


@given(st.one_of(TEXTS, ANY), st.data())
def test_what_is_marked_in_the_text_folds_to_what_was_found(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    place = folded.given(start, end)
    marked = text[slice(*place)]
    # Alone a piece of a word may end with an ъ that is in the midst of it.
    assert fold(marked).rstrip("ъ") == folded.text[start:end].rstrip("ъ")
    assert 0 <= place[0] < place[1] <= len(text)


@given(TEXTS, TEXTS, TEXTS)
def test_a_query_is_found_wherever_it_was_put(before: str, query: str, after: str) -> None:
    text = unicodedata.normalize("NFC", f"{before} {query.strip()} {after}")
    if not fold(query).strip() or unicodedata.normalize("NFC", query) not in text:
        return
    folded = Folded(text)
    spans = compile_query(query, Mode.SUBSTRING, "ru").spans(folded.text)
    assert spans
    for span in spans:
        marked = text[slice(*folded.given(*span))]
        assert fold(marked).rstrip("ъ") == fold(query.strip()).rstrip("ъ")
