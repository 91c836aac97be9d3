"""The log of an alignment as values: how a change is written down, sealed, and folded. Pure.

Each entry's hash covers its content and the hash of the entry before, so that neither can be
altered unnoticed: SHA-256 over canonical JSON (sorted keys, no blanks, UTF-8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from alignments.bitext import Reason
from workbench.records import StoredBead
from workbench.states import BeadState, NullReason, OperationKind, Origin
from workbench.store.changes import Change, SegmentText

FIRST_HASH = ""  # what the first entry names as the hash before it

Written = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as it is sealed. `before` and `after` are as `write_change` gives them."""

    alignment_id: int
    number: int
    kind: OperationKind
    actor: str
    at: datetime
    reverts: int | None
    before: Written
    after: Written
    previous_hash: str

    def seal(self) -> str:
        """The hash of this entry, in hexadecimal."""
        content = {
            "alignment": self.alignment_id,
            "number": self.number,
            "kind": str(self.kind),
            "actor": self.actor,
            "at": _moment(self.at),
            "reverts": self.reverts,
            "before": self.before,
            "after": self.after,
            "previous": self.previous_hash,
        }
        written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def write_change(change: Change) -> tuple[Written, Written]:
    """Both sides of a change as JSON values; what is as in a fresh proposal is left out."""
    return (
        _write(change.before, change.segments_before),
        _write(change.after, change.segments_after),
    )


def _write(beads: tuple[StoredBead, ...], segments: tuple[SegmentText, ...]) -> Written:
    written: Written = {}
    if beads:
        written["beads"] = [write_bead(bead) for bead in beads]
    if segments:
        written["segments"] = [{"id": s.id, "text": s.text, "version": s.version} for s in segments]
    return written


def write_bead(bead: StoredBead) -> Written:
    """A bead as JSON values."""
    written: Written = {
        "id": bead.id,
        "source": [bead.source.start, bead.source.stop],
        "target": [bead.target.start, bead.target.stop],
        "version": bead.version,
        "confidence": bead.confidence,
        "reasons": [[r.code, r.detail] for r in bead.reasons],
        "crossing": bead.crossing,
        "state": None if bead.state is BeadState.PROPOSED else str(bead.state),
        "origin": None if bead.origin is Origin.MACHINE else str(bead.origin),
        "null_reason": None if bead.null_reason is None else str(bead.null_reason),
        "reviewer": bead.reviewer,
        "decided_at": None if bead.decided_at is None else _moment(bead.decided_at),
        "note": bead.note,
    }
    return {
        name: value
        for name, value in written.items()
        if value is not None and value is not False and value != []
    }


def read_bead(written: Mapping[str, Any]) -> StoredBead:
    """The bead that `write_bead` wrote."""
    reason, at = written.get("null_reason"), written.get("decided_at")
    return StoredBead(
        id=written["id"],
        source=range(*written["source"]),
        target=range(*written["target"]),
        version=written["version"],
        confidence=written.get("confidence"),
        reasons=tuple(Reason(*pair) for pair in written.get("reasons", ())),
        crossing=written.get("crossing", False),
        state=BeadState(written.get("state", BeadState.PROPOSED)),
        origin=Origin(written.get("origin", Origin.MACHINE)),
        null_reason=None if reason is None else NullReason(reason),
        reviewer=written.get("reviewer"),
        decided_at=None if at is None else datetime.fromisoformat(at),
        note=written.get("note"),
    )


def weigh(written: Written) -> tuple[int, float]:
    """Of a written side of a change: its confirmed beads, and its proposed ones' expected wrong.

    Much quicker than `read_change`, for whoever goes through a whole log.
    """
    confirmed, wrong = 0, 0.0
    for bead in written.get("beads", ()):
        if bead.get("state") == BeadState.CONFIRMED:
            confirmed += 1
        elif "confidence" in bead:
            wrong += 1.0 - bead["confidence"]
    return confirmed, wrong


def read_change(before: Written, after: Written) -> Change:
    """The change that `write_change` wrote."""
    (beads_before, segments_before), (beads_after, segments_after) = _read(before), _read(after)
    return Change(beads_before, beads_after, segments_before, segments_after)


def _read(written: Written) -> tuple[tuple[StoredBead, ...], tuple[SegmentText, ...]]:
    return (
        tuple(read_bead(bead) for bead in written.get("beads", ())),
        tuple(SegmentText(**segment) for segment in written.get("segments", ())),
    )


@dataclass(frozen=True, slots=True)
class Tops:
    """The numbers of the operations that undo and redo would take next."""

    undo: int | None = None
    redo: int | None = None


def tops_after(kind: OperationKind, number: int, below: Tops) -> Tops:
    """The tops after an entry; `below` are those before the entry that it reverts.

    A restoring is an act like any other. Undo and redo are two stacks, written as linked lists
    through the log, so no log is walked.
    """
    match kind:
        case OperationKind.ALIGN:
            return Tops()
        case OperationKind.UNDO:
            return Tops(undo=below.undo, redo=number)
        case OperationKind.REDO:
            return Tops(undo=number, redo=below.redo)
        case _:
            return Tops(undo=number)
