"""The gold of the terminology tests: a base, and texts with every occurrence marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from glossary.concepts import Concept, Kind, PartOfSpeech, Status, Term, TermBase

_HERE = Path(__file__).parent
_MARK = re.compile(r"\{(\w+):([^{}]*)\}")


@dataclass(frozen=True)
class Gold:
    """A text without its marks, and the places they stood at: start, end, concept."""

    text: str
    places: frozenset[tuple[int, int, str]]


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _term(text: str, language: str, first: str) -> Term:
    mark = text[0] if text[0] in "=!^" else ""
    return Term(
        text[len(mark) :],
        language,
        status=Status.DEPRECATED if mark == "!" else Status.PREFERRED,
        kind=Kind.ABBREVIATION if mark == "=" else Kind.FULL_FORM,
        part_of_speech=PartOfSpeech.PROPER_NOUN if mark == "^" else PartOfSpeech.UNKNOWN,
        abbreviates=first if mark == "=" else "",
    )


def _concept(line: str) -> Concept:
    identifier, english, russian = (cell.strip() for cell in line.split("|"))
    terms: list[Term] = []
    for language, cell in (("en", english), ("ru", russian)):
        names = [name.strip() for name in cell.split(";")]
        terms += [_term(name, language, names[0]) for name in names]
    return Concept(identifier, tuple(terms))


def read_gold(marked: str) -> Gold:
    """The text and places of a text with marks `{concept:as printed}`."""
    parts: list[str] = []
    places = set()
    position = length = 0
    for hit in _MARK.finditer(marked):
        before, (concept, printed) = marked[position : hit.start()], hit.groups()
        length += len(before)
        places.add((length, length + len(printed), concept))
        length += len(printed)
        parts += [before, printed]
        position = hit.end()
    return Gold("".join(parts) + marked[position:], frozenset(places))


@pytest.fixture(scope="session")
def gold_base() -> TermBase:
    return TermBase(tuple(map(_concept, _lines("gold.terms.txt"))), name="gold")


@pytest.fixture(scope="session")
def gold() -> dict[str, Gold]:
    return {
        language: read_gold("\n".join(_lines(f"gold.{language}.txt"))) for language in ("ru", "en")
    }
