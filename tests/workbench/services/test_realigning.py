"""What is proposed around an act: between decisions, and never what a person has parted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from alignments.bitext import Bead
from alignments.errors import EncoderError
from tests.alignments.word_encoder import WordEncoder
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, NotFoundError
from workbench.records import StoredAlignment, StoredBead
from workbench.services.comparing import changed_parts, links, parted_links
from workbench.services.realigning import Realignment, Realignments
from workbench.states import BeadState, Origin
from workbench.store import Versions, acts
from workbench.store.changes import Change

SavePair = Callable[..., StoredAlignment]


class NumberEncoder(WordEncoder):
    """Knows that the made sentences of both languages are alike where their numbers are."""

    def _sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return super()._sums([text.split()[-1] for text in texts])


def shifted(size: int, off: range) -> list[tuple[int, int, int, int]]:
    """One-to-one beads, but where `off` each original stands with the translation of the next."""
    runs = []
    for n in range(size):
        if n == off.start:
            runs.append((n, n, n, n + 1))
        if n in off:
            runs.append((n, n + 1, n + 1, n + 2) if n + 1 in off else (n, n + 1, n + 1, n + 1))
        else:
            runs.append((n, n + 1, n, n + 1))
    return runs


@pytest.fixture
def realignments(database: Database) -> Realignments:
    return Realignments(database, lambda _name: NumberEncoder())


@pytest.fixture
def alignment(database: Database, save_pair: SavePair) -> StoredAlignment:
    """Twelve segments a side; between 3 and 9 everything stands one too low."""
    return save_pair(database, *shifted(12, range(3, 9)))


def act(database: Database, alignment: StoredAlignment, wanted: store.Act) -> None:
    with database.write() as session:
        head = store.get_alignment(session, alignment.id).head
        store.apply(session, alignment.id, wanted, Versions(heads={alignment.id: head}), "Мария")


def row_of(database: Database, alignment: StoredAlignment, source: int) -> StoredBead:
    with database.read() as session:
        beads = store.stream_beads(session, alignment.id)
        return next(bead for bead in beads if source in bead.source)


def proposed(
    realignments: Realignments, database: Database, alignment: StoredAlignment, source: int
) -> Realignment:
    prepared = realignments.prepared(alignment.id).result(60)
    bead = row_of(database, alignment, source)
    return realignments.propose(alignment.id, bead.id, prepared)


def test_after_a_pinpoint_the_stretch_between_the_decisions_is_put_right(
    database: Database, realignments: Realignments, alignment: StoredAlignment
) -> None:
    act(database, alignment, acts.Pinpoint(5, 5))
    found = proposed(realignments, database, alignment, 5)
    assert [(*bead.source, *bead.target) for bead in found.beads] == [
        (n, n) for n in range(3, 9) if n != 5
    ]
    replaced = {position for bead in found.replaces for position in bead.target}
    assert replaced == {3, 4, 6, 7, 8}
    with database.write() as session:
        versions = {bead.id: bead.version for bead in found.replaces}
        runs = [(bead.source, bead.target) for bead in found.beads]
        taken = acts.Realign(tuple(versions), realignments.recall(alignment.id, versions, runs))
        store.apply(session, alignment.id, taken, Versions(versions), "Мария")
    with database.read() as session:
        rows = [(*b.source, *b.target) for b in store.stream_beads(session, alignment.id)]
        assert store.verify(session, alignment.id).ok
    assert rows == [(n, n) for n in range(12)]
    assert proposed(realignments, database, alignment, 5).beads == ()


def test_decisions_and_what_lies_beyond_them_stay(
    database: Database, realignments: Realignments, alignment: StoredAlignment
) -> None:
    act(database, alignment, acts.Confirm(row_of(database, alignment, 6).id))
    act(database, alignment, acts.Pinpoint(4, 4))
    found = proposed(realignments, database, alignment, 4)
    assert all(bead.state is BeadState.PROPOSED for bead in found.replaces)
    assert max(position for bead in found.beads for position in bead.source) == 5


def test_a_pair_that_a_person_cut_is_not_cut_otherwise(
    database: Database, realignments: Realignments, alignment: StoredAlignment
) -> None:
    ids = [row_of(database, alignment, n).id for n in (0, 1)]
    act(database, alignment, acts.Join((ids[0], ids[1])))
    found = proposed(realignments, database, alignment, 0)
    assert all(bead.origin is not Origin.PERSON for bead in found.replaces)
    assert 0 not in {position for bead in found.beads for position in bead.source}


def test_what_a_person_parted_is_not_linked_again(
    database: Database, realignments: Realignments, save_pair: SavePair
) -> None:
    right = save_pair(database, *((n, n + 1, n, n + 1) for n in range(8)))
    act(database, right, acts.Split(row_of(database, right, 4).id, 1, 0))
    assert proposed(realignments, database, right, 4).beads == ()
    with database.write() as session:
        store.undo(session, right.id, "Мария")
    assert proposed(realignments, database, right, 4).beads == ()


def test_only_what_was_proposed_can_be_taken(
    database: Database, realignments: Realignments, alignment: StoredAlignment
) -> None:
    found = proposed(realignments, database, alignment, 5)
    versions = {bead.id: bead.version for bead in found.replaces}
    runs = [(bead.source, bead.target) for bead in found.beads]
    assert realignments.recall(alignment.id, versions, runs) == found.beads
    for other in (
        (alignment.id + 1, versions, runs),
        (alignment.id, dict.fromkeys(versions, 7), runs),
        (alignment.id, versions, runs[1:]),
    ):
        with pytest.raises(ConflictError, match="ask for it anew"):
            realignments.recall(*other)


def test_a_realigner_is_made_once_and_after_a_failure_again(
    database: Database, alignment: StoredAlignment
) -> None:
    asked: list[str] = []

    def load(name: str) -> WordEncoder:
        asked.append(name)
        if len(asked) == 1:
            raise EncoderError("there is no such model")
        return NumberEncoder()

    realignments = Realignments(database, load)
    with pytest.raises(EncoderError):
        realignments.prepared(alignment.id).result(60)
    first = realignments.prepared(alignment.id).result(60)
    assert realignments.prepared(alignment.id).result(60) is first
    assert asked == ["builtin", "builtin"]
    with pytest.raises(NotFoundError):
        realignments.prepared(alignment.id + 1).result(60)


RUNS = st.lists(st.integers(1, 3), min_size=1, max_size=6)


def cut(sizes: list[int], other: list[int]) -> list[Bead]:
    """Beads of these sizes on either side, until one of them has no more."""
    beads, s, t = [], 0, 0
    for n, m in zip(sizes, other, strict=False):
        beads.append(Bead(range(s, s + n), range(t, t + m)))
        s, t = s + n, t + m
    return beads


@given(old=st.tuples(RUNS, RUNS), new=st.tuples(RUNS, RUNS), parted=st.sets(st.just((0, 0))))
def test_what_differs_holds_the_same_segments_before_and_after(
    old: tuple[list[int], list[int]], new: tuple[list[int], list[int]], parted: set[tuple[int, int]]
) -> None:
    before = [StoredBead(n, b.source, b.target) for n, b in enumerate(cut(*old), 1)]
    after = _covering(cut(*new), before)
    gone, come = changed_parts(before, after, parted)
    for side in ("source", "target"):
        assert _positions(gone, side) == _positions(come, side)
    assert links(come).isdisjoint(parted)
    assert not {b.order[:4] for b in gone} & {b.order for b in come}


def _covering(beads: list[Bead], old: list[StoredBead]) -> list[Bead]:
    """The beads as far as they lie within the old ones, and null beads for the rest."""
    s, t = old[-1].source.stop, old[-1].target.stop
    kept = [bead for bead in beads if bead.source.stop <= s and bead.target.stop <= t]
    rest = kept[-1] if kept else Bead(range(0), range(0))
    kept += [Bead(range(p, p + 1), range(t, t)) for p in range(rest.source.stop, s)]
    kept += [Bead(range(s, s), range(p, p + 1)) for p in range(rest.target.stop, t)]
    return kept


def _positions(beads: list[StoredBead] | list[Bead], side: str) -> list[int]:
    return sorted(p for bead in beads for p in (bead.source if side == "source" else bead.target))


def test_links_are_parted_by_a_change_and_joined_by_the_next() -> None:
    pair, parts = (
        (StoredBead(1, range(1), range(1)),),
        (StoredBead(1, range(1), range(0)), StoredBead(2, range(1, 1), range(1))),
    )
    assert parted_links([Change(pair, parts)]) == {(0, 0)}
    assert parted_links([Change(pair, parts), Change(parts, pair)]) == set()
