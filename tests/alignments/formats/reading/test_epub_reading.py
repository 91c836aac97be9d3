from __future__ import annotations

import pytest

from alignments.errors import FormatError
from alignments.formats import read_document
from tests.alignments.formats.reading.made import blocks, document, extract, package

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>'
OPF = """<package><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="t/b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="t/a%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="z" href="t/z.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="c.css" media-type="text/css"/></manifest>
<spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="z" linear="no"/>
<itemref idref="c"/></spine></package>"""


def book(**changes: str) -> dict[str, str | bytes]:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/a.opf": OPF,
        "OEBPS/nav.xhtml": "<html><body><p>Contents</p></body></html>",
        "OEBPS/t/b.xhtml": '<?xml version="1.0" encoding="utf-8"?><html><body><h1>I</h1>'
        '<p>They knew<a epub:type="noteref" href="z.xhtml#n1">*</a>.</p></body></html>',
        "OEBPS/t/a a.xhtml": "<html><body><p>Then they went.</p></body></html>",
        "OEBPS/t/z.xhtml": '<html><body><aside epub:type="footnote" id="n1"><p>A star.</p>'
        "<p>More of it.</p></aside></body></html>",
    }
    return parts | changes


def test_a_book_is_read_in_the_order_of_its_spine_with_notes_of_other_pages() -> None:
    assert blocks(document(package(book()))) == [
        ("heading", "I"),
        ("paragraph", "They knew[*]."),
        ("paragraph", "Then they went."),
        ("note", "[*] A star."),
        ("note", "More of it."),
    ]


def test_a_book_is_read_through_a_process_of_its_own() -> None:
    found = read_document(package(book()), "a.epub")
    assert found.segment_text(1).startswith("They knew")


LOCK = """<encryption><EncryptedData><EncryptionMethod
Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>"""
FONT = LOCK.replace(
    "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
)


def test_a_book_whose_fonts_alone_are_disguised_is_read() -> None:
    assert extract(package(book(**{"META-INF/encryption.xml": FONT}))).blocks


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"META-INF/encryption.xml": LOCK}, "locked by its seller"),
        ({"META-INF/container.xml": "<container/>"}, "names its pages is missing"),
        ({"OEBPS/a.opf": "<package/>"}, "names no pages"),
        ({"OEBPS/a.opf": OPF.replace("t/z", "../../z")}, "is missing"),
    ],
)
def test_a_book_that_cannot_be_read_is_refused_in_words(
    changes: dict[str, str], words: str
) -> None:
    with pytest.raises(FormatError, match=words):
        extract(package(book(**changes)))
