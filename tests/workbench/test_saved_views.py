"""Saved views in the store, on both databases."""

from __future__ import annotations

import pytest

from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, NotFoundError


def test_a_name_is_taken_once_in_a_project_and_free_in_another(database: Database) -> None:
    with database.write() as session:
        one, other = (store.create_project(session, name).id for name in ("A", "B"))
        kept = store.save_view(session, one, "Notes", "kind=note", "Anna")
        store.save_view(session, other, "Notes", "kind=note", "Anna")
        with pytest.raises(ConflictError, match="already"):
            store.save_view(session, one, "Notes", "is=moved", "Boris")
        second = store.save_view(session, one, "Moved", "is=moved", "Boris")
        with pytest.raises(ConflictError, match="already"):
            store.change_view(session, second.id, "Boris", name="Notes")
    with database.read() as session:
        assert [view.name for view in store.list_views(session, one)] == ["Moved", "Notes"]
        assert store.get_view(session, kept.id) == kept


def test_views_go_with_their_project(database: Database) -> None:
    with database.write() as session:
        project = store.create_project(session, "A").id
        view = store.save_view(session, project, "Notes", "kind=note", "Anna")
    with database.write() as session:
        store.delete_project(session, project)
    with database.read() as session, pytest.raises(NotFoundError):
        store.get_view(session, view.id)
