"""Files made to hinder, or damaged: each is refused quickly, with the reason and the remedy."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.errors import FormatError
from alignments.formats import read_document
from alignments.formats.containers import Container, read_container
from alignments.formats.secluded import Limits, read_secluded
from alignments.structure.declared import build_document
from tests.alignments.formats.reading.made import WORD, extract, package, par, run, texts, word
from tests.alignments.formats.reading.test_epub_reading import book
from tests.alignments.formats.reading.test_odt_reading import note, odt, p
from tests.alignments.formats.reading.test_page_reading import ARCHIVE

MAIN = "word/document.xml"
GOOD = word(par(run("Text.")))
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def body(inside: str, before: str = "") -> str:
    return f"{before}<w:document {WORD}><w:body>{inside}</w:body></w:document>"


def with_part(name: str, content: str | bytes = "x") -> bytes:
    return package({MAIN: body(par(run("Text."))), name: content})


def with_info(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo(MAIN)
        change(info)
        file.writestr(info, body(par(run("Text."))))
    return out.getvalue()


def twice() -> bytes:
    made = package({MAIN: body(""), "word/documenu.xml": body("")})
    return made.replace(b"documenu", b"document")


def claiming(size: int, parts: int) -> bytes:
    """Parts whose directory says that they unpack to so many bytes each."""
    made = bytearray(package({str(n): b"x" for n in range(parts)}))
    at = -1
    while (at := made.find(b"PK\x01\x02", at + 1)) >= 0:
        made[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(made)


def lying(size: int) -> bytes:
    """The directory says another size than the part has."""
    made = bytearray(package({MAIN: body(par(run("Text. " * 500)))}))
    at = made.rindex(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(made)


def overlapping() -> bytes:
    """Two names in the directory for the same bytes."""
    made = bytearray(package({MAIN: body(""), "word/other0.xml": b"x" * 99}))
    second = made.rindex(b"PK\x01\x02")
    made[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(made)


def flagged() -> bytes:
    made = bytearray(GOOD)
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def link(info: zipfile.ZipInfo) -> None:
    info.external_attr = 0o120777 << 16


def squeezed(info: zipfile.ZipInfo) -> None:
    info.compress_type = zipfile.ZIP_BZIP2


NASTY: list[tuple[str, Callable[[], bytes], str]] = [
    ("a file cut off", lambda: GOOD[: len(GOOD) // 2], "damaged or cut off.*save it anew"),
    ("only the first bytes of a package", lambda: b"PK\x03\x04", "damaged or cut off"),
    ("an archive without a text", lambda: package({"photo.jpg": "x"}), "unpack it first"),
    ("an empty archive", lambda: package({}), "unpack it first"),
    ("a workbook", lambda: package({"xl/workbook.xml": "x"}), "Excel workbook: save the columns"),
    ("a bomb: 200 times its size", lambda: with_part("a", bytes(9 << 20)), "200 times its size"),
    ("a bomb: a part of 65 MiB", lambda: claiming(65 << 20, 1), "more than 64 MiB"),
    ("a bomb: 300 MiB in parts", lambda: claiming(60 << 20, 5), "unpacks to 300 MiB"),
    (
        "a bomb: 2,001 parts",
        lambda: package({str(n): b"" for n in range(2_001)}, zipfile.ZIP_STORED),
        "2,001 parts",
    ),
    ("a part larger than it says", lambda: lying(10), "damaged|another size"),
    ("a part smaller than it says", lambda: lying(500_000), "damaged|another size"),
    ("parts over one another", overlapping, "overlap"),
    ("a name twice", twice, "there twice"),
    ("a path out of the package", lambda: with_part("../../etc/passwd"), "points out of"),
    ("an absolute path", lambda: with_part("/etc/passwd"), "points out of"),
    ("a path as Windows writes it", lambda: with_part("..\\..\\boot.ini"), "points out of"),
    ("a drive", lambda: with_part("C:boot.ini"), "points out of"),
    ("a link", lambda: with_info(link), "is a link"),
    ("an unusual packing", lambda: with_info(squeezed), "unusual way"),
    ("a password", flagged, "password: save it without one"),
    (
        "an entity that is a file",
        lambda: package(
            {
                MAIN: body(
                    par(run("&x;")).replace("&amp;", "&"),
                    "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                )
            }
        ),
        "entities",
    ),
    (
        "a billion laughs",
        lambda: package({MAIN: body("&a9;", f"<!DOCTYPE w [<!ENTITY a0 'ha'>{LAUGHS}]>")}),
        "entities",
    ),
    (
        "a parameter entity from the network",
        lambda: package(
            {MAIN: body("", "<!DOCTYPE w [<!ENTITY % x SYSTEM 'http://localhost:1/'>%x;]>")}
        ),
        "entities",
    ),
    ("300 nested elements", lambda: package({MAIN: body("<w:a>" * 300 + "</w:a>" * 300)}), "256"),
    ("a text of 11 MB", lambda: package({MAIN: body(par(run("ab " * 3_700_000)))}, 0), "10 MB"),
    ("broken XML", lambda: package({MAIN: "<w:document>"}), "XML is broken"),
    ("no XML at all", lambda: package({MAIN: b"\x00\x01\x02"}), "XML is broken"),
    ("an empty part", lambda: package({MAIN: b""}), "XML is broken|holds no XML"),
    ("another XML", lambda: package({MAIN: "<html/>"}), "has no body"),
    (
        "a control character",
        lambda: package({MAIN: body(par(run("a&#11;b")).replace("&amp;", "&"))}),
        "broken",
    ),
    (
        "bytes in another encoding",
        lambda: package({MAIN: body(par(run("Текст"))).encode("cp1251")}),
        "broken",
    ),
    ("broken styles", lambda: with_part("word/styles.xml", "<w:styles>"), "word/styles.xml"),
]


@pytest.mark.parametrize(("made", "words"), [case[1:] for case in NASTY], ids=[c[0] for c in NASTY])
def test_a_nasty_package_is_refused_in_words(made: Callable[[], bytes], words: str) -> None:
    with pytest.raises(FormatError, match=words):
        extract(made())


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (package({MAIN: body(par())}), "a.docx", "a.docx.*no text"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx", "password or an old"),
        (b"%PDF-1.7\n\x00", "a.pdf", "a PDF"),
        (b"%PDF-1.7\n<b>\x00", "a.html", "a PDF"),
        (b"{\\rtf1 x}", "a.rtf", "Rich Text"),
        (b"<div>" * 300 + b"x", "a.html", "a.html.*256 nested|a.html.*depth"),
        (b"<html><body><script>x</script></body></html>", "a.html", "no text"),
        (b"PK\x03\x04" + bytes(400), "a.docx", "a.docx: the file is damaged"),
    ],
    ids=[
        "a document without words",
        "an old or locked Office file",
        "a PDF",
        "a PDF named as a page",
        "RTF",
        "a page of 300 nested elements",
        "a page that is all program",
        "noise in a package",
    ],
)
def test_a_refusal_names_the_file(data: bytes, name: str, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        read_document(data, name)


def test_a_page_of_a_hundred_thousand_open_elements_is_refused_at_once() -> None:
    with pytest.raises(FormatError, match=r"256|depth"):
        read_container(b"<html><body>" + b"<div>" * 100_000, "page")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(memory=24), "memory|broke down"),
        (Limits(output=1), "broke down"),
        (Limits(wall=0), "seconds"),
    ],
    ids=["memory", "output", "time"],
)
def test_a_limit_reached_is_an_error_and_nothing_more(limits: Limits, words: str) -> None:
    paragraphs = "".join(par(run(f"Sentence {n}. " * 40)) for n in range(3_000))
    with pytest.raises(FormatError, match=words):
        read_secluded(word(paragraphs), "a.docx", "package", limits)


def test_the_child_is_told_nothing_of_the_servers_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    from alignments.formats.secluded import _environment

    monkeypatch.setenv("WORKBENCH_PASSWORD", "secret")
    assert "secret" not in _environment().values()


GROUND: list[tuple[Container, dict[str, bytes]]] = []
for data in (
    word(
        par(run("They knew"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(".", "<w:i/>"))
        + f"<w:tbl><w:tr><w:tc>{par(run('cell'))}</w:tc></w:tr></w:tbl>",
        footnotes=f'<w:footnote w:id="2">{par(run("First."))}</w:footnote>',
        styles='<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>',
        numbering='<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>',
    ),
    odt(p(f"They knew{note('1', 'First.')}") + "<text:list><text:list-item/></text:list>"),
    package(book()),
):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        GROUND.append(("package", {name: file.read(name) for name in file.namelist()}))


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes with up to four changes: flipped, dropped, doubled or swapped stretches."""
    made, dice = bytearray(data), random.Random(seed)
    for _ in range(dice.randint(1, 4)):
        at, size = dice.randrange(len(made) + 1), dice.choice((1, 1, 3, 20))
        piece = bytes(made[at : at + size])
        changes = (bytes(dice.randrange(256) for _ in piece), b"", piece * 3, b"<", b'"', b"&#x0;")
        made[at : at + size] = dice.choice(changes)
    return bytes(made)


def is_read_or_refused(data: bytes, kind: Container) -> None:
    try:
        found = read_container(data, kind)
    except FormatError:
        return
    document = build_document(found.blocks, found.notices, "a", "en")
    assert document.text == "\n\n".join(texts(document))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(range(len(GROUND))), st.integers(0, 99), st.integers(0, 2**32))
def test_parts_changed_within_a_package_are_read_or_refused_in_words(
    ground: int, which: int, seed: int
) -> None:
    kind, parts = GROUND[ground]
    name = sorted(parts)[which % len(parts)]
    is_read_or_refused(package(parts | {name: mutated(parts[name], seed)}), kind)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(range(len(GROUND))), st.integers(0, 2**32))
def test_bytes_changed_in_a_package_are_read_or_refused_in_words(ground: int, seed: int) -> None:
    kind, parts = GROUND[ground]
    is_read_or_refused(mutated(package(parts, zipfile.ZIP_STORED), seed), kind)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_a_page_changed_in_its_bytes_is_read_or_refused_in_words(seed: int) -> None:
    is_read_or_refused(mutated(ARCHIVE.encode(), seed), "page")


def test_the_sums_of_a_package_are_checked() -> None:
    made = bytearray(package({MAIN: body(par(run("Text.")))}, zipfile.ZIP_STORED))
    at = made.index(b"Text.")
    made[at : at + 5] = b"Lies."
    assert zlib.crc32(b"Text.") != zlib.crc32(b"Lies.")
    with pytest.raises(FormatError, match="damaged"):
        extract(bytes(made))
