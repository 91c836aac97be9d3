"""Commenting: what is said goes to the store, and from there to all who watch the alignment."""

from __future__ import annotations

from workbench import store
from workbench.database import Database
from workbench.records import StoredComment
from workbench.services.reviewing import Reviews
from workbench.states import CommentState


def add(
    database: Database, reviews: Reviews, alignment_id: int, segment_id: int, text: str, author: str
) -> StoredComment:
    """Say something about a segment; raises NotFoundError, InputError."""
    with database.write() as session:
        comment = store.add_comment(session, alignment_id, segment_id, text, author)
    reviews.publish(alignment_id, comment)
    return comment


def turn(
    database: Database,
    reviews: Reviews,
    alignment_id: int,
    comment_id: int,
    state: CommentState,
    actor: str,
) -> StoredComment:
    """Resolve, reopen or withdraw a comment; raises NotFoundError, ConflictError."""
    with database.write() as session:
        comment = store.turn_comment(session, alignment_id, comment_id, state, actor)
    reviews.publish(alignment_id, comment)
    return comment
