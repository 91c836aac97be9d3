from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import TranslationUnit
from alignments.errors import FormatError
from alignments.formats.tmx import check_tmx, read_tmx, write_tmx

# All of Unicode that XML can carry.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda c: c >= " " or c in "\t\n\r"
    ),
    max_size=30,
)
NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=0x44F), min_size=1, max_size=8)
UNITS = st.lists(
    st.builds(
        TranslationUnit,
        id=TEXTS.filter(bool),
        texts=st.fixed_dictionaries({"ru": TEXTS, "en": TEXTS}, optional={"de": TEXTS}),
        properties=st.dictionaries(NAMES.map(lambda name: f"x-{name}"), TEXTS, max_size=3),
        note=TEXTS,
    ),
    max_size=4,
    unique_by=lambda unit: unit.id,
)


@settings(max_examples=40)
@given(UNITS)
def test_what_is_written_is_accepted_and_read_back_the_same(units: list[TranslationUnit]) -> None:
    out = io.BytesIO()
    report = write_tmx(
        out, units, source_language="ru", target_language="en", creation_tool_version="1"
    )
    assert report.cleaned == []
    out.seek(0)
    assert check_tmx(out) == []
    out.seek(0)
    reader = read_tmx(out)
    assert list(reader) == units
    assert reader.notices == []


def tmx(
    body: str, head: str = '<header srclang="ru"/>', root: str = '<tmx version="1.4">'
) -> bytes:
    return f"{root}{head}<body>{body}</body></tmx>".encode()


def unit(*variants: tuple[str, str]) -> str:
    inner = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in variants)
    return f"<tu>{inner}</tu>"


def texts(
    data: bytes, source: str | None = None, target: str | None = None
) -> list[dict[str, str]]:
    reader = read_tmx(io.BytesIO(data), source_language=source, target_language=target)
    return [unit.texts for unit in reader]


PAIR = unit(("ru", "Раз"), ("en", "One"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (tmx(PAIR), [{"ru": "Раз", "en": "One"}]),
        # a default namespace must not hide the units
        (
            tmx(PAIR, root='<tmx version="1.4" xmlns="http://www.lisa.org/tmx14">'),
            [{"ru": "Раз", "en": "One"}],
        ),
        # before 1.4 the attribute was plain "lang"
        (tmx(PAIR.replace("xml:lang", "lang")), [{"ru": "Раз", "en": "One"}]),
        (tmx(unit(("RU_ru", "Раз"))), [{"ru-RU": "Раз"}]),
        # inline codes, comments, CDATA do not cut the text
        (
            tmx(unit(("ru", "a<!-- c --><ph>[2]</ph><hi>b</hi><![CDATA[<d>]]>e"))),
            [{"ru": "a[2]b<d>e"}],
        ),
        (tmx(unit(("ru", ""), ("en", " "))), [{"ru": "", "en": " "}]),
        (tmx(""), []),
        (
            "<?xml version='1.0' encoding='utf-16'?>".encode("utf-16")
            + tmx(PAIR).decode().encode("utf-16-le"),
            [{"ru": "Раз", "en": "One"}],
        ),
        (
            b"<?xml version='1.0' encoding='windows-1251'?>" + tmx(PAIR).decode().encode("cp1251"),
            [{"ru": "Раз", "en": "One"}],
        ),
    ],
    ids=["plain", "namespace", "lang", "region", "inline", "empty", "no units", "utf-16", "cp1251"],
)
def test_files_of_other_tools_are_read(data: bytes, expected: list[dict[str, str]]) -> None:
    assert texts(data) == expected


@pytest.mark.parametrize(
    ("variants", "expected"),
    [
        ([("ru-RU", "а"), ("en-US", "b")], {"ru": "а", "en-GB": "b"}),  # any region of it
        ([("ru", "а"), ("en-US", "b"), ("en", "c")], {"ru": "а", "en-GB": "c"}),  # the bare one
        ([("ru", "а"), ("en", "c"), ("en-gb", "d")], {"ru": "а", "en-GB": "d"}),  # the tag itself
        ([("ru", "а"), ("de", "e")], {"ru": "а"}),  # none: the side is absent
    ],
)
def test_languages_are_matched_as_people_mean_them(
    variants: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    assert texts(tmx(unit(*variants)), "ru", "en-GB") == [expected]


def test_what_is_read_otherwise_than_written_is_noticed_with_its_line() -> None:
    body = (
        "\n"
        + unit(("ru", "а"), ("ru", "б"))
        + "\n"
        + unit(("de", "c"))
        + '\n<tu><tuv xml:lang="ru"/></tu>'
        + unit(("", "д"))
    )
    reader = read_tmx(io.BytesIO(tmx(body, head="")), source_language="ru")
    assert [unit.texts for unit in reader] == [{"ru": "а"}]
    assert reader.notices == [
        "the file has no header: its source language is not known",
        'line 2: tuv is a second text in "ru"; the first is taken',
        'line 3: tu has no text in "ru"',
        "line 3: tu has no text in a language that was asked for and is left out",
        "line 4: tuv has no seg and is left out",
        'line 4: tu has no text in "ru"',
        "line 4: tu has no text in a language that was asked for and is left out",
        'line 4: tuv has the language "", which is no language tag',
        'line 4: tu has no text in "ru"',
        "line 4: tu has no text in a language that was asked for and is left out",
    ]


def test_the_header_is_known_before_the_first_unit() -> None:
    head = '<header srclang="*all*"><prop type="x-a">1</prop><prop type="x-a">2</prop></header>'
    reader = read_tmx(io.BytesIO(tmx(PAIR, head=head)))
    assert reader.header.source_language == "*all*"
    assert reader.header.properties == {"x-a": "1\n2"}
    assert next(reader).id == "1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"  \n ", "line 2, column .: the XML is broken"),
        (b"<xliff/>", "its root is <xliff>, not <tmx>"),
        (b"<html><body/></html>", "its root is <html>, not <tmx>"),
        (b"<tmx/>", "no header and no body"),
        (b"<tmx><header/></tmx>", "no translation units were found"),
        (tmx(PAIR)[:-20], "line 1, column .* the XML is broken"),
        (tmx("\n" + unit(("ru", "a & b"))), "line 2, column .* the XML is broken"),
        (tmx(unit(("ru", "&nbsp;"))), "Entity 'nbsp' not defined"),
        (b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx(unit(("ru", "&nbsp;"))), "the entity &nbsp;"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]>' + tmx(PAIR), 'declares the entity "a"'),
        (
            b'<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
            + tmx(unit(("ru", "&a;"))),
            'declares the entity "a"',
        ),
        (
            b'<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://example.org/a"> %a;]>' + tmx(PAIR),
            'declares the entity "a"',
        ),
        (tmx(unit(("ru", "\x0b"))), "the XML is broken"),
        ("<tmx><body>Раз</body></tmx>".encode("cp1251"), "the XML is broken"),
        (tmx(unit(("ru", "<hi>" * 300 + "</hi>" * 300))), "256 nested elements"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>" + tmx(PAIR), "only at the start"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        texts(data)


def test_a_billion_laughs_are_refused_before_anything_is_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{laughs}]>'.encode() + tmx(unit(("ru", "&l9;")))
    with pytest.raises(FormatError, match=r"declares (the entity|entities)"):
        texts(data)


def test_units_before_a_broken_place_are_given() -> None:
    reader = read_tmx(io.BytesIO(tmx(PAIR * 2000)[:-9000]))
    given = [next(reader) for _ in range(500)]
    assert {unit.texts["ru"] for unit in given} == {"Раз"}
    with pytest.raises(FormatError, match="the XML is broken"):
        list(reader)
