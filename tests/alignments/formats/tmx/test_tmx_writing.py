from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from alignments.bitext import TranslationUnit
from alignments.errors import FormatError
from alignments.formats.tmx import TmxReport, check_tmx, write_tmx

UNIT = TranslationUnit("u1", {"ru": "Раз & <два>.", "en": "One & <two>."})


def write(
    *units: TranslationUnit,
    source: str = "ru",
    target: str = "en",
    any_source: bool = False,
    at: datetime | None = None,
) -> tuple[bytes, TmxReport]:
    out = io.BytesIO()
    report = write_tmx(
        out,
        units,
        source_language=source,
        target_language=target,
        creation_tool_version="0.1",
        properties={"x-signature": "builtin@1"},
        any_source=any_source,
        created_at=at,
    )
    assert check_tmx(io.BytesIO(out.getvalue())) == []
    return out.getvalue(), report


def test_the_header_says_what_the_strictest_readers_ask_for() -> None:
    text = write(UNIT, at=datetime(2026, 11, 22, tzinfo=UTC))[0].decode()
    assert text.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
    )
    for part in (
        'creationtool="translation-alignment-workbench"',
        'creationtoolversion="0.1"',
        'segtype="sentence"',
        'o-tmf="translation-alignment-workbench"',
        'adminlang="en"',
        'srclang="ru"',
        'datatype="plaintext"',
        'creationdate="20261122T000000Z"',
        '<prop type="x-signature">builtin@1</prop>',
    ):
        assert part in text
    assert "xmlns" not in text


def test_the_source_stands_first_and_texts_are_escaped() -> None:
    text = write(TranslationUnit("1", {"en": "b", "ru": "а & <б>"}))[0].decode()
    assert text.index('<tuv xml:lang="ru"><seg>а &amp; &lt;б&gt;</seg>') < text.index('"en"><seg>')


def test_tags_are_canonical_and_equal_in_header_and_units() -> None:
    text = write(TranslationUnit("1", {"RU": "а", "en_gb": "b"}), source="rus", target="en-gb")[0]
    assert b'srclang="ru"' in text
    assert b'xml:lang="ru"' in text
    assert b'xml:lang="en-GB"' in text


def test_a_value_no_reader_would_take_as_an_attribute_becomes_a_property() -> None:
    unit = TranslationUnit("1", UNIT.texts, {"changedate": "yesterday", "changeid": "Анна"})
    text = write(unit)[0].decode()
    assert '<prop type="changedate">yesterday</prop>' in text
    assert 'changeid="Анна"' in text


def test_characters_that_xml_cannot_carry_are_reported_with_their_place() -> None:
    unit = TranslationUnit("7", {"ru": "а\x00б", "en": "\ud800"}, {"x-reviewer": "A\x0b"})
    _, report = write(unit, UNIT)
    assert report.units == 2
    assert report.cleaned_characters == 3
    assert [
        (place.unit, place.place, place.position, place.character) for place in report.cleaned
    ] == [
        ("7", "x-reviewer", 1, "U+000B"),
        ("7", "ru", 1, "U+0000"),
        ("7", "en", 0, "U+D800"),
    ]


def test_segments_without_original_go_to_a_file_of_any_source() -> None:
    text = write(TranslationUnit("1", {"en": "Only here."}), any_source=True)[0]
    assert b'srclang="*all*"' in text
    assert text.count(b"<tuv") == 1


@pytest.mark.parametrize(
    ("units", "languages", "said"),
    [
        ([TranslationUnit("1", {"en": "a"})], ("ru", "en"), 'unit 1 has no text in "ru"'),
        ([TranslationUnit("1", {})], ("ru", "en"), "needs at least one"),
        ([TranslationUnit("1", {"ru": "a", "RU": "b"})], ("ru", "en"), "each only once"),
        ([UNIT, UNIT], ("ru", "en"), 'id "u1" is used twice'),
        ([UNIT], ("ru", "RUS"), 'both sides are in "ru"'),
        ([UNIT], ("ru", "english!"), "is no language tag"),
    ],
)
def test_units_that_make_no_valid_file_are_refused(
    units: list[TranslationUnit], languages: tuple[str, str], said: str
) -> None:
    with pytest.raises(FormatError, match=said):
        write(*units, source=languages[0], target=languages[1])


def test_an_export_of_nothing_is_a_valid_file() -> None:
    assert write()[1].units == 0
