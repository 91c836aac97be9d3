"""Errors of the application: what a caller can mend, each with a short code for programs.

Every message says what is wrong and what to do, in words for the person who asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.records import StoredBead, StoredSegment


class WorkbenchError(Exception):
    """Base of every error the application raises on purpose; `code` is stable, for programs."""

    code = "error"

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class NotFoundError(WorkbenchError):
    """What was asked for is not in the database."""

    code = "not-found"


class InputError(WorkbenchError):
    """A value that cannot be taken: too long, out of range, not text."""

    code = "bad-input"


class ConflictError(WorkbenchError):
    """An act that the present state does not allow, such as joining beads that do not touch."""

    code = "conflict"


class StaleError(WorkbenchError):
    """A change to rows that someone else has changed; `beads` and `segments` are as now."""

    code = "stale"

    def __init__(
        self,
        message: str,
        beads: Sequence[StoredBead] = (),
        segments: Sequence[StoredSegment] = (),
    ) -> None:
        super().__init__(message)
        self.beads = tuple(beads)
        self.segments = tuple(segments)


class DatabaseError(WorkbenchError):
    """A database that cannot be opened or moved to the present schema."""

    code = "database"


class JobCancelled(WorkbenchError):
    """Raised inside a job's handler, at its next report of progress, once somebody cancelled it."""

    code = "cancelled"
