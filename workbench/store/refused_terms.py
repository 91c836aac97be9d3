"""Proposed terms that a person refused: they are not proposed again, until that is taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from workbench.errors import NotFoundError
from workbench.records import RefusedTerm
from workbench.store.term_bases import check_project
from workbench.store.texts import checked_name, storable
from workbench.tables import METADATA

REFUSED = METADATA.tables["refused_term"]
_REFUSED = REFUSED.c


def refuse_term(
    session: Session, project_id: int, source: str, target: str, actor: str
) -> RefusedTerm:
    """Keep that a pair of terms is none; one refused already stays so. Raises `NotFoundError`."""
    known = next((each for each in refused_terms(session, project_id)
                  if (each.source, each.target) == (source, target)), None)  # fmt: skip
    if known is not None:
        return known
    values = {
        "project_id": project_id,
        "source": storable(source, "the term"),
        "target": storable(target, "the term"),
        "actor": checked_name(actor, "the actor's name"),
        "at": datetime.now(UTC),
    }
    row = session.execute(insert(REFUSED).returning(*_REFUSED), values).one()
    return RefusedTerm(row.id, row.source, row.target, row.actor, row.at)


def refused_terms(session: Session, project_id: int) -> tuple[RefusedTerm, ...]:
    """What was refused in a project, the oldest first. Raises `NotFoundError`."""
    check_project(session, project_id)
    query = select(*_REFUSED).where(_REFUSED.project_id == project_id).order_by(_REFUSED.id)
    return tuple(
        RefusedTerm(row.id, row.source, row.target, row.actor, row.at)
        for row in session.execute(query)
    )


def take_back_refusal(session: Session, refused_id: int) -> None:
    """Let a refused pair be proposed again. Raises `NotFoundError`."""
    gone = session.execute(
        delete(REFUSED).where(_REFUSED.id == refused_id).returning(_REFUSED.id)
    ).first()
    if gone is None:
        raise NotFoundError(f"there is no refused term {refused_id}")
