"""Writing TBX in three dialects: 2 (martif), and ISO 30042:2019 with attributes or with tags."""

from __future__ import annotations

import re

from glossary.concepts import Case, Concept, Kind, PartOfSpeech, Status, Term, TermBase
from glossary.formats.results import Loss, WriteOptions, WrittenBase
from glossary.formats.tbx_words import (
    BASIC,
    CATEGORIES,
    CORE,
    KIND,
    MIN,
    NAMES,
    OWN,
    PART,
    STATUS,
    Tbx,
)
from glossary.formats.xml import XML_LANG, Element, legal

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_UNNAMED = re.compile(r"[^\w.-]", re.ASCII)
_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'


def write_tbx(base: TermBase, dialect: Tbx, options: WriteOptions) -> WrittenBase:
    """The base as a TBX-Basic file, UTF-8.

    What TBX-Basic has no place for (the status "proposed", the rule for capitals, "do not
    translate") is written under names of our own, or, with `strict`, left out and reported.
    """
    return _Writer(base, dialect, options).write()


class _Writer:
    def __init__(self, base: TermBase, dialect: Tbx, options: WriteOptions) -> None:
        self._base, self._dialect, self._strict = base, dialect, options.strict
        self._names = NAMES[dialect]
        self._losses: list[Loss] = []
        self._taken: set[str] = set()
        self._about = ("", "")

    def write(self) -> WrittenBase:
        from lxml import etree

        root = self._root(etree)
        self._header(etree, root)
        body = self._child(etree, self._child(etree, root, "text"), "body")
        for concept in self._base.concepts:
            self._entry(etree, body, concept)
        if self._base.priority:
            self._losses.append(Loss("(base)", "", "its priority has no place in TBX"))
        etree.indent(root)
        data = etree.tostring(
            root,
            encoding="UTF-8",
            xml_declaration=True,
            doctype=_DOCTYPE if self._dialect is Tbx.V2 else None,
        )
        return WrittenBase(bytes(data) + b"\n", tuple(self._losses))

    def _root(self, etree: Element) -> Element:
        if self._dialect is Tbx.V2:
            root = etree.Element("martif", type="TBX-Basic")
        else:
            spaces: dict[str | None, str] = {None: CORE}
            if self._dialect is Tbx.DCT:
                own = {} if self._strict else {"own": OWN}
                spaces.update({"min": MIN, "basic": BASIC, **own})
            root = etree.Element(f"{{{CORE}}}tbx", nsmap=spaces, type="TBX-Basic")
            root.set("style", "dct" if self._dialect is Tbx.DCT else "dca")
        root.set(XML_LANG, "en")
        return root

    def _header(self, etree: Element, root: Element) -> None:
        file = self._child(etree, self._child(etree, root, self._names.header), "fileDesc")
        if self._base.name:
            title = self._child(etree, self._child(etree, file, "titleStmt"), "title")
            title.text = self._legal(self._base.name)
        source = self._child(etree, self._child(etree, file, "sourceDesc"), "p")
        source.text = "Written by the translation alignment workbench"

    def _entry(self, etree: Element, body: Element, concept: Concept) -> None:
        self._about = (concept.id, "")
        entry = self._child(etree, body, self._names.entry)
        identifier = self._identifier(concept.id)
        entry.set("id", identifier)
        if identifier != concept.id:
            self._own(etree, entry, "x-id", concept.id, f"its id; it is now {identifier}")
        self._category(etree, entry, "subjectField", concept.domain)
        self._category(etree, entry, "definition", concept.definition)
        self._category(etree, entry, "source", concept.source)
        self._category(etree, entry, "xGraphic", concept.image)
        for note in concept.notes:
            self._note(etree, entry, note)
        by_language: dict[str, list[Term]] = {}
        for term in concept.terms:
            by_language.setdefault(term.language, []).append(term)
        for language, terms in by_language.items():
            section = self._child(etree, entry, self._names.language)
            section.set(XML_LANG, language)
            marks = {
                term.text: self._identifier(f"{identifier}-{language}-{number}")
                for number, term in enumerate(terms, 1)
            }
            for term in terms:
                self._about = (concept.id, term.text)
                self._term(etree, section, term, marks)

    def _term(self, etree: Element, section: Element, term: Term, marks: dict[str, str]) -> None:
        place = self._child(etree, section, self._names.term)
        place.set("id", marks[term.text])
        self._child(etree, place, "term").text = self._legal(term.text)
        if term.status is Status.PROPOSED:
            self._own(etree, place, "x-status", term.status.value, 'its status "proposed"')
        else:
            self._category(etree, place, "administrativeStatus", STATUS[term.status])
        if term.kind is not Kind.FULL_FORM:
            self._category(etree, place, "termType", KIND[term.kind])
        if term.part_of_speech is not PartOfSpeech.UNKNOWN:
            self._category(etree, place, "partOfSpeech", PART[term.part_of_speech])
        if term.case is not Case.BY_RULE:
            self._own(etree, place, "x-case", term.case.value, "its rule for capitals")
        if term.do_not_translate:
            self._own(etree, place, "x-doNotTranslate", "yes", '"do not translate"')
        self._category(etree, place, "context", term.context)
        self._category(etree, place, "source", term.source)
        if term.abbreviates:
            target = marks[term.abbreviates]
            self._category(etree, place, "crossReference", term.abbreviates, target)
        self._note(etree, place, term.note)

    def _child(self, etree: Element, parent: Element, name: str) -> Element:
        space = "" if self._dialect is Tbx.V2 else f"{{{CORE}}}"
        return etree.SubElement(parent, f"{space}{name}")

    def _category(
        self, etree: Element, parent: Element, category: str, value: str, target: str = ""
    ) -> None:
        if not value:
            return
        carrier, space = CATEGORIES[category]
        if self._dialect is Tbx.DCT:
            element = etree.SubElement(parent, f"{{{space}}}{category.removeprefix('x-')}")
        else:
            element = self._child(etree, parent, carrier)
            element.set("type", category)
        element.text = self._legal(value)
        if target or category == "xGraphic":
            element.set("target", target or element.text)

    def _own(self, etree: Element, parent: Element, category: str, value: str, what: str) -> None:
        if self._strict:
            self._lose(what)
        else:
            self._category(etree, parent, category, value)

    def _note(self, etree: Element, parent: Element, text: str) -> None:
        if text:
            self._child(etree, parent, "note").text = self._legal(text)

    def _identifier(self, wanted: str) -> str:
        """The id as XML allows it: a letter first, no blanks, no other id the same."""
        name = wanted if _NAME.fullmatch(wanted) else f"c_{_UNNAMED.sub('_', wanted)}"
        number, free = 2, name
        while free in self._taken:
            free, number = f"{name}-{number}", number + 1
        self._taken.add(free)
        return free

    def _legal(self, text: str) -> str:
        clean = legal(text)
        if clean != text:
            self._lose("characters that XML cannot carry")
        return clean

    def _lose(self, what: str) -> None:
        self._losses.append(Loss(*self._about, what))
