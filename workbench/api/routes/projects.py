"""Projects: two languages, their documents and alignments."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Bench, Cursor, IdPath
from workbench.api.schemas import (
    AlignmentPublic,
    ProjectCreate,
    ProjectPage,
    ProjectPublic,
    ProjectUpdate,
)
from workbench.services import demonstrating

router = APIRouter(prefix="/projects", tags=["projects"])


@router.get("")
def list_projects(
    bench: Bench, after: Cursor = None, limit: Annotated[int, Query(ge=1, le=100)] = 100
) -> ProjectPage:
    """Projects, newest first."""
    with bench.database.read() as session:
        page = store.list_projects(session, after, limit)
    return ProjectPage(items=presenting.items(page, presenting.project), next=page.next)


@router.post("", status_code=201)
def create_project(bench: Bench, project: ProjectCreate) -> ProjectPublic:
    """Make an empty project."""
    with bench.database.write() as session:
        made = store.create_project(
            session, project.name, project.source_language, project.target_language
        )
    return presenting.project(made)


@router.post("/sample", status_code=201)
def open_sample(bench: Bench) -> AlignmentPublic:
    """The bundled sample as a project, aligned; the same one where it is there already."""
    alignment_id = demonstrating.open_sample(bench.database)
    with bench.database.read() as session:
        return presenting.alignment(store.get_alignment(session, alignment_id))


@router.get("/{project_id}")
def read_project(bench: Bench, project_id: IdPath) -> ProjectPublic:
    """A project with its documents and alignments."""
    with bench.database.read() as session:
        return presenting.project(store.get_project(session, project_id))


@router.patch("/{project_id}")
def rename_project(bench: Bench, project_id: IdPath, change: ProjectUpdate) -> ProjectPublic:
    """Give a project another name."""
    with bench.database.write() as session:
        return presenting.project(store.rename_project(session, project_id, change.name))


@router.delete("/{project_id}", status_code=204)
def delete_project(bench: Bench, project_id: IdPath) -> None:
    """Remove a project with everything in it, for good."""
    with bench.database.write() as session:
        store.delete_project(session, project_id)
