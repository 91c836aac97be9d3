"""What is proposed as a term: from brackets, from acronyms, from aligned texts."""

from __future__ import annotations

import pytest

from glossary.mining.brackets import Origin, mine_brackets
from glossary.mining.expansions import find_expansion
from glossary.mining.pairs import MiningSettings, log_likelihood, mine_pairs


def found(text: str) -> list[tuple[str, str, str]]:
    return [(each.short, each.full, each.origin.value) for each in mine_brackets(text)]


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        (
            "the VKP [All-Union Communist Party] met",
            [("VKP", "All-Union Communist Party", "gloss")],
            "a gloss explains the abbreviation before it",
        ),
        (
            "of B[olshevik]-L[eninists] and B[olshevik]-L[eninists]",
            [("B-L", "Bolshevik-Leninists", "completion")],
            "completions that leave initials; twice is one candidate",
        ),
        ("a u[ltra]-l[eft] turn", [("u-l", "ultra-left", "completion")], "in small letters"),
        ("the wor[king class]", [("wor", "working class", "truncation")], "a word cut short"),
        ("L. T[rotsky]", [("T", "Trotsky", "truncation")], "one initial is no abbreviation"),
        ("[in December 1925], [we]", [], "insertions"),
        ("since [19]28 and 192[8]", [], "years"),
        ("said so.<sup>[12]</sup> And [13] too", [], "notes"),
        ("the GPU [in Moscow] came", [("GPU", "", "acronym")], "an insertion after an acronym"),
        ("XIV and XV", [], "Roman figures"),
        ("THE CI AND US", [], "a line in capitals"),
        ("see <https://x.org/CI/ABC> now", [], "addresses"),
    ],
)
def test_brackets_give_short_and_full_forms(
    text: str, wanted: list[tuple[str, str, str]], why: str
) -> None:
    assert found(text) == wanted, why


@pytest.mark.parametrize(
    ("acronym", "text", "full"),
    [
        (
            "ECCI",
            "the Executive Committee of the Communist International said",
            "Executive Committee of the Communist International",
        ),
        ("CC", "The central idea. The Central Committee met.", "Central Committee"),
        ("VKP", "Всесоюзная", ""),
        ("ЦКК", "и Центральная Контрольная Комиссия", "Центральная Контрольная Комиссия"),
        ("AUCP", "the All-Union Communist Party", "All-Union Communist Party"),
        ("ACP", "the All-Union Communist Party", "All-Union Communist Party"),
        ("US", "the US Summer school", ""),
        ("CC", "Central. Committee", ""),
        ("A", "Anything", ""),
    ],
)
def test_an_acronym_is_spelled_out_by_words_with_its_initials(
    acronym: str, text: str, full: str
) -> None:
    assert find_expansion(text, acronym) == full


def test_places_of_a_candidate_are_where_it_is_printed() -> None:
    text = "In the C[ommunist] I[nternational] and ECCI."
    for each in mine_brackets(text):
        for place in each.places:
            assert text[place.start : place.end] == place.printed


PAIRS = [
    ("Рабочий класс устал.", "The working class was tired."),
    ("Силы рабочего класса растут.", "The forces of the working class grow."),
    ("Рабочему классу нужен хлеб.", "The working class needs bread."),
    ("Хлеб дорог.", "Bread is dear."),
    ("Хлеба нет.", "There is no bread."),
    ("Партия молчит.", "The party is silent."),
    ("Писал вчера Раковский из Саратова.", "Yesterday Rakovsky wrote from Saratov."),
    ("", "The translator's own words."),
]


def test_pairs_are_mined_over_their_inflected_forms_the_longer_phrase_first() -> None:
    mined = mine_pairs(PAIRS, "ru", "en", MiningSettings(least=3))
    forms = {(each.source.lower(), each.target.lower()): each for each in mined}
    assert any(target == "working class" for _, target in forms)
    assert any(target == "bread" for _, target in forms)
    assert not any(target == "class" for _, target in forms), "a part of the longer pair"
    pair = next(each for each in mined if each.target.lower() == "working class")
    assert pair.places == (0, 1, 2)
    assert pair.dice == 1.0


def test_names_that_sound_alike_are_taken_at_first_sight() -> None:
    def sounds(one: str, other: str) -> float:
        return float((one, other) == ("раковский", "rakovsky"))

    with_ear = mine_pairs(PAIRS, "ru", "en", sounds=sounds)
    assert ("Раковский", "Rakovsky") in [(each.source, each.target) for each in with_ear]
    assert all(each.source != "Раковский" for each in mine_pairs(PAIRS, "ru", "en"))


def test_the_likelihood_ratio_is_nothing_for_chance_and_grows_with_evidence() -> None:
    assert log_likelihood(25, 50, 50, 100) == pytest.approx(0, abs=1e-9)
    assert log_likelihood(5, 5, 5, 100) > log_likelihood(3, 3, 3, 100) > 0


def test_any_two_languages_can_be_mined() -> None:
    pairs = [("Die Arbeiterklasse wächst", "La classe monte")] * 4 + [("Brot", "pain")] * 4
    mined = mine_pairs(pairs, "de", "fr")
    assert ("Brot", "pain") in [(each.source, each.target) for each in mined]


def test_a_completion_is_told_from_a_gloss() -> None:
    (each,) = mine_brackets("CI [Communist International]")
    assert each.origin is Origin.GLOSS
