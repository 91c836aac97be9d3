"""What a check of terms says, and what it keeps silent about."""

from __future__ import annotations

import pytest

from glossary.checks import check_pairs
from glossary.concepts import Concept, Kind, Status, Term, TermBase
from glossary.findings import CheckSettings, Code, Severity, TermFinding, TextPair

PARTY = "All-Union Communist Party"
BASE = TermBase(
    (
        Concept(
            "vkp",
            (
                Term(PARTY, "en"),
                Term("VKP", "en", kind=Kind.ABBREVIATION, abbreviates=PARTY),
                Term("ВКП(б)", "ru", kind=Kind.ABBREVIATION),
                Term("ВКП", "ru", kind=Kind.ABBREVIATION),
            ),
        ),
        Concept(
            "trotskyist",
            (
                Term("Trotskyist", "en"),
                Term("Trotskyite", "en", status=Status.DEPRECATED),
                Term("троцкист", "ru"),
            ),
        ),
        Concept(
            "left",
            (
                Term("Left Opposition", "en"),
                Term("Opposition of the Left", "en", status=Status.ADMITTED),
                Term("the Lefts", "en", kind=Kind.VARIANT, status=Status.ADMITTED),
                Term("левая оппозиция", "ru"),
            ),
        ),
        Concept("opposition", (Term("opposition", "en"), Term("оппозиция", "ru"))),
        Concept("kulak", (Term("kulak", "en"), Term("кулак", "ru"))),
        Concept("fist", (Term("fist", "en"), Term("кулак", "ru"))),
        Concept("credo", (Term("Credo", "ru", do_not_translate=True), Term("Credo", "en"))),
        Concept("proposed", (Term("nobody asked", "en", Status.PROPOSED), Term("платок", "ru"))),
    )
)


def findings(*pairs: tuple[str, str], codes: set[Code] | None = None) -> list[TermFinding]:
    settings = CheckSettings(frozenset(codes)) if codes else None
    texts = [TextPair(str(n), *pair) for n, pair in enumerate(pairs)]
    return check_pairs(texts, BASE, "ru", "en", settings)


def codes(*pairs: tuple[str, str]) -> list[tuple[Code, str, int]]:
    return [(each.code, each.concept, each.position) for each in findings(*pairs)]


def test_a_rendering_that_is_missing_is_named_with_what_was_expected() -> None:
    (found,) = findings(("Левой оппозиции не дали слова.", "They were not given the floor."))
    assert found.code is Code.MISSING
    assert found.severity is Severity.WARNING
    assert found.expected == ("Left Opposition", "Opposition of the Left", "the Lefts")
    assert [(p.side, p.start, p.end) for p in found.places] == [("source", 0, 15)]
    assert "Левой оппозиции" in found.message


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("левыми оппозициями", "by left oppositions", "inflection is right"),
        ("левая оппозиция", "the L[eft] O[pposition]", "so are brackets"),
        ("левая оппозиция", "the Lefts", "and variants"),
        ("ВКП(б)", f"the {PARTY}", "a full form for an abbreviation"),
        ("статья «Левая оппозиция и рабочие»", "the article", "a quoted title has its own words"),
        ("«Платформа» левых", "a Trotskyite", "a concept that the original does not name"),
        ("левая оппозиция", "", "a segment without translation"),
        ("кулак ударил", "the fist struck", "another concept of the same name"),
        ("кулак прятал", "the kulak hid", "and this one"),
        ("платок", "a shawl", "a proposed term binds nobody"),
        ("Credo партии", "the party's Credo", "a term kept as it is"),
        ("троцкист", "троцкист, as they said", "the original's word quoted in the translation"),
        ("троцкист", "“Trotskyite Gangs at Work”, on a Trotskyist", "a title may be rude"),
    ],
)
def test_what_is_right_is_passed_over(source: str, target: str, why: str) -> None:
    assert codes((source, target)) == [], why


def test_a_rendering_in_the_next_pair_is_no_omission() -> None:
    assert codes(("троцкисты ушли", "They left."), ("и писали", "The Trotskyists wrote.")) == []
    moved = codes(("троцкисты", "They."), ("троцкисты", "Trotskyists."))
    assert moved == [(Code.MISSING, "trotskyist", 0)]


def test_a_forbidden_rendering_is_an_error() -> None:
    found = findings(("троцкисты писали", "the Trotskyites wrote"))
    assert [(f.code, f.severity) for f in found] == [(Code.FORBIDDEN, Severity.ERROR)]
    assert found[0].expected == ("Trotskyist",)
    assert [(p.side, p.start, p.end) for p in found[0].places] == [("target", 4, 15)]


def test_a_term_to_be_kept_is_missed_when_it_was_translated() -> None:
    assert codes(("Credo партии", "the party's creed")) == [(Code.TRANSLATED, "credo", 0)]


def test_an_abbreviation_is_to_be_explained_at_its_first_use_only() -> None:
    assert codes(("ВКП", "The VKP"), ("ВКП", "the VKP")) == [(Code.UNEXPLAINED, "vkp", 0)]
    assert codes(("ВКП", f"The VKP [{PARTY}]"), ("ВКП", "the VKP")) == []
    assert codes(("партия", f"The {PARTY}"), ("ВКП", "the VKP")) == []


def test_a_second_rendering_in_one_document_is_told_where_it_is_the_rarer_one() -> None:
    pair = ("левая оппозиция", "the Left Opposition")
    other = ("левая оппозиция", "the Opposition of the Left")
    assert codes(pair, other, pair) == [(Code.INCONSISTENT, "left", 1)]
    assert codes(pair, ("левая оппозиция", "the Lefts"), pair) == []
    (found,) = findings(other, pair)
    assert found.position == 0, "of equals the preferred one is the usual one"
    assert found.expected == ("Left Opposition",)


def test_two_names_in_the_original_may_have_two_renderings() -> None:
    concept = Concept(
        "ci",
        (
            Term("Comintern", "en"),
            Term("Communist International", "en"),
            Term("Коминтерн", "ru"),
            Term("Коммунистический Интернационал", "ru"),
        ),
    )
    short = ("Коминтерн", "the Comintern")
    pairs = [short, ("Коммунистического Интернационала", "the Communist International"), short]
    texts = [TextPair(str(n), *pair) for n, pair in enumerate(pairs)]
    assert check_pairs(texts, TermBase((concept,)), "ru", "en") == []
    texts[1] = TextPair("1", "Коминтерн", "the Communist International")
    (found,) = check_pairs(texts, TermBase((concept,)), "ru", "en")
    assert (found.code, found.position) == (Code.INCONSISTENT, 1)


def test_a_document_is_judged_by_itself() -> None:
    assert codes(("левая оппозиция", "the Opposition of the Left")) == []


def test_only_the_findings_that_are_asked_for_are_given() -> None:
    pair = ("троцкист и левая оппозиция", "a Trotskyite")
    assert {f.code for f in findings(pair)} == {Code.FORBIDDEN, Code.MISSING}
    assert {f.code for f in findings(pair, codes={Code.FORBIDDEN})} == {Code.FORBIDDEN}
