from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignments.bitext import BlockKind, SpanKind, Stream
from alignments.formats import read_document
from tests.alignments.formats.reading.made import (
    blocks,
    document,
    extract,
    par,
    run,
    said,
    texts,
    word,
)

CALL = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
LINES = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def footnote(number: int, *paragraphs: str) -> str:
    return f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'


def test_a_word_file_becomes_a_segmented_document_through_a_process_of_its_own() -> None:
    data = word(par(run("Оппозиция боролась. Её вожди были высланы.")))
    found = read_document(data, "а.docx")
    assert found.language == "ru"
    assert [found.segment_text(n) for n in range(2)] == [
        "Оппозиция боролась.",
        "Её вожди были высланы.",
    ]


def test_what_python_docx_writes_is_read() -> None:
    import docx

    made = docx.Document()
    made.add_heading("The thesis", 1)
    made.add_paragraph("A first one.", style="List Number")
    made.add_paragraph("A second one.", style="List Number")
    made.add_paragraph("A dot.", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "In a cell."
    out = io.BytesIO()
    made.save(out)
    assert blocks(document(out.getvalue())) == [
        ("heading", "The thesis"),
        ("list_item", "1. A first one."),
        ("list_item", "2. A second one."),
        ("list_item", "• A dot."),
        ("paragraph", "In a cell."),
    ]


def test_notes_stand_last_in_the_order_of_their_calls_under_their_printed_numbers() -> None:
    notes = LINES + footnote(7, par(run("Second.")), par(run("It goes on.")))
    notes += footnote(3, par(run("First."))) + footnote(9, par(run("Nobody calls me.")))
    found = document(
        word(
            par(run("They knew"), CALL.format(3), run(". We kept silent"), CALL.format(7)),
            footnotes=notes,
        )
    )
    assert texts(found) == [
        "They knew[1]. We kept silent[2]",
        "[1] First.",
        "[2] Second.",
        "It goes on.",
    ]
    assert [(b.kind, b.number, b.stream) for b in found.blocks[1:]] == [
        (BlockKind.NOTE, number, Stream.NOTES) for number in ("1", "2", "2")
    ]
    marks = [(s.kind, s.label) for s in found.spans]
    assert marks == [
        (SpanKind.NOTE_MARK, "1"),
        (SpanKind.NOTE_MARK, "2"),
        (SpanKind.NOTE_NUMBER, "1"),
        (SpanKind.NOTE_NUMBER, "2"),
    ]
    assert said(found) == ["1 note that nothing calls was left out."]


def test_endnotes_follow_footnotes_with_numbers_of_their_own() -> None:
    found = document(
        word(
            par(run("A"), '<w:r><w:endnoteReference w:id="2"/></w:r>', run(" b"), CALL.format(2)),
            footnotes=footnote(2, par(run("At the foot."))),
            endnotes=f'<w:endnote w:id="2">{par(run("At the end."))}</w:endnote>',
        )
    )
    assert texts(found) == ["A[i] b[1]", "[1] At the foot.", "[i] At the end."]


def test_a_mark_set_by_the_author_is_the_notes_number() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    data = word(par(run("A"), own, run(".")), footnotes=footnote(2, par(run("Star."))))
    assert texts(document(data)) == ["A[*].", "[*] Star."]


DELETED = "<w:del>{}</w:del>".format(run("old ").replace("w:t", "w:delText"))


@pytest.mark.parametrize(
    ("inside", "text", "notice", "why"),
    [
        (DELETED + run("new"), "new", "1 tracked change was taken as accepted.", "deleted words"),
        (
            run("a") + f"<w:ins>{run('b')}</w:ins>",
            "ab",
            "1 tracked change was taken as accepted.",
            "inserted words stay, which python-docx drops",
        ),
        (
            f"<w:moveFrom>{run('b')}</w:moveFrom>{run('a')}<w:moveTo>{run('b')}</w:moveTo>",
            "ab",
            "2 tracked changes were taken as accepted.",
            "words moved stand where they were moved to",
        ),
        (
            run("a") + run("secret", "<w:vanish/>") + run("b"),
            "ab",
            "1 hidden passage was left out.",
            "hidden words",
        ),
        (run("a", '<w:vanish w:val="0"/>'), "a", "", "hiding switched off"),
        (f"<w:hyperlink>{run('link')}</w:hyperlink>", "link", "", "words of a link"),
        (
            "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("x"),
            "x",
            "",
            "a field's program is no text",
        ),
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",
            "a\tb\nc",
            "",
            "tabs and line ends",
        ),
        (
            "<w:r><w:t>с</w:t><w:noBreakHyphen/><w:t>д</w:t></w:r>",
            "с\u2011д",
            "",
            "a hyphen that does not break",
        ),
        (run("word") + run("1", '<w:vertAlign w:val="superscript"/>'), "word[1]", "", "typed mark"),
        (run("10 м") + run("2", '<w:vertAlign w:val="superscript"/>'), "10 м2", "", "a power"),
        (run("и") + run("\u0306"), "й", "", "an accent in a run of its own: NFC"),
    ],
)
def test_what_is_read_of_a_paragraph(inside: str, text: str, notice: str, why: str) -> None:
    found = extract(word(par(inside)))
    made = document(word(par(inside)))
    assert texts(made) == [text], why
    assert said(found) == ([notice] if notice else []), why


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_one() -> None:
    data = word(par(run("One "), properties="<w:rPr><w:del/></w:rPr>") + par(run("whole.")))
    assert texts(document(data)) == ["One whole."]


def test_a_deleted_row_of_a_table_is_gone_and_cells_stay_apart() -> None:
    def row(text: str, properties: str = "") -> str:
        cell = f"<w:tc>{par(run(text))}</w:tc>"
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cell}<w:tc>{par(run('and so'))}</w:tc></w:tr>"

    found = document(word(f"<w:tbl>{row('gone', '<w:del/>')}{row('kept')}</w:tbl>"))
    assert texts(found) == ["kept", "and so"]
    assert found.joins == ()


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{par(run('In the box.'))}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    both += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    found = document(word(par(run("Before."), f"<w:r>{both}</w:r>", run(" After."))))
    assert texts(found) == ["Before. After.", "In the box."]


def test_comments_headers_and_footers_are_left_out_and_counted() -> None:
    data = word(
        par(run("Text."), '<w:r><w:commentReference w:id="1"/></w:r>'),
        comments=f'<w:comment w:id="1">{par(run("Is it?"))}</w:comment>',
        header1=par(run("Running title")),
        footer1=par(),
    )
    assert texts(document(data)) == ["Text."]
    assert said(extract(data)) == [
        "1 comment was left out.",
        "1 header or footer was left out.",
    ]


STYLES = """
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="mine"><w:name w:val="Mine"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:styleId="c"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop"/></w:style>
<w:style w:styleId="em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>"""


@pytest.mark.parametrize(
    ("properties", "kind", "level", "why"),
    [
        ('<w:pStyle w:val="1"/>', "heading", 1, "the style's name, whatever its id"),
        ('<w:pStyle w:val="mine"/>', "heading", 1, "a style that stands on it"),
        ('<w:pStyle w:val="deep"/>', "heading", 4, "the outline level of a style"),
        ('<w:outlineLvl w:val="1"/>', "heading", 2, "the paragraph's own outline level"),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', "paragraph", 0, "9 is body text"),
        ('<w:pStyle w:val="c"/>', "furniture", 0, "a line of the contents"),
        ('<w:pStyle w:val="loop"/>', "paragraph", 0, "a style that stands on itself"),
        ('<w:pStyle w:val="none"/>', "paragraph", 0, "a style that is not there"),
    ],
)
def test_headings_are_known_by_style_or_outline(
    properties: str, kind: str, level: int, why: str
) -> None:
    data = word(par(run("Words of it"), properties=properties), styles=STYLES)
    (block,) = document(data).blocks
    assert (block.kind.value, block.level) == (kind, level), why


NUMBERS = """<w:abstractNum w:abstractNumId="5">
<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="russianLower"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def test_the_numbers_of_lists_are_printed_as_word_prints_them() -> None:
    items = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (0, 0)]
    body = "".join(
        par(
            run("Item."),
            properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>',
        )
        for key, level in items
    )
    printed = [
        text.removesuffix("Item.") for text in texts(document(word(body, numbering=NUMBERS)))
    ]
    assert printed == ["II. ", "а) ", "б) ", "III. ", "а) ", "I. ", ""]


def test_emphasis_is_a_span_by_runs_and_character_styles() -> None:
    inside = run("a ") + run("b", "<w:i/>") + run("c", '<w:rStyle w:val="em"/><w:b/>')
    found = document(word(par(inside, run(" d.")), styles=STYLES))
    assert [(found.text[s.start : s.end], s.label) for s in found.spans] == [("b", "1"), ("c", "3")]


def test_an_editors_introduction_in_italics_is_front_matter() -> None:
    body = par(run("The title"), properties='<w:pStyle w:val="1"/>')
    body += par(run("We publish here a letter of 1928.", "<w:i/>")) + par(run("Dear comrades!"))
    streams = [block.stream for block in document(word(body, styles=STYLES)).blocks]
    assert streams == [Stream.BODY, Stream.FRONT, Stream.BODY]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split()))


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=8))
def test_the_texts_of_any_paragraphs_come_back_in_their_order(paragraphs: list[str]) -> None:
    import unicodedata

    found = document(word("".join(par(run(text)) for text in paragraphs)))
    assert texts(found) == [unicodedata.normalize("NFC", text).strip() for text in paragraphs]
    assert found.text == "\n\n".join(texts(found))
