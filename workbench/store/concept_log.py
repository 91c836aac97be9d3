"""The one way in which concepts change: an act on a base, kept with what was before and after.

Rows follow from the acts; an act can be taken back by a new one, the last first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from glossary.concepts import Concept
from workbench.errors import ConflictError, NotFoundError
from workbench.records import ConceptChange, Page
from workbench.states import ConceptActKind
from workbench.store.concept_values import concept_of, content_of, folded_of, statuses_of
from workbench.store.paging import page_of, read_cursor
from workbench.store.term_bases import BASES, CONCEPTS, get_base
from workbench.store.texts import checked_name
from workbench.tables import METADATA

MOST = 500

CHANGES = METADATA.tables["concept_change"]
_BASE, _CONCEPT, _CHANGE = BASES.c, CONCEPTS.c, CHANGES.c


@dataclass(frozen=True, slots=True)
class Step:
    """What an act does to one concept; without an id it makes one, without `after` deletes it."""

    concept_id: int | None
    before: Concept | None
    after: Concept | None


def act(
    session: Session,
    base_id: int,
    kind: ConceptActKind,
    steps: Sequence[Step],
    actor: str,
    *,
    reverts: int | None = None,
    at: datetime | None = None,
) -> tuple[int, ...]:
    """Do the steps and keep them as one act; the ids of the concepts, in their order.

    Raises `NotFoundError` for the base, `ConflictError` "key-taken" where the base has another
    concept of that id, `InputError` for text that cannot be kept.
    """
    lock_base(session, base_id)
    # What gives an id up comes before what takes it.
    order = sorted(range(len(steps)), key=lambda at: steps[at].after is not None)
    ids = {place: _done(session, base_id, steps[place]) for place in order}
    number = int(session.scalars(select(_BASE.head).where(_BASE.id == base_id)).one()) + 1
    session.execute(update(BASES).where(_BASE.id == base_id).values(head=number))
    common = {
        "base_id": base_id,
        "number": number,
        "kind": kind.value,
        "reverts": reverts,
        "actor": checked_name(actor, "the actor's name"),
        "at": at or datetime.now(UTC),
    }
    values = [
        {
            **common,
            "concept_id": ids[place],
            "before": content_of(step.before) if step.before else None,
            "after": content_of(step.after) if step.after else None,
        }
        for place, step in enumerate(steps)
    ]
    if values:
        session.execute(insert(CHANGES), values)
    return tuple(ids[place] for place in range(len(steps)))


def undo_last(session: Session, base_id: int, actor: str) -> int:
    """Take back the last act that stands; its number.

    Raises `NotFoundError`, and `ConflictError` "nothing-to-undo".
    """
    lock_base(session, base_id)
    undone = select(_CHANGE.reverts).where(_CHANGE.base_id == base_id, _CHANGE.reverts.is_not(None))
    query = select(_CHANGE.number).where(
        _CHANGE.base_id == base_id,
        _CHANGE.kind != ConceptActKind.UNDO.value,
        _CHANGE.number.not_in(undone),
    )
    number = session.scalar(query.order_by(_CHANGE.number.desc()).limit(1))
    if number is None:
        raise ConflictError("nothing was changed in this base yet", "nothing-to-undo")
    rows = session.execute(
        select(*_CHANGE).where(_CHANGE.base_id == base_id, _CHANGE.number == number)
    )
    steps = [
        Step(change.concept_id, change.after, change.before) for change in map(_change_of, rows)
    ]
    act(session, base_id, ConceptActKind.UNDO, steps, actor, reverts=number)
    return int(number)


def page_changes(
    session: Session,
    base_id: int,
    concept_id: int | None = None,
    after: str | None = None,
    limit: int = 100,
) -> Page[ConceptChange]:
    """What was done in a base, or to one concept of it, the newest first.

    Raises `NotFoundError`, `InputError` for a cursor of another list.
    """
    get_base(session, base_id)
    query = select(*_CHANGE).where(_CHANGE.base_id == base_id)
    if concept_id is not None:
        query = query.where(_CHANGE.concept_id == concept_id)
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(_CHANGE.id < cursor[0])
    limit = min(limit, MOST)
    rows = session.execute(query.order_by(_CHANGE.id.desc()).limit(limit + 1)).all()
    page = page_of(rows, limit, lambda row: (row.id,))
    return Page(tuple(_change_of(row) for row in page.items), page.next)


def lock_base(session: Session, base_id: int) -> None:
    """Let nobody else change the base until the session ends. Raises `NotFoundError`."""
    if session.scalar(select(_BASE.id).where(_BASE.id == base_id).with_for_update()) is None:
        raise NotFoundError(f"there is no term base {base_id}")


def _done(session: Session, base_id: int, step: Step) -> int:
    if step.after is None:
        session.execute(delete(CONCEPTS).where(_CONCEPT.id == step.concept_id))
        return int(step.concept_id or 0)
    values: dict[str, Any] = {
        "key": step.after.id,
        "content": content_of(step.after),
        "folded": folded_of(step.after),
        "statuses": statuses_of(step.after),
    }
    try:
        with session.begin_nested():
            return _written(session, base_id, step, values)
    except IntegrityError as error:
        raise ConflictError(
            f"the base has a concept {step.after.id!r} already; choose another id", "key-taken"
        ) from error


def _written(session: Session, base_id: int, step: Step, values: dict[str, Any]) -> int:
    if step.before is not None:
        rise = {**values, "version": _CONCEPT.version + 1}
        session.execute(update(CONCEPTS).where(_CONCEPT.id == step.concept_id).values(rise))
        return int(step.concept_id or 0)
    # A deleted concept comes back under its old id; its version must not repeat.
    known = {} if step.concept_id is None else {"id": step.concept_id}
    seen = select(_CHANGE.id).where(_CHANGE.concept_id == (step.concept_id or 0))
    version = len(session.scalars(seen).all()) + 1
    row = {**values, **known, "base_id": base_id, "version": version}
    return int(session.execute(insert(CONCEPTS).returning(_CONCEPT.id), row).scalar_one())


def _change_of(row: Row[Any]) -> ConceptChange:
    return ConceptChange(
        row.number,
        ConceptActKind(row.kind),
        row.reverts,
        row.concept_id,
        concept_of(row.before) if row.before else None,
        concept_of(row.after) if row.after else None,
        row.actor,
        row.at,
    )
