"""Each rule of the three strictest readers has a row: what breaks it, and what is said."""

from __future__ import annotations

import io

import pytest

from alignments.formats.tmx import check_tmx

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"
    adminlang="en" srclang="ru" datatype="plaintext"><prop type="x-a">1</prop></header>
  <body>
    <tu tuid="1" changedate="20260228T235959Z"><note>n</note><prop type="x-b">2</prop>
      <tuv xml:lang="ru"><seg>Раз.</seg></tuv>
      <tuv xml:lang="en"><seg>One.</seg></tuv>
    </tu>
  </body>
</tmx>"""
PAIR = '<tuv xml:lang="ru"><seg>Раз.</seg></tuv>\n      <tuv xml:lang="en"><seg>One.</seg></tuv>'


def problems(text: str) -> list[str]:
    return check_tmx(io.BytesIO(text.encode()))


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


ACCEPTED = {
    "the plain file": ("n</note>", "n</note>"),
    "no DOCTYPE": ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n', ""),
    "an empty body": (GOOD[GOOD.index("<tu ") : GOOD.index("</body>")], ""),
    "properties before notes": (
        '<note>n</note><prop type="x-b">2</prop>',
        '<prop type="x-b">2</prop><note>n</note>',
    ),
    "two texts of one language": ("</tu>", '<tuv xml:lang="en"><seg>1.</seg></tuv></tu>'),
    "an empty source text": ("<seg>Раз.</seg>", "<seg></seg>"),
    "no source text where any language is the source": (
        'srclang="ru" datatype="plaintext"><prop type="x-a">1</prop></header>\n  <body>\n'
        '    <tu tuid="1" changedate="20260228T235959Z"><note>n</note><prop type="x-b">2</prop>\n'
        '      <tuv xml:lang="ru"><seg>Раз.</seg></tuv>',
        'srclang="*all*" datatype="plaintext"></header>\n  <body>\n    <tu>',
    ),
    "a highlighted stretch on one side": ("One.", "<hi>One</hi>."),
    "a placeholder without x on one side": ("One.", "One<ph>[2]</ph>."),
    "a placeholder with the same x on both sides": (
        PAIR,
        PAIR.replace("Раз", 'Раз<ph x="1"/>').replace("One", 'One<ph x="1"/>'),
    ),
    "paired codes": ("One.", '<bpt i="1">*</bpt>One<ept i="1">*</ept>.'),
    "a sub-flow inside a code": ("One.", "One<ph>a<sub>b<hi>c</hi></sub></ph>."),
    "a half of a pair that stands elsewhere": ("One.", 'One<it pos="begin">b</it>.'),
    "user-defined characters in the header": (
        "</header>",
        '<ude name="u"><map unicode="#xF8FF" code="#x1"/></ude></header>',
    ),
    "a tag for private use": ('"en"><seg>', '"x-old"><seg>'),
    "a usage count": ('tuid="1"', 'tuid="1" usagecount="12"'),
}


@pytest.mark.parametrize(("old", "new"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_all_three_accept_is_accepted(old: str, new: str) -> None:
    assert problems(changed(old, new)) == []


REFUSED = {
    # document type (and OmegaT's schema, which is made from it)
    "version 1.4b": ('version="1.4"', 'version="1.4b"', "version of <tmx> is one of 1.4"),
    "no version": (' version="1.4"', "", "<tmx> lacks version"),
    "another root": ("<tmx version", "<xliff version", "root must be <tmx>"),
    "header after body": (
        "<body>",
        "<body></body><header/><body>",
        "<tmx> must hold one header, then one body",
    ),
    "no creation tool": ('creationtool="t" ', "", "<header> lacks creationtool"),
    "no tool version": ('creationtoolversion="1" ', "", "<header> lacks creationtoolversion"),
    "no segment type": ('segtype="sentence" ', "", "<header> lacks segtype"),
    "no memory format": (' o-tmf="t"', "", "<header> lacks o-tmf"),
    "no administrative language": ('adminlang="en" ', "", "<header> lacks adminlang"),
    "no source language": ('srclang="ru" ', "", "<header> lacks srclang"),
    "no data type": (' datatype="plaintext"', "", "<header> lacks datatype"),
    "an unknown segment type": ('"sentence"', '"line"', "segtype of <header> is one of block"),
    "an unknown attribute": ("<tu ", '<tu id="a" ', "<tu> may not have id"),
    "an unknown element": ("<note>n</note>", "<remark>n</remark>", "is no element of TMX"),
    "something else in the body": ("<body>", "<body><note>n</note>", "may hold only tu"),
    "text in the body": ("<body>", "<body>text", "<body> may not hold text"),
    "text in a unit": ("<note>n</note>", "text", "<tu> may not hold text"),
    "a note after the texts": (
        "</tu>",
        "<note>n</note></tu>",
        "<tu> must hold any note and prop elements, then at least one tuv",
    ),
    "a unit without texts": (PAIR, "", "<tu> must hold any note"),
    "a variant without seg": ("<seg>One.</seg>", "", "then exactly one seg"),
    "a variant with two segs": ("<seg>One.</seg>", "<seg>1</seg><seg>2</seg>", "exactly one seg"),
    "a property after the seg": (
        "<seg>One.</seg>",
        '<seg>One.</seg><prop type="a">b</prop>',
        "exactly one seg",
    ),
    "a property without a type": ('<prop type="x-b">', "<prop>", "<prop> lacks type"),
    "a code inside a property": ("2</prop>", "<ph/></prop>", "<prop> must hold text"),
    "a sub-flow in the text itself": ("One.", "<sub>One</sub>", "<seg> must hold text and inline"),
    "a code inside a code": ("One.", "<ph><hi>a</hi></ph>", "<ph> must hold codes and sub"),
    "an unknown inline code": ("One.", "<b>One</b>", "<b> is no element of TMX"),
    "a bpt without i": ("One.", '<bpt>a</bpt><ept i="1">b</ept>', "<bpt> lacks i"),
    "an ept without i": ("One.", '<bpt i="1">a</bpt><ept>b</ept>', "<ept> lacks i"),
    "an it without pos": ("One.", "<it>a</it>", "<it> lacks pos"),
    "an it with another pos": ("One.", '<it pos="open">a</it>', "pos of <it> is one of begin"),
    "an empty ude": ("</header>", '<ude name="u"></ude></header>', "at least one map"),
    "a map without unicode": (
        "</header>",
        '<ude name="u"><map code="1"/></ude></header>',
        "<map> lacks unicode",
    ),
    # what OmegaT's schema adds
    "lang in place of xml:lang": ('xml:lang="en"', 'lang="en"', "<tuv> lacks xml:lang"),
    "a namespace": ("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ', "without any namespace"),
    "a namespace prefix": ("<tmx ", '<tmx xmlns:a="urn:a" ', "without any namespace"),
    # what TMXValidator adds
    "no text in the source language": (
        '<tuv xml:lang="ru"><seg>Раз.</seg></tuv>',
        "",
        '<tu> lacks a tuv whose xml:lang is "ru"',
    ),
    "no source text, any language on the unit only": (
        '<tu tuid="1" changedate="20260228T235959Z"><note>n</note><prop type="x-b">2</prop>\n'
        '      <tuv xml:lang="ru"><seg>Раз.</seg></tuv>',
        '<tu srclang="*all*">',
        '<tu> lacks a tuv whose xml:lang is "ru"',
    ),
    "a region the header does not have": ('xml:lang="ru"', 'xml:lang="ru-RU"', "letter by letter"),
    "a tag in capitals": ('xml:lang="en"', 'xml:lang="EN"', 'is written "en"'),
    "a tag with an underscore": ('xml:lang="en"', 'xml:lang="en_GB"', 'is written "en-GB"'),
    "a region in small letters": ('xml:lang="en"', 'xml:lang="en-gb"', 'is written "en-GB"'),
    "three letters where there are two": ('"en"><seg>', '"eng"><seg>', 'is written "en"'),
    "no language at all": ('xml:lang="en"', 'xml:lang="xx"', "is a language tag"),
    "an administrative language that is none": ('adminlang="en"', 'adminlang="?"', "adminlang of"),
    "a source language that is none": ('srclang="ru"', 'srclang="russian!"', "srclang of <header>"),
    "a date with hyphens": (
        "20260228T235959Z",
        "2026-02-28T23:59:59Z",
        "is a date YYYYMMDDThhmmssZ",
    ),
    "a date that does not exist": ("20260228", "20260229", "is a date YYYYMMDDThhmmssZ"),
    "an hour that does not exist": ("T235959Z", "T245959Z", "is a date YYYYMMDDThhmmssZ"),
    "a use count in words": ('tuid="1"', 'tuid="1" usagecount="many"', "usagecount of <tu> is a"),
    "an x in words": ("One.", 'One<ph x="a"/>', "x of <ph> is a number"),
    "an x on one side only": ("One.", 'One<ph x="1"/>', "x numbers of the codes differ"),
    "an x used twice": (
        PAIR,
        PAIR.replace(".</seg>", '<ph x="1"/><ph x="1"/></seg>'),
        "the same x is used twice",
    ),
    "an i in words": ("One.", '<bpt i="a"/><ept i="a"/>', "i of <bpt> is a number"),
    "a bpt without ept": ("One.", '<bpt i="1">a</bpt>', 'bpt and ept with i="1"'),
    "an ept without bpt": ("One.", '<ept i="1">a</ept>', 'bpt and ept with i="1"'),
    "two bpt with one i": (
        "One.",
        '<bpt i="1"/><ept i="1"/><bpt i="1"/><ept i="1"/>',
        "not exactly one pair",
    ),
    # XML itself
    "an entity of its own": (
        'SYSTEM "tmx14.dtd">',
        '[<!ENTITY a "b">]>',
        'declares the entity "a"',
    ),
    "an entity that HTML has": ("One.", "One&nbsp;", "&nbsp;"),
    "a bare ampersand": ("One.", "One & two", "the XML is broken"),
    "a control character": ("One.", "One&#11;", "the XML is broken"),
    "a file cut off": ("</tmx>", "", "the XML is broken"),
}


@pytest.mark.parametrize(("old", "new", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_one_of_them_refuses_is_named_with_its_rule(old: str, new: str, said: str) -> None:
    found = problems(
        changed(old, new).replace("</tmx>", "</xliff>" if "xliff" in new else "</tmx>")
    )
    assert any(said in problem for problem in found), found


def test_a_problem_names_its_line() -> None:
    assert problems(changed('xml:lang="en"', 'xml:lang="EN"'))[0].startswith("line 9: ")


def test_an_empty_file_is_a_problem_and_no_exception() -> None:
    assert problems("") == ["the file is empty"]


def test_a_flood_of_problems_is_cut_short() -> None:
    unit = GOOD[GOOD.index("<tu ") : GOOD.index("</body>")].replace('"ru"', '"RU"')
    found = problems(GOOD.replace("</body>", unit * 200 + "</body>"))
    assert len(found) == 101
    assert found[-1] == "checking stopped after 100 problems"
