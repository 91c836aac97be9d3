"""Reviewing: every act goes to the store, and from there to all who watch the alignment."""

from __future__ import annotations

from workbench import store
from workbench.database import Database
from workbench.listeners import Listeners
from workbench.presence import Present
from workbench.records import OperationResult, StoredAlignment, StoredComment
from workbench.store.acts import Act

Told = OperationResult | StoredAlignment | StoredComment | Present
"""What those who watch an alignment hear: acts, another threshold, comments, who is there."""

Reviews = Listeners[int, Told]


def apply(
    database: Database,
    reviews: Reviews,
    alignment_id: int,
    act: Act,
    versions: store.Versions,
    actor: str,
) -> OperationResult:
    """Do an act on the versions that the person saw.

    Raises StaleError when one of them is not current, ConflictError when the act does not fit.
    """
    with database.write() as session:
        result = store.apply(session, alignment_id, act, versions, actor)
    reviews.publish(alignment_id, result)
    return result


def undo(database: Database, reviews: Reviews, alignment_id: int, actor: str) -> OperationResult:
    """Take the last operation back; raises ConflictError when there is none."""
    with database.write() as session:
        result = store.undo(session, alignment_id, actor)
    reviews.publish(alignment_id, result)
    return result


def redo(database: Database, reviews: Reviews, alignment_id: int, actor: str) -> OperationResult:
    """Do again what was taken back last; raises ConflictError when there is nothing."""
    with database.write() as session:
        result = store.redo(session, alignment_id, actor)
    reviews.publish(alignment_id, result)
    return result


def choose_threshold(
    database: Database, reviews: Reviews, alignment_id: int, threshold: float | None
) -> StoredAlignment:
    """Keep where doubt begins in this alignment (None: where the program says), and tell all."""
    with database.write() as session:
        alignment = store.choose_threshold(session, alignment_id, threshold)
    reviews.publish(alignment_id, alignment)
    return alignment


def restore(
    database: Database, reviews: Reviews, alignment_id: int, number: int, head: int, actor: str
) -> OperationResult:
    """Bring back how it was after an operation, knowing the log up to `head`.

    Raises ConflictError when others went on since, or all is as it was then.
    """
    with database.write() as session:
        result = store.restore(session, alignment_id, number, head, actor)
    reviews.publish(alignment_id, result)
    return result
