"""Writing TMX 1.4, level 1, unit by unit: flat memory at any size.

The strictest known readers set the rules (docs/formats.md): the language of the header stands in
every unit letter by letter, properties before variants, plain text in segments, no namespace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from alignments.bitext import TranslationUnit
from alignments.errors import FormatError
from alignments.exports import (
    CleanedCharacter,
    Cleaning,
    ExportReport,
    ExportSettings,
    selected,
)
from alignments.formats.tmx.language_tags import canonical_tag
from alignments.formats.tmx.rules import ALL_LANGUAGES, UNIT_ATTRIBUTES, value_problem
from alignments.units import ReviewedBead, tmx_date, translation_unit
from alignments.xml_characters import clean_xml, escape_attribute, escape_text

CREATION_TOOL = "translation-alignment-workbench"
_BUFFER = 1 << 16


@dataclass(slots=True, kw_only=True)
class TmxReport(Cleaning):
    """What was written: the number of units, and the characters XML could not carry."""

    units: int = 0


def write_tmx(
    out: BinaryIO,
    units: Iterable[TranslationUnit],
    *,
    source_language: str,
    target_language: str,
    creation_tool_version: str,
    properties: Mapping[str, str] | None = None,
    any_source: bool = False,
    created_at: datetime | None = None,
) -> TmxReport:
    """Write units as one TMX 1.4 file in UTF-8.

    Of a unit's properties those that TMX knows as attributes of a unit ("changeid", "changedate")
    are written as such where their value is valid, all others as `prop`; `properties` go into the
    header. With `any_source` the header says srclang="*all*" and a unit needs no text in the source
    language. Raises FormatError for languages that are not two, an id used twice, or a unit without
    a source text.
    """
    source, target = canonical_tag(source_language), canonical_tag(target_language)
    if source == target:
        raise FormatError(
            f'both sides are in "{source}"; a TMX needs two languages: '
            "set the language of each text"
        )
    writer = _Writer(order=(source, target), needed="" if any_source else source)
    header = writer.header(creation_tool_version, properties or {}, created_at)
    pending = bytearray(header.encode())
    for unit in units:
        pending += writer.unit(unit).encode()
        if len(pending) > _BUFFER:
            out.write(pending)
            pending.clear()
    pending += b"  </body>\n</tmx>\n"
    out.write(pending)
    return writer.report


def write_beads_as_tmx(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write reviewed beads as TMX: pairs, or with part "without_source" single-sided units.

    Beads without a counterpart never enter the main file: a unit whose source is missing or empty
    stops some readers and spoils the memory of others.
    """
    report = ExportReport()
    source, target = settings.source_language, settings.target_language
    names = {"x-source-document": settings.source_name, "x-target-document": settings.target_name}
    units = (
        translation_unit(
            reviewed,
            source_language=canonical_tag(source),
            target_language=canonical_tag(target),
            properties={name: value for name, value in names.items() if value},
        )
        for reviewed in selected(beads, settings, report, nulls=False)
    )
    written = write_tmx(
        out,
        units,
        source_language=source,
        target_language=target,
        creation_tool_version=settings.tool_version,
        properties=_header_properties(settings),
        any_source=settings.part == "without_source",
        created_at=settings.created_at,
    )
    report.cleaned_characters, report.cleaned = written.cleaned_characters, written.cleaned
    return report


def _header_properties(settings: ExportSettings) -> dict[str, str]:
    known = {
        "x-signature": settings.signature,
        "x-include": settings.include,
        "x-part": settings.part,
        "x-note-marks": settings.note_marks,
        "x-brackets": settings.brackets,
        "x-source-document": settings.source_name,
        "x-target-document": settings.target_name,
        **settings.properties,
    }
    return {name: value for name, value in known.items() if value}


class _Writer:
    """Turns units into text, and remembers the ids and the characters that had to go."""

    def __init__(self, order: tuple[str, str], needed: str) -> None:
        self.report = TmxReport()
        self._order = order
        self._needed = needed
        self._ids: set[str] = set()

    def header(self, version: str, properties: Mapping[str, str], at: datetime | None) -> str:
        attributes = {
            "creationtool": CREATION_TOOL,
            "creationtoolversion": version or "unknown",
            "segtype": "sentence",
            "o-tmf": CREATION_TOOL,
            "adminlang": "en",
            "srclang": self._needed or ALL_LANGUAGES,
            "datatype": "plaintext",
        }
        if at is not None:
            attributes["creationdate"] = tmx_date(at)
        written = self._attributes("header", attributes)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
            f'<tmx version="1.4">\n  <header{written}>\n{self._props("header", properties)}'
            "  </header>\n  <body>\n"
        )

    def unit(self, unit: TranslationUnit) -> str:
        texts = {canonical_tag(tag): text for tag, text in unit.texts.items()}
        self._check(unit, texts)
        own = {
            name: value
            for name, value in unit.properties.items()
            if name in UNIT_ATTRIBUTES and not value_problem("tu", name, value)
        }
        others = {name: value for name, value in unit.properties.items() if name not in own}
        note = f"      <note>{self._text(unit.id, 'note', unit.note)}</note>\n" if unit.note else ""
        self.report.units += 1
        return (
            f"    <tu{self._attributes(unit.id, {'tuid': unit.id, **own})}>\n"
            f"{note}{self._props(unit.id, others)}{self._variants(unit.id, texts)}    </tu>\n"
        )

    def _variants(self, unit: str, texts: Mapping[str, str]) -> str:
        order = [tag for tag in self._order if tag in texts]
        order += [tag for tag in texts if tag not in self._order]
        return "".join(
            f'      <tuv xml:lang="{tag}"><seg>{self._text(unit, tag, texts[tag])}</seg></tuv>\n'
            for tag in order
        )

    def _check(self, unit: TranslationUnit, texts: Mapping[str, str]) -> None:
        if unit.id in self._ids:
            raise FormatError(f'the unit id "{unit.id}" is used twice; give every unit its own id')
        if len(texts) < len(unit.texts) or not texts:
            raise FormatError(
                f"unit {unit.id} has the languages {sorted(unit.texts)}; "
                "it needs at least one, and each only once"
            )
        if self._needed and self._needed not in texts:
            raise FormatError(
                f'unit {unit.id} has no text in "{self._needed}"; leave it out, or write '
                "such units to a file of their own (any_source)"
            )
        self._ids.add(unit.id)

    def _props(self, unit: str, properties: Mapping[str, str]) -> str:
        return "".join(
            f'      <prop type="{escape_attribute(self._clean(unit, name, name))}">'
            f"{self._text(unit, name, value)}</prop>\n"
            for name, value in properties.items()
        )

    def _attributes(self, unit: str, attributes: Mapping[str, str]) -> str:
        return "".join(
            f' {name}="{escape_attribute(self._clean(unit, name, value))}"'
            for name, value in attributes.items()
        )

    def _text(self, unit: str, place: str, text: str) -> str:
        return escape_text(self._clean(unit, place, text))

    def _clean(self, unit: str, place: str, text: str) -> str:
        cleaned, found = clean_xml(text)
        if not found:
            return cleaned
        self.report.note_cleaned(
            CleanedCharacter(unit, place, hit.position, hit.name) for hit in found
        )
        return cleaned
