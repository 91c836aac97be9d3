"""Importing without a server: languages, swapped sides, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignments.bitext import Document
from alignments.errors import FormatError
from workbench.services import importing
from workbench.services.looks import script_of_language, script_of_text

RUSSIAN = "Центральный комитет обсудил положение в Китае и принял решение."
ENGLISH = "The Central Committee discussed the situation in China and decided."
GREEK = "Η κεντρική επιτροπή συζήτησε την κατάσταση στην Κίνα."

GERMAN = "Das Zentralkomitee hat über die Lage in China und den Beschluss mit den anderen beraten."

PAIRS = {
    "as it should be": (("ru", RUSSIAN), ("en", ENGLISH), []),
    "swapped": (("ru", ENGLISH), ("en", RUSSIAN), ["sides-swapped"]),
    "twice the translation": (("ru", ENGLISH), ("en", ENGLISH), ["sides-alike"]),
    "twice the original": (("ru", RUSSIAN), ("en", RUSSIAN), ["sides-alike"]),
    "another script on one side": (("ru", GREEK), ("en", ENGLISH), ["language-mismatch"]),
    "one script for both languages": (("de", ENGLISH), ("en", ENGLISH), ["sides-alike"]),
    "swapped in one script": (("de", ENGLISH), ("en", GERMAN), ["sides-swapped"]),
    "as it should be in one script": (("de", GERMAN), ("en", ENGLISH), []),
    "a language of two scripts": (("kk", ENGLISH), ("en", ENGLISH), []),
    "a language known by its script only": (("tg", RUSSIAN), ("en", ENGLISH), []),
    "no original": (("ru", ""), ("en", ENGLISH), []),
    "too short to tell": (("ru", "OK"), ("en", "Да"), []),
}


@pytest.mark.parametrize("case", PAIRS)
def test_a_pair_whose_languages_look_wrong_is_warned_of(case: str) -> None:
    (source_language, source), (target_language, target), expected = PAIRS[case]
    warnings = importing.language_warnings(
        Document("a", source_language, source), Document("b", target_language, target)
    )
    assert [warning.code for warning in warnings] == expected


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (RUSSIAN, "Cyrl"),
        (ENGLISH, "Latn"),
        (GREEK, "Grek"),
        ("1926. 12. 3." * 10, None),
        (RUSSIAN + ENGLISH, None),
        ("", None),
    ],
)
def test_the_script_is_that_of_most_letters(text: str, script: str | None) -> None:
    assert script_of_text(text) == script


def test_a_language_tag_may_have_a_region() -> None:
    assert script_of_language("ru-RU") == "Cyrl"
    assert script_of_language("tlh") is None


def test_an_empty_file_names_itself_and_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.touch()
    with pytest.raises(FormatError, match=r"empty\.txt: the file is empty; choose"):
        importing.read_file(file)


def test_lines_as_given_are_segments(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("Eins. Zwei.\nDrei.\n", encoding="utf-8")
    document = importing.read_file(file, "de", segmented=True)
    assert [document.segment_text(n) for n in range(len(document))] == ["Eins. Zwei.", "Drei."]


def test_the_census_counts_what_was_recognised() -> None:
    document = importing.read(b"# Title\n\nOne. Two [three].\n", "a.md", "en")
    census = importing.census(document)
    assert (census.blocks["heading"], census.blocks["paragraph"]) == (1, 1)
    assert census.segments == 3
    assert census.line().startswith("3 segments")
    assert census.as_dict()["language"] == "en"
