"""Comments: kept with all that happened to them, wherever the pairs are cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workbench.test_operations import ONE_TO_ONE, act, assert_whole, undo
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredAlignment, StoredComment
from workbench.states import CommentState
from workbench.store import Join
from workbench.store.texts import MAX_REMARK

SavePair = Callable[..., StoredAlignment]


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """Five pairs; segments 1 to 5 are the sources, 6 to 10 the targets."""
    return save_pair(database, *ONE_TO_ONE)


def say(
    database: Database, alignment: StoredAlignment, text: str, segment: int = 2, who: str = "Анна"
) -> StoredComment:
    with database.write() as session:
        return store.add_comment(session, alignment.id, segment, text, who)


def turn(
    database: Database, comment: StoredComment, state: CommentState, who: str = "Анна"
) -> StoredComment:
    with database.write() as session:
        return store.turn_comment(session, comment.alignment_id, comment.id, state, who)


def listed(database: Database, alignment: StoredAlignment) -> list[StoredComment]:
    with database.read() as session:
        return list(store.page_comments(session, alignment.id).items)


def test_a_comment_is_kept_with_its_author_its_time_and_its_place(
    database: Database, alignment: StoredAlignment
) -> None:
    made = say(database, alignment, "  @Мария: which bulletin?\nThe one of 1930?\n", segment=8)
    assert (made.author, made.text, made.state) == (
        "Анна",
        "@Мария: which bulletin?\nThe one of 1930?",
        CommentState.OPEN,
    )
    assert (made.side, made.position) == ("target", 2)
    assert listed(database, alignment) == [made]


def test_comments_come_oldest_first_page_by_page(
    database: Database, alignment: StoredAlignment
) -> None:
    made = [say(database, alignment, f"{n}", segment=5 - n) for n in range(5)]
    found: list[StoredComment] = []
    after = None
    with database.read() as session:
        for expected in (2, 2, 1):
            page = store.page_comments(session, alignment.id, after, 2)
            assert len(page.items) == expected
            found += page.items
            after = page.next
        with pytest.raises(InputError):
            store.page_comments(session, alignment.id, "1.2")
    assert (found, after) == (made, None)


def test_resolving_and_reopening_are_all_kept_with_who_did_it(
    database: Database, alignment: StoredAlignment
) -> None:
    made = say(database, alignment, "Which year?")
    turn(database, made, CommentState.RESOLVED, "Мария")
    last = turn(database, made, CommentState.OPEN)
    assert last.state is CommentState.OPEN
    assert [(t.state, t.actor) for t in last.turns] == [
        (CommentState.RESOLVED, "Мария"),
        (CommentState.OPEN, "Анна"),
    ]
    with pytest.raises(ConflictError) as caught:
        turn(database, made, CommentState.OPEN)
    assert caught.value.code == "nothing-to-change"


def test_only_its_author_withdraws_a_comment_and_it_can_come_back(
    database: Database, alignment: StoredAlignment
) -> None:
    made = say(database, alignment, "Which year?")
    with pytest.raises(ConflictError) as caught:
        turn(database, made, CommentState.WITHDRAWN, "Мария")
    assert caught.value.code == "not-yours"
    assert turn(database, made, CommentState.WITHDRAWN).text == "Which year?"
    assert listed(database, alignment) == []
    turn(database, made, CommentState.OPEN)
    assert [comment.id for comment in listed(database, alignment)] == [made.id]


def test_comments_stay_where_their_segment_is_whatever_is_joined_or_undone(
    database: Database, alignment: StoredAlignment
) -> None:
    made = say(database, alignment, "Which year?")
    act(database, alignment, Join((1, 2)))
    assert listed(database, alignment) == [made]
    undo(database, alignment)
    assert listed(database, alignment) == [made]
    assert_whole(database, alignment)


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "x" * (MAX_REMARK + 1)])
def test_a_comment_that_says_nothing_or_cannot_be_kept_is_refused(
    database: Database, alignment: StoredAlignment, text: str
) -> None:
    with pytest.raises(InputError, match="the comment"):
        say(database, alignment, text)
    assert listed(database, alignment) == []


def test_comments_belong_to_one_alignment(
    database: Database, alignment: StoredAlignment, save_pair: SavePair
) -> None:
    made = say(database, alignment, "Which year?")
    other = save_pair(database, *ONE_TO_ONE)
    assert listed(database, other) == []
    with pytest.raises(NotFoundError, match="no segment 2"):
        say(database, other, "Which year?")
    with database.write() as session:
        with pytest.raises(NotFoundError, match=f"no comment {made.id}"):
            store.turn_comment(session, other.id, made.id, CommentState.RESOLVED, "Анна")
        with pytest.raises(NotFoundError):
            store.get_comment(session, other.id, made.id)
        with pytest.raises(NotFoundError):
            store.page_comments(session, 99)


def test_a_project_takes_its_comments_along_when_it_is_deleted(
    database: Database, alignment: StoredAlignment
) -> None:
    turn(database, say(database, alignment, "Which year?"), CommentState.RESOLVED)
    with database.write() as session:
        store.delete_project(session, alignment.project_id)
    with database.read() as session, pytest.raises(NotFoundError):
        store.page_comments(session, alignment.id)
