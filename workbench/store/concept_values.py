"""Concepts as the database keeps them: one JSON value, and what they are found by."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from glossary.concepts import Case, Concept, Kind, PartOfSpeech, Status, Term
from glossary.folding import fold
from workbench.store.texts import storable


def content_of(concept: Concept) -> dict[str, Any]:
    """The value that is stored. Raises `InputError` for text that no database could keep."""
    content = asdict(concept)
    _check(content, concept.id)
    return content


def _check(value: object, where: str) -> None:
    if isinstance(value, str):
        storable(value, f"the concept {where[:60]!r}")
    elif isinstance(value, dict):
        for each in value.values():
            _check(each, where)
    elif isinstance(value, list | tuple):
        for each in value:
            _check(each, where)


def concept_of(content: dict[str, Any]) -> Concept:
    """The concept of a stored value."""
    terms = tuple(_term_of(term) for term in content["terms"])
    return Concept(**{**content, "terms": terms, "notes": tuple(content["notes"])})


def _term_of(value: dict[str, Any]) -> Term:
    kinds = {
        "status": Status(value["status"]),
        "kind": Kind(value["kind"]),
        "part_of_speech": PartOfSpeech(value["part_of_speech"]),
        "case": Case(value["case"]),
    }
    return Term(**{**value, **kinds})


def folded_of(concept: Concept) -> str:
    """What a search looks in: all terms, the definition, the domain and the notes, folded."""
    parts = (
        *(term.text for term in concept.terms),
        *(concept.definition, concept.domain, *concept.notes),
    )
    return "\n".join(folded(part) for part in parts if part)


def folded(text: str) -> str:
    """Words without what a search does not tell apart, a blank between them."""
    return " ".join(fold(word) for word in text.split())


def statuses_of(concept: Concept) -> str:
    """The statuses of its terms, each between blanks."""
    return f" {' '.join(sorted({term.status.value for term in concept.terms}))} "
