from __future__ import annotations

import pytest

from alignments.errors import FormatError
from alignments.formats.tmx.language_tags import canonical_tag, primary_language


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("ru", "ru"),
        ("RU", "ru"),
        ("ru_RU", "ru-RU"),  # as POSIX and Java write it
        ("rus", "ru"),  # three letters where there are two
        ("fre-ca", "fr-CA"),  # the bibliographic code
        ("iw", "he"),  # withdrawn
        ("SR-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("cu", "cu"),
        ("orv", "orv"),  # Old Russian has three letters only
        ("sl-ROZAJ", "sl-rozaj"),
        ("en-GB-x-Old", "en-GB-x-old"),
        ("X-Foo", "x-foo"),
        ("und", "und"),
    ],
)
def test_tags_come_out_in_their_canonical_form(written: str, canonical: str) -> None:
    assert canonical_tag(written) == canonical
    assert canonical_tag(canonical) == canonical


@pytest.mark.parametrize("written", ["", "xx", "r", "russian!", "ru--RU", "*all*", "x-", "рус"])
def test_what_is_no_tag_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(FormatError, match='such as "ru"'):
        canonical_tag(written)
    assert primary_language(written) == ""


def test_the_primary_language_has_no_script_and_no_region() -> None:
    assert primary_language("RUS_Cyrl-RU") == "ru"
