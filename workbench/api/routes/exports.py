"""Exports: the alignment as a file, and what it would hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from workbench.api.deps import Bench, IdPath
from workbench.api.routes.documents import attachment
from workbench.api.schemas import (
    ExportBrackets,
    ExportChoice,
    ExportChoices,
    ExportFormat,
    ExportInclude,
    ExportPart,
    ExportReport,
)
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
    brackets: ExportBrackets = "keep",
    byte_order_mark: bool = True,
) -> StreamingResponse:
    """The alignment as a file to download, streamed.

    `brackets` says what becomes of an editor's brackets in the texts: kept as printed, expanded
    (the words stay), or stripped with their words; `byte_order_mark` is for CSV only.
    """
    request = exporting.ExportRequest(format, include, part, brackets, byte_order_mark)
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
    brackets: ExportBrackets = "keep",
) -> ExportReport:
    """What such an export holds and leaves out."""
    request = exporting.ExportRequest(format, include, part, brackets)
    found = exporting.report(bench.database, alignment_id, request)
    holds = exporting.writer_of(format).holds_nulls
    return ExportReport(
        units=found.units,
        unconfirmed=found.unconfirmed,
        left_out_unconfirmed=found.left_out_unconfirmed,
        without_source=found.without_source,
        without_target=found.without_target,
        without_text=found.without_text,
        cleaned_characters=found.cleaned_characters,
        expected_wrong=found.expected_wrong,
        shortened=found.shortened,
        holds_nulls=holds,
    )


@router.get("/choices")
def read_export_choices(bench: Bench, alignment_id: IdPath) -> ExportChoices:
    """How many beads each way of choosing takes, and how many of them are likely wrong."""
    found = exporting.choices(bench.database, alignment_id)
    return ExportChoices(items=[ExportChoice.model_validate(choice) for choice in found])
