"""Where a term is found: forms, brackets, abbreviations, capitals, overlaps, other languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.concepts import Case, Concept, Kind, PartOfSpeech, Status, Term, TermBase
from glossary.matching import Matcher


def base_of(*terms: Term, priority: int = 0) -> TermBase:
    return TermBase(
        tuple(Concept(f"c{n}", (term,)) for n, term in enumerate(terms)), priority=priority
    )


def printed(text: str, *terms: Term) -> list[str]:
    """What is found of the terms, as printed, inner matches left out."""
    found = Matcher(base_of(*terms), terms[0].language).find(text)
    return [text[match.start : match.end] for match in found if not match.covered]


BL = Term("B-L", "en", kind=Kind.ABBREVIATION)
FULL = Term("Bolshevik-Leninist", "en")


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        (
            "of B[olshevik]-L[eninists],",
            ["B[olshevik]-L[eninists]"],
            "completions are read through",
        ),
        ("Bol[shevik]-Len[inist]", ["Bol[shevik]-Len[inist]"], "however long the printed part is"),
        ("[Bolshevik]-Leninists", ["[Bolshevik]-Leninists"], "a bracket may open a word"),
        ("Bolshevik–Leninists", ["Bolshevik–Leninists"], "a dash for a hyphen"),
        ("Bolshevik Leninists", ["Bolshevik Leninists"], "a space for a hyphen"),
        ("Bolshevik-\nLeninists", ["Bolshevik-\nLeninists"], "a hyphen at the end of a line"),
        ("Bolshevik\n\nLeninists", [], "a blank line parts paragraphs"),
        ("Bolshevik — Leninist", [], "a dash between spaces parts sentences"),
        ("Bolshevik, Leninist", [], "so does a comma"),
        ("Bolshevik. Leninist", [], "and a full stop"),
        ("the Bolshevik<sup>[3]</sup>-Leninists", ["Bolshevik<sup>[3]</sup>-Leninists"], "a note"),
        ("the Bolshevik [true] Leninists", ["Bolshevik [true] Leninists"], "an insertion"),
        ("B[olshevik L[eninist", [], "brackets that never close are none"),
        ("Bol\u00adshevik-Leninist", ["Bol\u00adshevik-Leninist"], "soft hyphens are invisible"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_compound_is_found_through_print_and_brackets(
    text: str, found: list[str], why: str
) -> None:
    assert printed(text, FULL) == found, why


@pytest.mark.parametrize(
    ("term", "text", "found", "why"),
    [
        (BL, "B.-L. and B-Ls", ["B.-L.", "B-Ls"], "dots and the plural of an abbreviation"),
        (BL, "B[olshevik]-L[eninists]", ["B[olshevik]-L[eninists]"], "the printed letters are it"),
        (BL, "B. L. Pasternak", [], "somebody's initials"),
        (BL, "b-l", [], "an abbreviation keeps its capitals"),
        (Term("CI", "en"), "C.I. says, the CI's", ["C.I.", "CI's"], "dotted letters"),
        (Term("C.I.", "en"), "the CI", ["CI"], "and the other way about"),
        (Term("CI", "en"), "C. I. Lewis, cI, Ci", [], "no initials, no small letters"),
        (Term("VKP(b)", "en"), "VKP (b), VKP(B)!", ["VKP (b)", "VKP(B)"], "a space before"),
        (Term("VKP(b)", "en"), "the VKP", [], "the shorter name is another term"),
        (Term("ЦК", "ru"), "Ц. К. в Москве, ЦКа", ["Ц. К.", "ЦКа"], "case endings of acronyms"),
        (Term("НЭП", "ru"), "нэп, НЭПом", ["НЭПом"], "small letters are another term"),
    ],
    ids=lambda value: value.text if isinstance(value, Term) else None,
)
def test_an_abbreviation_is_found_with_and_without_its_dots(
    term: Term, text: str, found: list[str], why: str
) -> None:
    assert printed(text, term) == found, why


@pytest.mark.parametrize(
    ("term", "text", "found", "why"),
    [
        (Term("Pravda", "en"), "pravda Pravda PRAVDA", ["Pravda", "PRAVDA"], "one capital word"),
        (Term("Left Opposition", "en"), "the left opposition", ["left opposition"], "more words"),
        (
            Term("Red Square", "en", part_of_speech=PartOfSpeech.PROPER_NOUN),
            "a red square in Red Square",
            ["Red Square"],
            "a proper noun",
        ),
        (
            Term("Party", "en", case=Case.FREE),
            "Party and party",
            ["Party", "party"],
            "free by choice",
        ),
        (
            Term("New course", "en", case=Case.AS_WRITTEN),
            "New course, New Course, new course",
            ["New course"],
            "as written by choice",
        ),
        (Term("CI", "en", case=Case.FREE), "ci", ["ci"], "even an acronym may be set free"),
    ],
)
def test_capitals_are_asked_for_by_rule_or_by_choice(
    term: Term, text: str, found: list[str], why: str
) -> None:
    assert printed(text, term) == found, why


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Term("центрист", "ru"), "в центре, центры, централист, центризм"),
        (Term("троцкизм", "ru"), "троцкист, троцкисты, троцкистский"),
        (Term("Сталин", "ru", part_of_speech=PartOfSpeech.PROPER_NOUN), "Стали выше. стали сталь"),
        (Term("правый уклон", "ru"), "прав уклон"),
        (Term("general line", "en"), "generally lined up, a generality"),
        (Term("house", "en"), "housing, housed"),
        (Term("party congress", "en"), "the party's congress"),
        (Term("workers", "en"), "work, worked"),
        (Term("theses", "en"), "these"),
        (
            Term("New Course", "en"),
            "<https://x.org/the-new-course-of-1924/00.html> www.new-course.org",
        ),
    ],
    ids=lambda value: value.text if isinstance(value, Term) else None,
)
def test_words_that_look_alike_are_no_forms_of_a_term(term: Term, text: str) -> None:
    assert printed(text, term) == []


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (Term("объединённая", "ru"), "объединенной", "объединенной"),
        (Term("партия", "ru"), "па\u0301ртии", "па\u0301ртии"),
        (Term("съезд", "ru"), "съѣздъ", "съѣздъ"),
        (Term("советский", "ru"), "Cоветскиe", "Cоветскиe"),  # Latin C and e
        (Term("май", "ru"), "ма\u0438\u0306", "ма\u0438\u0306"),
        (Term("Workers' Opposition", "en"), "Workers’ Opposition", "Workers’ Opposition"),
        (Term("Arbeiterklasse", "de"), "die ARBEITERKLASSE", "ARBEITERKLASSE"),
        (Term("opposition", "fr"), "l’opposition", "opposition"),
        (Term("робітник", "uk"), "Робітник", "Робітник"),
        (Term("共产党", "zh"), "中国共产党的", "共产党"),
        (Term("מפלגה", "he"), "ה מפלגה", "מפלגה"),
        (Term("сўз", "uz"), "Сўз", "Сўз"),
    ],
    ids=lambda value: value.text if isinstance(value, Term) else None,
)
def test_spellings_and_languages_are_folded(term: Term, text: str, found: str) -> None:
    assert printed(text, term) == [found]


def test_verbs_are_inflected_only_when_they_are_called_verbs() -> None:
    verb = Term("expel from the party", "en", part_of_speech=PartOfSpeech.VERB)
    noun = Term("build", "en")
    assert printed("was expelled from the party", verb) == ["expelled from the party"]
    assert printed("he builds a building", noun) == ["builds"]


def test_longer_matches_come_first_and_inner_ones_are_marked() -> None:
    base = base_of(Term("Left Opposition", "en"), Term("opposition", "en"))
    found = Matcher(base, "en").find("the Left Opposition")
    assert [(match.term.text, match.covered) for match in found] == [
        ("Left Opposition", False),
        ("opposition", True),
    ]


def test_matches_that_cross_are_both_shown() -> None:
    base = base_of(Term("left opposition", "en"), Term("opposition bloc", "en"))
    found = Matcher(base, "en").find("a left opposition bloc")
    assert [match.covered for match in found] == [False, False]


def test_one_place_has_one_match_a_concept_the_printed_term_before_the_better_one() -> None:
    good = Term("Left Opposition", "en")
    bad = Term("Left-Opposition", "en", status=Status.DEPRECATED)
    matcher = Matcher(TermBase((Concept("x", (good, bad)),)), "en")
    assert [m.term for m in matcher.find("Left Opposition")] == [good]
    assert [m.term for m in matcher.find("Left-Opposition")] == [bad]
    assert [m.term for m in matcher.find("left oppositions")] == [good]


def test_of_two_bases_the_higher_one_is_named_first() -> None:
    low = TermBase((Concept("low", (Term("course", "en"),)),), priority=1)
    high = TermBase((Concept("high", (Term("course", "en"),)),), priority=5)
    found = Matcher([low, high], "en").find("a course")
    assert [match.concept.id for match in found] == ["high", "low"]


def test_terms_of_a_region_belong_to_their_language_and_not_the_reverse() -> None:
    term = Term("labour", "en-GB")
    assert Matcher(base_of(term), "en").find("labour")
    assert not Matcher(base_of(Term("labour", "en")), "en-GB").find("labour")


def test_a_base_without_terms_in_the_language_finds_nothing() -> None:
    assert Matcher(TermBase(), "en").find("anything") == []


def test_hostile_texts_are_read_in_linear_time() -> None:
    terms = (FULL, BL, Term("A", "en"), Term("a " * 30 + "b", "en"))
    matcher = Matcher(base_of(*terms), "en")
    unfriendly = ("B[", "A. ", "a ", "-", "[a] ", "a[b]", "<sup>", "[", "\u0301", "a'", "C.I.")
    for part in unfriendly:
        matcher.find(part * (3_000 // len(part)))


WORDS = ["Левая", "оппозицией", "B[olshevik]-L[eninists]", "VKP (b)", "C.I.", "«", "—", "\n\n"]
BASE = base_of(
    Term("левая оппозиция", "ru"), Term("VKP(b)", "ru"), Term("CI", "ru"), Term("оппозиция", "ru")
)
MATCHER = Matcher(BASE, "ru")
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=12).map(" ".join)


@given(TEXTS)
def test_every_place_lies_in_the_text_and_begins_and_ends_with_a_word(text: str) -> None:
    for match in MATCHER.find(text):
        place = text[match.start : match.end]
        assert 0 <= match.start < match.end <= len(text)
        assert place[0].isalnum() or place[0] == "["
        assert place[-1].isalnum() or place[-1] in ").]/" or not place[-1].isspace()


@given(TEXTS, TEXTS)
def test_what_is_found_stays_found_when_a_paragraph_is_put_before_the_text(
    before: str, text: str
) -> None:
    shift = len(before) + 2
    moved = {
        (match.start - shift, match.end - shift)
        for match in MATCHER.find(f"{before}\n\n{text}")
        if match.start >= shift
    }
    if "[" not in before + text and "<" not in before + text:
        assert moved == {(match.start, match.end) for match in MATCHER.find(text)}


@given(TEXTS)
def test_case_and_yo_do_not_change_what_a_term_of_free_case_finds(text: str) -> None:
    term = Term("объединённая оппозиция", "ru", case=Case.FREE)
    matcher = Matcher(base_of(term), "ru")
    whole = f"{text} объединённой оппозиции"
    plain = whole.replace("ё", "е")
    assert [(m.start, m.end) for m in matcher.find(whole)] == [
        (m.start, m.end) for m in matcher.find(plain)
    ]
