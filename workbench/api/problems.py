"""Problem details (RFC 9457): the one shape in which the interface says no."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A refusal that belongs to HTTP itself: it already knows its status, code and words."""

    def __init__(
        self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers


class ProblemResponse(JSONResponse):
    """An answer in problem details."""

    media_type = MEDIA_TYPE


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **members: Any,  # noqa: ANN401 - RFC 9457 lets a problem type add members of any kind
) -> ProblemResponse:
    """The answer for a refusal: `code` for the program, `detail` for the person."""
    content = {
        "type": f"urn:workbench:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **members,
    }
    return ProblemResponse(content, status_code=status, headers=headers)
