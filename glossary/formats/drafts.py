"""Concepts as they come in from a file: mended where that is safe, and told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from glossary.concepts import Concept, Status, Term, TermBase, replace_terms
from glossary.errors import ConceptError


@dataclass(slots=True)
class TermDraft:
    """A term's fields as read; `status` None where the file says nothing."""

    values: dict[str, object]
    status: Status | None
    place: str


@dataclass(slots=True)
class ConceptDraft:
    """A concept's fields as read; `place` names it in notices."""

    id: str
    place: str
    values: dict[str, object] = field(default_factory=dict)
    terms: list[TermDraft] = field(default_factory=list)


def build_base(drafts: Iterable[ConceptDraft], name: str, notices: list[str]) -> TermBase:
    """The base of all drafts that make a concept; the others are named in `notices`."""
    concepts: dict[str, Concept] = {}
    for number, draft in enumerate(drafts, 1):
        concept = _concept(draft, number, notices)
        if concept is None:
            continue
        if concept.id in concepts:
            new = _free(concept.id, concepts)
            notices.append(f'{draft.place}: the id "{concept.id}" is used twice; now {new}')
            concept = replace(concept, id=new)
        concepts[concept.id] = concept
    return TermBase(tuple(concepts.values()), name)


def _free(identifier: str, taken: Iterable[str]) -> str:
    number, known = 2, set(taken)
    while f"{identifier}-{number}" in known:
        number += 1
    return f"{identifier}-{number}"


def _concept(draft: ConceptDraft, number: int, notices: list[str]) -> Concept | None:
    terms = _terms(draft, notices)
    if not terms:
        notices.append(f"{draft.place}: has no term and is left out")
        return None
    plain = [replace(term, abbreviates="") for term in terms]
    concept = Concept(draft.id.strip() or f"c{number}", tuple(plain), **draft.values)  # type: ignore[arg-type]
    terms = [replace(t, abbreviates="") if t.abbreviates == t.text else t for t in terms]
    keys = {term.key for term in terms}
    notices.extend(
        f'{draft.place}: "{term.text}" abbreviates "{term.abbreviates}", which is not there'
        for term in terms
        if term.abbreviates and (term.language, term.abbreviates) not in keys
    )
    return replace_terms(concept, terms)


def _terms(draft: ConceptDraft, notices: list[str]) -> list[Term]:
    found: dict[tuple[str, str], Term] = {}
    ruled = {d.values.get("language") for d in draft.terms if d.status is Status.PREFERRED}
    for each in draft.terms:
        status = each.status
        if status is None:
            # The first name that nobody judged is the name; the others are allowed beside it.
            language = each.values.get("language")
            status = Status.ADMITTED if language in ruled else Status.PREFERRED
            ruled.add(language)
        try:
            term = Term(status=status, **each.values)  # type: ignore[arg-type]
        except ConceptError as error:
            notices.append(f"{each.place}: left out: {error}")
            continue
        if term.key in found:
            notices.append(f'{each.place}: "{term.text}" stands twice in its concept; read once')
            continue
        found[term.key] = term
    return list(found.values())
