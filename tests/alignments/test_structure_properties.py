from __future__ import annotations

import unicodedata
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import Document, Segment, SpanKind
from alignments.errors import FormatError
from alignments.formats import read_document, read_segmented
from alignments.reading import reading_text, reading_texts
from alignments.structure import find_structure, set_join

PIECES = st.sampled_from(
    [
        *("# ", "## IV. ", "*", "**", "_", "[", "]", "[^1]", "[^1]: ", "<sup>[2]</sup>", "[3] "),
        *("B[olshevik]", "VKP [All-Union]", "[in May 1927]", "[19]28", "1. ", "а) ", "- ", "> "),
        *(
            "Глава 3",
            "word",
            "Слово",
            "and",
            "END",
            ".",
            ",",
            ":",
            "-",
            "\\",
            "`",
            "```",
            "|",
            "---",
        ),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\f",
            "\u2028",
            " ",
            "  \n",
            "¹",
            "*)",
            "12",
            "<br>",
            "](http://x)",
        ),
        *("To contact us visit:", "\u00ad", "\u200b", "é", "\x1c", "\x1a", "( ", ")"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join))
DIALECTS = st.sampled_from(["plain", "markdown"])


@given(TEXTS, DIALECTS)
@settings(max_examples=200, deadline=None)
def test_every_character_that_is_not_blank_lies_in_one_block(text: str, dialect: str) -> None:
    document = find_structure(text, "a", "en", "plain" if dialect == "plain" else "markdown")
    covered = bytearray(len(text))
    for block in document.blocks:
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        for place in range(block.start, block.end):
            covered[place] += 1
    assert all(count <= 1 for count in covered)
    assert all(covered[n] or character.isspace() for n, character in enumerate(text))


@given(TEXTS, DIALECTS)
@settings(max_examples=200, deadline=None)
def test_spans_joins_and_copies_point_at_what_is_there(text: str, dialect: str) -> None:
    document = find_structure(text, "a", "en", "plain" if dialect == "plain" else "markdown")
    assert list(document.spans) == sorted(document.spans, key=lambda s: (s.start, -s.end, s.kind))
    assert all(0 <= span.start < span.end <= len(text) for span in document.spans)
    for number, join in enumerate(document.joins):
        assert join.left < join.right < len(document.blocks)
        assert set_join(set_join(document, number, False), number, True) == document
    for block in document.blocks:
        assert block.duplicate_of is None or block.duplicate_of < len(document.blocks)


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_imported_or_refused_in_words(text: str, name: str) -> None:
    with suppress(FormatError):
        document = read_document(text.encode(), name)
        assert reading_texts(document) == [reading_text(document, n) for n in range(len(document))]


@given(st.binary(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_imported_or_refused_in_words(data: bytes) -> None:
    for reader in (read_document, read_segmented):
        with suppress(FormatError):
            assert len(reader(data, "a.txt", "en").segments) > 0


@given(TEXTS, DIALECTS)
@settings(max_examples=200, deadline=None)
def test_reading_texts_hold_no_marks(text: str, dialect: str) -> None:
    structure = find_structure(text, "a", "en", "plain" if dialect == "plain" else "markdown")
    hidden = (SpanKind.MARKUP, SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER)
    kept = [True] * len(text)
    for span in structure.spans:
        if span.kind in hidden:
            kept[span.start : span.end] = [False] * (span.end - span.start)
    document: Document = structure.with_segments(
        [Segment(b.start, b.end, n) for n, b in enumerate(structure.blocks)]
    )
    for read, block in zip(reading_texts(document), structure.blocks, strict=True):
        shown = "".join(text[n] for n in range(block.start, block.end) if kept[n])
        assert _is_subsequence(read.replace(" ", ""), shown)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=12))
def test_segmented_lines_stay_exactly_as_given(lines: list[str]) -> None:
    given_lines = [unicodedata.normalize("NFC", line) for line in lines]
    data = "\n".join(given_lines).encode()
    usable = all(
        line.strip() and not set("\n\r\x00\ufeff") & set(line) and line.isprintable()
        for line in given_lines
    )
    if usable and any(c.isalnum() for c in "".join(given_lines)) and given_lines[0][0] not in "<{%":
        document = read_segmented(data, "a.txt", "en", "utf-8")
        assert [document.segment_text(n) for n in range(len(document))] == given_lines
