"""Term bases as they come from elsewhere, nasty ones too."""

from __future__ import annotations

from itertools import pairwise

import pytest

from glossary.concepts import Kind, Status
from glossary.errors import TermFormatError
from glossary.formats import FORMATS, WriteOptions, read_base, write_base
from glossary.formats.results import ReadBase, ReadOptions

V2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc>
</martifHeader><text><body><termEntry id="c1"><descripGrp><descrip type="definition">A party.
</descrip></descripGrp><descrip type="reliability">7</descrip>
<langSet xml:lang="RU"><ntig><termGrp><term> ВКП(б) </term>
<termNote type="termType">acronym</termNote>
</termGrp></ntig></langSet>
<langSet xml:lang="en_US"><tig>
<term>VKP<hi>(b)</hi></term>
<termNote type="administrativeStatus">forbidden</termNote></tig>
<tig><term>Party</term></tig><tig>
<term>the Party</term></tig><tig><term> </term></tig></langSet></termEntry></body></text>
</martif>"""
BOMB = (
    "<!DOCTYPE t [<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in pairwise("abcdefghi"))
    + "]><tbx><body>&i;</body></tbx>"
)


def read(text: str, name: str = "terms.tbx", **options: object) -> ReadBase:
    return read_base(text.encode(), name, ReadOptions(**options))  # type: ignore[arg-type]


def test_tbx_of_other_tools_is_read_and_what_is_not_kept_is_told() -> None:
    found = read(V2)
    (concept,) = found.base.concepts
    assert concept.definition == "A party."
    assert [(t.text, t.language, t.status) for t in concept.terms] == [
        ("ВКП(б)", "ru", Status.PREFERRED),
        ("VKP(b)", "en-US", Status.DEPRECATED),
        ("Party", "en-US", Status.PREFERRED),
        ("the Party", "en-US", Status.ADMITTED),
    ]
    assert concept.terms[0].kind is Kind.ABBREVIATION
    assert any("reliability" in notice for notice in found.notices)
    assert any("no letter" in notice for notice in found.notices)


@pytest.mark.parametrize("style", ["tbx3", "tbx3-dct"])
def test_tbx_of_2019_is_told_from_version_2_by_its_content_not_its_name(style: str) -> None:
    base = read(V2).base
    again = read_base(write_base(base, style).data, "v2.xml").base
    assert again.concepts == base.concepts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("<tmx/>", "no TBX"),
        ("<tbx/>", "no <body>"),
        ("<martif><text><body>", "line 1: the XML is broken"),
        ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx><body/></tbx>', 'the entity "a"'),
        (
            '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx><body>&a;</body></tbx>',
            "entit",
        ),
        (BOMB, "entit"),
        ("<tbx><body>&nbsp;</body></tbx>", "XML's five|broken"),
        ("<tbx>" + "<a>" * 300 + "</a>" * 300 + "</tbx>", "broken"),
    ],
    ids=["empty", "tmx", "bodiless", "cut off", "entity", "file", "bomb", "nbsp", "deep"],
)  # fmt: skip
def test_what_is_no_tbx_is_refused_with_place_and_remedy(text: str, words: str) -> None:
    with pytest.raises(TermFormatError, match=words) as told:
        read(text)
    assert str(told.value).startswith("terms.tbx: ")


def test_a_table_of_two_columns_needs_no_heads() -> None:
    found = read("кулак\tkulak\nнэп\tNEP\n", "t.tsv")
    assert [[t.text for t in c.terms] for c in found.base.concepts] == [
        ["кулак", "kulak"],
        ["нэп", "NEP"],
    ]


def test_the_columns_of_a_table_are_told_by_heads_or_by_a_mapping() -> None:
    table = "ru;en;en_aliases;definition_en;odd\nкулак;kulak;Kulak | kulaks;A peasant.;7\n"
    found = read(table, "t.csv")
    (concept,) = found.base.concepts
    assert [t.text for t in concept.terms] == ["кулак", "kulak", "Kulak", "kulaks"]
    assert concept.definition == "A peasant."
    assert any("odd" in notice for notice in found.notices)
    mapped = read("Begriff,Wort\nкулак,Kulak\n", "t.csv", columns={"Begriff": "ru", "2": "de"})
    assert [t.language for t in mapped.base.terms()] == ["ru", "de"]


@pytest.mark.parametrize(
    ("table", "columns", "words"),
    [
        ("a,b,c,d\n1,2,3,4\n", {}, "named as a language"),
        ("a,b\n1,2\n", {"c": "ru"}, 'no column "c"'),
        ("a,b\n1,2\n", {"a": "colour"}, "no role"),
        ("a,b\n1,2\n", {"a": "definition"}, "no column has a language"),
        ('ru,en\n"кулак,kulak\n', {}, "close the quotes"),
        ("ru,en\n" + "я" * 140_000 + ",x\n", {}, "field larger"),
        ("concept,language,term\nc,en,a,b\n", {}, "4 cells under 3 columns"),
        ("concept,language,term\nc,,a\n", {}, 'line 2, column "language"'),
        ("concept,language,term,kind\nc,en,a,word\n", {}, 'line 2, column "kind"'),
        ("ru,en\nк\0,x\n", {}, "U\\+0000"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(
    table: str, columns: dict[str, str], words: str
) -> None:
    with pytest.raises(TermFormatError, match=words):
        read(table, "t.csv", columns=columns)


def test_encodings_are_told_by_mark_or_by_name() -> None:
    text = "ru\ten\nкулак\tkulak\n"
    for data in (text.encode("utf-8-sig"), text.encode("utf-16")):
        assert len(read_base(data, "t.tsv").base.concepts) == 1
    with pytest.raises(TermFormatError, match="byte 6 is no utf-8; name the file's encoding"):
        read_base(text.encode("cp1251"), "t.tsv")
    named = read_base(text.encode("cp1251"), "t.tsv", ReadOptions(encoding="cp1251"))
    assert next(named.base.terms()).text == "кулак"
    with pytest.raises(TermFormatError, match="no encoding"):
        read_base(text.encode(), "t.tsv", ReadOptions(encoding="klingon"))


def test_nasty_cells_are_kept_as_they_are_and_open_as_no_formula() -> None:
    nasty = [
        "=1+2",
        "+7",
        "-x",
        "@a",
        "'=quoted",
        "''-b",
        "#tag",
        "a|b",
        'q"uote',
        "tab\there",
        "a\nb",
    ]
    rows = "".join(
        f'c{n},en,"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in enumerate(nasty)
    )
    base = read("concept,language,term\n" + rows.replace("\"'", "\"''"), "t.csv").base
    assert [t.text for t in base.terms()][:4] == nasty[:4]
    for name in ("csv", "tsv"):
        written = FORMATS[name].write(base, WriteOptions()).data
        cells = written.decode("utf-8-sig").replace("\t", ",").split(",")
        assert not [cell for cell in cells if cell.strip('"')[:1] in ("=", "+", "@", "-")]
        assert read_base(written, f"t.{name}").base.concepts == base.concepts


def test_the_same_pair_with_other_translations_stays_apart() -> None:
    found = read("кулак\tkulak\nкулак\tfist\nкулак\tkulak\n", "t.tsv")
    assert len(found.base.concepts) == 3


def test_omegat_reads_its_own_way() -> None:
    text = (
        "# head -*- coding: utf-8 -*-\nнэп\tNEP\tpolicy\n# a remark\nнэп\tNep\tpolicy\nodd\n\tx\n"
    )
    found = read(text, "glossary.txt")
    (concept,) = found.base.concepts
    assert [(t.text, t.status.value) for t in concept.terms] == [
        ("нэп", "preferred"),
        ("NEP", "preferred"),
        ("Nep", "admitted"),
    ]
    assert concept.definition == "policy"
    assert len(found.notices) == 3
    with pytest.raises(TermFormatError, match=r"name it \.csv"):
        read("a,b\n", "glossary.txt")


def test_a_suffix_that_is_no_format_is_refused_with_those_that_are() -> None:
    with pytest.raises(TermFormatError, match=r"\.tbx .*\.csv"):
        read_base(b"x", "../../a.docx")
