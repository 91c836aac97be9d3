from __future__ import annotations

import pytest

from alignments.errors import EncodingError, FormatError
from alignments.formats.decoding import decode

RUSSIAN = (
    "Оппозиция боролась за внутрипартийную демократию; её вожди были высланы.\n"
    "Уже в 1926 г. ВКП(б) и ЦК объявили об этом.\n"
)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("cp866", "cp866"),
        ("mac-cyrillic", "mac-cyrillic"),
        ("iso8859-5", "iso8859-5"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_russian_is_read_in_every_usual_encoding(encoding: str, found: str) -> None:
    decoded = decode(RUSSIAN.encode(encoding), "a.txt")
    assert decoded.text == RUSSIAN
    assert decoded.encoding == found


@pytest.mark.parametrize(
    ("text", "encoding", "reason"),
    [
        ("Это наша партия.", "mac-cyrillic", "statistics alone fail on a short text"),
        ("ДА ЗДРАВСТВУЕТ РЕВОЛЮЦИЯ!", "koi8-r", "capitals are small letters in cp1251"),
        ("Єдність партії ґрунтується на її програмі.", "koi8-u", "Ukrainian letters"),
        ("It’s “the café” – here…", "cp1252", "quotes are the same bytes in cp1251"),
        ("Řekl, že přijde až příští týden.", "cp1250", "central European letters"),
    ],
)
def test_short_texts_are_read_right(text: str, encoding: str, reason: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text, reason


def test_a_named_encoding_overrides_what_would_be_found() -> None:
    data = "Привет".encode("cp866")
    assert decode(data, "a.txt", "cp1251").text == data.decode("cp1251")
    assert not decode(data, "a.txt", "CP1251").detected


def test_text_is_nfc_and_keeps_every_line_break() -> None:
    raw = "Й\r\né\u2028a\u0085b\x0cc\rd\n"
    decoded = decode(raw.encode(), "a.txt")
    assert decoded.text == "Й\r\né\u2028a\u0085b\x0cc\rd\n"


@pytest.mark.parametrize("encoding", ["klingon", "base64", "idna", "a\0b", "undefined"])
def test_an_unknown_encoding_is_refused_with_names_to_use(encoding: str) -> None:
    with pytest.raises(EncodingError, match=r"no known text encoding.*cp1251"):
        decode(b"abc", "a.txt", encoding)


def test_bytes_that_do_not_fit_are_named_by_place() -> None:
    data = "раз\n".encode() + "два".encode("cp1251")
    with pytest.raises(EncodingError, match=r"a\.txt is not utf-8.*position 7 \(line 2\).*Name"):
        decode(data, "a.txt", "utf-8")


def test_damaged_utf8_is_not_guessed_to_be_something_else() -> None:
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    with pytest.raises(EncodingError, match=r"UTF-8 with damage.*line 3"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        ("\u200b\n".encode(), "holds no text"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF.*convert"),
        (b"PK\x03\x04\x14\x00word/document.xml", "Word document.*save it as plain text"),
        (b"PK\x03\x04\x14\x00photo", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"{\\rtf1\\ansi", "Rich Text"),
        (b"abc\x00def", "zero or control bytes"),
        (bytes(range(32)) * 50, "zero or control bytes"),
    ],
)
def test_what_is_no_text_is_named_with_the_remedy(data: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=f"a.txt.*{words}"):
        decode(data, "a.txt")


def test_a_nul_character_in_a_text_is_refused_by_place() -> None:
    with pytest.raises(FormatError, match="NUL character at position 4"):
        decode("\ufeffтри\n\0четыре".encode("utf-16-le"), "a.txt")


def test_half_characters_are_refused() -> None:
    with pytest.raises(EncodingError, match="half characters"):
        decode(b"+2AA-", "a.txt", "utf-7")
