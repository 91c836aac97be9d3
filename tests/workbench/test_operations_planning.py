"""What acts do to beads, without a database: single acts by table, sequences by property."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import SIDES, Alignment, Bead, Reason, Side
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredBead
from workbench.states import BeadState, NullReason, OperationKind, Origin
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
    Shift,
    Split,
    Unconfirm,
)
from workbench.store.changes import NEW, Change, Fold, SegmentText, inverse
from workbench.store.log import Tops, read_change, tops_after, write_change
from workbench.store.planning import plan

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DIRECTIONS: tuple[Direction, Direction] = ("up", "down")
PRINTED = {number: f"Предложение {number}." for number in range(1, 4)}


@dataclass
class Rows:
    """The rows of an alignment in memory, with the log of what was done to them."""

    fold: Fold = field(default_factory=Fold)
    log: list[tuple[OperationKind, Change, Tops]] = field(default_factory=list)
    ids: int = 0

    def bead(self, bead_id: int) -> StoredBead:
        if bead_id not in self.fold.beads:
            raise NotFoundError(f"no bead {bead_id}")
        return self.fold.beads[bead_id]

    def ordered(self) -> list[StoredBead]:
        return sorted(self.fold.beads.values(), key=lambda bead: bead.order)

    def bead_after(self, bead: StoredBead) -> StoredBead | None:
        return next((b for b in self.ordered() if b.order > bead.order), None)

    def neighbour(self, bead: StoredBead, side: Side, direction: Direction) -> StoredBead | None:
        if direction == "up":
            before = [b for b in self.ordered() if b.order < bead.order]
            touching = [b for b in before if b.run(side).stop == bead.run(side).start]
            return touching[-1] if touching else None
        after = [b for b in self.ordered() if b.order > bead.order]
        return next((b for b in after if b.run(side).start == bead.run(side).stop), None)

    def holding(self, side: Side, position: int) -> StoredBead:
        found = [bead for bead in self.ordered() if position in bead.run(side)]
        if not found:
            raise InputError(f"no {side} segment {position}")
        return found[0]

    def sure(self, last: StoredBead, threshold: float) -> list[StoredBead]:
        return [
            bead
            for bead in self.ordered()
            if bead.order <= last.order
            and bead.state is BeadState.PROPOSED
            and (bead.confidence or 0.0) >= threshold
        ]

    def likely_reasons(self, beads: Sequence[StoredBead]) -> dict[int, NullReason]:
        return {bead.id: NullReason.NOTE for bead in beads}

    def segment(self, segment_id: int) -> SegmentText:
        return self.fold.segments.get(segment_id, SegmentText(segment_id))

    def printed(self, segment_id: int) -> str:
        return PRINTED[segment_id]

    def act(self, act: Act) -> None:
        self.take(act.kind, plan(act, self, "Мария", AT))

    def take(self, kind: OperationKind, change: Change, reverts: int | None = None) -> None:
        """Number new beads, fold the change as it would be read from the log, move the tops."""
        change = replace(change, after=tuple(self.numbered(bead) for bead in change.after))
        written = json.loads(json.dumps(write_change(change)))
        assert read_change(*written) == change
        assert self.fold.take(change)
        below = Tops() if reverts is None else self.tops(reverts - 1)
        self.log.append((kind, change, tops_after(kind, len(self.log) + 1, below)))

    def numbered(self, bead: StoredBead) -> StoredBead:
        if bead.id != NEW:
            return bead
        self.ids += 1
        return replace(bead, id=self.ids)

    def tops(self, number: int | None = None) -> Tops:
        number = len(self.log) if number is None else number
        return self.log[number - 1][2] if number else Tops()

    def revert(self, kind: OperationKind) -> bool:
        tops = self.tops()
        number = tops.undo if kind is OperationKind.UNDO else tops.redo
        if number is None:
            return False
        change = inverse(self.log[number - 1][1], self.fold.beads, self.fold.segments)
        assert change is not None
        self.take(kind, change, number)
        return True

    def content(self) -> list[object]:
        """All rows without their versions."""
        beads = [replace(bead, version=1) for bead in self.ordered()]
        edited = sorted((s.id, s.text) for s in self.fold.segments.values() if s.text is not None)
        return [beads, edited]

    def check_cover(self) -> None:
        """Every segment in exactly one bead, none empty, in order: `Alignment` checks it."""
        beads = [bead.bead for bead in self.ordered()]
        sources = max((bead.source.stop for bead in beads), default=0)
        Alignment(tuple(beads), sources, max((bead.target.stop for bead in beads), default=0))


def rows_of(*runs: tuple[int, int, int, int]) -> Rows:
    """Beads 1, 2, ... with these source and target runs, as the machine proposed them."""
    rows = Rows(ids=len(runs))
    beads = (
        StoredBead(number, range(a, b), range(c, d), confidence=0.5, reasons=(Reason("number"),))
        for number, (a, b, c, d) in enumerate(runs, 1)
    )
    rows.take(OperationKind.ALIGN, Change(after=tuple(beads)))
    return rows


def shapes(rows: Rows) -> list[tuple[int, int, int, int, int]]:
    """(id, source run, target run) of all beads in row order."""
    return [(b.id, *b.order[:4]) for b in rows.ordered()]


def test_confirming_keeps_what_the_machine_said() -> None:
    rows = rows_of((0, 1, 0, 1))
    rows.act(Confirm(1))
    bead = rows.bead(1)
    assert (bead.state, bead.reviewer, bead.decided_at) == (BeadState.CONFIRMED, "Мария", AT)
    assert (bead.confidence, bead.origin, bead.version) == (0.5, Origin.MACHINE, 2)
    rows.act(Unconfirm(1))
    assert rows.bead(1) == StoredBead(
        1, range(1), range(1), confidence=0.5, reasons=(Reason("number"),), version=3
    )


def test_confirming_many_touches_only_those_that_wait() -> None:
    rows = rows_of((0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3))
    rows.act(Confirm(2))
    rows.act(ConfirmMany((1, 2, 3, 1)))
    assert [rows.bead(n).version for n in (1, 2, 3)] == [2, 2, 2]
    with pytest.raises(ConflictError, match="waits"):
        rows.act(ConfirmMany((1, 2)))


def test_a_null_bead_may_be_confirmed_without_a_reason() -> None:
    rows = rows_of((0, 1, 0, 0), (1, 1, 0, 1))
    rows.act(Confirm(1))
    assert rows.bead(1).null_reason is None


JOINED = [
    ([(0, 1, 0, 1), (1, 2, 1, 2)], (0, 2, 0, 2), "neighbours"),
    ([(0, 1, 0, 1), (1, 1, 1, 2)], (0, 1, 0, 2), "an added segment goes to the pair before it"),
    ([(0, 1, 0, 0), (1, 1, 0, 1)], (0, 1, 0, 1), "an omission and an addition are a pair"),
    ([(0, 1, 0, 0), (1, 2, 0, 1)], (0, 2, 0, 1), "an omitted segment goes to the next pair"),
    ([(0, 1, 1, 2), (1, 2, 0, 1)], (0, 2, 0, 2), "swapped neighbours"),
    ([(0, 1, 5, 5), (1, 2, 0, 1)], (0, 2, 0, 1), "an empty run stands where the machine guessed"),
]


@pytest.mark.parametrize(("runs", "joined", "why"), JOINED)
def test_join_makes_one_bead_of_two(
    runs: list[tuple[int, int, int, int]], joined: tuple[int, int, int, int], why: str
) -> None:
    rows = rows_of(*runs)
    rows.act(Join((2, 1)))
    assert shapes(rows) == [(1, *joined)], why
    bead = rows.bead(1)
    assert (bead.state, bead.origin, bead.confidence, bead.reasons) == (
        BeadState.PROPOSED,
        Origin.PERSON,
        None,
        (),
    )


def test_join_looks_at_the_runs_when_a_note_stands_between_the_rows() -> None:
    rows = rows_of((0, 1, 0, 1), (1, 1, 50, 51), (1, 2, 1, 2))
    rows.act(Join((1, 3)))
    assert shapes(rows) == [(1, 0, 2, 0, 2), (2, 1, 1, 50, 51)]


NOT_JOINED = [
    ([(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3)], (1, 3), "another pair lies between"),
    ([(0, 1, 0, 1), (1, 2, 5, 6)], (1, 2), "apart on the target side"),
    ([(0, 1, 0, 0), (1, 2, 0, 1), (2, 2, 1, 2)], (1, 3), "a pair lies between two null beads"),
]


@pytest.mark.parametrize(("runs", "beads", "why"), NOT_JOINED)
def test_join_refuses_beads_that_do_not_touch(
    runs: list[tuple[int, int, int, int]], beads: tuple[int, int], why: str
) -> None:
    with pytest.raises(ConflictError) as caught:
        rows_of(*runs).act(Join(beads))
    assert caught.value.code == "not-adjacent", why


def test_crossing_is_kept_by_a_join_but_for_swapped_neighbours() -> None:
    for target, crossing in (((1, 2), False), ((4, 5), True)):
        rows = rows_of((0, 1, *target), (1, 2, 0, 1) if target == (1, 2) else (1, 2, 5, 6))
        for number in (1, 2):
            rows.fold.beads[number] = replace(rows.bead(number), crossing=True)
        rows.act(Join((1, 2)))
        assert rows.bead(1).crossing is crossing


@pytest.mark.parametrize(
    ("at", "parts", "why"),
    [
        ((1, 1), [(1, 0, 1, 0, 1), (2, 1, 2, 1, 3)], "one of each"),
        ((1, 0), [(1, 0, 1, 0, 0), (2, 1, 2, 0, 3)], "an omission first"),
        ((2, 2), [(1, 0, 2, 0, 2), (2, 2, 2, 2, 3)], "an addition last"),
        ((2, 0), [(1, 0, 2, 0, 0), (2, 2, 2, 0, 3)], "both sides apart"),
        ((0, 3), [(1, 0, 0, 0, 3), (2, 0, 2, 3, 3)], "both apart, the target first"),
    ],
)
def test_split_gives_the_first_part_the_id(
    at: tuple[int, int], parts: list[tuple[int, ...]], why: str
) -> None:
    rows = rows_of((0, 2, 0, 3))
    rows.act(Split(1, *at))
    assert shapes(rows) == parts, why


@pytest.mark.parametrize("at", [(0, 0), (2, 3), (3, 1), (1, -1)])
def test_split_refuses_cuts_that_leave_a_part_empty_or_the_bead(at: tuple[int, int]) -> None:
    with pytest.raises(InputError):
        rows_of((0, 2, 0, 3)).act(Split(1, *at))


SHIFTED = [
    ((2, "target", "up"), [(1, 0, 1, 0, 2), (2, 1, 2, 2, 3)], "the first goes to the bead before"),
    ((2, "source", "up"), [(1, 0, 2, 0, 1), (2, 2, 2, 1, 3)], "the side may become empty"),
    ((1, "target", "down"), [(1, 0, 1, 0, 0), (2, 1, 2, 0, 3)], "the last goes to the next"),
]


@pytest.mark.parametrize(("shift", "expected", "why"), SHIFTED)
def test_shift_moves_one_segment(
    shift: tuple[int, Side, Direction], expected: list[tuple[int, ...]], why: str
) -> None:
    rows = rows_of((0, 1, 0, 1), (1, 2, 1, 3))
    rows.act(Shift(*shift))
    assert shapes(rows) == expected, why


def test_a_bead_that_a_shift_empties_disappears() -> None:
    rows = rows_of((0, 1, 0, 1), (1, 1, 1, 2), (1, 2, 2, 3))
    rows.act(Shift(2, "target", "up"))
    assert shapes(rows) == [(1, 0, 1, 0, 2), (3, 1, 2, 2, 3)]


def test_shift_gives_to_an_empty_run_that_stands_there() -> None:
    rows = rows_of((0, 1, 0, 1), (1, 2, 1, 1), (2, 3, 1, 3))
    rows.act(Shift(3, "target", "up"))
    assert shapes(rows) == [(1, 0, 1, 0, 1), (2, 1, 2, 1, 2), (3, 2, 3, 2, 3)]


def test_shift_passes_over_rows_that_stand_elsewhere_on_that_side() -> None:
    rows = rows_of((0, 1, 0, 1), (1, 2, 7, 8), (2, 3, 1, 3))
    rows.act(Shift(3, "target", "up"))
    assert shapes(rows) == [(1, 0, 1, 0, 2), (2, 1, 2, 7, 8), (3, 2, 3, 2, 3)]


@pytest.mark.parametrize(
    ("shift", "why"),
    [
        ((1, "target", "up"), "nothing before the first"),
        ((3, "source", "down"), "nothing after the last"),
        ((2, "target", "up"), "it has no segment on that side"),
        ((3, "target", "up"), "its neighbour in the text stands after it in the rows"),
    ],
)
def test_shift_refuses_when_there_is_nobody_to_give_to(
    shift: tuple[int, Side, Direction], why: str
) -> None:
    rows = rows_of((0, 1, 1, 2), (1, 2, 9, 9), (2, 3, 3, 4), (3, 4, 0, 1), (4, 5, 2, 3))
    rows.fold.beads.pop(5)
    with pytest.raises(ConflictError) as caught:
        rows.act(Shift(*((4, *shift[1:]) if shift == (3, "source", "down") else shift)))
    assert caught.value.code == "nothing-to-shift", why


def test_no_counterpart_parts_a_pair_and_confirms_both() -> None:
    rows = rows_of((0, 2, 0, 1), (2, 3, 1, 2))
    rows.act(NoCounterpart(1, NullReason.OMITTED))
    assert shapes(rows) == [(1, 0, 2, 0, 0), (3, 2, 2, 0, 1), (2, 2, 3, 1, 2)]
    for number in (1, 3):
        bead = rows.bead(number)
        assert (bead.state, bead.null_reason) == (BeadState.CONFIRMED, NullReason.OMITTED)


def test_no_counterpart_decides_a_null_bead_and_can_change_its_reason() -> None:
    rows = rows_of((0, 1, 0, 0))
    rows.act(NoCounterpart(1, NullReason.NOTE))
    rows.act(NoCounterpart(1, NullReason.EDITOR))
    assert rows.bead(1).null_reason is NullReason.EDITOR
    with pytest.raises(ConflictError):
        rows.act(NoCounterpart(1, NullReason.EDITOR))


def test_null_beads_confirmed_with_many_get_their_likely_reason() -> None:
    rows = rows_of((0, 1, 0, 0), (1, 2, 0, 1), (2, 2, 1, 2))
    rows.act(ConfirmMany((1, 2)))
    rows.act(ConfirmSure(3, 0.5))
    assert [rows.bead(n).null_reason for n in (1, 2, 3)] == [NullReason.NOTE, None, NullReason.NOTE]


def test_all_sure_up_to_a_row_are_confirmed_at_once_and_nothing_else() -> None:
    rows = rows_of(*((n, n + 1, n, n + 1) for n in range(5)))
    for number, confidence in ((1, 0.9), (2, 0.7), (3, 0.8), (4, None), (5, 0.99)):
        rows.fold.beads[number] = replace(rows.bead(number), confidence=confidence)
    rows.act(ConfirmSure(4, 0.8))
    assert [bead.state is BeadState.CONFIRMED for bead in rows.ordered()] == [
        True, False, True, False, False,
    ]  # fmt: skip
    with pytest.raises(ConflictError):
        rows.act(ConfirmSure(4, 0.8))


PINNED = [
    ([(0, 1, 0, 1)], (0, 0), [(0, 1, 0, 1)], "a pair is only confirmed"),
    (
        [(0, 3, 0, 2)],
        (1, 1),
        [(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 2)],
        "cut out of the middle of one bead: the rest stands before and after",
    ),
    ([(0, 2, 0, 1)], (0, 0), [(0, 1, 0, 1), (1, 2, 1, 1)], "nothing before: no bead for it"),
    (
        [(0, 1, 0, 1), (1, 2, 1, 2)],
        (0, 1),
        [(0, 0, 0, 1), (0, 1, 1, 2), (1, 2, 2, 2)],
        "of neighbours: what each had stands alone, before and after",
    ),
    (
        [(0, 1, 0, 1), (1, 2, 1, 2)],
        (1, 0),
        [(0, 1, 0, 0), (1, 2, 0, 1), (2, 2, 1, 2)],
        "the other way round",
    ),
    (
        [(0, 1, 0, 0), (1, 2, 0, 1), (2, 2, 1, 2)],
        (0, 1),
        [(0, 1, 1, 2), (1, 2, 0, 1)],
        "two null beads become one pair",
    ),
    (
        [(0, 3, 0, 1), (3, 4, 1, 4)],
        (1, 2),
        [(0, 1, 0, 1), (1, 1, 1, 2), (1, 2, 2, 3), (2, 3, 3, 3), (3, 4, 3, 4)],
        "what a bead had on the other side stays with the part that stands there",
    ),
]


@pytest.mark.parametrize(("runs", "pinned", "left", "why"), PINNED)
def test_pinpoint_makes_a_confirmed_pair_of_two_segments(
    runs: list[tuple[int, int, int, int]],
    pinned: tuple[int, int],
    left: list[tuple[int, int, int, int]],
    why: str,
) -> None:
    rows = rows_of(*runs)
    rows.act(Pinpoint(*pinned))
    assert [bead.order[:4] for bead in rows.ordered()] == left, why
    rows.check_cover()
    pair = rows.holding("source", pinned[0])
    assert pair.state is BeadState.CONFIRMED, why
    assert (pair.source, pair.target) == (
        range(pinned[0], pinned[0] + 1),
        range(pinned[1], pinned[1] + 1),
    )
    others = [bead for bead in rows.ordered() if bead.id != pair.id]
    assert all(bead.state is BeadState.PROPOSED for bead in others)


def test_the_pinned_pair_keeps_the_id_of_the_row_that_held_the_original() -> None:
    rows = rows_of((0, 2, 0, 1), (2, 3, 1, 3))
    rows.act(Pinpoint(1, 1))
    assert rows.bead(1).order[:4] == (1, 2, 1, 2)
    assert rows.bead(2).order[:4] == (2, 3, 2, 3)


def test_pinpoint_refuses_segments_that_are_not_there_and_what_is_decided_so() -> None:
    rows = rows_of((0, 1, 0, 1))
    with pytest.raises(InputError):
        rows.act(Pinpoint(0, 4))
    rows.act(Confirm(1))
    with pytest.raises(ConflictError):
        rows.act(Pinpoint(0, 0))


def found(*runs: tuple[int, int, int, int]) -> tuple[Bead, ...]:
    return tuple(Bead(range(a, b), range(c, d), 0.9) for a, b, c, d in runs)


def test_a_realignment_puts_its_beads_in_the_place_of_the_old_ones() -> None:
    rows = rows_of((0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 3, 4))
    rows.act(Realign((1, 2), found((0, 1, 0, 2), (1, 2, 2, 3))))
    assert shapes(rows) == [(1, 0, 1, 0, 2), (2, 1, 2, 2, 3), (3, 2, 3, 3, 4)]
    assert (rows.bead(1).confidence, rows.bead(1).origin) == (0.9, Origin.MACHINE)
    rows.act(Realign((1, 2, 3), found((0, 3, 0, 4))))
    assert shapes(rows) == [(1, 0, 3, 0, 4)]
    rows.act(Realign((1,), found((0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 4))))
    assert shapes(rows) == [(1, 0, 1, 0, 1), (4, 1, 2, 1, 2), (5, 2, 3, 2, 4)]


NOT_TAKEN = [
    ((1, 2), [(0, 1, 0, 1), (1, 2, 1, 3)], ConflictError, "as it is"),
    ((1, 3), [(0, 1, 0, 2), (2, 3, 2, 4)], InputError, "a segment of another bead"),
    ((1, 2), [(0, 2, 0, 2)], InputError, "a segment is lost"),
    ((1, 2), [(0, 2, 0, 2), (1, 2, 2, 3)], InputError, "a segment is held twice"),
    ((1,), [(0, 1, 0, 1), (1, 1, 1, 1)], InputError, "a bead without segments"),
    ((3, 4), [(2, 4, 3, 5)], ConflictError, "one of them is confirmed"),
]


@pytest.mark.parametrize(("replaces", "cut", "error", "why"), NOT_TAKEN)
def test_a_realignment_that_does_not_fit_is_refused(
    replaces: tuple[int, ...], cut: list[tuple[int, int, int, int]], error: type, why: str
) -> None:
    rows = rows_of((0, 1, 0, 1), (1, 2, 1, 3), (2, 3, 3, 4), (3, 4, 4, 5))
    rows.act(Confirm(4))
    with pytest.raises(error):
        rows.act(Realign(replaces, found(*cut)))
    assert len(rows.ordered()) == 4, why


def test_text_is_edited_in_nfc_and_given_back() -> None:
    rows = rows_of((0, 1, 0, 1))
    rows.act(EditText(1, "Cafe\u0301"))
    assert rows.segment(1) == SegmentText(1, "Caf\u00e9", 2)
    rows.act(EditText(1, PRINTED[1]))
    assert rows.segment(1) == SegmentText(1, None, 3)
    with pytest.raises(ConflictError):
        rows.act(EditText(1, None))


@pytest.mark.parametrize("text", ["", " \n", "a\0b", "\ud800", "x" * 100_001])
def test_text_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        rows_of((0, 1, 0, 1)).act(EditText(1, text))


def test_acts_on_beads_that_are_not_there_say_so() -> None:
    for act in (Confirm(9), Join((1, 9)), Split(9, 1, 0), Shift(9, "source", "up")):
        with pytest.raises(NotFoundError):
            rows_of((0, 1, 0, 1)).act(act)


def cuts(size: int) -> st.SearchStrategy[list[range]]:
    """Runs that cover `size` segments in order."""
    return st.lists(st.booleans(), min_size=max(size - 1, 0), max_size=max(size - 1, 0)).map(
        lambda ends: _runs(size, [n for n, end in enumerate(ends, 1) if end])
    )


def _runs(size: int, ends: list[int]) -> list[range]:
    edges = [0, *ends, size]
    return [range(a, b) for a, b in pairwise(edges) if b > a]


@st.composite
def alignments(draw: st.DrawFn) -> Rows:
    """Any cover of up to 6 x 6 segments: crossing beads, nulls that stand anywhere."""
    sizes = [draw(st.integers(0, 6)) for _ in SIDES]
    sources, targets = (draw(cuts(size)) for size in sizes)
    targets = draw(st.permutations(targets))
    runs = []
    while sources or targets:
        take = draw(st.sampled_from(["both", "source", "target"]))
        source = sources.pop(0) if sources and take != "target" else None
        target = targets.pop(0) if targets and (take != "source" or source is None) else None
        if source is None and target is None:
            continue
        places = [draw(st.integers(0, size)) for size in sizes]
        source = range(places[0], places[0]) if source is None else source
        target = range(places[1], places[1]) if target is None else target
        runs.append((source.start, source.stop, target.start, target.stop))
    return rows_of(*sorted(runs))


@st.composite
def acts(draw: st.DrawFn, ids: list[int]) -> Act:
    """An act on these beads, most often one that can be done."""
    bead = draw(st.sampled_from(ids))
    follower = ids[(ids.index(bead) + 1) % len(ids)]
    choices: list[st.SearchStrategy[Act]] = [
        st.just(Confirm(bead)),
        st.just(Unconfirm(bead)),
        st.builds(ConfirmMany, st.lists(st.sampled_from(ids), min_size=1).map(tuple)),
        st.just(Join((bead, follower))),
        st.builds(Split, st.just(bead), st.integers(0, 3), st.integers(0, 3)),
        st.builds(Shift, st.just(bead), st.sampled_from(SIDES), st.sampled_from(DIRECTIONS)),
        st.builds(NoCounterpart, st.just(bead), st.sampled_from(NullReason)),
        st.builds(EditText, st.integers(1, 3), st.sampled_from([None, "новое", "иное"])),
        st.builds(ConfirmSure, st.just(bead), st.sampled_from([0.4, 0.6])),
        st.builds(Pinpoint, st.integers(0, 6), st.integers(0, 6)),
    ]
    return draw(st.one_of(choices))


@st.composite
def realignments(draw: st.DrawFn, rows: Rows) -> Realign:
    """Some beads, proposed or not, and another way to cut their segments; most often it fits."""
    replaced = draw(st.lists(st.sampled_from(rows.ordered()), min_size=1, unique=True))
    sources, targets = (sorted(p for b in replaced for p in b.run(side)) for side in SIDES)
    cut: list[Bead] = []
    while sources or targets:
        n = _run(sources, draw(st.integers(0, 2)))
        m = _run(targets, draw(st.integers(0, 2)) or (0 if n else 1))
        n = n or (0 if m else 1)
        s, t = sources[:n], targets[:m]
        sources, targets = sources[n:], targets[m:]
        source = range(s[0], s[-1] + 1) if s else range(0)
        cut.append(Bead(source, range(t[0], t[-1] + 1) if t else range(0), draw(CONFIDENCES)))
    return Realign(tuple(bead.id for bead in replaced), tuple(cut))


CONFIDENCES = st.none() | st.floats(0, 1)


def _run(positions: list[int], size: int) -> int:
    """How many of the first positions are a run, `size` at most."""
    run = [p for n, p in enumerate(positions[:size]) if p == positions[0] + n]
    return len(run)


@settings(max_examples=50)
@given(rows=alignments(), data=st.data())
def test_no_realignment_touches_a_decision_and_undo_gives_back_what_was_there(
    rows: Rows, data: st.DataObject
) -> None:
    for _ in range(data.draw(st.integers(0, 4))):
        _attempt(rows, data)
    if not rows.ordered():
        return
    before = rows.content()
    decided = {bead for bead in rows.ordered() if bead.state is BeadState.CONFIRMED}
    act = data.draw(realignments(rows))
    try:
        rows.act(act)
    except (ConflictError, InputError):
        assert rows.content() == before
        return
    rows.check_cover()
    assert decided <= set(rows.ordered())
    assert rows.revert(OperationKind.UNDO)
    assert rows.content() == before
    assert rows.revert(OperationKind.REDO)
    rows.check_cover()


def _attempt(rows: Rows, data: st.DataObject) -> bool:
    ids = [bead.id for bead in rows.ordered()]
    if not ids:
        return False
    try:
        rows.act(data.draw(acts(ids)))
    except (ConflictError, InputError):
        return False
    return True


@settings(max_examples=25)
@given(rows=alignments(), data=st.data())
def test_any_acts_keep_every_segment_in_exactly_one_bead(rows: Rows, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 12))):
        before = {bead.id: bead.version for bead in rows.ordered()}
        _attempt(rows, data)
        rows.check_cover()
        assert all(before.get(b.id, 0) <= b.version for b in rows.ordered())


@settings(max_examples=25)
@given(rows=alignments(), data=st.data())
def test_undoing_all_gives_the_first_state_and_redoing_all_the_last(
    rows: Rows, data: st.DataObject
) -> None:
    tries = data.draw(st.integers(1, 10))
    states = [rows.content()]
    states += [rows.content() for _ in range(tries) if _attempt(rows, data)]
    for state in reversed(states[:-1]):
        assert rows.revert(OperationKind.UNDO)
        assert rows.content() == state
    assert not rows.revert(OperationKind.UNDO)
    for state in states[1:]:
        assert rows.revert(OperationKind.REDO)
        assert rows.content() == state
    assert not rows.revert(OperationKind.REDO)


@settings(max_examples=25)
@given(rows=alignments(), data=st.data())
def test_undo_and_redo_behave_as_two_stacks(rows: Rows, data: st.DataObject) -> None:
    done: list[object] = []
    undone: list[object] = []
    now = rows.content()
    named: dict[tuple[int, int], StoredBead] = {}
    for _ in range(data.draw(st.integers(1, 20))):
        match data.draw(st.sampled_from(["act", "undo", "redo"])):
            case "act":
                if _attempt(rows, data):
                    done.append(now)
                    undone.clear()
            case "undo":
                assert rows.revert(OperationKind.UNDO) is bool(done)
                if done:
                    undone.append(now)
                    assert rows.content() == done.pop()
            case "redo":
                assert rows.revert(OperationKind.REDO) is bool(undone)
                if undone:
                    done.append(now)
                    assert rows.content() == undone.pop()
        now = rows.content()
        rows.check_cover()
        for bead in rows.log[-1][1].after:
            # A version names one content for ever, also when a bead comes back.
            assert named.setdefault((bead.id, bead.version), bead) == bead
