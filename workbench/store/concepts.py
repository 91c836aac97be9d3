"""Concepts of term bases: found, made, changed, made one, deleted, taken in from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from glossary.concepts import Concept, Status, TermBase
from glossary.merging import join_concepts, merge_bases
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import Page, StoredConcept
from workbench.states import ConceptActKind
from workbench.store.concept_log import Step, act, lock_base
from workbench.store.concept_values import concept_of, folded
from workbench.store.paging import page_of, read_cursor
from workbench.store.term_bases import CONCEPTS, list_bases, load_base

MOST = 2000
MOST_TERMS = 200
_CONCEPT = CONCEPTS.c


def page_concepts(
    session: Session,
    project_id: int,
    *,
    text: str = "",
    status: Status | None = None,
    base_id: int | None = None,
    after: str | None = None,
    limit: int = 500,
) -> Page[StoredConcept]:
    """The concepts of a project's bases that hold a text and a status, in the order they were made.

    Raises `NotFoundError` for the project, `InputError` for a cursor of another list.
    """
    bases = [base.id for base in list_bases(session, project_id) if base_id in (None, base.id)]
    query = select(*_CONCEPT).where(_CONCEPT.base_id.in_(bases))
    if sought := folded(text):
        query = query.where(_CONCEPT.folded.contains(sought, autoescape=True))
    if status is not None:
        query = query.where(_CONCEPT.statuses.contains(f" {status.value} "))
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(_CONCEPT.id > cursor[0])
    limit = min(limit, MOST)
    rows = session.execute(query.order_by(_CONCEPT.id).limit(limit + 1))
    return page_of([_stored(row) for row in rows], limit, lambda one: (one.id,))


def get_concept(session: Session, concept_id: int) -> StoredConcept:
    """A concept by its id. Raises `NotFoundError`."""
    row = session.execute(select(*_CONCEPT).where(_CONCEPT.id == concept_id)).first()
    if row is None:
        raise NotFoundError(f"there is no concept {concept_id}; it was deleted or made one")
    return _stored(row)


def create_concept(session: Session, base_id: int, concept: Concept, actor: str) -> StoredConcept:
    """Add a concept to a base; one whose id is taken gets a number behind it.

    Raises `NotFoundError` for the base, `InputError`.
    """
    lock_base(session, base_id)
    checked = replace(_checked(concept), id=_free_key(session, base_id, concept.id))
    (made,) = act(session, base_id, ConceptActKind.CREATE, [Step(None, None, checked)], actor)
    return get_concept(session, made)


def update_concept(
    session: Session, concept_id: int, version: int, concept: Concept, actor: str
) -> StoredConcept:
    """Put a concept in the place of what it was at `version`; its id in the base stays.

    Raises `NotFoundError`, `ConflictError` "concept-changed" where somebody was faster, and
    `InputError`.
    """
    known = _seen(session, concept_id, version)
    new = replace(_checked(concept), id=known.concept.id)
    if new != known.concept:
        step = Step(concept_id, known.concept, new)
        act(session, known.base_id, ConceptActKind.UPDATE, [step], actor)
    return get_concept(session, concept_id)


def delete_concept(session: Session, concept_id: int, version: int, actor: str) -> None:
    """Take a concept away. Raises as `update_concept` does."""
    known = _seen(session, concept_id, version)
    step = Step(concept_id, known.concept, None)
    act(session, known.base_id, ConceptActKind.DELETE, [step], actor)


def merge_concepts(
    session: Session, concept_id: int, version: int, others: Sequence[int], actor: str
) -> StoredConcept:
    """Make concepts of one base one: the first has the say, the others add what it lacks.

    Raises as `update_concept` does, and `ConflictError` "other-base".
    """
    known = _seen(session, concept_id, version)
    merged, steps = known.concept, list[Step]()
    for other in (get_concept(session, each) for each in dict.fromkeys(others)):
        if other.id == concept_id or other.base_id != known.base_id:
            raise ConflictError(
                "only different concepts of one base become one; move it by export and import",
                "other-base",
            )
        merged = join_concepts(merged, other.concept)
        steps.append(Step(other.id, other.concept, None))
    steps.append(Step(concept_id, known.concept, _checked(merged)))
    act(session, known.base_id, ConceptActKind.MERGE, steps, actor)
    return get_concept(session, concept_id)


def import_concepts(
    session: Session, base_id: int, given: TermBase, actor: str
) -> tuple[int, int, tuple[str, ...]]:
    """Take a file's concepts into a base, which has the say where they contradict it.

    How many are new, how many gained something, and what was decided. Raises `NotFoundError`.
    """
    lock_base(session, base_id)
    known = {one.concept.id: one for one in _all(session, base_id)}
    present = load_base(session, base_id)
    merged = merge_bases([present, replace(given, priority=present.priority)], present.name)
    steps = [
        Step(known[each.id].id if each.id in known else None, _before(known, each), each)
        for each in merged.base.concepts
        if _before(known, each) != each
    ]
    if steps:
        act(session, base_id, ConceptActKind.IMPORT, steps, actor)
    new = sum(step.before is None for step in steps)
    return new, len(steps) - new, merged.notices


def _before(known: dict[str, StoredConcept], concept: Concept) -> Concept | None:
    return known[concept.id].concept if concept.id in known else None


def _all(session: Session, base_id: int) -> list[StoredConcept]:
    query = select(*_CONCEPT).where(_CONCEPT.base_id == base_id)
    return [_stored(row) for row in session.execute(query)]


def _seen(session: Session, concept_id: int, version: int) -> StoredConcept:
    lock_base(session, get_concept(session, concept_id).base_id)
    known = get_concept(session, concept_id)
    if known.version != version:
        raise ConflictError(
            "somebody changed this concept meanwhile; look at it again", "concept-changed"
        )
    return known


def _free_key(session: Session, base_id: int, wanted: str) -> str:
    query = select(_CONCEPT.key).where(_CONCEPT.base_id == base_id)
    taken = set(session.scalars(query))
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key


def _checked(concept: Concept) -> Concept:
    if len(concept.terms) > MOST_TERMS:
        raise InputError(f"a concept has {len(concept.terms)} terms; {MOST_TERMS} at most")
    return concept


def _stored(row: Row[Any]) -> StoredConcept:
    return StoredConcept(row.id, row.base_id, row.version, concept_of(row.content))
