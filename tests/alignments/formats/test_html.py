"""The page: whole, balanced, linked both ways, and nothing in a text can leave its cell."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from alignments.bitext import Alignment, Bead, Bitext
from alignments.exports import ExportSettings
from alignments.formats import read_document
from alignments.formats.html import write_html
from alignments.segmentation import segment_document
from alignments.units import Decision, ReviewedBead, reviewed_beads
from alignments.xml_characters import clean_xml
from tests.alignments.formats.hostile import ANY_TEXT, HOSTILE, made_bitext

EMPTY_TAGS = {"meta"}
KNOWN_TAGS = re.compile(
    "html|head|meta|title|style|body|header|h[1-6]|nav|ul|li|a|bdi|main|table|thead|tbody|tr|th|td|"
    "span|small|p|sup|em|strong|section"
)


class Page(HTMLParser):
    """Reads a page: checks that tags are balanced, gathers ids, links, and texts by tag."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.cells: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert KNOWN_TAGS.fullmatch(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids[value or ""] += 1
            if name == "href":
                self.links.append(value or "")
        if tag == "td":
            self.cells.append("")
        if tag not in EMPTY_TAGS:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] += data
        for tag in self.open:
            self.texts[tag][-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment in the page: {data}")


def written(*beads: ReviewedBead, **choices: object) -> str:
    out = io.BytesIO()
    named = {"title": "On the press", **choices}
    write_html(out, beads, ExportSettings("ru", "en", **named))  # type: ignore[arg-type]
    return out.getvalue().decode()


def made(**choices: object) -> str:
    decisions = [Decision("confirmed")] * 3
    decisions += [Decision("confirmed", null_reason="editor")] + [Decision()] * 4
    return written(*reviewed_beads(made_bitext(), decisions, laid=True), **choices)


def test_the_page_is_whole_and_every_link_has_its_end() -> None:
    page = Page(made())
    assert set(page.ids.values()) == {1}
    assert [link for link in page.links if link[1:] not in page.ids] == []
    assert all(link.startswith("#") for link in page.links)


def test_marks_and_notes_are_linked_both_ways() -> None:
    page = Page(made())
    for key in ("s-1", "t-1", "t-2"):
        assert f"#note-{key}" in page.links
        assert f"#mark-{key}" in page.links
        assert page.ids[f"note-{key}"] == page.ids[f"mark-{key}"] == 1


def test_headings_are_headings_and_stand_in_the_contents() -> None:
    page = Page(made())
    assert page.texts["h1"] == ["On the press"]
    assert {"О печати", "On the press", "Contents"} <= set(page.texts["h2"])
    assert "О печати On the press " in page.texts["li"]
    assert page.links[0] == "#p1"


def test_levels_that_a_text_skips_leave_no_gap_in_the_outline() -> None:
    text = "# One\n\n## Two\n\n#### Four\n\n#### Four again\n\n## Two again\n"
    source = target = segment_document(read_document(text.encode(), "t.md", "en"))
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(source)))
    bitext = Bitext(source, target, Alignment(beads, len(source), len(target)))
    page = Page(written(*reviewed_beads(bitext, laid=True)))
    found = {name: page.texts.get(name, [])[::2] for name in ("h3", "h4", "h5")}
    assert found == {"h3": ["Two", "Two again"], "h4": ["Four", "Four again"], "h5": []}


def test_each_cell_says_its_language_and_direction() -> None:
    cells = [
        value for tag, name, value in Page(made()).attributes if tag == "td" and name == "lang"
    ]
    assert Counter(cells) == {"ru": 5, "en": 8}
    out = io.BytesIO()
    bead = ReviewedBead("1", Bead(range(1), range(1)), ("א",), ("a",))
    write_html(out, [bead], ExportSettings("he", "en"))
    assert '<td lang="he" dir="rtl">' in out.getvalue().decode()


def test_a_side_without_text_says_why() -> None:
    page = Page(made())
    assert "No counterpart: the editor's text" in page.cells
    assert page.cells.count("No counterpart found (not confirmed)") == 2


@pytest.mark.parametrize(
    ("brackets", "words"),
    [("keep", "[The editor's words.]"), ("expand", "The editor's words."), ("strip", "")],
)
def test_brackets_are_as_asked(brackets: str, words: str) -> None:
    beads = reviewed_beads(made_bitext(), brackets=brackets, laid=True)  # type: ignore[arg-type]
    page = Page(written(*beads, brackets=brackets))
    assert page.cells[7] == words


def test_what_is_left_out_is_said_where_it_stood_and_links_to_it_end_there() -> None:
    page = Page(made(include="confirmed"))
    assert any("4 pairs left out here" in cell for cell in page.cells)
    assert [link for link in page.links if link[1:] not in page.ids] == []
    assert sum("not in this file" in text for text in page.texts["p"]) == 3


def test_the_page_fetches_and_runs_nothing() -> None:
    text = made(created_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert "default-src 'none'" in text
    assert re.search(r"url\(|@import|<script|<link|<img|https?:", text) is None
    assert "2026-01-02" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    bead = ReviewedBead("1", Bead(range(1), range(1)), (text,), (text,), Decision(note=text))
    page = Page(written(bead, title=text, source_name=text, target_name=text))
    assert page.cells == [clean_xml(text)[0]] * 2
    assert page.texts["title"] == page.texts["h1"]
    style = page.texts["style"][0]
    assert style.count("{") == style.count("}")


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_is_in_its_cell_and_nowhere_else(source: str, target: str) -> None:
    bead = ReviewedBead("1", Bead(range(1), range(1)), (source,), (target,), Decision("confirmed"))
    page = Page(written(bead))
    assert page.cells == [clean_xml(source)[0], clean_xml(target)[0]]
    assert set(page.ids) == {"p1"}
