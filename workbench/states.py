"""The states of a bead, who made it, why a side has no counterpart; and their XLIFF 2 names.

The only place where the application's states are mapped to those of XLIFF 2.1, section 4.3.1.29.
"""

from __future__ import annotations

from enum import StrEnum


class BeadState(StrEnum):
    """Whether a person has decided on a bead, or asked that another look at it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SECOND_LOOK = "second_look"


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


class DismissalReason(StrEnum):
    """Why a finding is no fault, as a person decided."""

    INTENDED = "intended"
    AS_PRINTED = "as_printed"
    HOUSE_STYLE = "house_style"
    FALSE_ALARM = "false_alarm"


class CommentState(StrEnum):
    """Whether a comment waits for an answer; a withdrawn one is kept, but no longer shown."""

    OPEN = "open"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


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
    PINPOINT = "pinpoint"
    REALIGN = "realign"
    CONFIRM_SURE = "confirm_sure"
    SECOND_LOOK = "second_look"
    RESTORE = "restore"
    UNDO = "undo"
    REDO = "redo"


class RevisionKind(StrEnum):
    """How a text was revised: a new version of it, or one sentence cut or joined."""

    TEXT = "text"
    BREAK = "break"
    JOIN = "join"


class ConceptActKind(StrEnum):
    """What an act on a term base did."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    MERGE = "merge"
    IMPORT = "import"
    UNDO = "undo"


def xliff_state(state: BeadState, is_null: bool) -> str:
    """The XLIFF 2 state of a bead: "initial", "translated" or "reviewed".

    A bead that waits for a second look is not reviewed yet: it is as if it were proposed.
    """
    if state is BeadState.CONFIRMED:
        return "reviewed"
    return "initial" if is_null else "translated"
