"""Projects: making, listing, renaming, deleting them with all that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session, col, delete, select

from workbench.errors import NotFoundError
from workbench.records import Page, Project, StoredAlignment, StoredDocument
from workbench.store.alignments import alignments_of
from workbench.store.documents import documents_of
from workbench.store.paging import page_of, read_cursor
from workbench.store.search_index import forget_documents
from workbench.store.texts import checked_language, checked_name
from workbench.tables import AlignmentRow, BeadRow, OperationRow, ProjectRow

MOST = 1000


def create_project(
    session: Session,
    name: str,
    source_language: str = "ru",
    target_language: str = "en",
    *,
    at: datetime | None = None,
) -> Project:
    """Make a project. Raises `InputError` for an empty name or a language that is no BCP 47 tag."""
    row = ProjectRow(
        name=checked_name(name),
        source_language=checked_language(source_language),
        target_language=checked_language(target_language),
        created_at=at or datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return _project(row)


def list_projects(session: Session, after: str | None = None, limit: int = 100) -> Page[Project]:
    """Projects with their documents and alignments, newest first."""
    query = select(ProjectRow).order_by(col(ProjectRow.id).desc()).limit(min(limit, MOST) + 1)
    cursor = read_cursor(after, 1)
    if cursor is not None:
        query = query.where(col(ProjectRow.id) < cursor[0])
    return page_of(_filled(session, session.exec(query).all()), min(limit, MOST), lambda p: (p.id,))


def get_project(session: Session, project_id: int) -> Project:
    """A project with its documents and alignments. Raises `NotFoundError`."""
    return _filled(session, [_row(session, project_id)])[0]


def rename_project(session: Session, project_id: int, name: str) -> Project:
    """Give a project another name. Raises `NotFoundError`, `InputError`."""
    _row(session, project_id).name = checked_name(name)
    session.flush()
    return get_project(session, project_id)


def delete_project(session: Session, project_id: int) -> None:
    """Delete a project with its documents, alignments, logs and jobs. Raises `NotFoundError`."""
    row = _row(session, project_id)
    mine = select(AlignmentRow.id).where(AlignmentRow.project_id == project_id)
    session.exec(delete(OperationRow).where(col(OperationRow.alignment_id).in_(mine)))
    session.exec(delete(BeadRow).where(col(BeadRow.alignment_id).in_(mine)))
    forget_documents(session, [d.id for d in documents_of(session, [project_id])[project_id]])
    # Before the documents: their rows must not go while an alignment names them.
    session.exec(delete(AlignmentRow).where(col(AlignmentRow.project_id) == project_id))
    session.delete(row)
    session.flush()


def _row(session: Session, project_id: int) -> ProjectRow:
    row = session.get(ProjectRow, project_id)
    if row is None:
        raise NotFoundError(f"there is no project {project_id}")
    return row


def _filled(session: Session, rows: Sequence[ProjectRow]) -> list[Project]:
    ids = [row.id for row in rows]
    documents, alignments = documents_of(session, ids), alignments_of(session, ids)
    return [_project(row, documents[row.id], alignments[row.id]) for row in rows]


def _project(
    row: ProjectRow,
    documents: Sequence[StoredDocument] = (),
    alignments: Sequence[StoredAlignment] = (),
) -> Project:
    return Project(
        id=row.id,
        name=row.name,
        source_language=row.source_language,
        target_language=row.target_language,
        created_at=row.created_at,
        documents=tuple(documents),
        alignments=tuple(alignments),
    )
