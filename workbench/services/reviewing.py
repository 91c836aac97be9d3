"""Reviewing: every act goes to the store, and from there to all who watch the alignment."""

from __future__ import annotations

from workbench import store
from workbench.database import Database
from workbench.listeners import Listeners
from workbench.records import OperationResult, Told
from workbench.store.acts import Act

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
