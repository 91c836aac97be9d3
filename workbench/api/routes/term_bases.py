"""Term bases: listed, made, renamed, deleted; files in and out; their history and its undo."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from glossary.formats import FORMATS, WriteOptions
from glossary.formats.results import ReadOptions
from workbench import store
from workbench.api import terms as presenting
from workbench.api.deps import Actor, Bench, Cursor, IdPath
from workbench.api.routes.documents import attachment
from workbench.api.schemas import LARGEST_ID, LanguageTag
from workbench.api.schemas.terms import (
    MAX_CHANGES_PAGE,
    ConceptChangePage,
    TermBaseCreate,
    TermBaseList,
    TermBasePublic,
    TermBaseUpdate,
    TermFileFormat,
    TermImport,
    TermUndo,
)
from workbench.services import term_bases

router = APIRouter(tags=["terms"])
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, as an attachment",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/projects/{project_id}/term-bases")
def list_term_bases(bench: Bench, project_id: IdPath) -> TermBaseList:
    """The bases that hold for a project, its own and the shared ones, the highest first."""
    with bench.database.read() as session:
        bases = store.list_bases(session, project_id)
    return TermBaseList(items=[TermBasePublic.model_validate(base) for base in bases])


@router.post("/projects/{project_id}/term-bases", status_code=201)
def create_term_base(bench: Bench, project_id: IdPath, base: TermBaseCreate) -> TermBasePublic:
    """Make an empty base."""
    with bench.database.write() as session:
        owner = None if base.shared else project_id
        made = store.create_base(session, owner, base.name, base.priority)
    return TermBasePublic.model_validate(made)


@router.post("/projects/{project_id}/term-bases/starter", status_code=201)
def install_starter_base(bench: Bench, project_id: IdPath, actor: Actor) -> TermImport:
    """Give the project the base that comes with the workbench, or what it lacks of it."""
    return TermImport.model_validate(term_bases.install_starter(bench.database, project_id, actor))


@router.patch("/term-bases/{base_id}")
def update_term_base(bench: Bench, base_id: IdPath, base: TermBaseUpdate) -> TermBasePublic:
    """Give a base another name or priority."""
    with bench.database.write() as session:
        changed = store.change_base(session, base_id, name=base.name, priority=base.priority)
    return TermBasePublic.model_validate(changed)


@router.delete("/term-bases/{base_id}", status_code=204)
def delete_term_base(bench: Bench, base_id: IdPath) -> None:
    """Remove a base with its concepts and their history, for good."""
    with bench.database.write() as session:
        store.delete_base(session, base_id)


@router.post("/term-bases/{base_id}/import")
def import_terms(
    bench: Bench,
    base_id: IdPath,
    file: Annotated[UploadFile, File()],
    actor: Actor,
    source_language: Annotated[LanguageTag, Form()] = "ru",
    target_language: Annotated[LanguageTag, Form()] = "en",
    encoding: Annotated[str, Form(max_length=40)] = "",
) -> TermImport:
    """Take in TBX, CSV, TSV or OmegaT's glossary; the base has the say where they contradict it."""
    options = ReadOptions(source_language, target_language, encoding)
    data, name = file.file.read(), file.filename or ""
    done = term_bases.import_file(bench.database, base_id, data, name, options, actor)
    return TermImport.model_validate(done)


@router.get("/term-bases/{base_id}/export", response_class=Response, responses=FILE)
def export_terms(
    bench: Bench,
    base_id: IdPath,
    format: TermFileFormat = "tbx3",
    strict: bool = False,
    source_language: Annotated[LanguageTag, Query()] = "ru",
    target_language: Annotated[LanguageTag, Query()] = "en",
) -> Response:
    """A base as a file; `strict` leaves out what TBX-Basic has no place for."""
    options = WriteOptions(source_language, target_language, strict)
    base, written = term_bases.export_file(bench.database, base_id, format, options)
    suffix = next(iter(FORMATS[format].suffixes), ".tbx")
    return Response(
        written.data,
        media_type="application/octet-stream",
        headers=attachment(f"{base.name}{suffix}"),
    )


@router.get("/term-bases/{base_id}/changes")
def list_term_changes(
    bench: Bench,
    base_id: IdPath,
    concept_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_CHANGES_PAGE)] = 100,
) -> ConceptChangePage:
    """What was done in a base, or to one concept of it, the newest first."""
    with bench.database.read() as session:
        page = store.page_changes(session, base_id, concept_id, after, limit)
    items = [presenting.change(one, base_id) for one in page.items]
    return ConceptChangePage(items=items, next=page.next)


@router.post("/term-bases/{base_id}/undo")
def undo_term_change(bench: Bench, base_id: IdPath, actor: Actor) -> TermUndo:
    """Take back the last act on a base that stands."""
    with bench.database.write() as session:
        return TermUndo(undone=store.undo_last(session, base_id, actor))
