from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignments.facts import read_facts, read_numbers

SAME_NUMBERS = {
    "year": ("in 1924", "в 1924 году", {"1924"}),
    "thousands": ("9,843 votes", "9 843 голоса", {"9843"}),
    "Roman congress": ("at the XIVth Congress", "на XIV съезде", {"14"}),
    "ordinal in figures": ("the 15th Congress", "XV съезд", {"15"}),
    "ordinal in words": ("the Fifteenth Congress", "на пятнадцатом съезде", {"15"}),
    "Roman in Cyrillic letters": ("the 20th Congress", "ХХ съезд", {"20"}),
    "lone Roman sign": ("the Fifth Congress", "V съезд", {"5"}),
    "king": ("Nicholas II", "Николая II", {"2"}),
    "small number in words": ("three delegates", "трёх делегатов", {"3"}),
    "compound": ("twenty-five workers", "двадцати пяти рабочих", {"25"}),
    "compound ordinal": ("the twenty-first day", "двадцать первый день", {"21"}),
    "hundreds": ("one hundred and twenty men", "сто двадцать человек", {"120"}),
    "scale of a word": ("two thousand", "две тысячи", {"2000"}),
    "scale of a figure": ("2.5 million", "2,5 млн", {"2500000"}),
    "range with one scale": ("3 million to 10 million", "3—10 миллионов", {"3000000", "10000000"}),
    "short range of years": ("1923-26", "1923–1926", {"1923", "1926"}),
    "decade": ("in the 1920s", "в 1920-х годах", {"1920s"}),
    "one year of a decade": ("in 1920", "в 1920-м году", {"1920"}),
    "clock": ("at 3 p.m.", "в 15 часов", {"15"}),
}


@pytest.mark.parametrize("case", SAME_NUMBERS)
def test_a_number_is_read_alike_in_both_languages(case: str) -> None:
    english, russian, numbers = SAME_NUMBERS[case]
    assert read_facts(english).numbers == read_facts(russian).numbers == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the one that came first, a second later", {"2"}),
        ("I came, and then I left", set()),
        ("in 1924, five men", {"1924", "5"}),
        ("один из них", set()),
        ("семью накормили", set()),
        ("a thousand", {"1000"}),
        ("1.2.3", {"1.2.3"}),
    ],
    ids=["one and first", "pronoun", "comma", "один", "a family", "a with scale", "a version"],
)
def test_what_only_looks_like_a_number_is_none(text: str, numbers: set[str]) -> None:
    assert read_facts(text).numbers == numbers


@pytest.mark.parametrize(
    ("english", "russian", "days"),
    [
        ("in December 1925", "в декабре 1925 г.", {"month12"}),
        ("from May to July", "с мая по июль", {"month5", "month7"}),
        ("the October days", "октябрьские дни", {"month10"}),
        ("on 17 December 1925", "17.12.1925", {"month12"}),
        ("on Monday", "в понедельник", {"day1"}),
        ("you may march", "маяк мартышки", set()),
    ],
    ids=["in", "from to", "adjective", "figures", "weekday", "no months"],
)
def test_months_and_weekdays_are_read_alike(english: str, russian: str, days: set[str]) -> None:
    assert read_facts(english).calendar == read_facts(russian).calendar == days


@pytest.mark.parametrize(
    ("english", "russian", "denials"),
    [
        ("He did not come.", "Он не пришёл.", 1),
        ("Nobody came.", "Никто не пришёл.", 1),
        ("They didn't come without bread.", "Они не пришли без хлеба.", 2),
        ("Everybody came.", "Все пришли.", 0),
    ],
    ids=["not", "double denial", "two", "none"],
)
def test_denials_are_counted_alike(english: str, russian: str, denials: int) -> None:
    assert read_facts(english).denials == read_facts(russian).denials == denials


def test_a_capital_that_begins_a_sentence_is_no_name() -> None:
    facts = read_facts("Yesterday Trotsky spoke. «Никто» сказал Каменев: Это так.")
    assert facts.names == ("trotsky", "каменев")
    assert {"yesterday", "никто", "это"} <= set(facts.capitals)


def test_a_text_without_letters_states_nothing() -> None:
    assert read_facts("… — !") == read_facts("")


SIGNS = st.text(
    st.sampled_from("0123456789.,-–/' IVXХstplm двамлнпя") | st.characters(), max_size=30
)


@given(SIGNS)
def test_any_text_can_be_read_and_names_are_words_of_it(text: str) -> None:
    facts = read_facts(text)
    assert set(facts.names) <= set(facts.capitals) <= set(facts.words)
    assert facts.denials >= 0


@given(st.integers(2, 10**9))
def test_a_number_is_the_same_with_and_without_marks_of_thousands(number: int) -> None:
    plain, comma = str(number), f"{number:,}"
    spaced = comma.replace(",", "\u00a0")
    found = [read_facts(f"в {written} км").numbers for written in (plain, comma, spaced)]
    assert found == [{plain}] * 3


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("after twenty-five years", "25", "twenty-five"),
        ("около 2,5 млн рублей", "2500000", "2,5 млн"),
        ("в 1920-х годах", "1920s", "1920-х"),
        ("to the XVth Congress", "15", "XVth"),
        ("17.12.1925 г.", "month12", "17.12.1925"),
        ("1923–26", "1926", "1923–26"),
        ("два да два", "2", "два"),
    ],
)
def test_a_fact_says_where_it_stands_first(text: str, value: str, words: str) -> None:
    start, end = read_facts(text).places[value]
    assert (text[start:end], start) == (words, text.index(words))


@given(SIGNS)
def test_every_number_and_day_has_a_place_in_the_text(text: str) -> None:
    facts = read_facts(text)
    assert set(facts.places) == facts.numbers | facts.calendar
    assert all(0 <= start < end <= len(text) for start, end in facts.places.values())


WORDS = (
    "a one two twenty five hundred thousand and million 5 2,5 1920s 1923-26 XV X the house сто "
    "двадцать пять тысяч в 1920-х годах март May may , . - I don't"
)
NUMBERED = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


@given(SIGNS | NUMBERED)
def test_the_fast_reading_of_numbers_gives_the_same(text: str) -> None:
    fast, whole = read_numbers(text), read_facts(text)
    assert (fast.figures, fast.spelled, fast.calendar) == (
        whole.figures, whole.spelled, whole.calendar
    )  # fmt: skip
    assert fast.places == whole.places
    assert (fast.words, fast.denials) == ((), 0)
