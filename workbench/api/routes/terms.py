"""Concepts, the terms in the texts, and proposed terms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from glossary.citation import citation_form
from glossary.concepts import Status
from workbench import store
from workbench.api import terms as presenting
from workbench.api.deps import Actor, Bench, Cursor, IdPath
from workbench.api.schemas import LARGEST_ID, LanguageTag, RowId
from workbench.api.schemas.terms import (
    MAX_BEADS_SEEN,
    MAX_CONCEPTS_PAGE,
    CitationForm,
    ConceptCreate,
    ConceptMerge,
    ConceptPage,
    ConceptPublic,
    ConceptUpdate,
    ProposalList,
    ProposalPublic,
    RefusedTermList,
    RefusedTermPublic,
    SeenTerms,
    TermRefusal,
    TermUsageList,
    TermUsagePublic,
)
from workbench.services import term_bases

router = APIRouter(tags=["terms"])
MAX_PROPOSALS = 1000


@router.get("/projects/{project_id}/concepts")
def list_concepts(
    bench: Bench,
    project_id: IdPath,
    q: Annotated[str, Query(max_length=200, description="What a term or its words hold")] = "",
    status: Status | None = None,
    base_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_CONCEPTS_PAGE)] = 500,
) -> ConceptPage:
    """The concepts of a project's bases, in the order they were made."""
    with bench.database.read() as session:
        page = store.page_concepts(
            session, project_id, text=q, status=status, base_id=base_id, after=after, limit=limit
        )
    return ConceptPage(items=[presenting.concept(one) for one in page.items], next=page.next)


@router.post("/projects/{project_id}/concepts", status_code=201)
def create_concept(
    bench: Bench, project_id: IdPath, concept: ConceptCreate, actor: Actor
) -> ConceptPublic:
    """Add a concept, to a named base or the project's own."""
    value = presenting.concept_from(concept)
    made = term_bases.add_concept(bench.database, project_id, value, actor, concept.base_id)
    return presenting.concept(made)


@router.get("/concepts/{concept_id}")
def read_concept(bench: Bench, concept_id: IdPath) -> ConceptPublic:
    """A concept."""
    with bench.database.read() as session:
        return presenting.concept(store.get_concept(session, concept_id))


@router.put("/concepts/{concept_id}")
def update_concept(
    bench: Bench, concept_id: IdPath, concept: ConceptUpdate, actor: Actor
) -> ConceptPublic:
    """Put a concept in the place of what it was at `version`."""
    value = presenting.concept_from(concept)
    with bench.database.write() as session:
        changed = store.update_concept(session, concept_id, concept.version, value, actor)
    return presenting.concept(changed)


@router.post("/concepts/{concept_id}/merge")
def merge_concepts(
    bench: Bench, concept_id: IdPath, merge: ConceptMerge, actor: Actor
) -> ConceptPublic:
    """Make other concepts of its base one with this one, which has the say."""
    with bench.database.write() as session:
        made = store.merge_concepts(session, concept_id, merge.version, merge.others, actor)
    return presenting.concept(made)


@router.delete("/concepts/{concept_id}", status_code=204)
def delete_concept(
    bench: Bench,
    concept_id: IdPath,
    version: Annotated[int, Query(ge=1, le=LARGEST_ID)],
    actor: Actor,
) -> None:
    """Take a concept away, as it was at `version`."""
    with bench.database.write() as session:
        store.delete_concept(session, concept_id, version, actor)


@router.get("/concepts/{concept_id}/usage")
def list_term_usage(
    bench: Bench,
    concept_id: IdPath,
    alignment_id: Annotated[int, Query(ge=1, le=LARGEST_ID)],
) -> TermUsageList:
    """How the pairs of an alignment render a concept."""
    uses = bench.terms.usage(alignment_id, concept_id)
    return TermUsageList(items=[TermUsagePublic.model_validate(one) for one in uses])


@router.get("/alignments/{alignment_id}/terms")
def list_terms_of_beads(
    bench: Bench,
    alignment_id: IdPath,
    bead: Annotated[list[RowId], Query(min_length=1, max_length=MAX_BEADS_SEEN)],
) -> SeenTerms:
    """The terms in a few beads, where they stand in the segments, and how they are met.

    Ask for neighbours together: a rendering may stand in the pair beside.
    """
    found, concepts = bench.terms.of_beads(alignment_id, bead)
    return SeenTerms(
        items=[presenting.marks(one) for one in found],
        concepts=[presenting.concept(one) for one in concepts],
    )


@router.get("/citation-form")
def read_citation_form(
    text: Annotated[str, Query(min_length=1, max_length=500)],
    language: Annotated[LanguageTag, Query()],
) -> CitationForm:
    """Words of a text as a term is entered: a Russian phrase in the nominative."""
    return CitationForm(text=citation_form(text, language))


@router.get("/projects/{project_id}/term-proposals")
def list_term_proposals(
    bench: Bench,
    project_id: IdPath,
    limit: Annotated[int, Query(ge=1, le=MAX_PROPOSALS)] = 100,
) -> ProposalList:
    """Terms proposed from the texts, without those that are known or were refused."""
    found = bench.proposer.proposals(project_id)
    return ProposalList(
        state="ready" if found.ready else "running",
        total=len(found.items),
        items=[ProposalPublic.model_validate(one) for one in found.items[:limit]],
    )


@router.get("/projects/{project_id}/refused-terms")
def list_refused_terms(bench: Bench, project_id: IdPath) -> RefusedTermList:
    """What was refused in a project."""
    with bench.database.read() as session:
        found = store.refused_terms(session, project_id)
    return RefusedTermList(items=[RefusedTermPublic.model_validate(one) for one in found])


@router.post("/projects/{project_id}/refused-terms", status_code=201)
def refuse_term(
    bench: Bench, project_id: IdPath, refusal: TermRefusal, actor: Actor
) -> RefusedTermPublic:
    """Say that a proposed pair of terms is none; it is not proposed again."""
    with bench.database.write() as session:
        made = store.refuse_term(session, project_id, refusal.source, refusal.target, actor)
    return RefusedTermPublic.model_validate(made)


@router.delete("/refused-terms/{refused_id}", status_code=204)
def take_back_refused_term(bench: Bench, refused_id: IdPath) -> None:
    """Let a refused pair be proposed again."""
    with bench.database.write() as session:
        store.take_back_refusal(session, refused_id)
