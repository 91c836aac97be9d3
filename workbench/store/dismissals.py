"""Dismissals: that a finding is no fault, kept by what the finding is about.

They belong to the project, not to an alignment: a new alignment, a new cut or a revised text keeps
those whose words are still there. That is why they stand beside the log of operations, which folds
into the beads of one alignment; they have an undo of their own, revoking, and no row is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import Page, StoredDismissal
from workbench.states import DismissalReason
from workbench.store.paging import page_of, read_cursor
from workbench.store.texts import checked_name, storable
from workbench.tables import METADATA

MOST = 1000
MAX_WORDS = 300

DISMISSALS = METADATA.tables["dismissal"]
_DISMISSAL = DISMISSALS.c
_PROJECT = METADATA.tables["project"].c
_ABOUT = re.compile(r"[0-9a-f]{32}")


def dismiss(
    session: Session,
    project_id: int,
    code: str,
    about: str,
    words: str,
    reason: DismissalReason,
    actor: str,
    at: datetime | None = None,
) -> StoredDismissal:
    """Say that a finding is no fault; one that is dismissed already stays as it is.

    Raises `NotFoundError` for the project, `InputError` for an `about` that no finding has.
    """
    if _ABOUT.fullmatch(about) is None:
        raise InputError(f"{about[:40]!r} names no finding; take `about` from the finding", "about")
    locked = select(_PROJECT.id).where(_PROJECT.id == project_id).with_for_update()
    if session.scalar(locked) is None:
        raise NotFoundError(f"there is no project {project_id}")
    known = standing(session, project_id).get((code, about))
    if known is not None:
        return known
    values = {
        "project_id": project_id,
        "code": checked_name(code, "the check's code"),
        "about": about,
        "words": storable(words, "the words")[:MAX_WORDS],
        "reason": reason.value,
        "actor": checked_name(actor, "the actor's name"),
        "at": at or datetime.now(UTC),
    }
    return _dismissal_of(session.execute(insert(DISMISSALS).returning(*_DISMISSAL), values).one())


def revoke(
    session: Session, dismissal_id: int, actor: str, at: datetime | None = None
) -> StoredDismissal:
    """Take a dismissal back; the finding is open again.

    Raises `NotFoundError`, and `ConflictError` "already-revoked".
    """
    values = {"revoked_by": checked_name(actor, "the actor's name"),
              "revoked_at": at or datetime.now(UTC)}  # fmt: skip
    query = update(DISMISSALS).where(_DISMISSAL.id == dismissal_id, _DISMISSAL.revoked_at.is_(None))
    row = session.execute(query.values(values).returning(*_DISMISSAL)).first()
    if row is not None:
        return _dismissal_of(row)
    if session.scalar(select(_DISMISSAL.id).where(_DISMISSAL.id == dismissal_id)) is None:
        raise NotFoundError(f"there is no dismissal {dismissal_id}")
    raise ConflictError("this dismissal was taken back already", "already-revoked")


def standing(session: Session, project_id: int) -> Mapping[tuple[str, str], StoredDismissal]:
    """The dismissals of a project that stand, by code and what they are about."""
    query = select(*_DISMISSAL).where(
        _DISMISSAL.project_id == project_id, _DISMISSAL.revoked_at.is_(None)
    )
    return {(row.code, row.about): _dismissal_of(row) for row in session.execute(query)}


def page_dismissals(
    session: Session, project_id: int, after: str | None = None, limit: int = 100
) -> Page[StoredDismissal]:
    """All dismissals of a project, revoked ones too, newest first.

    Raises `NotFoundError`, `InputError` for a cursor of another list.
    """
    if session.scalar(select(_PROJECT.id).where(_PROJECT.id == project_id)) is None:
        raise NotFoundError(f"there is no project {project_id}")
    query = select(*_DISMISSAL).where(_DISMISSAL.project_id == project_id)
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(_DISMISSAL.id < cursor[0])
    limit = min(limit, MOST)
    rows = session.execute(query.order_by(_DISMISSAL.id.desc()).limit(limit + 1))
    return page_of([_dismissal_of(row) for row in rows], limit, lambda one: (one.id,))


def _dismissal_of(row: Row[Any]) -> StoredDismissal:
    return StoredDismissal(**{**row._mapping, "reason": DismissalReason(row.reason)})
