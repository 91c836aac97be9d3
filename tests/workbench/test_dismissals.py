"""Dismissals: kept by what a finding is about, listed, revocable, never lost."""

from __future__ import annotations

import pytest

from tests.workbench.conftest import SavePair
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredDismissal
from workbench.states import DismissalReason

ABOUT = "0123456789abcdef" * 2
CODE = "numbers-differ"


def dismiss(database: Database, project: int, actor: str = "Анна") -> StoredDismissal:
    with database.write() as session:
        return store.dismiss(
            session, project, CODE, ABOUT, "1924 · 1925", DismissalReason.INTENDED, actor
        )


@pytest.fixture
def project(database: Database) -> int:
    with database.write() as session:
        return store.create_project(session, "Письма").id


def test_a_dismissal_says_who_when_and_why(database: Database, project: int) -> None:
    made = dismiss(database, project)
    assert (made.actor, made.reason, made.words) == ("Анна", "intended", "1924 · 1925")
    assert made.at.tzinfo is not None
    with database.read() as session:
        assert store.standing(session, project) == {(CODE, ABOUT): made}


def test_dismissing_twice_keeps_the_first(database: Database, project: int) -> None:
    first = dismiss(database, project)
    assert dismiss(database, project, "Борис") == first


def test_a_revoked_dismissal_stays_in_the_list_and_stands_no_more(
    database: Database, project: int
) -> None:
    made = dismiss(database, project)
    with database.write() as session:
        revoked = store.revoke(session, made.id, "Борис")
    assert (revoked.revoked_by, revoked.revoked_at is not None) == ("Борис", True)
    again = dismiss(database, project, "Вера")
    with database.read() as session:
        assert store.page_dismissals(session, project).items == (again, revoked)
        assert store.standing(session, project) == {(CODE, ABOUT): again}


def test_revoking_twice_is_refused(database: Database, project: int) -> None:
    made = dismiss(database, project)
    with database.write() as session:
        store.revoke(session, made.id, "Борис")
    with database.write() as session, pytest.raises(ConflictError, match="already"):
        store.revoke(session, made.id, "Борис")


def test_what_is_not_there_is_named(database: Database, project: int) -> None:
    with database.write() as session, pytest.raises(NotFoundError, match="no dismissal 99"):
        store.revoke(session, 99, "Борис")
    with database.read() as session, pytest.raises(NotFoundError, match="no project 99"):
        store.page_dismissals(session, 99)
    with pytest.raises(NotFoundError, match="no project 99"):
        dismiss(database, 99)
    with database.write() as session, pytest.raises(InputError, match="names no finding"):
        store.dismiss(session, project, CODE, "x", "", DismissalReason.INTENDED, "Анна")


def test_the_list_is_paged_newest_first(database: Database, project: int) -> None:
    for number in range(5):
        with database.write() as session:
            store.dismiss(
                session, project, CODE, f"{number:032x}", "", DismissalReason.INTENDED, "Анна"
            )
    seen: list[str] = []
    after: str | None = None
    while True:
        with database.read() as session:
            page = store.page_dismissals(session, project, after, 2)
        seen += [one.about for one in page.items]
        after = page.next
        if after is None:
            break
    assert seen == [f"{number:032x}" for number in (4, 3, 2, 1, 0)]


def test_dismissals_go_with_their_project(database: Database, project: int) -> None:
    dismiss(database, project)
    with database.write() as session:
        store.delete_project(session, project)
    with database.read() as session:
        assert store.standing(session, project) == {}


def test_the_state_of_a_text_changes_with_every_act_and_edit(
    database: Database, save_pair: SavePair
) -> None:
    alignment = save_pair(database, (0, 1, 0, 1), (1, 2, 1, 2))
    with database.read() as session:
        before = store.text_state(session, alignment.id)
        (bead, _) = store.page_beads(session, alignment.id).items
        document = alignment.target_document_id
        assert document is not None
        segment = store.page_segments(session, document).items[0]
    with database.write() as session:
        act = store.EditText(segment.id, "Other words.")
        store.apply(session, alignment.id, act, store.Versions(segments={segment.id: 1}), "Анна")
        edited = store.text_state(session, alignment.id)
    with database.write() as session:
        versions = store.Versions(beads={bead.id: 1})
        store.apply(session, alignment.id, store.Confirm(bead.id), versions, "Анна")
        confirmed = store.text_state(session, alignment.id)
    assert len({before, edited, confirmed}) == 3
