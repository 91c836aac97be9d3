"""Exports: the alignment as a file, and what it would hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from workbench.api.deps import Bench, IdPath
from workbench.api.routes.documents import attachment
from workbench.api.schemas import ExportFormat, ExportInclude, ExportPart, ExportReport
from workbench.services import exporting
from workbench.services.sinks import pull

router = APIRouter(prefix="/alignments/{alignment_id}/export", tags=["exports"])
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, as an attachment",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("", response_class=StreamingResponse, responses=FILE)
def export_alignment(
    bench: Bench,
    alignment_id: IdPath,
    format: ExportFormat = "tmx",
    include: ExportInclude = "confirmed",
    part: ExportPart = "main",
) -> StreamingResponse:
    """The translation units as a file to download, streamed."""
    request = exporting.ExportRequest(format, include, part)
    name = exporting.file_name(bench.database, alignment_id, request)
    chunks = pull(lambda out: exporting.export(bench.database, alignment_id, request, out))
    return StreamingResponse(
        _begun(chunks),
        media_type=exporting.writer_of(format).media_type,
        headers=attachment(name),
    )


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same chunks, the first already there: what fails at once still gets its own answer."""
    first = next(chunks, b"")
    return chain([first], chunks)


@router.get("/report")
def read_export_report(
    bench: Bench,
    alignment_id: IdPath,
    format: ExportFormat = "tmx",
    include: ExportInclude = "confirmed",
    part: ExportPart = "main",
) -> ExportReport:
    """What such an export holds and leaves out."""
    request = exporting.ExportRequest(format, include, part)
    return ExportReport.model_validate(exporting.report(bench.database, alignment_id, request))
