"""How TBX calls what a concept and a term have, in its dialects, and the other way about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary.concepts import Kind, PartOfSpeech, Status


class Tbx(StrEnum):
    """The dialects that are written; all are read."""

    V2 = "tbx2"  # martif, TBX-Basic: what OmegaT, Weblate and older tools read
    DCA = "tbx3"  # ISO 30042:2019, data categories as attributes
    DCT = "tbx3-dct"  # ISO 30042:2019, data categories as tags


@dataclass(frozen=True, slots=True)
class Names:
    """What the sections are called."""

    root: str
    header: str
    entry: str
    language: str
    term: str


NAMES = {
    Tbx.V2: Names("martif", "martifHeader", "termEntry", "langSet", "tig"),
    Tbx.DCA: Names("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec"),
    Tbx.DCT: Names("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec"),
}
CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
OWN = "urn:x-workbench:terms"
"""The namespace of what TBX-Basic has no place for, in the dialect with tags."""

# Data category -> the element that carries it as an attribute, and the namespace of its tag.
CATEGORIES = {
    "subjectField": ("descrip", MIN),
    "definition": ("descrip", BASIC),
    "context": ("descrip", BASIC),
    "source": ("admin", BASIC),
    "xGraphic": ("xref", BASIC),
    "crossReference": ("ref", BASIC),
    "partOfSpeech": ("termNote", MIN),
    "administrativeStatus": ("termNote", MIN),
    "termType": ("termNote", BASIC),
    "x-status": ("termNote", OWN),
    "x-case": ("termNote", OWN),
    "x-doNotTranslate": ("termNote", OWN),
    "x-id": ("admin", OWN),
}

STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
}
STATUS_READ = {
    **{word: status for status, word in STATUS.items()},
    "supersededTerm-admn-sts": Status.DEPRECATED,
    **dict.fromkeys(("preferred", "preferredTerm", "standardizedTerm"), Status.PREFERRED),
    **dict.fromkeys(("admitted", "admittedTerm", "approved"), Status.ADMITTED),
    **dict.fromkeys(
        ("deprecated", "deprecatedTerm", "supersededTerm", "forbidden", "obsolete"),
        Status.DEPRECATED,
    ),
    **dict.fromkeys(("proposed", "proposedTerm", "suggestedTerm"), Status.PROPOSED),
}
KIND = {
    Kind.FULL_FORM: "fullForm",
    Kind.ABBREVIATION: "abbreviation",
    Kind.VARIANT: "variant",
    Kind.PHRASE: "phrase",
}
KIND_READ = {
    **{word: kind for kind, word in KIND.items()},
    **dict.fromkeys(("acronym", "initialism", "shortForm"), Kind.ABBREVIATION),
    **dict.fromkeys(("phraseologicalUnit", "setPhrase", "collocation"), Kind.PHRASE),
    **dict.fromkeys(("synonym", "transliteratedForm"), Kind.VARIANT),
}
PART = {
    PartOfSpeech.NOUN: "noun",
    PartOfSpeech.PROPER_NOUN: "properNoun",
    PartOfSpeech.VERB: "verb",
    PartOfSpeech.ADJECTIVE: "adjective",
    PartOfSpeech.ADVERB: "adverb",
    PartOfSpeech.OTHER: "other",
}
PART_READ = {
    **{word: part for part, word in PART.items()},
    "proper noun": PartOfSpeech.PROPER_NOUN,
}
