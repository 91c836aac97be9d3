"""Documents: upload, what was recognised in them, their segments."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from alignments.bitext import Side
from workbench import store
from workbench.api import presenting
from workbench.api.deps import Bench, Cursor, IdPath
from workbench.api.schemas import (
    MAX_SEGMENTS_PAGE,
    DocumentPublic,
    DocumentTextCreate,
    LanguageTag,
    SegmentPage,
)
from workbench.services import importing

router = APIRouter(tags=["documents"])
BYTES = "application/octet-stream"


@router.post("/projects/{project_id}/documents", status_code=201)
def upload_document(
    bench: Bench,
    project_id: IdPath,
    file: Annotated[UploadFile, File()],
    side: Annotated[Side, Form()],
    language: Annotated[LanguageTag | None, Form()] = None,
    encoding: Annotated[str | None, Form(max_length=40)] = None,
) -> DocumentPublic:
    """Import a file as this side of the project."""
    stored = importing.import_document(
        bench.database,
        project_id,
        side,
        file.file.read(),
        file.filename or "",
        language=language,
        encoding=encoding,
    )
    return presenting.document(stored)


@router.post("/projects/{project_id}/documents/text", status_code=201)
def paste_document(
    bench: Bench, project_id: IdPath, document: DocumentTextCreate
) -> DocumentPublic:
    """Import a pasted text as this side of the project."""
    stored = importing.import_text(
        bench.database, project_id, document.side, document.text, document.name, document.language
    )
    return presenting.document(stored)


@router.get("/documents/{document_id}")
def read_document(bench: Bench, document_id: IdPath) -> DocumentPublic:
    """What was recognised in a document."""
    with bench.database.read() as session:
        return presenting.document(store.get_document(session, document_id))


@router.delete("/documents/{document_id}", status_code=204)
def delete_document(bench: Bench, document_id: IdPath) -> None:
    """Remove a document for good; only while no alignment uses it."""
    with bench.database.write() as session:
        store.delete_document(session, document_id)


@router.get(
    "/documents/{document_id}/original",
    response_class=Response,
    responses={200: {"content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}},
)
def read_original(bench: Bench, document_id: IdPath) -> Response:
    """The bytes as they were uploaded."""
    with bench.database.read() as session:
        name = store.get_document(session, document_id).name
        data = store.load_original(session, document_id)
    return Response(data, media_type=BYTES, headers=attachment(name))


def attachment(name: str) -> dict[str, str]:
    """The header that makes a browser save an answer under `name` (RFC 6266), never show it."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


@router.get("/documents/{document_id}/segments")
def list_segments(
    bench: Bench,
    document_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_SEGMENTS_PAGE)] = 500,
) -> SegmentPage:
    """Segments in order."""
    with bench.database.read() as session:
        page = store.page_segments(session, document_id, after, limit)
    return SegmentPage(items=presenting.items(page, presenting.segment), next=page.next)
