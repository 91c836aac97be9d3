"""Going through the pairs in row order until a page is full or the time is up."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from sqlmodel import Session

from workbench.errors import InputError
from workbench.records import StoredAlignment, StoredBead
from workbench.store.beads import page_beads
from workbench.store.looking_up import positions_in
from workbench.store.paging import read_cursor
from workbench.store.sought import Place, Sought, document_of, lacking_it

BATCHES = (250, 1000, 4000)
SECONDS = 0.1
CURSOR_PARTS = 6  # the alignment and the order of a bead


def walk(
    session: Session,
    alignments: Sequence[StoredAlignment],
    sought: Sought,
    after: str | None,
    limit: int,
) -> tuple[list[Place], str | None]:
    """The next pairs in row order, and the cursor behind the last that was looked at."""
    until = time.monotonic() + SECONDS
    found: list[Place] = []
    for alignment, beads in _batches(session, alignments, after):
        found += ((alignment, bead) for bead in _passing(session, alignment, beads, sought))
        if len(found) >= limit:
            return found[:limit], cursor_at(found[limit - 1])
        if time.monotonic() > until:
            return found, cursor_at((alignment, beads[-1]))
    return found, None


def _batches(
    session: Session, alignments: Sequence[StoredAlignment], after: str | None
) -> Iterator[tuple[StoredAlignment, Sequence[StoredBead]]]:
    """The beads behind a cursor, few at first and then more at a time."""
    cursor = read_cursor(after, CURSOR_PARTS)
    ids = [alignment.id for alignment in alignments]
    if cursor is not None and cursor[0] not in ids:
        raise InputError(f"{after!r} is a cursor of another search; begin it anew")
    first = 0 if cursor is None else ids.index(cursor[0])
    sizes = chain(BATCHES, repeat(BATCHES[-1]))
    key = None if cursor is None else ".".join(map(str, cursor[1:]))
    for alignment in alignments[first:]:
        while True:
            page = page_beads(session, alignment.id, key, next(sizes))
            if page.items:
                yield alignment, page.items
            key = page.next
            if key is None:
                break


def _passing(
    session: Session, alignment: StoredAlignment, beads: Sequence[StoredBead], sought: Sought
) -> Sequence[StoredBead]:
    held: set[int] = set()
    for side in sought.where.sought:
        document = document_of(alignment, side)
        runs = [run for bead in beads if (run := bead.run(side))]
        if document is None or not runs:
            continue
        stretch = range(min(run.start for run in runs), max(run.stop for run in runs))
        places = positions_in(session, document, stretch, sought.queries[side])
        held |= {bead.id for bead in beads if any(place in places for place in bead.run(side))}
    return lacking_it(session, alignment, [bead for bead in beads if bead.id in held], sought)


def cursor_at(place: Place) -> str:
    """The cursor of what stands behind a place in text order."""
    alignment, bead = place
    return ".".join(map(str, (alignment.id, *bead.order)))
