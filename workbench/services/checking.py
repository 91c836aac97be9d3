"""Checking stored alignments: all findings, kept until something changes; those of beads in hand.

Findings are never stored: they follow from the texts. What a person dismissed is stored, and is
laid over them each time they are asked for.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from alignments.bitext import SIDES, Bead, Side
from alignments.checks.registry import CHECKS, OF_WHOLE
from alignments.checks.running import Habits, Memo, check_pairs, check_whole, habits_of
from alignments.checks.texts import (
    CheckedSegment,
    Half,
    Pair,
    ends_sentence,
    spans_in,
    whole_of,
)
from alignments.checks.values import Finding, Severity, shown
from workbench import store
from workbench.database import Database
from workbench.errors import NotFoundError
from workbench.records import (
    StoredAlignment,
    StoredBead,
    StoredDismissal,
    StoredFinding,
    StoredSegment,
)
from workbench.services.seeing_terms import Terms
from workbench.services.term_findings import TERM_SEVERITIES, with_terms

AT_ONCE = 8_000
"""An alignment of more beads is checked in the background."""

SEVERITY_OF: Mapping[str, Severity] = {
    **{code: check.severity for code, check in CHECKS.items()},
    **TERM_SEVERITIES,
}
"""How bad what each check finds is: those of the texts, and those of the terms."""

KEPT = 8  # alignments whose findings are kept
AROUND = 40  # segments read on both sides of a bead, in which signs find their partners
_SHOWN = 2  # places whose words stand in a list
_NEED_HABITS = frozenset({"note-mark-missing", "note-mark-extra", "length-odd"})

Standing = Mapping[tuple[str, str], StoredDismissal]


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of an alignment in row order; `ready` is False while they are being found."""

    head: int
    findings: tuple[StoredFinding, ...] = ()
    ready: bool = True


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How many findings of one check are open, and how many a person dismissed."""

    code: str
    severity: Severity
    open: int
    dismissed: int


@dataclass(slots=True)
class _Kept:
    """What is known of one alignment; the lock is held while it is checked."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    state: tuple[int, int] | None = None
    findings: tuple[StoredFinding, ...] = ()
    habits: Habits | None = None
    memo: Memo = field(default_factory=dict)
    thread: threading.Thread | None = None


class Checker:
    """Finds and keeps the findings of stored alignments; for one process, safe in its threads."""

    def __init__(
        self, database: Database, at_once: int = AT_ONCE, terms: Terms | None = None
    ) -> None:
        self._database = database
        self._terms = terms or Terms(database)
        self._at_once = at_once
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, _Kept] = OrderedDict()

    def findings(self, alignment_id: int) -> Checked:
        """All findings of an alignment. Raises `NotFoundError`.

        Those of a long one are found in the background: ask again while it is not `ready`.
        """
        with self._database.read() as session:
            alignment = store.get_alignment(session, alignment_id)
            state = store.text_state(session, alignment_id)
            standing = store.standing(session, alignment.project_id)
        kept = self._of(alignment_id)
        if kept.state != state and not self._catch_up(alignment, kept, state):
            return Checked(state[0], ready=False)
        found = with_terms(kept.findings, self._terms.whole(alignment_id))
        return Checked(state[0], _with_dismissals(found, standing))

    def of_beads(self, alignment_id: int, bead_ids: Sequence[int]) -> Checked:
        """The findings of a few beads, without those that `covered` leaves out; fast.

        Beads that are gone are passed over. Raises `NotFoundError` for the alignment.
        """
        habits = self._of(alignment_id).habits or Habits()
        with self._database.read() as session:
            alignment = store.get_alignment(session, alignment_id)
            standing = store.standing(session, alignment.project_id)
            beads = store.get_beads(session, alignment_id, bead_ids)
            halves = [_around(session, alignment, side, beads) for side in SIDES]
        around = halves[0], halves[1]
        pairs = tuple(_pair(bead, around) for bead in beads)
        found = check_pairs(pairs, around, habits)
        stored = _stored(found, around, beads)
        return Checked(alignment.head, _with_dismissals(stored, standing))

    def covered(self, alignment_id: int) -> frozenset[str]:
        """The checks that `of_beads` speaks for; of the others only `findings` can tell."""
        known = self._of(alignment_id).habits is not None
        return frozenset(CHECKS) - OF_WHOLE - (frozenset() if known else _NEED_HABITS)

    def _of(self, alignment_id: int) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(alignment_id, _Kept())
            self._kept.move_to_end(alignment_id)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return kept

    def _catch_up(self, alignment: StoredAlignment, kept: _Kept, state: tuple[int, int]) -> bool:
        """Check now, or see that it is being done in the background; whether it is done."""
        if alignment.beads <= self._at_once:
            self._check(alignment.id, kept, state)
            return True
        with self._lock:
            if kept.thread is None or not kept.thread.is_alive():
                kept.thread = threading.Thread(
                    target=self._check_behind,
                    args=(alignment.id, kept, state),
                    name=f"checks-{alignment.id}",
                    daemon=True,
                )
                kept.thread.start()
        return False

    def wait(self, seconds: float = 30.0) -> None:
        """Wait until nothing is being checked in the background any more."""
        for kept in list(self._kept.values()):
            if kept.thread is not None:
                kept.thread.join(seconds)

    def _check_behind(self, alignment_id: int, kept: _Kept, state: tuple[int, int]) -> None:
        # Deleted meanwhile: whoever asks again is told so.
        with suppress(NotFoundError):
            self._check(alignment_id, kept, state)

    def _check(self, alignment_id: int, kept: _Kept, state: tuple[int, int]) -> None:
        with kept.lock:
            if kept.state == state:
                return  # another request has done it meanwhile
            with self._database.read() as session:
                now = store.text_state(session, alignment_id)
                stored = store.load_bitext(session, alignment_id)
            texts = stored.texts
            whole = whole_of(
                (texts.source, texts.target), (bead.bead for bead in stored.beads), texts.edited
            )
            habits = habits_of(whole)
            memo = dict(kept.memo) if len(kept.memo) < 2 * len(stored.beads) else {}
            found = check_whole(whole, habits, memo)
            kept.findings = _stored(found, whole.halves, stored.beads)
            kept.habits, kept.memo, kept.state = habits, memo, now


def count(findings: Iterable[StoredFinding]) -> list[CheckCount]:
    """Findings by check, in the order of the registry; checks that found nothing are left out."""
    counts: Counter[tuple[str, bool]] = Counter(
        (one.finding.code, one.dismissal is None) for one in findings
    )
    return [
        CheckCount(code, severity, counts[code, True], counts[code, False])
        for code, severity in SEVERITY_OF.items()
        if counts[code, True] or counts[code, False]
    ]


def _with_dismissals(
    findings: Iterable[StoredFinding], standing: Standing
) -> tuple[StoredFinding, ...]:
    return tuple(
        replace(one, dismissal=found)
        if (found := standing.get((one.finding.code, one.finding.about)))
        else one
        for one in findings
    )


def _stored(
    findings: Iterable[Finding], halves: tuple[Half, Half], beads: Iterable[StoredBead]
) -> tuple[StoredFinding, ...]:
    """Findings with the bead that holds their first place, and the texts of all their places."""
    holder: dict[tuple[Side, int], int] = {}
    for bead in beads:
        for side in SIDES:
            holder.update(((side, position), bead.id) for position in bead.run(side))
    texts = {(half.side, one.position): one.text for half in halves for one in half.segments}
    found = []
    for finding in findings:
        own = tuple(texts[place.side, place.position] for place in finding.places)
        first = finding.places[0]
        found.append(
            StoredFinding(
                finding,
                CHECKS[finding.code].severity,
                holder[first.side, first.position],
                own,
                " · ".join(map(shown, own[:_SHOWN], finding.places)),
            )
        )
    return tuple(found)


def _pair(stored: StoredBead, around: tuple[Half, Half]) -> Pair:
    bead: Bead = stored.bead
    source, target = (
        Half(
            half.side,
            half.language,
            tuple(one for one in half.segments if one.position in bead.run(half.side)),
        )
        for half in around
    )
    return Pair(source, target, frozenset(reason.code for reason in bead.reasons))


def _around(
    session: Session, alignment: StoredAlignment, side: Side, beads: Iterable[StoredBead]
) -> Half:
    """The segments of one side that stand in these beads or near them, in order."""
    is_source = side == "source"
    document = alignment.source_document_id if is_source else alignment.target_document_id
    language = alignment.source_language if is_source else alignment.target_language
    wanted: dict[int, CheckedSegment] = {}
    for run in (bead.run(side) for bead in beads):
        if document is None or not run or all(position in wanted for position in run):
            continue
        first = max(run.start - AROUND, 0)
        after = str(first - 1) if first else None
        page = store.page_segments(session, document, after, run.stop + AROUND - first)
        before: StoredSegment | None = None
        for one in page.items:
            wanted[one.position] = _checked(one, side, language, before)
            before = one
    return Half(side, language, tuple(wanted[position] for position in sorted(wanted)))


def _checked(
    stored: StoredSegment, side: Side, language: str, before: StoredSegment | None
) -> CheckedSegment:
    edited, block = stored.edited_text, stored.in_block
    begins = stored.first_of_block or before is None or ends_sentence(_text(before))
    return CheckedSegment(
        side,
        stored.position,
        _text(stored),
        stored.spans if edited is None else spans_in(edited, language),
        stored.block,
        block.kind,
        block.stream,
        block.number,
        begins,
    )


def _text(stored: StoredSegment) -> str:
    return stored.text if stored.edited_text is None else stored.edited_text
