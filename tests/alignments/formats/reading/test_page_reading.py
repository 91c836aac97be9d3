from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignments.bitext import SpanKind, Stream
from alignments.formats import encoding_of, read_document
from tests.alignments.formats.reading.made import blocks, document, said, texts


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def read(body: str) -> list[tuple[str, str]]:
    return blocks(document(page(body), "page"))


ARCHIVE = """<html><head><title>x</title><style>p {}</style></head><body>
<p class="breadcrumb"><a href="../index.htm">Archive</a></p>
<h2>Leon Trotsky</h2><h1>The <em>New</em> Course</h1>
<p class="author">Written by hand, 1923</p>
<p>The party<sup class="anote"><a name="f1" href="#n1">[1]</a></sup> must
 live.<a href="#n2" id="f2"><sup>2</sup></a> B[olshevik]s know it.</p>
<script>alert(1)</script>
<h3>Notes</h3>
<p><a name="n1" href="#f1">[1]</a> The first note.</p>
<p id="n2"><a href="#f2">2.</a> The second. <a href="#f2">↩</a></p>
<p>It goes nowhere.</p>
<p class="footer"><a href="index.htm">Contents</a> | <a href="a.htm">Next</a></p>
<p><a href="../x.htm">Top of the archive</a></p>
</body></html>"""


def test_a_page_of_an_archive_gives_title_text_and_notes_and_its_ways_aside() -> None:
    found = document(ARCHIVE.encode(), "page")
    assert blocks(found) == [
        ("furniture", "Archive"),
        ("heading", "Leon Trotsky"),
        ("heading", "The New Course"),
        ("paragraph", "Written by hand, 1923"),
        ("paragraph", "The party[1] must live.[2] B[olshevik]s know it."),
        ("heading", "Notes"),
        ("note", "[1] The first note."),
        ("note", "[2] The second. ↩"),
        ("note", "It goes nowhere."),
        ("furniture", "Contents | Next"),
        ("furniture", "Top of the archive"),
    ]
    assert [b.number for b in found.blocks if b.kind.value == "note"][:2] == ["1", "2"]
    assert found.blocks[3].stream is Stream.FRONT
    spans = [(s.kind.value, s.label, found.text[s.start : s.end]) for s in found.spans]
    assert ("note_mark", "1", "[1]") in spans
    assert ("note_number", "2", "[2] ") in spans
    assert ("completion", "", "[olshevik]") in spans
    assert ("markup", "", "↩") in spans
    assert said(found)[0] == "3 parts of the page around the text were put aside."


@pytest.mark.parametrize(
    ("body", "expected", "why"),
    [
        ("<p>a<br>b\n c</p>", [("paragraph", "a\nb c")], "only br ends a line"),
        ("<div>a<p>b</p>c</div>", [("paragraph", t) for t in "abc"], "loose text is a block"),
        (
            "<ol start=3><li>a<li value=7><p>b</p><p>c</p></ol><ul><li>d</ul>",
            [
                ("list_item", "3. a"),
                ("list_item", "7. b"),
                ("list_item", "c"),
                ("list_item", "• d"),
            ],
            "lists are numbered as a browser does",
        ),
        ("<ol type=I><li>a<li>b</ol>", [("list_item", "I. a"), ("list_item", "II. b")], "Roman"),
        (
            "<table><tr><td>a</td><td>b</td></tr></table>",
            [("paragraph", "a"), ("paragraph", "b")],
            "cell by cell",
        ),
        ("<nav>Home</nav><p>a</p>", [("furniture", "Home"), ("paragraph", "a")], "ways"),
        ("<p style='display: none'>x</p><p hidden>y</p><p>a</p>", [("paragraph", "a")], "unseen"),
        (
            "<p class=byline><a href='/x'>A. B. Writer</a></p><p><a href='/y'>Home</a></p><p>a</p>",
            [("paragraph", "A. B. Writer"), ("furniture", "Home"), ("paragraph", "a")],
            "a writer's name is no way, though it leads somewhere",
        ),
        ("<p>10 м<sup>2</sup></p>", [("paragraph", "10 м2")], "a power is no note"),
        ("<p>word<sup>3</sup></p>", [("paragraph", "word[3]")], "a mark without a link"),
        (
            "<p>see <a href='#x'>here</a></p><p id=x>a</p>",
            [("paragraph", "see here"), ("paragraph", "a")],
            "not every link calls a note",
        ),
        (
            "<p>a<a href='#n'>1</a></p><h2 id=n>b</h2>",
            [("paragraph", "a1"), ("heading", "b")],
            "contents lead to headings",
        ),
        (
            "<p>a[<a href='#n'>8</a>]</p><ol><li id=n>b <a href='#f'>↑</a></ol>",
            [("paragraph", "a[8]"), ("note", "[8] b ↑")],
            "brackets around the link; a note that is a list's item",
        ),
        (
            "<p>a<a href='#n'>[<b>1</b>]</a></p><p><a id=n>[</a>1] 1928 was</p>",
            [("paragraph", "a[1]"), ("note", "[1] 1928 was")],
            "a link in parts; a note that begins with a year",
        ),
        ("<pre>a\n  b</pre>", [("paragraph", "a\n  b")], "blanks count in pre"),
        ("<p>&lt;b&gt; &amp; &nbsp;x</p>", [("paragraph", "<b> & \u00a0x")], "signs are text"),
        ("<p>a</i></div><b>b<p>c", [("paragraph", "ab"), ("paragraph", "c")], "broken mark-up"),
    ],
)
def test_what_is_read_of_a_page(body: str, expected: list[tuple[str, str]], why: str) -> None:
    assert read(body) == expected, why


@pytest.mark.parametrize(
    ("encoding", "declared", "why"),
    [
        ("utf-8", "", "UTF-8 needs no word"),
        ("utf-8", "windows-1251", "a page saved anew as UTF-8 still declares what it was"),
        ("cp1251", "windows-1251", "declared"),
        ("koi8-r", "koi8-r", "declared"),
        ("cp1251", "", "found by looks"),
        ("utf-16", "", "with its mark"),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str, why: str) -> None:
    text = "Оппозиция боролась за демократию в партии."
    html = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    data = html.encode(encoding)
    found = read_document(data, "a.html")
    assert (found.text, found.language) == (text, "ru"), why
    assert encoding_of(data, "a.html").startswith(encoding[:5]), why


def test_a_page_without_its_usual_beginning_is_known_by_its_suffix() -> None:
    assert read_document(b"<p>One. Two.</p>", "a.htm").text == "One. Two."
    assert read_document(b"<p>One. Two.</p>", "a.txt").text == "<p>One. Two.</p>"


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split()))


@given(
    st.lists(st.tuples(st.sampled_from(["p", "h2", "div", "td"]), WORDS.filter(bool)), min_size=1)
)
def test_the_texts_of_any_page_come_back_in_their_order(made: list[tuple[str, str]]) -> None:
    import unicodedata
    from html import escape

    body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in made)
    found = document(
        page(body.replace("<td>", "<table><td>").replace("</td>", "</td></table>")), "page"
    )
    assert texts(found) == [unicodedata.normalize("NFC", text) for _, text in made]


@pytest.mark.parametrize(
    "notes",
    [
        "<ol><li id=n><p>b</p><p>c</p></li></ol><p>d</p>",
        "<div id=n><p>b</p><p>c</p></div><p>d</p>",
        "<aside id=n><p>1. b</p><p>c</p></aside><p>d</p>",
    ],
)
def test_a_note_of_several_blocks_is_one_note(notes: str) -> None:
    found = document(page(f"<p>a<a href='#n'>1</a></p>{notes}"), "page")
    assert texts(found) == ["a[1]", "[1] b", "c", "d"]
    assert [(b.kind.value, b.number) for b in found.blocks[1:]] == [
        ("note", "1"),
        ("note", "1"),
        ("paragraph", ""),
    ]


def test_a_line_above_the_notes_that_says_so_is_their_heading() -> None:
    body = "<p>a<a href='#n'>[1]</a></p><p><b>Notes:</b></p><p id=n>[1] b</p>"
    assert read(body)[1] == ("heading", "Notes:")
    assert document(page(body), "page").blocks[1].stream is Stream.NOTES
    assert read("<p>Notes:</p><p>b</p>")[0] == ("paragraph", "Notes:"), "no notes, no heading"


def test_marks_that_call_the_same_note_twice_are_two_marks() -> None:
    found = document(page("<p>a<a href='#n'>1</a> b<a href='#n'>1</a></p><p id=n>1. c</p>"), "page")
    assert texts(found) == ["a[1] b[1]", "[1] c"]
    assert sum(span.kind is SpanKind.NOTE_MARK for span in found.spans) == 2
