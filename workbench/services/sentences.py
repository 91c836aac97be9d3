"""Fixing sentence breaks: a segment cut in two, or two of one bead made one. No word changes.

Positions stand in logs, so the segments of a document are never changed once an alignment stands
on them. A fix is a small revision: the same text with other segments, and an alignment that goes on
from the one before with every bead carried over. The bead keeps what was decided on it, for its
words are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alignments.bitext import SIDES, Document, Segment, Side
from alignments.units import join_texts
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredAlignment, StoredBead, StoredBitext, StoredRevision, Texts
from workbench.services.carrying import decides
from workbench.states import RevisionKind

# The store, and SQLAlchemy with it, costs half a second.
if TYPE_CHECKING:
    from workbench.database import Database
    from workbench.store import Versions


@dataclass(frozen=True, slots=True)
class Fix:
    """A text in other segments: how positions move, and the edited texts by new position."""

    kind: RevisionKind
    document: Document
    move: Callable[[int], int]
    edits: Mapping[int, str]


def break_sentence(
    database: Database, alignment_id: int, segment: int, at: int, seen: Versions, actor: str
) -> StoredRevision:
    """Cut a segment, by its id, in two at a place in its printed text (code points).

    `seen` must name the segment's version. Raises `NotFoundError`, `InputError` where a part would
    be blank, `ConflictError` "edited-segment" when a person edited its text, `StaleError`.
    """

    def cut(texts: Texts, side: Side, position: int) -> Fix:
        return broken(texts, side, position, at)

    return _fix(database, alignment_id, (segment,), seen, actor, cut)


def join_sentences(
    database: Database, alignment_id: int, segments: tuple[int, int], seen: Versions, actor: str
) -> StoredRevision:
    """Make one segment of two, by their ids, that follow each other in one bead.

    `seen` must name the versions of both. Raises `NotFoundError`, `ConflictError` "not-adjacent",
    `StaleError`.
    """
    return _fix(database, alignment_id, segments, seen, actor, joined)


Cut = Callable[[Texts, Side, int], Fix]


def _fix(
    database: Database,
    alignment_id: int,
    segments: tuple[int, ...],
    seen: Versions,
    actor: str,
    cut: Cut,
) -> StoredRevision:
    from workbench import store
    from workbench.services.revising import check_current

    with database.write() as session:
        alignment = store.get_alignment(session, alignment_id)
        check_current(alignment)
        store.check_seen(session, alignment_id, segments, seen)
        rows = store.get_segments(session, segments)
        side = _side_of(alignment, {row.document_id for row in rows})
        positions = sorted(row.position for row in rows)
        old = store.load_bitext(session, alignment_id)
        place = _holder(old, side, range(positions[0], positions[-1] + 1), len(segments))
        fix = cut(old.texts, side, positions[0])
        document_id = rows[0].document_id
        original = store.load_original(session, document_id)
        encoding = store.get_document(session, document_id).encoding
        draft = store.RevisionDraft(
            kind=fix.kind,
            side=side,
            document=fix.document,
            original=original,
            encoding=encoding,
            beads=[_moved(bead, side, fix.move) for bead in old.beads],
            edits=fix.edits,
            edits_seen=dict(old.texts.edited[side]),
            rechecks=(),
            heir=fix.move,
            kept=sum(decides(bead, old.texts.edited) for bead in old.beads),
            signature=alignment.signature,
            place=place,
        )
        return store.save_revision(session, alignment, draft, actor)


def _side_of(alignment: StoredAlignment, documents: set[int]) -> Side:
    ids = {"source": alignment.source_document_id, "target": alignment.target_document_id}
    for side in SIDES:
        if documents == {ids[side]}:
            return side
    raise NotFoundError(f"there is no such segment in alignment {alignment.id}")


def _holder(old: StoredBitext, side: Side, run: range, asked: int) -> int:
    """The id of the bead that holds all of the run."""
    if len(run) != asked:
        raise ConflictError("only sentences that follow each other can be joined", "not-adjacent")
    for bead in old.beads:
        mine = bead.run(side)
        if mine and mine.start <= run.start and run.stop <= mine.stop:
            return bead.id
    raise ConflictError(
        "the two sentences stand in different pairs; join the pairs first", "not-adjacent"
    )


def _moved(bead: StoredBead, side: Side, move: Callable[[int], int]) -> StoredBead:
    run = bead.run(side)
    moved = range(move(run.start), move(run.stop))
    return replace(bead, source=moved) if side == "source" else replace(bead, target=moved)


def broken(texts: Texts, side: Side, position: int, at: int) -> Fix:
    """The text with one segment cut in two; `at` counts code points into its printed text."""
    if position in texts.edited[side]:
        raise ConflictError(
            "this sentence was edited; give the printed text back before you break it",
            "edited-segment",
        )
    document = texts.document(side)
    segment = document.segments[position]
    printed = document.segment_text(position)
    left, right = printed[:at].rstrip(), printed[at:].lstrip()
    if not 0 <= at <= len(printed) or not left or not right:
        raise InputError(
            f"at is {at}; a sentence of {len(printed)} characters can be broken inside only"
        )
    middle = segment.end - len(right)
    parts = [
        Segment(segment.start, segment.start + len(left), segment.block),
        Segment(middle, segment.end, _block_at(document, segment.block, middle)),
    ]
    segments = [*document.segments[:position], *parts, *document.segments[position + 1 :]]

    def move(place: int) -> int:
        return place + 1 if place > position else place

    edits = {move(place): text for place, text in texts.edited[side].items()}
    return Fix(RevisionKind.BREAK, document.with_segments(segments), move, edits)


def _block_at(document: Document, block: int, start: int) -> int:
    """The block in which a segment begins that begins in `block` or behind it."""
    for number in range(block, len(document.blocks)):
        if document.blocks[number].start <= start < document.blocks[number].end:
            return number
    return block


def joined(texts: Texts, side: Side, position: int) -> Fix:
    """The text with the segments at this and the next position made one."""
    document = texts.document(side)
    first, second = document.segments[position : position + 2]
    if document.text[first.end : second.start].strip():
        raise ConflictError(
            "something else stands between the two sentences, such as a page number",
            "not-adjacent",
        )
    whole = Segment(first.start, second.end, first.block)
    segments = [*document.segments[:position], whole, *document.segments[position + 2 :]]

    def move(place: int) -> int:
        return place - 1 if place > position else place

    edited = texts.edited[side]
    edits = {move(place): text for place, text in edited.items()}
    if position in edited or position + 1 in edited:
        words = (texts.text(side, position), texts.text(side, position + 1))
        edits[position] = join_texts(words, document.language)
    return Fix(RevisionKind.JOIN, document.with_segments(segments), move, edits)
