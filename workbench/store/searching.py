"""Searching the pairs of a project: a concordance, page by page.

Two roads lead to a page. Where the index names few segments, all of them are read, and the pairs
that hold them are counted and ordered. Where it names many, the pairs are gone through in row
order until the page is full or the time is up: the first ones are as quickly there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from alignments.bitext import SIDES, Side
from workbench.concordance.kwic import kwic_of
from workbench.concordance.ranking import rank
from workbench.concordance.results import Found, Hit, Kwic, Order
from workbench.records import StoredAlignment, StoredBead
from workbench.store.beads import beads_by_id
from workbench.store.looking_up import beads_holding, positions_of, row_numbers
from workbench.store.paging import read_cursor
from workbench.store.sought import Place, Sought, document_of, lacking_it, texts_of
from workbench.store.walking import CURSOR_PARTS, cursor_at, walk

MOST = 200
FEW = 2000
"""So many segments are read and counted at once; where more hold the query, pages are walked."""


def search(
    session: Session,
    alignments: Sequence[StoredAlignment],
    sought: Sought,
    *,
    after: str | None = None,
    limit: int = 50,
    order: Order = Order.TEXT,
) -> Found:
    """A page of the pairs that hold what is sought, of these alignments in their order.

    Raises `InputError` for a cursor of another list and for a pattern that takes too long.
    """
    limit = min(limit, MOST)
    few = _all_places(session, alignments, sought)
    if few is None:
        places, cursor = walk(session, alignments, sought, after, limit)
        return Found(_hits(session, places, sought), cursor, None, Order.TEXT)
    if order is Order.RELEVANCE:
        few = _ranked(session, few, sought)
    first = _first(few, after, order)
    page = few[first : first + limit]
    more = first + limit < len(few)
    cursor = _cursor(page[-1], first + limit, order) if more else None
    return Found(_hits(session, page, sought), cursor, len(few), order)


def _all_places(
    session: Session, alignments: Sequence[StoredAlignment], sought: Sought
) -> list[Place] | None:
    """All pairs that hold it, in text order; None where they are too many to be read at once."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    for side in sought.where.sought:
        documents = {document_of(one, side) for one in alignments} - {None}
        found = positions_of(session, [d for d in documents if d], sought.queries[side], FEW)
        if found is None:
            return None
        for one in alignments:
            document = document_of(one, side)
            if document is not None and document in found:
                held[one.id] |= beads_holding(session, one.id, side, document, found[document])
    places: list[Place] = []
    for one in alignments:
        beads = sorted(beads_by_id(session, one.id, held[one.id]).values(), key=lambda b: b.order)
        places += ((one, bead) for bead in lacking_it(session, one, beads, sought))
    return places


def _ranked(session: Session, places: Sequence[Place], sought: Sought) -> list[Place]:
    ranks: dict[int, tuple[int, ...]] = {}
    for alignment, beads in _by_alignment(places):
        for side in sought.where.sought:
            texts = texts_of(session, alignment, beads, side)
            for bead in beads:
                folded = [texts[place][1] for place in bead.run(side) if place in texts]
                mine = rank(folded, sought.queries[side])
                ranks[bead.id] = min(mine, ranks.get(bead.id, mine))
    return sorted(places, key=lambda place: ranks[place[1].id])


def _by_alignment(
    places: Sequence[Place],
) -> Iterator[tuple[StoredAlignment, list[StoredBead]]]:
    for alignment in {one.id: one for one, _ in places}.values():
        yield alignment, [bead for one, bead in places if one.id == alignment.id]


def _first(places: Sequence[Place], after: str | None, order: Order) -> int:
    """How many of the places the cursor has behind it."""
    if order is Order.RELEVANCE:
        cursor = read_cursor(after, 1)
        return 0 if cursor is None else cursor[0]
    cursor = read_cursor(after, CURSOR_PARTS)
    if cursor is None:
        return 0
    passed = list(dict.fromkeys(alignment.id for alignment, _ in places))
    behind = set(passed[: passed.index(cursor[0])] if cursor[0] in passed else [])
    return sum(
        a.id in behind or (a.id == cursor[0] and bead.order <= cursor[1:]) for a, bead in places
    )


def _cursor(last: Place, passed: int, order: Order) -> str:
    return str(passed) if order is Order.RELEVANCE else cursor_at(last)


def _hits(session: Session, places: Sequence[Place], sought: Sought) -> tuple[Hit, ...]:
    hits: dict[int, Hit] = {}
    for alignment, beads in _by_alignment(places):
        rows = row_numbers(session, alignment.id, beads)
        texts = {side: texts_of(session, alignment, beads, side) for side in SIDES}
        for bead in beads:
            kwic: dict[Side, Kwic | None] = {
                side: kwic_of(
                    [texts[side][p][0] for p in bead.run(side) if p in texts[side]],
                    sought.shown_on(side),
                )
                for side in SIDES
            }
            hits[bead.id] = Hit(
                alignment.id, bead.id, rows[bead.id], kwic["source"], kwic["target"]
            )
    return tuple(hits[bead.id] for _, bead in places)
