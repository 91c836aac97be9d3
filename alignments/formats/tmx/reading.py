"""Reading TMX of any level and version as a stream of translation units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from alignments.bitext import TranslationUnit
from alignments.errors import FormatError
from alignments.formats.tmx.language_tags import canonical_tag, primary_language
from alignments.formats.tmx.parsing import (
    Element,
    forget,
    local_name,
    parse_events,
    refuse_reference,
)
from alignments.formats.tmx.rules import XML_LANG


@dataclass(frozen=True, slots=True)
class TmxHeader:
    """The file's own words: its attributes as written, and its properties by type."""

    attributes: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def source_language(self) -> str:
        """The declared source language as written; "" when absent, "*all*" when any will do."""
        return self.attributes.get("srclang", "")


class TmxReader(Iterator[TranslationUnit]):
    """The units of a file, one at a time; `header` is known from the start.

    `notices` says, in words with line numbers, what was read otherwise than it is written; it is
    complete once the last unit was given.
    """

    header: TmxHeader
    notices: list[str]

    def __init__(
        self,
        stream: BinaryIO,
        source_language: str | None = None,
        target_language: str | None = None,
    ) -> None:
        """Reads up to the end of the header. Raises FormatError if this is no TMX."""
        self.notices = []
        self._wanted = [canonical_tag(tag) for tag in (source_language, target_language) if tag]
        self._events = parse_events(stream, ("end",), ("{*}header", "{*}tu", "{*}body"))
        self._seen_body = False
        self._count = 0
        self._waiting: Element | None = None
        self.header = self._read_header()

    def __next__(self) -> TranslationUnit:
        element = self._waiting
        self._waiting = None
        while True:
            if element is not None and local_name(element) == "tu":
                unit = self._unit(element)
                forget(element)
                if unit is not None:
                    return unit
            event = next(self._events, None)
            if event is None:
                self._check_end()
                raise StopIteration
            element = event[1]
            self._seen_body |= local_name(element) == "body"

    def _read_header(self) -> TmxHeader:
        for event, element in self._events:
            name = local_name(element)
            if event == "root" and name != "tmx":
                raise FormatError(
                    f"line {element.sourceline}: this is no TMX: its root is <{name}>, not <tmx>"
                )
            if event == "end" and name == "header":
                attributes = {str(key): str(value) for key, value in element.attrib.items()}
                return TmxHeader(attributes, self._properties(element))
            if event == "end":
                self._seen_body = name == "body"
                self._waiting = element
                break
        else:
            raise FormatError("this is no TMX: the file has no header and no body")
        self.notices.append("the file has no header: its source language is not known")
        return TmxHeader()

    def _check_end(self) -> None:
        if not self._count and not self._seen_body:
            raise FormatError("no translation units were found: the file has no <body> with <tu>")

    def _unit(self, element: Element) -> TranslationUnit | None:
        self._count += 1
        refuse_reference(element)
        texts = self._chosen(element, self._texts(element))
        identifier = element.get("tuid") or str(self._count)
        if not texts:
            self._notice(element, "has no text in a language that was asked for and is left out")
            return None
        own = {
            str(name): str(value)
            for name, value in element.attrib.items()
            if name != "tuid" and not str(name).startswith("{")
        }
        notes = ["".join(note.itertext()) for note in element.iterchildren("{*}note")]
        return TranslationUnit(
            id=identifier,
            texts=texts,
            properties=own | self._properties(element),
            note="\n".join(notes),
        )

    def _texts(self, element: Element) -> dict[str, str]:
        texts: dict[str, str] = {}
        for variant in element.iterchildren("{*}tuv"):
            # Before TMX 1.4 the attribute was plain "lang".
            written = variant.get(XML_LANG) or variant.get("lang") or ""
            segment = next(variant.iterchildren("{*}seg"), None)
            if segment is None:
                self._notice(variant, "has no seg and is left out")
                continue
            tag = self._tag(variant, written)
            if tag in texts:
                self._notice(variant, f'is a second text in "{tag}"; the first is taken')
                continue
            texts[tag] = "".join(segment.itertext())
        return texts

    def _tag(self, variant: Element, written: str) -> str:
        try:
            return canonical_tag(written)
        except FormatError:
            self._notice(variant, f'has the language "{written}", which is no language tag')
            return written

    def _chosen(self, element: Element, texts: dict[str, str]) -> dict[str, str]:
        if not self._wanted:
            return texts
        found = {}
        for wanted in self._wanted:
            tag = _best_match(wanted, texts)
            if tag is None:
                self._notice(element, f'has no text in "{wanted}"')
            else:
                found[wanted] = texts[tag]
        return found

    @staticmethod
    def _properties(element: Element) -> dict[str, str]:
        found: dict[str, str] = {}
        for prop in element.iterchildren("{*}prop"):
            name, value = prop.get("type") or "", "".join(prop.itertext())
            found[name] = f"{found[name]}\n{value}" if name in found else value
        return found

    def _notice(self, element: Element, words: str) -> None:
        self.notices.append(f"line {element.sourceline}: {local_name(element)} {words}")


def _best_match(wanted: str, texts: dict[str, str]) -> str | None:
    """The tag itself, else the bare language, else the language of any region."""
    language = primary_language(wanted)
    ranked = [tag for tag in (wanted, language) if tag in texts]
    ranked += [tag for tag in texts if primary_language(tag) == language]
    return ranked[0] if ranked else None


def read_tmx(
    stream: BinaryIO, *, source_language: str | None = None, target_language: str | None = None
) -> TmxReader:
    """Read units as a stream; texts are whole, with the content of inline codes.

    Without languages each unit has all its texts, by canonical tag. With languages it has those two
    under the tags asked for, taken from the tag itself, the bare language, or any region of it.
    Units are numbered where they have no id. Raises FormatError, naming the line, for broken XML,
    entities, or a file that is no TMX; units before that place were given already.
    """
    return TmxReader(stream, source_language, target_language)
