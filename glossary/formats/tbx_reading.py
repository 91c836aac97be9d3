"""Reading TBX: version 2 (martif), and ISO 30042:2019 with attributes (DCA) or tags (DCT)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from glossary.concepts import Case, Status
from glossary.errors import TermFormatError
from glossary.formats.drafts import ConceptDraft, TermDraft, build_base
from glossary.formats.languages import tidy_tag
from glossary.formats.results import ReadBase, ReadOptions
from glossary.formats.tbx_words import CATEGORIES, KIND_READ, PART_READ, STATUS_READ
from glossary.formats.xml import XML_LANG, Element, all_text, local_name, parse_xml

Value = TypeVar("Value")

_CARRIERS = {"descrip", "admin", "termNote", "xref", "ref", "transac"}
_GROUPS = {"descripGrp", "adminGrp", "termNoteGrp", "termGrp", "ntig", "transacGrp"}
_ENTRIES, _LANGUAGES, _TERMS = (
    {"termEntry", "conceptEntry"},
    {"langSet", "langSec"},
    {"tig", "ntig", "termSec"},
)


def read_tbx(data: bytes, options: ReadOptions) -> ReadBase:
    """The base of a TBX file of any dialect.

    Raises TermFormatError, naming the line, for broken XML, entities, and files that are no TBX.
    """
    root = parse_xml(data)
    if local_name(root) not in ("martif", "tbx"):
        raise TermFormatError(
            f"line {root.sourceline}: this is no TBX: its root is <{local_name(root)}>, "
            "not <martif> or <tbx>"
        )
    body = next((each for each in root.iter("{*}body")), None)
    if body is None:
        raise TermFormatError("the file has no <body>, so it has no terms")
    notices: list[str] = []
    drafts = [_entry(each, notices) for each in body if local_name(each) in _ENTRIES]
    title = next((all_text(each) for each in root.iter("{*}title")), "")
    base = build_base(drafts, options.name or title, notices)
    return ReadBase(base, tuple(notices))


def _entry(entry: Element, notices: list[str]) -> ConceptDraft:
    place = f"line {entry.sourceline}"
    draft = ConceptDraft(entry.get("id", ""), place)
    fields: dict[str, list[str]] = {}
    for child in entry:
        if local_name(child) in _LANGUAGES:
            _language(child, draft, fields, notices)
    for category, value, element in _categories(entry, _LANGUAGES):
        _keep(fields, category, value, element, notices, _OF_CONCEPT)
    draft.id = next(iter(fields.pop("x-id", [])), draft.id)
    _set_concept(draft, fields)
    return draft


_OF_CONCEPT = {"subjectField", "definition", "source", "xGraphic", "note", "x-id"}
_OF_TERM = {
    "partOfSpeech", "administrativeStatus", "normativeAuthorization", "termType", "context",
    "source", "crossReference", "note", "x-status", "x-case", "x-doNotTranslate",
}  # fmt: skip


def _keep(
    fields: dict[str, list[str]],
    category: str,
    value: str,
    element: Element,
    notices: list[str],
    known: set[str],
) -> None:
    if category in known:
        if value:
            fields.setdefault(category, []).append(value)
    else:
        notices.append(f'line {element.sourceline}: "{category}" ({value[:40]}) is not kept')


def _set_concept(draft: ConceptDraft, fields: dict[str, list[str]]) -> None:
    joined = {key: "\n".join(fields.get(key, [])) for key in ("subjectField", "definition")}
    draft.values = {
        "domain": joined["subjectField"],
        "definition": joined["definition"],
        "source": "\n".join(fields.get("source", [])),
        "image": next(iter(fields.get("xGraphic", [])), ""),
        "notes": tuple(fields.get("note", [])),
    }


def _categories(section: Element, without: set[str]) -> Iterator[tuple[str, str, Element]]:
    """The data categories right below a section, those in groups included: name, value, element."""
    for child in section:
        name = local_name(child)
        if name in without or name == "term":
            continue
        if name in _GROUPS:
            yield from _categories(child, without)
        elif name == "note":
            yield "note", all_text(child), child
        elif name in _CARRIERS:
            yield child.get("type", ""), _value(child), child
        else:
            # In the dialect with tags an own name stands without the "x-".
            yield name if name in CATEGORIES else f"x-{name}", _value(child), child


def _value(element: Element) -> str:
    target = element.get("target", "")
    category = element.get("type") or local_name(element)
    return target if target and category in ("xGraphic", "crossReference") else all_text(element)


def _language(
    section: Element, draft: ConceptDraft, fields: dict[str, list[str]], notices: list[str]
) -> None:
    written = section.get(XML_LANG) or section.get("lang") or ""
    tag = tidy_tag(written)
    if not tag:
        notices.append(f'line {section.sourceline}: "{written}" is no language; left out')
        return
    for category, value, element in _categories(section, _TERMS):
        _keep(fields, category, value, element, notices, _OF_CONCEPT - {"x-id"})
    names = {
        each.get("id"): all_text(term)
        for each in section
        for term in each.iter("{*}term")
        if local_name(each) in _TERMS and each.get("id")
    }
    for each in section:
        if local_name(each) in _TERMS:
            draft.terms.append(_term(each, tag, names, notices))


def _term(section: Element, language: str, names: dict[str, str], notices: list[str]) -> TermDraft:
    fields: dict[str, list[str]] = {}
    for category, value, element in _categories(section, set()):
        _keep(fields, category, value, element, notices, _OF_TERM)
    first = {key: values[0] for key, values in fields.items()}
    place = f"line {section.sourceline}"
    written = next((all_text(each) for each in section.iter("{*}term")), "")
    values: dict[str, object] = {
        "text": written,
        "language": language,
        "kind": _known(KIND_READ, first, "termType", place, notices),
        "part_of_speech": _known(PART_READ, first, "partOfSpeech", place, notices),
        "abbreviates": names.get(first.get("crossReference", ""), ""),
        "context": "\n".join(fields.get("context", [])),
        "note": "\n".join(fields.get("note", [])),
        "source": "\n".join(fields.get("source", [])),
        "do_not_translate": first.get("x-doNotTranslate") == "yes",
        "case": _known({case.value: case for case in Case}, first, "x-case", place, notices),
    }
    status = _known(STATUS_READ, first, "administrativeStatus", place, notices)
    status = status or _known(STATUS_READ, first, "normativeAuthorization", place, notices)
    if first.get("x-status") == Status.PROPOSED.value:
        status = Status.PROPOSED
    known = {key: value for key, value in values.items() if value is not None}
    return TermDraft(known, status, place)


def _known(
    table: Mapping[str, Value],
    fields: dict[str, str],
    category: str,
    place: str,
    notices: list[str],
) -> Value | None:
    word = fields.get(category)
    if word is None or word in table:
        return table[word] if word is not None else None
    notices.append(f'{place}: the {category} "{word}" is not known and not kept')
    return None
