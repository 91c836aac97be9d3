"""What an act does to the beads: pure, knows no database.

Beads that a person re-cut are proposed again, of origin "person", without confidence or reasons. A
new bead has id 0 until the store numbers it. Every bead that stays gets the next version. A cut
does not silence who asked for a second look: what is made of a bead that waits for one, waits too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from alignments.bitext import SIDES, Side
from workbench.errors import ConflictError, InputError
from workbench.records import StoredBead
from workbench.states import BeadState, NullReason
from workbench.store.acts import (
    Act,
    Confirm,
    ConfirmMany,
    ConfirmSure,
    Direction,
    EditText,
    Join,
    NoCounterpart,
    Pinpoint,
    Realign,
    SecondLook,
    Shift,
    Split,
    Unconfirm,
)
from workbench.store.changes import Change, SegmentText
from workbench.store.cuts import decided, looked_at, part, recut
from workbench.store.recutting import pinpoint, realign
from workbench.store.texts import checked_remark, checked_text


class Rows(Protocol):
    """The rows of one alignment, as far as an act looks around; `NotFoundError` for a wrong id."""

    def bead(self, bead_id: int) -> StoredBead:
        """A bead as it is now."""

    def bead_after(self, bead: StoredBead) -> StoredBead | None:
        """The next bead in row order."""

    def neighbour(self, bead: StoredBead, side: Side, direction: Direction) -> StoredBead | None:
        """The nearest bead up or down in row order whose run touches this bead's run.

        On that side it ends where this run starts (up), or starts where this run ends (down).
        """

    def holding(self, side: Side, position: int) -> StoredBead:
        """The bead whose run holds the segment at this position; `InputError` where none does."""

    def sure(self, last: StoredBead, threshold: float) -> Sequence[StoredBead]:
        """The proposed beads of at least that confidence, up to the last one in row order."""

    def likely_reasons(self, beads: Sequence[StoredBead]) -> Mapping[int, NullReason]:
        """Why each of these null beads may have no counterpart, by its id."""

    def segment(self, segment_id: int) -> SegmentText:
        """A segment's edited text as it is now."""

    def printed(self, segment_id: int) -> str:
        """A segment's text as printed."""


def plan(act: Act, rows: Rows, actor: str, at: datetime) -> Change:
    """The change an act makes.

    Raises `NotFoundError` for a bead or segment that is not of this alignment, `InputError` for
    values out of range, `ConflictError` where the present beads do not allow the act.
    """
    match act:
        case Confirm():
            return _confirm([rows.bead(act.bead)], {}, actor, at)
        case ConfirmMany():
            beads = [rows.bead(bead_id) for bead_id in dict.fromkeys(act.beads)]
            return _confirm_all(beads, rows, actor, at)
        case ConfirmSure():
            beads = list(rows.sure(rows.bead(act.last), act.threshold))
            return _confirm_all(beads, rows, actor, at)
        case Unconfirm():
            return _unconfirm(rows.bead(act.bead))
        case Join():
            return _join(act, rows)
        case Split():
            return _split(act, rows.bead(act.bead))
        case Shift():
            return _shift(act, rows)
        case Pinpoint():
            held = rows.holding("source", act.source), rows.holding("target", act.target)
            return pinpoint(act, *held, actor, at)
        case Realign():
            return realign(act, [rows.bead(bead_id) for bead_id in dict.fromkeys(act.replaces)])
        case NoCounterpart():
            return _no_counterpart(rows.bead(act.bead), act.reason, actor, at)
        case EditText():
            return _edit(act, rows)
        case SecondLook():
            return _second_look(rows.bead(act.bead), act.note, actor, at)


def _confirm_all(beads: list[StoredBead], rows: Rows, actor: str, at: datetime) -> Change:
    unsaid = [bead for bead in beads if bead.is_null and bead.null_reason is None]
    return _confirm(beads, rows.likely_reasons(unsaid), actor, at)


def _confirm(
    beads: list[StoredBead], likely: Mapping[int, NullReason], actor: str, at: datetime
) -> Change:
    before = tuple(bead for bead in beads if bead.state is not BeadState.CONFIRMED)
    if not before:
        raise ConflictError("nothing here waits to be confirmed", "nothing-to-change")
    reasons = [bead.null_reason or likely.get(bead.id) for bead in before]
    after = (decided(b, actor, at, reason) for b, reason in zip(before, reasons, strict=True))
    return Change(before, tuple(after))


def _second_look(bead: StoredBead, note: str | None, actor: str, at: datetime) -> Change:
    note = checked_remark(note or "", "the note") or None
    if bead.state is BeadState.SECOND_LOOK and bead.note == note:
        raise ConflictError("this pair already waits for a second look", "nothing-to-change")
    after = replace(
        decided(bead, actor, at, bead.null_reason), state=BeadState.SECOND_LOOK, note=note
    )
    return Change((bead,), (after,))


def _unconfirm(bead: StoredBead) -> Change:
    if bead.state is BeadState.PROPOSED:
        raise ConflictError("nothing was decided on this pair", "nothing-to-change")
    after = replace(
        bead,
        state=BeadState.PROPOSED,
        null_reason=None,
        reviewer=None,
        decided_at=None,
        version=bead.version + 1,
        note=None,
    )
    return Change((bead,), (after,))


def _join(act: Join, rows: Rows) -> Change:
    if act.beads[0] == act.beads[1]:
        raise InputError("a pair cannot be joined with itself")
    first, second = sorted((rows.bead(bead_id) for bead_id in act.beads), key=lambda b: b.order)
    if not _adjacent(first, second, rows):
        raise ConflictError("only pairs that touch on both sides can be joined", "not-adjacent")
    swapped = bool(first.target and second.target) and second.target.stop == first.target.start
    joined = recut(
        first,
        _union(first.source, second.source),
        _union(first.target, second.target),
        crossing=(first.crossing or second.crossing) and not swapped,
    )
    return Change((first, second), (looked_at(joined, first, second),))


def _adjacent(first: StoredBead, second: StoredBead, rows: Rows) -> bool:
    """Whether two beads make one run on each side.

    An empty run touches where it stands; it also touches the bead next to it in row order, as its
    place is only the machine's guess.
    """
    if not all(_contiguous(first.run(side), second.run(side)) for side in SIDES):
        return False
    if all(_touch(first.run(side), second.run(side)) for side in SIDES):
        return True
    following = rows.bead_after(first)
    return following is not None and following.id == second.id


def _contiguous(a: range, b: range) -> bool:
    return not a or not b or _touch(a, b)


def _touch(a: range, b: range) -> bool:
    return a.stop == b.start or b.stop == a.start


def _union(a: range, b: range) -> range:
    if not a or not b:
        return a or b or a
    return range(min(a.start, b.start), max(a.stop, b.stop))


def _split(act: Split, bead: StoredBead) -> Change:
    cuts = {"source": act.source_at, "target": act.target_at}
    for side in SIDES:
        if not 0 <= cuts[side] <= len(bead.run(side)):
            raise InputError(
                f"{side}_at is {cuts[side]}; this pair has {len(bead.run(side))} {side} segments"
            )
    source, target = bead.source, bead.target
    s, t = source.start + act.source_at, target.start + act.target_at
    if (s, t) in ((source.start, target.start), (source.stop, target.stop)):
        raise InputError("a split must leave at least one segment in each part")
    first = recut(bead, range(source.start, s), range(target.start, t))
    second = part(bead, range(s, source.stop), range(t, target.stop), crossing=bead.crossing)
    return Change((bead,), (first, second))


def _shift(act: Shift, rows: Rows) -> Change:
    bead = rows.bead(act.bead)
    neighbour = rows.neighbour(bead, act.side, act.direction) if bead.run(act.side) else None
    if neighbour is None:
        raise ConflictError(
            f"there is no {act.side} segment to move {act.direction} to another pair",
            "nothing-to-shift",
        )
    given, kept = _moved(bead.run(act.side), neighbour.run(act.side), act.direction)
    larger = _with_run(neighbour, act.side, given)
    smaller = _with_run(bead, act.side, kept)
    whole = smaller.source or smaller.target
    after = [larger, smaller] if whole else [looked_at(larger, neighbour, bead)]
    return Change((bead, neighbour), tuple(after))


def _moved(run: range, neighbour: range, direction: Direction) -> tuple[range, range]:
    """The neighbour's run with one segment more, and this run with one less."""
    if direction == "up":
        at = run.start + 1
        return range(neighbour.start, at), range(at, run.stop)
    at = run.stop - 1
    return range(at, neighbour.stop), range(run.start, at)


def _with_run(bead: StoredBead, side: Side, run: range) -> StoredBead:
    return recut(bead, run, bead.target) if side == "source" else recut(bead, bead.source, run)


def _no_counterpart(bead: StoredBead, reason: NullReason, actor: str, at: datetime) -> Change:
    if bead.is_null:
        if bead.state is BeadState.CONFIRMED and bead.null_reason is reason:
            raise ConflictError("this is already decided so", "nothing-to-change")
        return Change((bead,), (decided(bead, actor, at, reason),))
    source, target = bead.source, bead.target
    alone = recut(bead, source, range(target.start, target.start), crossing=False)
    other = part(bead, range(source.stop, source.stop), target, crossing=False)
    parts = (
        replace(decided(part, actor, at, reason), version=part.version) for part in (alone, other)
    )
    return Change((bead,), tuple(parts))


def _edit(act: EditText, rows: Rows) -> Change:
    segment = rows.segment(act.segment)
    text = None if act.text is None else checked_text(act.text)
    if text == rows.printed(act.segment):
        text = None
    if text == segment.text:
        raise ConflictError("the text is already so", "nothing-to-change")
    after = SegmentText(segment.id, text, segment.version + 1)
    return Change(segments_before=(segment,), segments_after=(after,))
