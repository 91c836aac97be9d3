"""What makes a term, a concept, a base; and several bases as one."""

from __future__ import annotations

import pytest

from glossary.concepts import Concept, Kind, Status, Term, TermBase, replace_terms
from glossary.errors import ConceptError
from glossary.matching import Matcher
from glossary.merging import merge_bases
from glossary.starter import starter_base

FULL = Term("Central Committee", "en")
SHORT = Term("CC", "en", kind=Kind.ABBREVIATION, abbreviates="Central Committee")


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("", "en", "no letter"),
        ("—", "en", "no letter"),
        (" x", "en", "a blank"),
        ("x" * 501, "en", "501 characters"),
        ("x", "", "no language"),
    ],
)
def test_what_is_no_term_is_refused(text: str, language: str, words: str) -> None:
    with pytest.raises(ConceptError, match=words):
        Term(text, language)


@pytest.mark.parametrize(
    ("identifier", "terms", "words"),
    [
        (" ", (FULL,), "no id"),
        ("cc", (), "no terms"),
        ("cc", (FULL, FULL), "twice"),
        ("cc", (SHORT,), "not among its terms"),
        ("cc", (Term("CC", "en", abbreviates="CC"),), "abbreviates itself"),
    ],
)
def test_what_is_no_concept_is_refused(
    identifier: str, terms: tuple[Term, ...], words: str
) -> None:
    with pytest.raises(ConceptError, match=words):
        Concept(identifier, terms)


def test_the_preferred_rendering_is_a_full_form_before_an_abbreviation() -> None:
    concept = Concept("cc", (SHORT, FULL, Term("Centre", "en", Status.DEPRECATED)))
    assert concept.preferred("en") == FULL
    assert concept.preferred("ru") is None
    assert concept.full_form(SHORT) == FULL


def test_a_concept_that_loses_a_full_form_loses_the_links_to_it() -> None:
    concept = replace_terms(Concept("cc", (FULL, SHORT)), (SHORT,))
    assert concept.terms[0].abbreviates == ""


def test_two_concepts_of_a_base_have_two_ids() -> None:
    with pytest.raises(ConceptError, match="have the id cc"):
        TermBase((Concept("cc", (FULL,)), Concept("cc", (FULL,))))


def test_bases_are_merged_by_priority() -> None:
    high = TermBase(
        (Concept("cc", (FULL, Term("ЦК", "ru"))), Concept("x", (Term("unit", "en"),))),
        "house",
        priority=2,
    )
    low = TermBase(
        (
            Concept(
                "c1",
                (FULL, Term("CC", "en"), Term("ЦК", "ru"), Term("Zentrale", "de")),
                definition="The body.",
            ),
            Concept("x", (Term("another", "en"), Term("другой", "ru"))),
        ),
        "other",
        priority=1,
    )
    merged = merge_bases([low, high])
    assert [concept.id for concept in merged.base.concepts] == ["cc", "x", "x-2"]
    joined = merged.base.by_id["cc"]
    assert joined.definition == "The body."
    statuses = {term.text: term.status for term in joined.terms}
    assert statuses["CC"] is Status.ADMITTED, "the higher base prefers another term in English"
    assert statuses["Zentrale"] is Status.PREFERRED, "it has none in German"
    assert len(merged.notices) == 2


def test_merging_a_base_with_itself_changes_nothing() -> None:
    base = starter_base()
    assert merge_bases([base, base]).base.concepts == base.concepts


def test_the_starter_base_names_its_concepts_in_both_languages_with_sources() -> None:
    base = starter_base()
    assert len(base.concepts) >= 120
    for concept in base.concepts:
        assert concept.preferred("en"), concept.id
        assert concept.preferred("ru"), concept.id
        assert concept.definition, concept.id
        assert concept.source, concept.id
        assert concept.domain, concept.id


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_term_of_the_starter_base_is_found_as_itself(language: str) -> None:
    base = starter_base()
    matcher = Matcher(base, language)
    for concept in base.concepts:
        for term in concept.in_language(language):
            found = {match.concept.id for match in matcher.find(f"— {term.text} —")}
            assert concept.id in found, term.text
