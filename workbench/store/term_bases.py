"""Term bases: a project's own, and those that all projects share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update
from sqlmodel import Session

from glossary.concepts import TermBase
from workbench.errors import InputError, NotFoundError
from workbench.records import StoredTermBase
from workbench.store.concept_values import concept_of
from workbench.store.texts import checked_name
from workbench.tables import METADATA

MOST_PRIORITY = 1000

BASES = METADATA.tables["term_base"]
CONCEPTS = METADATA.tables["concept"]
_BASE, _CONCEPT = BASES.c, CONCEPTS.c
_PROJECT = METADATA.tables["project"].c
_COUNT = select(func.count()).where(_CONCEPT.base_id == _BASE.id).scalar_subquery()


def list_bases(session: Session, project_id: int) -> tuple[StoredTermBase, ...]:
    """The bases that hold for a project, the highest first. Raises `NotFoundError`."""
    check_project(session, project_id)
    rows = session.execute(_select().where(_of(project_id)).order_by(*_RANKED))
    return tuple(_base_of(row) for row in rows)


def get_base(session: Session, base_id: int) -> StoredTermBase:
    """A base by its id. Raises `NotFoundError`."""
    row = session.execute(_select().where(_BASE.id == base_id)).first()
    if row is None:
        raise NotFoundError(f"there is no term base {base_id}")
    return _base_of(row)


def create_base(
    session: Session,
    project_id: int | None,
    name: str,
    priority: int = 0,
    at: datetime | None = None,
) -> StoredTermBase:
    """Make an empty base, shared by all projects where none is named.

    Raises `NotFoundError` for the project, `InputError` for name and priority.
    """
    if project_id is not None:
        check_project(session, project_id)
    values = {
        "project_id": project_id,
        "name": checked_name(name),
        "priority": _checked_priority(priority),
        "head": 0,
        "created_at": at or datetime.now(UTC),
    }
    made = session.execute(insert(BASES).returning(_BASE.id), values).scalar_one()
    return get_base(session, made)


def change_base(
    session: Session, base_id: int, *, name: str | None = None, priority: int | None = None
) -> StoredTermBase:
    """Give a base another name or priority. Raises `NotFoundError` and `InputError`."""
    known = get_base(session, base_id)
    values = {
        "name": known.name if name is None else checked_name(name),
        "priority": known.priority if priority is None else _checked_priority(priority),
    }
    session.execute(update(BASES).where(_BASE.id == base_id).values(values))
    return get_base(session, base_id)


def delete_base(session: Session, base_id: int) -> None:
    """Take a base away with its concepts and their history. Raises `NotFoundError`."""
    get_base(session, base_id)
    session.execute(delete(BASES).where(_BASE.id == base_id))


def load_base(session: Session, base_id: int) -> TermBase:
    """A base with its concepts, as the engine takes it. Raises `NotFoundError`."""
    base = get_base(session, base_id)
    query = select(_CONCEPT.content).where(_CONCEPT.base_id == base_id).order_by(_CONCEPT.id)
    concepts = tuple(concept_of(content) for content in session.scalars(query))
    return TermBase(concepts, base.name, base.priority)


def terms_state(session: Session, project_id: int) -> tuple[tuple[int, int, int], ...]:
    """What changes whenever a base that holds for the project does: id, head and priority."""
    query = select(_BASE.id, _BASE.head, _BASE.priority).where(_of(project_id)).order_by(*_RANKED)
    return tuple((row.id, row.head, row.priority) for row in session.execute(query))


def check_project(session: Session, project_id: int) -> None:
    """Raises `NotFoundError` where there is no such project."""
    if session.scalar(select(_PROJECT.id).where(_PROJECT.id == project_id)) is None:
        raise NotFoundError(f"there is no project {project_id}")


# A project's own base has the say over a shared one of the same priority.
_RANKED: Sequence[Any] = (_BASE.priority.desc(), _BASE.project_id.is_(None), _BASE.id)


def _of(project_id: int) -> Any:  # noqa: ANN401 - a clause of any kind
    return or_(_BASE.project_id == project_id, _BASE.project_id.is_(None))


def _select() -> Select[Any]:
    return select(*_BASE, _COUNT.label("concepts"))


def _base_of(row: Row[Any]) -> StoredTermBase:
    return StoredTermBase(**row._mapping)


def _checked_priority(priority: int) -> int:
    if abs(priority) > MOST_PRIORITY:
        raise InputError(
            f"the priority {priority} lies beyond {MOST_PRIORITY}; choose a number nearer to 0"
        )
    return priority
