"""The states of a bead, who made it, why a side has no counterpart; and their XLIFF 2 names.

The only place where the application's states are mapped to those of XLIFF 2.1, section 4.3.1.29.
"""

from __future__ import annotations

from enum import StrEnum


class BeadState(StrEnum):
    """Whether a person has decided on a bead."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class Origin(StrEnum):
    """Who gave a bead its present runs."""

    MACHINE = "machine"
    PERSON = "person"


class NullReason(StrEnum):
    """Why the segments of a bead have no counterpart, as a person decided."""

    OMITTED = "omitted"
    ADDED = "added"
    EDITOR = "editor"
    NOTE = "note"
    UNCLEAR = "unclear"


class JobState(StrEnum):
    """Where a job is in its life; the last three are its ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to the job."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class OperationKind(StrEnum):
    """What an operation of the log did."""

    ALIGN = "align"
    CONFIRM = "confirm"
    UNCONFIRM = "unconfirm"
    CONFIRM_MANY = "confirm_many"
    JOIN = "join"
    SPLIT = "split"
    SHIFT = "shift"
    NO_COUNTERPART = "no_counterpart"
    EDIT_TEXT = "edit_text"
    UNDO = "undo"
    REDO = "redo"


class RevisionKind(StrEnum):
    """How a text was revised: a new version of it, or one sentence cut or joined."""

    TEXT = "text"
    BREAK = "break"
    JOIN = "join"


def xliff_state(state: BeadState, is_null: bool) -> str:
    """The XLIFF 2 state of a bead: "initial", "translated" or "reviewed"."""
    if state is BeadState.CONFIRMED:
        return "reviewed"
    return "initial" if is_null else "translated"
