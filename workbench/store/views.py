"""Saved views: filters of the review under names, shared by all who work on a project."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import SavedView
from workbench.store.texts import checked_name, storable
from workbench.tables import ProjectRow, SavedViewRow

MOST = 500
LONGEST_QUERY = 2000


def list_views(session: Session, project_id: int) -> tuple[SavedView, ...]:
    """The views of a project, by name. Raises `NotFoundError` for the project."""
    _check_project(session, project_id)
    mine = select(SavedViewRow).where(SavedViewRow.project_id == project_id)
    views = [_view(row) for row in session.exec(mine)]
    return tuple(sorted(views, key=lambda view: (view.name.casefold(), view.id)))


def get_view(session: Session, view_id: int) -> SavedView:
    """A view by its id. Raises `NotFoundError`."""
    return _view(_row(session, view_id))


def save_view(
    session: Session,
    project_id: int,
    name: str,
    query: str,
    actor: str,
    *,
    at: datetime | None = None,
) -> SavedView:
    """Keep a filter under a name.

    Raises `NotFoundError` for the project, `ConflictError` "name-taken" for a name that another
    view of the project has, "too-many-views", and `InputError`.
    """
    if len(list_views(session, project_id)) >= MOST:
        raise ConflictError(f"there are {MOST} views already; delete one first", "too-many-views")
    row = SavedViewRow(
        project_id=project_id,
        name=checked_name(name),
        query=_checked_query(query),
        actor=checked_name(actor, "the actor's name"),
        changed_at=at or datetime.now(UTC),
    )
    return _written(session, row, {"name": row.name})


def change_view(
    session: Session,
    view_id: int,
    actor: str,
    *,
    name: str | None = None,
    query: str | None = None,
    at: datetime | None = None,
) -> SavedView:
    """Give a view another name or filter. Raises as `save_view` does."""
    row = _row(session, view_id)
    values = {
        "name": row.name if name is None else checked_name(name),
        "query": row.query if query is None else _checked_query(query),
        "actor": checked_name(actor, "the actor's name"),
        "changed_at": at or datetime.now(UTC),
    }
    return _written(session, row, values)


def delete_view(session: Session, view_id: int) -> None:
    """Take a view away. Raises `NotFoundError`."""
    session.delete(_row(session, view_id))
    session.flush()


def _written(session: Session, row: SavedViewRow, values: Mapping[str, Any]) -> SavedView:
    try:
        # Set behind the savepoint: whatever was changed before it is written before it.
        with session.begin_nested():
            for field, value in values.items():
                setattr(row, field, value)
            session.add(row)
            session.flush()
    except IntegrityError as error:
        raise ConflictError(
            f"a view of this project is named {values['name']!r} already; choose another name",
            "name-taken",
        ) from error
    return _view(row)


def _checked_query(query: str) -> str:
    query = storable(query, "the filter").strip()
    if not query:
        raise InputError("the filter is empty: choose what is to be shown first", "empty-filter")
    if len(query) > LONGEST_QUERY:
        raise InputError(f"the filter has {len(query)} characters; {LONGEST_QUERY} at most")
    return query


def _check_project(session: Session, project_id: int) -> None:
    if session.scalar(select(col(ProjectRow.id)).where(ProjectRow.id == project_id)) is None:
        raise NotFoundError(f"there is no project {project_id}")


def _row(session: Session, view_id: int) -> SavedViewRow:
    row = session.get(SavedViewRow, view_id)
    if row is None:
        raise NotFoundError(f"there is no view {view_id}; it was deleted, or the link is wrong")
    return row


def _view(row: SavedViewRow) -> SavedView:
    return SavedView(row.id, row.project_id, row.name, row.query, row.actor, row.changed_at)
