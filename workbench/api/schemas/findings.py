"""Findings of the checks, and their dismissals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alignments.bitext import Side
from alignments.checks.values import Severity
from workbench.api.schemas.fields import Public, Shape, Text
from workbench.services.checking import SEVERITY_OF
from workbench.states import DismissalReason

MAX_FINDINGS_PAGE = 5000
MAX_DISMISSALS_PAGE = 500
MAX_BEADS_IN_HAND = 50


def _known(code: str) -> str:
    if code not in SEVERITY_OF:
        raise ValueError(f"there is no check {code[:40]!r}; take the code from the finding")
    return code


class PlacePublic(Public):
    """A stretch of a segment to light up; an empty one stands before the character at `start`."""

    side: Side
    position: int
    start: int
    end: int


class DismissalPublic(Public):
    """That a finding is no fault: why, who and when; `revoked_at` where it was taken back."""

    id: int
    project_id: int
    code: str
    about: str
    words: str
    reason: DismissalReason
    actor: str
    at: datetime
    revoked_by: str | None
    revoked_at: datetime | None


class DismissalCreate(Shape):
    """Code and `about` of the finding that is no fault, its words for the list, and why."""

    code: Annotated[Text, Field(max_length=60), AfterValidator(_known)]
    about: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    words: Annotated[Text, Field(max_length=300)] = ""
    reason: DismissalReason


class DismissalPage(Public):
    """Dismissals, newest first; `next` is the cursor of the page after, or null at the end."""

    items: list[DismissalPublic]
    next: str | None


class FindingPublic(Public):
    """What a check found: the bead it stands at, a sentence, the lit words and their places."""

    code: str
    severity: Severity
    message: str
    about: str
    bead: int
    words: str
    places: list[PlacePublic]
    dismissal: DismissalPublic | None


class CheckCountPublic(Public):
    """How many findings of a check are open, and how many were dismissed."""

    code: str
    severity: Severity
    open: int
    dismissed: int


class FindingPage(Public):
    """Findings in row order, as of operation `head`, and the counts of all of them.

    While a long alignment is being checked `state` is "running" and nothing is listed: ask again.
    """

    state: Literal["ready", "running"]
    head: int
    items: list[FindingPublic]
    counts: list[CheckCountPublic]
    next: str | None


class BeadFindings(Public):
    """The findings of the beads asked for; `covered` are the checks that this speaks for."""

    head: int
    items: list[FindingPublic]
    covered: list[str]
