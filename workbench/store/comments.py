"""Comments: what people say about a pair, kept beside the log of acts and never unsaid by an undo.

A comment stands at a segment, and so goes wherever that segment goes when pairs are joined or cut.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, insert, or_, select, update
from sqlmodel import Session

from alignments.bitext import SIDES, Side
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import CommentTurn, Page, StoredComment
from workbench.states import CommentState
from workbench.store.alignments import get_alignment
from workbench.store.bulk import batches
from workbench.store.entries import ALIGNMENTS
from workbench.store.paging import page_of, read_cursor
from workbench.store.texts import checked_name, checked_remark
from workbench.tables import METADATA

MOST = 1000
COMMENTS = METADATA.tables["comment"]
TURNS = METADATA.tables["comment_turn"]
_SEGMENTS = METADATA.tables["segment"]
_COMMENT, _SEGMENT = COMMENTS.c, _SEGMENTS.c


def add_comment(
    session: Session,
    alignment_id: int,
    segment_id: int,
    text: str,
    author: str,
    at: datetime | None = None,
) -> StoredComment:
    """Say something about a segment of an alignment.

    Raises `NotFoundError` for a segment of other texts, `InputError` for an empty or long text.
    """
    _check_segment(session, alignment_id, segment_id)
    text = checked_remark(text, "the comment")
    if not text:
        raise InputError("the comment is empty; write something, or leave it", "empty-text")
    values = {
        "alignment_id": alignment_id,
        "segment_id": segment_id,
        "author": checked_name(author, "the author's name"),
        "at": at or datetime.now(UTC),
        "text": text,
        "state": CommentState.OPEN.value,
    }
    made = insert(COMMENTS).returning(_COMMENT.id)
    comment_id = session.execute(made, values).scalar_one()
    return get_comment(session, alignment_id, comment_id)


def turn_comment(
    session: Session,
    alignment_id: int,
    comment_id: int,
    state: CommentState,
    actor: str,
    at: datetime | None = None,
) -> StoredComment:
    """Resolve a comment, reopen it, or withdraw it; the change is kept with who did it and when.

    Raises `NotFoundError`, `ConflictError` "nothing-to-change" when it is so already, "not-yours"
    when somebody else's is to be withdrawn.
    """
    actor = checked_name(actor, "the actor's name")
    row = session.execute(
        select(_COMMENT.author, _COMMENT.state)
        .where(_COMMENT.alignment_id == alignment_id, _COMMENT.id == comment_id)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFoundError(f"there is no comment {comment_id} in alignment {alignment_id}")
    if row.state == state.value:
        raise ConflictError(f"this comment is {state} already", "nothing-to-change")
    if state is CommentState.WITHDRAWN and row.author != actor:
        raise ConflictError("only its author can withdraw a comment; resolve it", "not-yours")
    turn = {"comment_id": comment_id, "state": state.value, "actor": actor}
    session.execute(insert(TURNS), turn | {"at": at or datetime.now(UTC)})
    session.execute(update(COMMENTS).where(_COMMENT.id == comment_id).values(state=state.value))
    return get_comment(session, alignment_id, comment_id)


def get_comment(session: Session, alignment_id: int, comment_id: int) -> StoredComment:
    """A comment by its id. Raises `NotFoundError`."""
    row = session.execute(_select(alignment_id).where(_COMMENT.id == comment_id)).first()
    if row is None:
        raise NotFoundError(f"there is no comment {comment_id} in alignment {alignment_id}")
    return _comments(session, [row])[0]


def page_comments(
    session: Session, alignment_id: int, after: str | None = None, limit: int = 200
) -> Page[StoredComment]:
    """Comments, oldest first, without withdrawn ones.

    Raises `NotFoundError`, `InputError` for a cursor of another list.
    """
    get_alignment(session, alignment_id)
    query = _select(alignment_id).where(_COMMENT.state != CommentState.WITHDRAWN.value)
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(_COMMENT.id > cursor[0])
    limit = min(limit, MOST)
    rows = session.execute(query.order_by(_COMMENT.id).limit(limit + 1)).all()
    return page_of(_comments(session, rows), limit, lambda comment: (comment.id,))


def carry_comments(
    session: Session,
    alignments: tuple[int, int],
    documents: tuple[int | None, int],
    heir: Callable[[int], int | None],
) -> None:
    """Copy the comments of an alignment to one that goes on from it, each with its turns.

    Both pairs are the old and the new. Those at the old document go where `heir` says that their
    segment's position is now; one whose words are gone stays without a place.
    """
    query = (
        select(*COMMENTS.c, _SEGMENT.document_id, _SEGMENT.position)
        .outerjoin(_SEGMENTS, _SEGMENT.id == _COMMENT.segment_id)
        .where(_COMMENT.alignment_id == alignments[0])
        .order_by(_COMMENT.id)
    )
    rows = session.execute(query).all()
    moved = {
        row.id: heir(row.position)
        for row in rows
        if row.position is not None and row.document_id == documents[0]
    }
    places = _segment_ids(session, documents[1], [at for at in moved.values() if at is not None])
    for row in rows:
        at = moved.get(row.id)
        segment_id = row.segment_id if row.id not in moved else places.get(-1 if at is None else at)
        values = {name: getattr(row, name) for name in ("author", "at", "text", "state")}
        values |= {"alignment_id": alignments[1], "segment_id": segment_id}
        copy = session.execute(insert(COMMENTS).returning(_COMMENT.id), values).scalar_one()
        turns = select(TURNS.c.state, TURNS.c.actor, TURNS.c.at).where(TURNS.c.comment_id == row.id)
        for turn in session.execute(turns.order_by(TURNS.c.id)).mappings().all():
            session.execute(insert(TURNS), {"comment_id": copy, **turn})


def _segment_ids(session: Session, document_id: int, positions: list[int]) -> dict[int, int]:
    """The segments at some positions of a document."""
    query = select(_SEGMENT.position, _SEGMENT.id).where(_SEGMENT.document_id == document_id)
    found: dict[int, int] = {}
    for some in batches(positions):
        rows = session.execute(query.where(_SEGMENT.position.in_(some)))
        found |= {row.position: row.id for row in rows}
    return found


def _check_segment(session: Session, alignment_id: int, segment_id: int) -> None:
    mine = ALIGNMENTS.c
    query = (
        select(mine.id)
        .join(
            _SEGMENTS,
            or_(
                mine.source_document_id == _SEGMENT.document_id,
                mine.target_document_id == _SEGMENT.document_id,
            ),
        )
        .where(mine.id == alignment_id, _SEGMENT.id == segment_id)
    )
    if session.scalar(query) is None:
        raise NotFoundError(f"there is no segment {segment_id} in alignment {alignment_id}")


def _select(alignment_id: int) -> Select[Any]:
    mine = ALIGNMENTS.c
    return (
        select(
            COMMENTS,
            _SEGMENT.position,
            _SEGMENT.document_id,
            mine.source_document_id,
            mine.target_document_id,
        )
        .join(ALIGNMENTS, mine.id == _COMMENT.alignment_id)
        .outerjoin(_SEGMENTS, _SEGMENT.id == _COMMENT.segment_id)
        .where(_COMMENT.alignment_id == alignment_id)
    )


def _comments(session: Session, rows: Iterable[Row[Any]]) -> list[StoredComment]:
    rows = list(rows)
    turns = _turns(session, [row.id for row in rows])
    return [
        StoredComment(
            id=row.id,
            alignment_id=row.alignment_id,
            side=_side(row),
            position=row.position,
            author=row.author,
            at=row.at,
            text=row.text,
            state=CommentState(row.state),
            turns=tuple(turns[row.id]),
        )
        for row in rows
    ]


def _side(row: Row[Any]) -> Side | None:
    documents = {"source": row.source_document_id, "target": row.target_document_id}
    return next(
        (s for s in SIDES if documents[s] is not None and documents[s] == row.document_id), None
    )


def _turns(session: Session, comment_ids: Iterable[int]) -> dict[int, list[CommentTurn]]:
    found: dict[int, list[CommentTurn]] = defaultdict(list)
    for ids in batches(comment_ids):
        query = select(TURNS).where(TURNS.c.comment_id.in_(ids)).order_by(TURNS.c.id)
        for row in session.execute(query):
            found[row.comment_id].append(CommentTurn(CommentState(row.state), row.actor, row.at))
    return found
