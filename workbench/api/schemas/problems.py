"""Problem details (RFC 9457) as shapes."""

from __future__ import annotations

from workbench.api.schemas.fields import Public


class FieldProblem(Public):
    """One field of a request that does not fit: where it stands and what is wrong."""

    place: str
    message: str


class Problem(Public):
    """What went wrong, in words for the person (`detail`) and as a code for the program."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class ValidationProblem(Problem):
    """A request that does not fit; `errors` names the fields, where it is a matter of fields."""

    errors: list[FieldProblem]
