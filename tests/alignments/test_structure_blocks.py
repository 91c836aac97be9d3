from __future__ import annotations

import pytest

from alignments.bitext import Block, BlockKind, Document, Stream
from alignments.structure import find_structure
from alignments.structure.numbering import ordinal
from alignments.structure.tokens import Dialect

LONG = (
    "The opposition had foreseen this turn of events, and its leaders said so at every meeting of "
    "the committee, though nobody wished to hear them at that time."
)


def structure(text: str, dialect: Dialect = "markdown") -> Document:
    return find_structure(text, "a.md", "en", dialect)


def words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


@pytest.mark.parametrize(
    ("text", "dialect", "level", "number"),
    [
        ("## IV. The struggle", "markdown", 2, "IV"),
        ("#### *B) From the 14th Congress*", "markdown", 4, "B"),
        ("### The masses ###", "markdown", 3, ""),
        ("*A) From October to the Congress*", "markdown", 5, "A"),
        ("**The lessons**", "markdown", 2, ""),
        ("The lessons\n===========", "markdown", 1, ""),
        ("Глава III", "plain", 3, "III"),
        ("Глава III. О чём молчит съезд", "plain", 3, "III"),
        ("ЧАСТЬ ПЕРВАЯ", "plain", 2, "ПЕРВАЯ"),
        ("Chapter 3", "plain", 3, "3"),
        ("§ 5. Власть и партия", "plain", 4, "5"),
        ("IV. Борьба за массы", "plain", 3, "IV"),
        ("XIV", "plain", 3, "XIV"),
        ("А) С осени 1925 г. до XV съезда", "plain", 5, "А"),
        ("C) From the autumn to the Congress", "plain", 5, "C"),
        ("2. Задачи оппозиции", "plain", 4, "2"),
        ("НАШИ ЗАДАЧИ", "plain", 2, ""),
        ("Методы борьбы за реформу", "plain", 2, ""),
    ],
)
def test_headings_are_known_by_marks_numbers_and_looks(
    text: str, dialect: Dialect, level: int, number: str
) -> None:
    found = structure(f"{LONG}\n\n{LONG}\n\n{text}\n\n{LONG}\n\n{LONG}\n", dialect).blocks[2]
    assert (found.kind, found.number) == (BlockKind.HEADING, number)
    assert found.level == level


@pytest.mark.parametrize(
    ("text", "dialect", "reason"),
    [
        ("— Да, — сказал он", "plain", "a speech"),
        ("Он ушёл.", "plain", "a short sentence"),
        ("I. Deutscher thought otherwise", "plain", "initials without a neighbour in the count"),
        ("*It was a short remark in italics.*", "markdown", "a whole sentence in italics"),
        ("Глава 3 была им написана раньше.", "plain", "a sentence about a chapter"),
        ("Москва, 3 октября 1926 г", "plain", "place and date"),
    ],
)
def test_what_only_looks_like_a_heading_is_none(text: str, dialect: Dialect, reason: str) -> None:
    found = structure(f"{LONG}\n\n{LONG}\n\n{text}\n\n{LONG}\n", dialect).blocks[2]
    assert found.kind is not BlockKind.HEADING, reason


@pytest.mark.parametrize(
    ("text", "dialect", "number"),
    [
        ("1. The first thesis is long enough to be a sentence.", "markdown", "1"),
        ("2) The second one.", "markdown", "2"),
        ("а) союз рабочих и крестьян;", "plain", "а"),
        ("(в) и так далее;", "plain", "в"),
        ("- a point", "markdown", ""),
        ("• a point", "plain", ""),
        ("II. It is high time to say so openly, in the face of the whole world.", "markdown", "II"),
    ],
)
def test_list_items_carry_their_numbers(text: str, dialect: Dialect, number: str) -> None:
    found = structure(f"{LONG}\n\n{text}\n\n{LONG}\n", dialect).blocks[1]
    assert (found.kind, found.number) == (BlockKind.LIST_ITEM, number)


def test_theses_may_restart_and_repeat_their_numbers() -> None:
    text = "\n\n".join(f"{n}. Thesis {n} says something." for n in (1, 2, 2, 3, 1))
    assert [block.number for block in structure(text).blocks] == ["1", "2", "2", "3", "1"]


def test_a_series_of_headings_has_one_level_whatever_the_marks_say() -> None:
    heads = ("*A) One*", "#### *B) Two*", "#### *C) Three*", "### IV. Four", "## V. Five")
    text = "## Part\n\n" + "\n\n".join(f"{head}\n\n{LONG}" for head in heads)
    found = [b for b in structure(text).blocks if b.kind is BlockKind.HEADING]
    assert [(b.number, b.level) for b in found] == [
        *(("", 2), ("A", 4), ("B", 4), ("C", 4)),
        *(("IV", 2), ("V", 2)),
    ]


def test_wrapped_lines_are_one_paragraph_until_a_blank_line() -> None:
    paragraph = "The opposition had foreseen this turn of events, and\nits leaders said so at once."
    document = structure(f"{paragraph}\n\n{paragraph}\n", "plain")
    assert [words(document, block) for block in document.blocks] == [paragraph, paragraph]


def test_long_lines_without_blank_lines_are_a_paragraph_each() -> None:
    document = structure(f"{LONG} {LONG}\n" * 4, "plain")
    assert len(document.blocks) == 4


def test_indented_first_lines_begin_paragraphs_in_wrapped_text() -> None:
    paragraph = "    The opposition had foreseen this turn of events, and its\nleaders said so.\n"
    assert len(structure(paragraph * 5, "plain").blocks) == 5


def test_loose_lines_with_leading_marks_stay_paragraphs() -> None:
    document = structure(f"[3] {LONG} {LONG}\n{LONG} {LONG}\n[13] {LONG} {LONG}\n", "plain")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 3
    assert [span.label for span in document.spans] == ["3", "13"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\x0c"])
def test_any_line_break_parts_blocks(line_break: str) -> None:
    document = structure(f"# One{line_break}{line_break}{LONG}{line_break}", "markdown")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_page_furniture_is_put_aside() -> None:
    page = "The opposition had foreseen this turn of events, and its leaders said"
    rest = "so at every meeting of the committee.\n\n" + f"{LONG}\n\n" * 5
    text = "".join(
        f"{page}\n\n{n}\n\nThe Tactics of the Opposition\n\n{rest}" for n in (11, 12, 13)
    )
    text += "To contact the editors of\nthis paper visit:\n\n* * *\n\n" + LONG
    document = structure(text, "plain")
    aside = [words(document, b) for b in document.blocks if b.stream is Stream.ASIDE]
    assert aside.count("The Tactics of the Opposition") == 3
    assert {"11", "12", "13", "* * *"} <= set(aside)
    assert "To contact the editors of\nthis paper visit:" in aside
    assert len(document.joins) == 3


def test_numbers_that_count_chapters_are_headings() -> None:
    text = "".join(f"{n}\n\n{LONG}\n\n{LONG}\n\n" for n in (1, 2, 3))
    kinds = [b.kind for b in structure(text, "plain").blocks]
    assert kinds.count(BlockKind.HEADING) == 3
    assert BlockKind.FURNITURE not in kinds


def test_an_introduction_in_italics_and_the_byline_are_front_but_the_title_is_body() -> None:
    text = (
        "# The Tasks\n\n**The Editors**  \n**11 September 1931**\n\n*This text was found late.*\n\n"
        f"*It is printed in full.*\n\n## I. Beginnings\n\n{LONG}\n\n*An aside in italics.*\n"
    )
    streams = [block.stream.value for block in structure(text).blocks]
    assert streams == ["body", "front", "front", "front", "body", "body", "body"]


def test_writers_and_date_below_a_plain_title_are_front() -> None:
    text = f"НАШИ ЗАДАЧИ\n\nМеморандум ссыльных\n\n14 марта 1931 г.\n\n{LONG}\n\n{LONG}\n"
    found = [(b.kind.value, b.stream.value, b.level) for b in structure(text, "plain").blocks]
    assert found[:3] == [
        ("heading", "body", 1),
        ("paragraph", "front", 0),
        ("paragraph", "front", 0),
    ]


def test_front_matter_and_lines_of_html_are_furniture() -> None:
    text = f'---\ntitle: A\nlang: ru\n---\n\n<aside class="x">\n{LONG}\n</aside>\n'
    kinds = [block.kind.value for block in structure(text).blocks]
    assert kinds == ["furniture", "furniture", "paragraph", "furniture"]


@pytest.mark.parametrize(
    ("number", "style", "value"),
    [
        ("IV", "roman", 4),
        ("ХIV", "roman", 14),
        ("12", "arabic", 12),
        ("2.3", "arabic", 3),
        ("D", "letter", 4),
        ("в", "letter", 3),
        ("Первая", "keyword", 1),
        ("tenth", "keyword", 10),
        ("?", "", 0),
    ],
)
def test_numbers_of_any_style_can_be_compared(number: str, style: str, value: int) -> None:
    assert ordinal(number, style) == value
