"""What TMX 1.4 allows, as data: children and their order, attributes, values.

The rules are those of the TMX 1.4 document type (LISA/GALA), in our own tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from alignments.errors import FormatError
from alignments.formats.tmx.language_tags import canonical_tag

ALL_LANGUAGES = "*all*"
VERSION = "1.4"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SEGMENT_TYPES = frozenset({"block", "paragraph", "sentence", "phrase"})
DATES = frozenset({"creationdate", "changedate", "lastusagedate"})
LANGUAGES = frozenset({XML_LANG, "lang", "adminlang"})
NUMBERS = frozenset({"usagecount", "i", "x"})

_AUTHORSHIP = frozenset({"creationdate", "creationid", "changedate", "changeid"})
_USAGE = _AUTHORSHIP | {
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "o-tmf",
}
# The attributes of a unit that a TranslationUnit carries as properties of the same name.
UNIT_ATTRIBUTES = tuple(sorted(_USAGE | {"segtype", "srclang"}))

_INLINE = frozenset({"bpt", "ept", "ph", "it", "hi", "ut"})


@dataclass(frozen=True, slots=True)
class ElementRule:
    """What one element may hold: a pattern over the names of its children, and its attributes.

    `order` is matched against "child child "; None allows any of `children`, mixed with text.
    """

    children: frozenset[str] = frozenset()
    order: re.Pattern[str] | None = None
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    values: dict[str, frozenset[str]] = field(default_factory=dict)
    has_text: bool = False
    said: str = ""


_TEXT_ATTRIBUTES = frozenset({"o-encoding", XML_LANG, "lang"})

RULES: dict[str, ElementRule] = {
    "tmx": ElementRule(
        frozenset({"header", "body"}),
        re.compile("header body "),
        required=frozenset({"version"}),
        values={"version": frozenset({VERSION})},
        said="one header, then one body",
    ),
    "header": ElementRule(
        frozenset({"note", "prop", "ude"}),
        re.compile("(?:note |prop |ude )*"),
        required=frozenset(
            {
                "creationtool",
                "creationtoolversion",
                "segtype",
                "o-tmf",
                "adminlang",
                "srclang",
                "datatype",
            }
        ),
        optional=_AUTHORSHIP | {"o-encoding"},
        values={"segtype": SEGMENT_TYPES},
        said="note, prop and ude elements",
    ),
    "body": ElementRule(frozenset({"tu"}), said="tu elements"),
    "ude": ElementRule(
        frozenset({"map"}),
        re.compile("(?:map )+"),
        required=frozenset({"name"}),
        optional=frozenset({"base"}),
        said="at least one map",
    ),
    "map": ElementRule(
        order=re.compile(""),
        required=frozenset({"unicode"}),
        optional=frozenset({"code", "ent", "subst"}),
        said="nothing",
    ),
    "note": ElementRule(optional=_TEXT_ATTRIBUTES, has_text=True, said="text"),
    "prop": ElementRule(
        required=frozenset({"type"}), optional=_TEXT_ATTRIBUTES, has_text=True, said="text"
    ),
    "tu": ElementRule(
        frozenset({"note", "prop", "tuv"}),
        re.compile("(?:note |prop )*(?:tuv )+"),
        optional=_USAGE | {"tuid", "segtype", "srclang"},
        values={"segtype": SEGMENT_TYPES},
        said="any note and prop elements, then at least one tuv",
    ),
    "tuv": ElementRule(
        frozenset({"note", "prop", "seg"}),
        re.compile("(?:note |prop )*seg "),
        required=frozenset({XML_LANG}),
        optional=_USAGE | {"lang"},
        said="any note and prop elements, then exactly one seg",
    ),
    "seg": ElementRule(_INLINE, has_text=True, said="text and inline codes, no sub"),
    "hi": ElementRule(
        _INLINE,
        optional=frozenset({"x", "type"}),
        has_text=True,
        said="text and inline codes, no sub",
    ),
    "sub": ElementRule(
        _INLINE,
        optional=frozenset({"datatype", "type"}),
        has_text=True,
        said="text and inline codes",
    ),
    "bpt": ElementRule(
        frozenset({"sub"}),
        required=frozenset({"i"}),
        optional=frozenset({"x", "type"}),
        has_text=True,
        said="codes and sub elements",
    ),
    "ept": ElementRule(
        frozenset({"sub"}), required=frozenset({"i"}), has_text=True, said="codes and sub elements"
    ),
    "it": ElementRule(
        frozenset({"sub"}),
        required=frozenset({"pos"}),
        optional=frozenset({"x", "type"}),
        values={"pos": frozenset({"begin", "end"})},
        has_text=True,
        said="codes and sub elements",
    ),
    "ph": ElementRule(
        frozenset({"sub"}),
        optional=frozenset({"x", "assoc", "type"}),
        has_text=True,
        said="codes and sub elements",
    ),
    "ut": ElementRule(
        frozenset({"sub"}),
        optional=frozenset({"x"}),
        has_text=True,
        said="codes and sub elements",
    ),
}


_DATE = re.compile(r"\d{8}T\d{6}Z")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def value_problem(element: str, name: str, value: str) -> str:
    """What is wrong with an attribute's value, for a person to read; empty when it is right.

    Beyond the document type these are the rules of the strictest validator known (TMXValidator):
    dates as YYYYMMDDThhmmssZ, numbers, and canonical language tags.
    """
    allowed = RULES[element].values.get(name)
    if allowed is not None and value not in allowed:
        return f"is one of {', '.join(sorted(allowed))}"
    if name in DATES and not is_tmx_date(value):
        return "is a date YYYYMMDDThhmmssZ"
    if name in NUMBERS and not _NUMBER.fullmatch(value):
        return "is a number"
    if name in LANGUAGES or (name == "srclang" and value != ALL_LANGUAGES):
        return _tag_problem(value)
    return ""


def is_tmx_date(value: str) -> bool:
    """Whether a value is a moment as TMX writes it, and one that exists."""
    if not _DATE.fullmatch(value):
        return False
    try:
        datetime.strptime(value, "%Y%m%dT%H%M%S%z")
    except ValueError:
        return False
    return True


def _tag_problem(value: str) -> str:
    try:
        canonical = canonical_tag(value)
    except FormatError:
        return 'is a language tag such as "ru" or "en-GB"'
    return "" if value == canonical else f'is written "{canonical}"'
