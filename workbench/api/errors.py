"""Errors of the program as answers: one table from their kinds to HTTP, and no traceback."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from alignments.errors import (
    AlignmentsError,
    EncoderError,
    EncodingError,
    FormatError,
    InvariantError,
)
from glossary.errors import ConceptError, GlossaryError, TermFormatError
from workbench.api import presenting
from workbench.api.problems import ProblemError, problem
from workbench.errors import (
    ConflictError,
    DatabaseError,
    InputError,
    NotFoundError,
    StaleError,
    WorkbenchError,
)

# The most special kinds first: the first that fits is taken.
STATUS: tuple[
    tuple[type[WorkbenchError | AlignmentsError | GlossaryError], int, str | None], ...
] = (
    (NotFoundError, 404, None),
    (InputError, 422, None),
    (StaleError, 412, None),
    (ConflictError, 409, None),
    (DatabaseError, 503, None),
    (EncodingError, 422, "unknown-encoding"),
    (FormatError, 422, "unreadable"),
    (EncoderError, 422, "encoder"),
    (InvariantError, 409, "invariant"),
    (TermFormatError, 422, "unreadable"),
    (ConceptError, 422, "concept"),
)
HTTP_CODES = {404: "not-found", 405: "method-not-allowed", 400: "bad-request", 413: "too-large"}
REQUEST_PARTS = frozenset({"body", "query", "path", "header"})
SHOWN_FIELDS = 20


def install(app: FastAPI) -> None:
    """Let `app` answer every error with problem details."""
    handlers: dict[type[Exception], Any] = {
        StaleError: _stale,
        WorkbenchError: _refused,
        AlignmentsError: _refused,
        GlossaryError: _refused,
        ProblemError: _problem,
        RequestValidationError: _invalid,
        HTTPException: _http,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _refused(_: Request, error: WorkbenchError | AlignmentsError | GlossaryError) -> Response:
    for kind, status, code in STATUS:
        if isinstance(error, kind):
            own = error.code if isinstance(error, WorkbenchError) else "refused"
            fields: dict[str, Any] = {"errors": []} if status == 422 else {}
            return problem(status, code or own, str(error), **fields)
    # A kind that nobody gave a status is a fault of ours; the server logs it and answers 500.
    raise error


async def _stale(request: Request, error: StaleError) -> Response:
    current = {
        "beads": [presenting.bead(b).model_dump(mode="json") for b in error.beads],
        "segments": [presenting.segment(s).model_dump(mode="json") for s in error.segments],
    }
    yours = getattr(request.state, "operation", None) or {}
    return problem(412, error.code, error.message, current=current, yours=yours)


async def _problem(_: Request, error: ProblemError) -> Response:
    return problem(error.status, error.code, error.detail, headers=error.headers)


async def _invalid(_: Request, error: RequestValidationError) -> Response:
    fields = [
        {"place": _place(found["loc"]), "message": _message(found)}
        for found in error.errors()[:SHOWN_FIELDS]
    ]
    first = fields[0] if fields else {"place": "", "message": "it does not fit the interface"}
    detail = f"{first['place']}: {first['message']}" if first["place"] else first["message"]
    return problem(422, "bad-input", detail, errors=fields)


def _place(location: Sequence[int | str]) -> str:
    """ "beads.0" for a field of the body, "limit" of the query; the part's name if nothing else."""
    path = [str(step) for step in location]
    return ".".join(path[1:] if len(path) > 1 and path[0] in REQUEST_PARTS else path)


def _message(found: dict[str, Any]) -> str:
    message = str(found["msg"])
    return message.removeprefix("Value error, ")


async def _http(_: Request, error: HTTPException) -> Response:
    code = HTTP_CODES.get(error.status_code, f"http-{error.status_code}")
    return problem(error.status_code, code, str(error.detail), headers=error.headers)
