from __future__ import annotations

import pytest

from alignments.bitext import BlockKind, SpanKind, Stream
from alignments.errors import FormatError
from alignments.formats import read_document, read_segmented
from alignments.languages import guess_language

RUSSIAN = "# Задачи\n\nОппозиция боролась за демократию. Её вожди были высланы в 1928 г.\n"


def test_a_file_becomes_a_segmented_document_in_the_language_of_its_script() -> None:
    document = read_document(RUSSIAN.encode("cp1251"), "a.md")
    assert document.language == "ru"
    assert document.blocks[0].kind is BlockKind.HEADING
    assert [document.segment_text(n) for n in range(3)] == [
        "Задачи",
        "Оппозиция боролась за демократию.",
        "Её вожди были высланы в 1928 г.",
    ]
    assert [notice.code for notice in document.notices] == ["encoding"]


def test_markdown_is_known_by_its_looks_in_a_text_file() -> None:
    assert read_document(RUSSIAN.encode(), "a.txt").blocks[0].kind is BlockKind.HEADING


def test_a_text_garbled_by_a_wrong_encoding_is_reported() -> None:
    garbled = (RUSSIAN * 3).encode().decode("cp1251", errors="ignore").encode()
    assert "garbled" in [notice.code for notice in read_document(garbled, "a.txt").notices]


def test_segmented_lines_keep_their_numbers_and_blanks() -> None:
    data = "\ufeff# One\r\n two \u2028 three \n[^1]: B[olshevik]\n[3] four".encode()
    document = read_segmented(data, "a.txt", "en")
    texts = [document.segment_text(n) for n in range(len(document))]
    assert texts == ["# One", " two \u2028 three ", "[^1]: B[olshevik]", "[3] four"]
    assert {block.stream for block in document.blocks} == {Stream.BODY}
    assert [s.kind for s in document.spans if s.kind is SpanKind.NOTE_NUMBER]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a\n\nb\n", "1 line is blank .*: 2"),
        (b"a\n \t\nb\n\n", "2 lines are blank .*: 2, 4"),
        ("a\n\u00a0\n".encode(), "1 line is blank .*: 2"),
    ],
)
def test_a_blank_line_among_segments_is_refused_by_its_number(data: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        read_segmented(data, "a.txt", "en")


def test_a_file_of_page_furniture_only_is_refused() -> None:
    with pytest.raises(FormatError, match="only rules, page numbers"):
        read_document(b"* * *\n\nhttp://a.b\n", "a.txt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Оппозиция боролась за демократию.", "ru"),
        ("ВКП(б)", "ru"),
        ("Мiръ и всѣ люди его", "ru"),
        ("Партія та її вожді", "uk"),
        ("Историята на партията не е това, което се казва за нея в книгите", "bg"),
        ("The party was the heart of it, and he said so.", "en"),
        ("Die Partei ist das Herz und der Kopf", "de"),
        ("12, 13 — 14", "und"),
        ("Xyzzy plugh", "und"),
    ],
)
def test_the_language_is_guessed_by_script_and_little_words(text: str, language: str) -> None:
    assert guess_language(text) == language
