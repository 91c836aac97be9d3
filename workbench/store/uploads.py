"""Uploads: texts that wait for the job that takes them as new versions of others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from workbench.errors import NotFoundError
from workbench.records import Upload
from workbench.tables import METADATA

_UPLOADS = METADATA.tables["upload"]
_UPLOAD = _UPLOADS.c
# An upload is kept a moment before the job that takes it.
_YOUNG = timedelta(hours=1)


def save_upload(
    session: Session,
    project_id: int,
    data: bytes,
    name: str,
    language: str,
    encoding: str | None,
    *,
    waiting: Collection[int] = (),
    at: datetime | None = None,
) -> int:
    """Keep a text until its job takes it: its id.

    Older ones of the project that no job in `waiting` (their ids) wants any more are forgotten.
    """
    at = at or datetime.now(UTC)
    old = select(_UPLOAD.id).where(
        _UPLOAD.project_id == project_id, _UPLOAD.created_at < at - _YOUNG
    )
    unwanted = [found for found in session.scalars(old) if found not in waiting]
    if unwanted:
        session.execute(delete(_UPLOADS).where(_UPLOAD.id.in_(unwanted)))
    values = {
        "project_id": project_id,
        "data": data,
        "name": name,
        "language": language,
        "encoding": encoding,
        "created_at": at,
    }
    made: int = session.execute(insert(_UPLOADS).returning(_UPLOAD.id), values).scalar_one()
    return made


def load_upload(session: Session, upload_id: int) -> Upload:
    """A text that waits. Raises `NotFoundError`."""
    row = session.execute(select(_UPLOADS).where(_UPLOAD.id == upload_id)).first()
    if row is None:
        raise NotFoundError("the uploaded text is no longer there; upload it again")
    return Upload(
        id=row.id,
        project_id=row.project_id,
        data=bytes(row.data),
        name=row.name,
        language=row.language,
        encoding=row.encoding,
    )


def delete_upload(session: Session, upload_id: int) -> None:
    """Forget a text that was taken, or that nobody wants any more."""
    session.execute(delete(_UPLOADS).where(_UPLOAD.id == upload_id))
