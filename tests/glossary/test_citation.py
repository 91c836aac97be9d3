"""The form in which a term is entered."""

from __future__ import annotations

import pytest

from glossary.citation import citation_form


@pytest.mark.parametrize(
    ("printed", "language", "expected"),
    [
        ("съезда", "ru", "съезд"),
        ("Центрального Комитета", "ru", "Центральный Комитет"),  # the attribute agrees
        ("Левой оппозиции", "ru", "Левая оппозиция"),  # in gender too
        ("комитету партии", "ru", "комитет партии"),  # what follows the noun stays
        ("ЦК", "ru", "ЦК"),  # an acronym is no common word
        ("«Правды»,", "ru", "Правда"),  # nothing around it
        ("профсоюзов", "ru-RU", "профсоюзы"),  # the number is the printed one
        ("the party's", "en", "the party"),
        ("Left Opposition.", "en", "Left Opposition"),
        ("—", "en", ""),
    ],
)
def test_a_term_is_entered_as_a_dictionary_has_it(
    printed: str, language: str, expected: str
) -> None:
    assert citation_form(printed, language) == expected
