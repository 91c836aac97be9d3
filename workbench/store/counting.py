"""How many beads are in which state, and how many may be wrong.

Counting 50,000 rows at every act would cost more than the act. So each alignment's row carries its
tally, moved on by every operation's change; `count_rows` counts afresh, in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session

from alignments.doubt import DOUBT_THRESHOLD
from workbench.records import Counts, StoredBead
from workbench.states import BeadState
from workbench.store.changes import Change
from workbench.tables import METADATA

_BEAD = METADATA.tables["bead"].c


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of beads, and the sum of 1 - confidence over those not confirmed that have one.

    `sure` are the proposed pairs at or above the threshold, `null` the proposed null beads there:
    a missing counterpart that is doubted is doubtful like any other bead. The threshold is the
    program's own, and follows it, unless a person has `chosen` one for the alignment.
    """

    beads: int = 0
    confirmed: int = 0
    sure: int = 0
    null: int = 0
    wrong: float = 0.0
    threshold: float = DOUBT_THRESHOLD
    chosen: bool = False
    second_look: int = 0

    @property
    def current(self) -> bool:
        """Whether it was counted by the threshold that holds now."""
        return self.chosen or self.threshold == DOUBT_THRESHOLD

    @property
    def counts(self) -> Counts:
        """The five groups, which add up to all beads."""
        doubtful = self.beads - self.confirmed - self.second_look - self.sure - self.null
        return Counts(self.confirmed, self.sure, doubtful, self.null, self.second_look)

    def after(self, change: Change) -> Tally:
        """The tally once a change is made."""
        before, after = (tally(beads, self.threshold) for beads in (change.before, change.after))
        return replace(
            self,
            beads=self.beads + after.beads - before.beads,
            confirmed=self.confirmed + after.confirmed - before.confirmed,
            sure=self.sure + after.sure - before.sure,
            null=self.null + after.null - before.null,
            wrong=max(0.0, self.wrong + after.wrong - before.wrong),
            second_look=self.second_look + after.second_look - before.second_look,
        )

    def write(self) -> dict[str, Any]:
        """The tally as JSON values."""
        return asdict(self)


def tally(beads: Iterable[StoredBead], threshold: float = DOUBT_THRESHOLD) -> Tally:
    """The tally of these beads, those below the threshold doubtful."""
    every = tuple(beads)
    states = [bead.state for bead in every]
    left = [bead for bead in every if bead.state is not BeadState.CONFIRMED]
    proposed = [bead for bead in left if bead.state is BeadState.PROPOSED]
    trusted = [bead for bead in proposed if (bead.confidence or 0.0) >= threshold]
    return Tally(
        beads=len(every),
        confirmed=states.count(BeadState.CONFIRMED),
        sure=sum(not bead.is_null for bead in trusted),
        null=sum(bead.is_null for bead in trusted),
        wrong=sum(1.0 - bead.confidence for bead in left if bead.confidence is not None),
        second_look=states.count(BeadState.SECOND_LOOK),
        threshold=threshold,
    )


def read_tally(session: Session, alignment_id: int, written: dict[str, Any]) -> Tally:
    """The tally that a row carries; counted afresh when the program's threshold has moved since."""
    kept = Tally(**written)
    if kept.current:
        return kept
    return count_rows(session, [alignment_id])[alignment_id]


def move_tally(
    session: Session, alignment_id: int, written: dict[str, Any], change: Change
) -> Tally:
    """The tally after a change whose rows are written already."""
    kept = Tally(**written)
    if kept.current:
        return kept.after(change)
    return count_rows(session, [alignment_id])[alignment_id]


def count_rows(
    session: Session, alignment_ids: Sequence[int], threshold: float | None = None
) -> dict[int, Tally]:
    """The tallies of these alignments, from their beads.

    `threshold` is one that a person chose; without it the program's own holds.
    """
    limit = DOUBT_THRESHOLD if threshold is None else threshold
    confirmed = _BEAD.state == BeadState.CONFIRMED.value
    proposed = _BEAD.state == BeadState.PROPOSED.value
    null = or_(_BEAD.source_start == _BEAD.source_end, _BEAD.target_start == _BEAD.target_end)
    trusted = and_(proposed, _BEAD.confidence >= limit)
    query = (
        select(
            _BEAD.alignment_id,
            func.count(),
            _count(confirmed),
            _count(and_(trusted, ~null)),
            _count(and_(trusted, null)),
            func.coalesce(func.sum(case((~confirmed, 1.0 - _BEAD.confidence), else_=0.0)), 0.0),
            _count(_BEAD.state == BeadState.SECOND_LOOK.value),
        )
        .where(_BEAD.alignment_id.in_(alignment_ids))
        .group_by(_BEAD.alignment_id)
    )
    empty = Tally(threshold=limit, chosen=threshold is not None)
    found = dict.fromkeys(alignment_ids, empty)
    for alignment_id, beads, confirmed, sure, null, wrong, looks in session.execute(query):
        found[alignment_id] = replace(
            empty,
            beads=beads,
            confirmed=confirmed,
            sure=sure,
            null=null,
            wrong=wrong,
            second_look=looks,
        )
    return found


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
