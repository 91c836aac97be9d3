from __future__ import annotations

import pytest

from alignments.segmentation.registry import TABLES, table_for
from alignments.segmentation.table import Behaviour, RuleTable, TableError, words


def test_abbreviation_in_two_classes_is_refused_by_name() -> None:
    with pytest.raises(TableError, match=r"'etc' stands in the classes"):
        RuleTable(
            languages=("xx",),
            abbreviations={Behaviour.NEVER: "Mr etc", Behaviour.CAPITAL: "etc"},
        )


def test_no_language_has_two_tables() -> None:
    tags = [tag for table in TABLES for tag in table.languages]
    assert len(tags) == len(set(tags))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.languages[0])
def test_tables_are_written_as_the_engine_looks_them_up(table: RuleTable) -> None:
    for word in table.behaviours:
        assert not word.endswith("."), f"{word}: the last full stop is not written"
        assert word.count(".") <= 3, f"{word}: at most four parts are looked for"
        assert "-" not in word, f"{word}: hyphens are left out"
    for starter in table.starters:
        assert starter[0].isupper(), f"{starter}: openers of sentences are capitalised"
    for lower in table.phrase_openers | table.conjunctions | table.labels:
        assert lower == lower.lower(), f"{lower}: these are compared in lower case"


def test_capital_at_the_beginning_is_the_sentences_own() -> None:
    table = table_for("ru")
    assert table.behaviour("Т.е") is Behaviour.NEVER
    assert table.behaviour("Т.Д") is None, "these are initials"
    assert table.behaviour("К") is None, "this is an initial, not kopecks"


def test_unknown_language_gets_the_generic_table() -> None:
    assert table_for("tlh") is table_for("und") is table_for("")


def test_words_are_split_at_blanks() -> None:
    assert words(" a\n b a ") == {"a", "b"}
