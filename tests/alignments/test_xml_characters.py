from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from alignments.xml_characters import clean_xml, escape_attribute, escape_text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize(
    ("text", "cleaned", "names"),
    [
        ("a\tb\nc\rd", "a\tb\nc\rd", []),  # the three control characters XML has
        ("a\x0bb", "a b", ["U+000B"]),  # a vertical tab parts words
        ("a\x00b\x08", "ab", ["U+0000", "U+0008"]),  # others carry no text
        ("a\ud800b", "a\ufffdb", ["U+D800"]),  # half of a pair: the character is lost
        ("a\ufffe\uffff", "a\ufffd\ufffd", ["U+FFFE", "U+FFFF"]),  # no characters at all
        ("\x85\x9f\u2028й😀\U0001ffff", "\x85\x9f\u2028й😀\U0001ffff", []),  # odd, but legal
    ],
)
def test_only_what_xml_cannot_carry_goes(text: str, cleaned: str, names: list[str]) -> None:
    result, found = clean_xml(text)
    assert result == cleaned
    assert [hit.name for hit in found] == names


def test_each_place_is_named() -> None:
    assert [hit.position for hit in clean_xml("й\x00й\x01")[1]] == [1, 3]


@given(ANY_TEXT, ANY_TEXT)
def test_whatever_is_cleaned_and_escaped_comes_back_from_a_parser(text: str, value: str) -> None:
    text, value = clean_xml(text)[0], clean_xml(value)[0]
    xml = f'<a b="{escape_attribute(value)}">{escape_text(text)}</a>'
    element = etree.fromstring(xml.encode())
    assert (element.text or "", element.get("b")) == (text, value)
