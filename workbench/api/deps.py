"""What the routes need, as annotated aliases: a route's signature reads as its needs."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Header, Path, Query, Request

from workbench import store
from workbench.api.problems import ProblemError
from workbench.api.schemas import LARGEST_ID
from workbench.api.security import ACTOR_KEY
from workbench.database import Database
from workbench.errors import InputError
from workbench.jobs import Worker
from workbench.presence import Presence
from workbench.services.checking import Checker
from workbench.services.proposing_terms import Proposer
from workbench.services.realigning import Realignments
from workbench.services.reviewing import Reviews
from workbench.services.seeing_terms import Terms
from workbench.settings import Settings

MAX_ACTOR = 100
_ENTITY_TAG = re.compile(r'\s*"([abs])(\d{1,19})\.(\d{1,19})"\s*')


@dataclass(frozen=True, slots=True)
class Workbench:
    """What a running server holds: settings, database, worker, who listens and is there, its end.

    `allowed_encoders` None lets a person name any encoder.
    """

    settings: Settings
    database: Database
    worker: Worker
    reviews: Reviews
    realignments: Realignments
    checker: Checker
    terms: Terms
    proposer: Proposer
    presence: Presence
    stopping: threading.Event
    allowed_encoders: frozenset[str] | None


def workbench_of(request: Request) -> Workbench:
    """The parts of the server that answers this request."""
    workbench: Workbench = request.app.state.workbench
    return workbench


def actor_of(
    request: Request,
    x_actor: Annotated[
        str | None,
        Header(
            alias="X-Actor",
            max_length=6 * MAX_ACTOR,
            description="Who decides, for the history; UTF-8 may be percent-encoded",
        ),
    ] = None,
) -> str:
    """Whose name the history shows: the one who signed in, else X-Actor, else "you"."""
    signed_in: str | None = request.scope.get(ACTOR_KEY)
    name = signed_in if signed_in is not None else unquote(x_actor or "", errors="replace")
    visible = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(visible.split())[:MAX_ACTOR] or "you"


def versions_of(
    if_match: Annotated[
        str | None,
        Header(
            alias="If-Match",
            max_length=500_000,
            description='Tags of touched rows: "b<bead>.<version>", "s<segment>.<version>"; '
            'or of all rows at once: "a<alignment>.<head>"',
        ),
    ] = None,
) -> store.Versions:
    """The versions that the caller saw, from If-Match; refused with 428 when it is absent."""
    if if_match is None or not if_match.strip():
        raise ProblemError(
            428,
            "version-needed",
            "A change must name the versions it was made on: send If-Match with the entity tags of "
            'all touched rows, such as "b12.3", "s40.1".',
        )
    versions: dict[str, dict[int, int]] = {"a": {}, "b": {}, "s": {}}
    for tag in if_match.split(","):
        parts = _ENTITY_TAG.fullmatch(tag)
        if parts is None:
            raise InputError(f'If-Match holds {tag.strip()[:40]!r}; a tag looks like "b12.3"')
        kind, row, version = parts.groups()
        versions[kind][int(row)] = int(version)
    return store.Versions(versions["b"], versions["s"], versions["a"])


Bench = Annotated[Workbench, Depends(workbench_of)]
Actor = Annotated[str, Depends(actor_of)]
SeenVersions = Annotated[store.Versions, Depends(versions_of)]
IdPath = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before")]
