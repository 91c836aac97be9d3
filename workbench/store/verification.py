"""Whether an alignment's log is whole, and its rows are what the log says.

SQLite does not notice every altered byte on a disk; the chain of hashes does.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from sqlalchemy import or_, select
from sqlmodel import Session

from workbench.records import StoredAlignment, Verdict
from workbench.store.alignments import get_alignment
from workbench.store.beads import stream_beads
from workbench.store.bulk import batches
from workbench.store.changes import Fold, SegmentText
from workbench.store.counting import count_rows
from workbench.store.entries import ALIGNMENTS, OPERATIONS, KeptEntry, entries, hash_before
from workbench.store.log import Tops, read_change, tops_after
from workbench.tables import METADATA

_SEGMENT = METADATA.tables["segment"].c


def verify(session: Session, alignment_id: int) -> Verdict:
    """Walk the whole log: numbers, hashes, undo chain, fold; then compare the fold with the rows.

    The verdict names the first operation that is wrong. Raises `NotFoundError`.
    """
    alignment = get_alignment(session, alignment_id)
    walk = _Walk(hash_before(session, alignment_id))
    for kept in entries(session, alignment_id):
        fault = walk.step(kept)
        if fault:
            return Verdict(walk.number, False, walk.number + 1, fault)
    if walk.number != alignment.head:
        fault = f"the log ends at {walk.number}, the alignment counts {alignment.head}"
        return Verdict(walk.number, False, walk.number + 1, fault)
    fault = (
        _beads_fault(session, alignment, walk.fold)
        or _segments_fault(session, alignment)
        or _tally_fault(session, alignment)
    )
    return Verdict(walk.number, not fault, None, fault)


class _Walk:
    """The log as far as it was found whole."""

    def __init__(self, hash_before: str) -> None:
        self.number = 0
        self.fold = Fold()
        self._hash = hash_before
        self._tops = [Tops()]

    def step(self, kept: KeptEntry) -> str:
        """Take the next entry in; words for its fault, or nothing."""
        fault = self._fault(kept)
        if not fault:
            self.number = kept.entry.number
            self._hash = kept.hash
            self._tops.append(kept.tops)
        return fault

    def _fault(self, kept: KeptEntry) -> str:
        entry = kept.entry
        if entry.number != self.number + 1:
            return f"operation {self.number + 1} is missing"
        if entry.previous_hash != self._hash:
            return "it does not follow the operation before it"
        if entry.seal() != kept.hash:
            return "its content is not what was sealed"
        if not 0 <= (entry.reverts or 0) <= self.number:
            return "it reverts an operation that is not there"
        below = self._tops[entry.reverts - 1] if entry.reverts else Tops()
        if kept.tops != tops_after(entry.kind, entry.number, below):
            return "what undo would take next is wrong"
        return "" if self.fold.take(kept.change) else "it was made on other rows than were there"


def _beads_fault(session: Session, alignment: StoredAlignment, fold: Fold) -> str:
    missing = dict(fold.beads)
    for bead in stream_beads(session, alignment.id):
        if missing.pop(bead.id, None) != bead:
            return f"bead {bead.id} is not what the log says"
    return f"bead {min(missing)} is missing" if missing else ""


def _segments_fault(session: Session, alignment: StoredAlignment) -> str:
    documents = [d for d in (alignment.source_document_id, alignment.target_document_id) if d]
    expected = _edited(session, documents)
    query = select(_SEGMENT.id, _SEGMENT.edited_text, _SEGMENT.version).where(
        _SEGMENT.document_id.in_(documents),
        or_(_SEGMENT.version > 1, _SEGMENT.edited_text.is_not(None)),
    )
    for row in session.execute(query):
        if expected.pop(row.id, None) != SegmentText(*row):
            return f"the edited text of segment {row.id} is not what the log says"
    return f"the edit of segment {min(expected)} is missing" if expected else ""


def _tally_fault(session: Session, alignment: StoredAlignment) -> str:
    counted = count_rows(session, [alignment.id], alignment.doubt_threshold)[alignment.id]
    same = counted.counts == alignment.counts and counted.beads == alignment.beads
    if same and isclose(counted.wrong, alignment.expected_wrong, abs_tol=1e-6):
        return ""
    return "the tally of the beads is wrong"


def _edited(session: Session, documents: list[int]) -> dict[int, SegmentText]:
    """The last edit of each segment of these documents, over the logs of all their alignments."""
    used = ALIGNMENTS.c
    using = or_(used.source_document_id.in_(documents), used.target_document_id.in_(documents))
    query = (
        select(OPERATIONS.c.before, OPERATIONS.c.after)
        .join(ALIGNMENTS, used.id == OPERATIONS.c.alignment_id)
        .where(using, OPERATIONS.c.segments > 0)
    )
    last: dict[int, SegmentText] = {}
    for before, after in session.execute(query):
        for segment in read_change(before, after).segments_after:
            if segment.version > last.get(segment.id, segment).version or segment.id not in last:
                last[segment.id] = segment
    # An alignment that shares one document with these has edited its other one, too.
    mine = set(_segments_of(session, documents, sorted(last)))
    return {key: segment for key, segment in last.items() if key in mine}


def _segments_of(session: Session, documents: list[int], ids: list[int]) -> Iterator[int]:
    for wanted in batches(ids):
        query = select(_SEGMENT.id).where(
            _SEGMENT.document_id.in_(documents), _SEGMENT.id.in_(wanted)
        )
        yield from session.scalars(query)
