"""The Word document: read back with python-docx, its parts well formed, its footnotes real."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from lxml import etree

from alignments.bitext import Bead
from alignments.exports import ExportSettings
from alignments.formats.docx import write_docx
from alignments.formats.docx.runs import word_language
from alignments.units import Decision, ReviewedBead, reviewed_beads
from alignments.xml_characters import clean_xml
from tests.alignments.formats.hostile import ANY_TEXT, HOSTILE, made_bitext

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(*beads: ReviewedBead, **choices: object) -> bytes:
    out = io.BytesIO()
    named = {"title": "On the press", **choices}
    write_docx(out, beads, ExportSettings("ru", "en", **named))  # type: ignore[arg-type]
    return out.getvalue()


def made(**choices: object) -> bytes:
    return written(*reviewed_beads(made_bitext(), laid=True), **choices)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def style_of(paragraph: Paragraph) -> str:
    style = paragraph.style
    return "" if style is None else style.name or ""


def footnotes(data: bytes) -> dict[str, str]:
    """The footnotes by the number that refers to them, without the rules above them."""
    notes = part(data, "word/footnotes.xml").findall(f"{W}footnote")
    return {n.get(f"{W}id"): words_of(n) for n in notes if n.get(f"{W}type") is None}


def test_word_finds_headings_outside_the_tables_and_pairs_in_them() -> None:
    document = docx.Document(io.BytesIO(made()))
    headings = [p.text for p in document.paragraphs if style_of(p).startswith("Heading")]
    assert headings == ["О печати\nOn the press", "Примечания\nNotes"]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert rows[0] == ["2 proposed, 90\u00a0%", "Они знали1.", "They knew1."]
    assert rows[2][1:] == ["No counterpart found (not confirmed)", "[The editor's words.]"]
    assert document.core_properties.title == "On the press"


def test_each_mark_has_its_footnote_with_all_of_the_note() -> None:
    data = made()
    body = part(data, "word/document.xml")
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert marks == ["1", "2", "3"]
    assert footnotes(data) == {
        "1": "[1] Первое примечание.",
        "2": "[1] The first note.",
        "3": "[2] The second note. It is long.",
    }


def test_a_counterpart_that_nothing_calls_stands_under_its_note_and_the_rest_at_the_end() -> None:
    bitext = made_bitext()
    # The original has lost its marks.
    beads = reviewed_beads(bitext, edits={"source": {1: "Они знали."}, "target": {}}, laid=True)
    data = written(*beads)
    assert footnotes(data)["1"] == "[1] The first note.Первое примечание."
    beads = reviewed_beads(
        bitext, edits={"source": {1: "Они знали."}, "target": {1: "They knew."}}, laid=True
    )
    data = written(*beads)
    assert footnotes(data) == {"1": "[2] The second note. It is long."}
    rows = docx.Document(io.BytesIO(data)).tables[-1].rows
    assert [cell.text for cell in rows[0].cells][1:] == [
        "[1] Первое примечание.",
        "[1] The first note.",
    ]


def test_a_note_left_out_leaves_a_footnote_that_says_so() -> None:
    decisions = [Decision("confirmed")] * 3 + [Decision()] * 5
    beads = reviewed_beads(made_bitext(), decisions, laid=True)
    data = written(*beads, include="confirmed")
    assert all("not in this file" in text for text in footnotes(data).values())


def test_every_run_of_the_texts_says_its_language() -> None:
    body = part(made(), "word/document.xml")
    languages = {
        lang.get(f"{W}val"): words_of(run)
        for run in body.iter(f"{W}r")
        for lang in run.iter(f"{W}lang")
    }
    assert set(languages) == {"ru-RU", "en-US"}
    assert re.search("[А-Яа-я]", languages["en-US"]) is None


@pytest.mark.parametrize(
    ("tag", "expected"), [("ru", "ru-RU"), ("en-GB", "en-GB"), ("tlh", "tlh"), ("ZH", "zh-CN")]
)
def test_a_bare_tag_gets_the_country_that_word_expects(tag: str, expected: str) -> None:
    assert word_language(tag) == expected


def test_a_text_from_the_right_is_set_from_the_right() -> None:
    out = io.BytesIO()
    bead = ReviewedBead("1", Bead(range(1), range(1)), ("א",), ("a",))
    write_docx(out, [bead], ExportSettings("he", "en"))
    body = part(out.getvalue(), "word/document.xml")
    assert len(list(body.iter(f"{W}bidi"))) == len(list(body.iter(f"{W}rtl"))) == 1


def test_every_part_is_declared_and_every_reference_has_its_target() -> None:
    data = made()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        declared = {node.get("PartName").lstrip("/") for node in types if node.get("PartName")}
        related = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        targets = {f"word/{node.get('Target')}" for node in related}
    assert declared == {name for name in names if not name.endswith(".rels")} - {
        "[Content_Types].xml"
    }
    assert targets <= names
    styles = {s.get(f"{W}styleId") for s in part(data, "word/styles.xml").iter(f"{W}style")}
    used = {
        style.get(f"{W}val")
        for name in ("document", "footnotes", "header", "footer")
        for kind in ("pStyle", "rStyle")
        for style in part(data, f"word/{name}.xml").iter(f"{W}{kind}")
    }
    assert used <= styles


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back(source: str, target: str) -> None:
    bead = ReviewedBead("1", Bead(range(1), range(1)), (source,), (target,), Decision("confirmed"))
    body = part(written(bead), "word/document.xml")
    cells = [words_of(cell) for cell in body.iter(f"{W}tc")]
    assert cells == ["1", clean_xml(source)[0], clean_xml(target)[0]]


def test_hostile_names_stay_text() -> None:
    for text in HOSTILE:
        data = written(title=text, source_name=text, target_name=text)
        title = docx.Document(io.BytesIO(data)).paragraphs[0]
        assert style_of(title) == "Title"
        assert words_of(title._p) == clean_xml(text)[0]
