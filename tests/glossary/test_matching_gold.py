"""How many of the marked terms are found, and how many of the found ones are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossary.concepts import TermBase
from glossary.matching import Matcher

if TYPE_CHECKING:
    from tests.glossary.conftest import Gold

RECALL, PRECISION = 0.98, 0.99


def bare(text: str, start: int, end: int, concept: str) -> tuple[int, int, str]:
    """A place without the quotes, stars and full stop around it: where they belong is taste."""
    while text[start] in '«“"* ':
        start += 1
    while text[end - 1] in '»”"*. ':
        end -= 1
    return start, end, concept


def test_the_gold_has_hundreds_of_occurrences_in_both_languages(gold: dict[str, Gold]) -> None:
    assert all(len(each.places) >= 150 for each in gold.values())
    assert sum(len(each.places) for each in gold.values()) >= 300


@pytest.mark.parametrize("language", ["ru", "en"])
def test_terms_are_found_in_all_their_forms_and_nothing_else_is(
    language: str, gold: dict[str, Gold], gold_base: TermBase
) -> None:
    text = gold[language].text
    wanted = {bare(text, *place) for place in gold[language].places}
    found = {
        bare(text, match.start, match.end, match.concept.id)
        for match in Matcher(gold_base, language).find(text)
        if not match.covered
    }
    missed = sorted((text[a:b], concept) for a, b, concept in wanted - found)
    wrong = sorted((text[a:b], concept) for a, b, concept in found - wanted)
    assert len(wanted & found) >= RECALL * len(wanted), missed
    assert len(wanted & found) >= PRECISION * len(found), wrong
