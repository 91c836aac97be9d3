from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignments.bitext import BlockKind
from alignments.errors import FormatError
from alignments.formats import read_document
from tests.alignments.formats.reading.made import blocks, document, extract, package, said, texts

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "draw")
)
NAMES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
STYLES = """<style:style style:name="I"><style:text-properties
 fo:font-style="italic"/></style:style>
<style:style style:name="B" style:parent-style-name="I"><style:text-properties
 fo:font-weight="bold"/></style:style>
<style:style style:name="H"><style:text-properties text:display="none"/></style:style>
<style:style style:name="S"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Title"/><style:style style:name="P1" style:parent-style-name="Title"/>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I"
 style:num-suffix="." text:start-value="2"/><text:list-level-style-number text:level="2"
 style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="D"><text:list-level-style-bullet text:level="1"/></text:list-style>"""


def odt(body: str, **parts: str) -> bytes:
    content = f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
    content += f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
    content += "</office:body></office:document-content>"
    return package({"content.xml": content, **parts})


def note(number: str, *paragraphs: str) -> str:
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    return (
        f"<text:note><text:note-citation>{number}</text:note-citation>"
        f"<text:note-body>{body}</text:note-body></text:note>"
    )


def item(*inside: str) -> str:
    return f"<text:list-item>{''.join(inside)}</text:list-item>"


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def test_a_text_is_read_with_its_headings_notes_and_tables() -> None:
    body = p("The title", "P1") + '<text:h text:outline-level="2">A part</text:h>'
    body += p(f"They knew{note('1', 'First.', 'More.')}, we{note('*', 'Star.')}.")
    body += "<table:table><table:table-row><table:table-cell>" + p("cell") + "</table:table-cell>"
    body += "</table:table-row></table:table>" + p("After.")
    found = document(odt(body))
    assert blocks(found) == [
        ("heading", "The title"),
        ("heading", "A part"),
        ("paragraph", "They knew[1], we[*]."),
        ("paragraph", "cell"),
        ("paragraph", "After."),
        ("note", "[1] First."),
        ("note", "More."),
        ("note", "[*] Star."),
    ]
    assert [b.level for b in found.blocks[:2]] == [1, 2]
    assert [b.number for b in found.blocks if b.kind is BlockKind.NOTE] == ["1", "1", "*"]


def test_it_is_read_through_a_process_of_its_own() -> None:
    assert read_document(odt(p("Раз. Два.")), "а.odt").language == "ru"


def test_lists_are_numbered_as_their_styles_say() -> None:
    inner = f"<text:list>{item(p('b'))}{item(p('c'))}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item(p("a"), p("on"), inner)}{item(p("d"))}</text:list>'
    )
    body += f'<text:list text:style-name="D">{item(p("e"))}</text:list>'
    assert texts(document(odt(body))) == ["II. a", "on", "a) b", "b) c", "III. d", "• e"]


@pytest.mark.parametrize(
    ("inside", "text", "notice", "why"),
    [
        ("a<text:s text:c='3'/>b", "a   b", "", "blanks that count"),
        ("a \n  b", "a b", "", "blanks that do not"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc", "", "tabs and line ends"),
        ("a<text:span text:style-name='H'>x</text:span>", "a", "1 hidden passage was", "hidden"),
        ("a<text:hidden-text>x</text:hidden-text>", "a", "1 hidden passage was", "hidden field"),
        (
            "a<office:annotation><text:p>x</text:p></office:annotation>b",
            "ab",
            "1 comment",
            "comment",
        ),
        ("w<text:span text:style-name='S'>1</text:span>", "w[1]", "", "a mark typed by hand"),
        ("<text:a>link</text:a> <text:bookmark/>x", "link x", "", "words of links"),
    ],
)
def test_what_is_read_of_a_paragraph(inside: str, text: str, notice: str, why: str) -> None:
    data = odt(p(inside))
    assert texts(document(data)) == [text], why
    assert [words[: len(notice)] for words in said(extract(data))] == (
        [notice] if notice else []
    ), why


def test_deleted_text_is_gone_and_changes_are_counted() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion>" + p("old")
    changes += "</text:deletion></text:changed-region></text:tracked-changes>"
    found = document(odt(changes + p("new")))
    assert (texts(found), said(found)) == (["new"], ["1 tracked change was taken as accepted."])


def test_contents_are_furniture_and_text_boxes_follow_their_paragraph() -> None:
    inner = f"<draw:frame><draw:text-box>{p('inner')}</draw:text-box></draw:frame>"
    box = f"<draw:frame><draw:text-box>{p('in the box' + inner)}</draw:text-box></draw:frame>"
    body = f"<text:table-of-content>{p('A 1')}</text:table-of-content>" + p(f"a{box}b")
    expected = ["A 1", "ab", "in the box", "inner"]
    found = document(odt(body))
    assert (texts(found), found.blocks[0].kind) == (expected, BlockKind.FURNITURE)


def test_emphasis_comes_from_styles_and_their_parents() -> None:
    spans = document(odt(p("a <text:span text:style-name='B'>b</text:span>"))).spans
    assert [span.label for span in spans] == ["3"]


LOCKED = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
SHEET = f"<office:document-content {NAMES}><office:body><office:spreadsheet/></office:body>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt(p("x"), **{"META-INF/manifest.xml": LOCKED}), "password"),
        (package({"content.xml": SHEET + "</office:document-content>"}), "no text"),
    ],
)
def test_what_is_no_open_text_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        extract(data)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split()))


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=8))
def test_the_texts_of_any_paragraphs_come_back_in_their_order(paragraphs: list[str]) -> None:
    found = document(odt("".join(p(escape(text)) for text in paragraphs)))
    assert texts(found) == [unicodedata.normalize("NFC", text) for text in paragraphs]
