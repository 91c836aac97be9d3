"""Concepts and their marks between the shapes of the interface and the program's values."""

from __future__ import annotations

from glossary.concepts import Concept, Term
from workbench.api.offsets import utf16_offsets
from workbench.api.schemas.terms import (
    BeadTermsPublic,
    ConceptChangePublic,
    ConceptPublic,
    ConceptShape,
    TermPublic,
    TermSpanPublic,
)
from workbench.records import ConceptChange, StoredConcept
from workbench.services.term_marks import BeadTerms, TermSpan

_LONGEST_KEY = 80


def concept_from(shape: ConceptShape) -> Concept:
    """The concept that a person gave. Raises `ConceptError` where it is none."""
    terms = tuple(
        Term(**{**dict(term), "text": term.text.strip(), "abbreviates": term.abbreviates.strip()})
        for term in shape.terms
    )
    return Concept(
        "-".join(terms[-1].text.lower().split())[:_LONGEST_KEY],
        terms,
        shape.definition.strip(),
        shape.domain.strip(),
        tuple(note.strip() for note in shape.notes if note.strip()),
        shape.source.strip(),
        shape.image.strip(),
    )


def concept(stored: StoredConcept) -> ConceptPublic:
    """A concept as it goes out."""
    return _public(stored.concept, stored.id, stored.base_id, stored.version)


def _public(value: Concept, key: int, base: int, version: int) -> ConceptPublic:
    return ConceptPublic(
        id=key,
        base_id=base,
        version=version,
        key=value.id,
        terms=[TermPublic.model_validate(term) for term in value.terms],
        definition=value.definition,
        domain=value.domain,
        notes=list(value.notes),
        source=value.source,
        image=value.image,
    )


def change(stored: ConceptChange, base: int) -> ConceptChangePublic:
    """An act on a concept as it goes out; the versions before and after are not told."""
    before, after = (
        None if value is None else _public(value, stored.concept_id, base, 0)
        for value in (stored.before, stored.after)
    )
    return ConceptChangePublic(
        number=stored.number,
        kind=stored.kind,
        reverts=stored.reverts,
        concept_id=stored.concept_id,
        before=before,
        after=after,
        actor=stored.actor,
        at=stored.at,
    )


def marks(found: BeadTerms) -> BeadTermsPublic:
    """The terms of a bead, as a browser counts."""
    return BeadTermsPublic(bead=found.bead, spans=[_span(span) for span in found.spans])


def _span(span: TermSpan) -> TermSpanPublic:
    start, end = utf16_offsets(span.text, [span.start, span.end])
    return TermSpanPublic(
        side=span.side,
        position=span.position,
        start=start,
        end=end,
        concept=span.concept,
        term=span.term,
        met=span.met,
    )
