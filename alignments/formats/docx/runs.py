"""Runs and paragraphs of WordprocessingML: every run says its language, every sign is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from alignments.bitext import Side
from alignments.exports import ExportSettings
from alignments.formats.book import Called
from alignments.languages import direction
from alignments.pieces import LaidSegment, Piece
from alignments.units import is_unspaced
from alignments.xml_characters import escape_attribute, escape_text

# Word knows languages by their country: what a bare tag stands for there.
_COUNTRIES = {
    "ar": "SA", "be": "BY", "bg": "BG", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "US",
    "es": "ES", "et": "EE", "fa": "IR", "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hr": "HR",
    "hu": "HU", "hy": "AM", "it": "IT", "ja": "JP", "ka": "GE", "kk": "KZ", "ko": "KR", "lt": "LT",
    "lv": "LV", "nl": "NL", "no": "NO", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU", "sk": "SK",
    "sl": "SI", "sr": "RS", "sv": "SE", "th": "TH", "tr": "TR", "uk": "UA", "vi": "VN", "zh": "CN",
}  # fmt: skip
_EAST_ASIAN = ("zh", "ja", "ko")
_EMPHASIS = {"1": "<w:i/><w:iCs/>", "2": "<w:b/><w:bCs/>", "3": "<w:b/><w:bCs/><w:i/><w:iCs/>"}
REFERENCE = '<w:rStyle w:val="FootnoteReference"/>'


def word_language(tag: str) -> str:
    """A language tag as Word writes it: "ru-RU" for "ru"; others as they are."""
    country = _COUNTRIES.get(tag.lower())
    return f"{tag.lower()}-{country}" if country else tag


def words(text: str) -> str:
    """Text as an element of a run."""
    return f'<w:t xml:space="preserve">{escape_text(text)}</w:t>'


def paragraph(style: str, inside: str, *, bidi: bool = False, apart: bool = False) -> str:
    """A paragraph of a style; `inside` is made of runs; `apart` stands off what is above it."""
    turned = "<w:bidi/>" if bidi else ""
    above = '<w:spacing w:before="120"/>' if apart else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{turned}{above}</w:pPr>{inside}</w:p>'


@dataclass(slots=True)
class Runs:
    """Makes runs, and gives each note that is called the number of its footnote, from 1.

    While not `calling`, marks are only signs: what stands among the notes calls none.
    """

    settings: ExportSettings
    footnotes: dict[Called, int] = field(default_factory=dict)
    calling: bool = True

    def language(self, side: Side) -> str:
        """The language of a side."""
        if side == "source":
            return self.settings.source_language
        return self.settings.target_language

    def is_bidi(self, side: Side) -> bool:
        """Whether a side is written from the right."""
        return direction(self.language(side)) == "rtl"

    def segments(
        self, segments: Sequence[LaidSegment], side: Side, *, in_note: bool = False
    ) -> str:
        """The runs of segments that follow each other; in a note, no mark calls another note."""
        gap = "" if is_unspaced(self.language(side)) else self.run(" ", side)
        return gap.join(
            "".join(self._piece(piece, side, in_note=in_note) for piece in segment.pieces)
            for segment in segments
        )

    def run(self, text: str, side: Side, properties: str = "") -> str:
        """A run in the language of a side; `properties` are those before its direction."""
        return f"<w:r>{self._properties(side, properties)}{words(text)}</w:r>"

    def _properties(self, side: Side, properties: str) -> str:
        tag = escape_attribute(word_language(self.language(side)))
        if self.is_bidi(side):
            return f'<w:rPr>{properties}<w:rtl/><w:lang w:bidi="{tag}"/></w:rPr>'
        east = self.language(side).lower().startswith(_EAST_ASIAN)
        name = "w:eastAsia" if east else "w:val"
        return f'<w:rPr>{properties}<w:lang {name}="{tag}"/></w:rPr>'

    def _piece(self, piece: Piece, side: Side, *, in_note: bool) -> str:
        if piece.kind != "mark":
            return self.run(piece.text, side, _EMPHASIS.get(piece.emphasis, ""))
        shown = piece.text.strip("[]") or piece.text
        note = (side, piece.label)
        if not piece.label or in_note or not self.calling or note in self.footnotes:
            return self.run(shown, side, REFERENCE)
        self.footnotes[note] = len(self.footnotes) + 1
        return (
            f"<w:r>{self._properties(side, REFERENCE)}"
            f'<w:footnoteReference w:customMarkFollows="1" w:id="{self.footnotes[note]}"/>'
            f"{words(shown)}</w:r>"
        )
