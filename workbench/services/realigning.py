"""Aligning anew what lies around an act, between decisions; and remembering what was proposed.

A Realigner costs about what aligning the documents costs, so it is made in a thread of its own when
it is first asked for, and the last few are kept. Then a stretch takes milliseconds.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import ConflictError
from workbench.services.aligning import LoadEncoder, cached_encoder
from workbench.services.comparing import changed_parts, found_around, is_free, parted_links

if TYPE_CHECKING:
    from alignments.bitext import Bead
    from alignments.realigning import Realigner
    from workbench.database import Database
    from workbench.records import StoredBead

REACH = 60
"""So many rows on each side of a bead are aligned anew, where no decision is nearer."""

KEPT_REALIGNERS = 2
KEPT_PROPOSALS = 500
LOOKED_BACK = 20  # operations among which it is looked for what a person has parted
FEW_BEADS = 50  # what touched more was no parting by hand

Runs = tuple[range, range]


@dataclass(frozen=True, slots=True)
class Realignment:
    """Beads found for the segments of proposed ones, as they were after operation `head`.

    Both are in row order, and both empty where the aligner finds what is there already.
    """

    head: int
    replaces: tuple[StoredBead, ...] = ()
    beads: tuple[Bead, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Realigner, which one thread at a time may use."""

    realigner: Realigner
    lock: threading.Lock = field(default_factory=threading.Lock)


class Realignments:
    """The Realigners of a server, by alignment, and what they proposed. Thread-safe."""

    def __init__(self, database: Database, load_encoder: LoadEncoder = cached_encoder) -> None:
        self._database = database
        self._load_encoder = load_encoder
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._prepared: OrderedDict[int, Future[Prepared]] = OrderedDict()
        self._proposed: OrderedDict[object, tuple[Bead, ...]] = OrderedDict()

    def prepared(self, alignment_id: int) -> Future[Prepared]:
        """The Realigner of an alignment, being made if it is not there; never waits.

        The future raises `NotFoundError`, and what the encoder raises; the next call tries again.
        """
        with self._lock:
            future = self._prepared.get(alignment_id)
            if future is None or (future.done() and future.exception() is not None):
                future = self._prepared[alignment_id] = Future()
                future.set_running_or_notify_cancel()  # whoever waits for it cannot cancel it
                # A daemon: a server that ends does not wait for it.
                threading.Thread(
                    target=self._make, args=(alignment_id, future), name="realigner", daemon=True
                ).start()
            self._prepared.move_to_end(alignment_id)
            while len(self._prepared) > KEPT_REALIGNERS:
                self._prepared.popitem(last=False)
            return future

    def _make(self, alignment_id: int, future: Future[Prepared]) -> None:
        try:
            with self._building:  # one at a time: each takes a whole processor
                future.set_result(Prepared(self._realigner(alignment_id)))
        except Exception as error:  # noqa: BLE001 - handed to those who wait
            future.set_exception(error)

    def _realigner(self, alignment_id: int) -> Realigner:
        from alignments.aligner import Aligner
        from alignments.realigning import Realigner
        from workbench import store

        with self._database.read() as session:
            encoder = store.get_alignment(session, alignment_id).encoder
            texts = store.load_texts(session, alignment_id)
        return Realigner(Aligner(self._load_encoder(encoder)), texts.source, texts.target)

    def propose(self, alignment_id: int, bead_id: int, prepared: Prepared) -> Realignment:
        """What the aligner now finds around a bead, between the nearest decisions.

        Confirmed beads, pairs that a person cut, and moved ones stay as they are; nothing is
        proposed that would link again what a person has parted. Raises `NotFoundError`.
        """
        from workbench import store

        with self._database.read() as session:
            near = store.rows_around(session, alignment_id, bead_id, REACH)
            changes = store.recent_changes(session, alignment_id, LOOKED_BACK, FEW_BEADS)
        with prepared.lock:
            found = found_around(near, prepared.realigner)
        free = [bead for bead in near.rows if is_free(bead)]
        old, new = changed_parts(free, found, parted_links(changes))
        proposal = Realignment(near.head, tuple(old), tuple(new))
        if new:
            self._remember(alignment_id, proposal)
        return proposal

    def _remember(self, alignment_id: int, proposal: Realignment) -> None:
        versions = {bead.id: bead.version for bead in proposal.replaces}
        key = _key(alignment_id, versions, [(b.source, b.target) for b in proposal.beads])
        with self._lock:
            self._proposed[key] = proposal.beads
            self._proposed.move_to_end(key)
            while len(self._proposed) > KEPT_PROPOSALS:
                self._proposed.popitem(last=False)

    def recall(
        self, alignment_id: int, versions: Mapping[int, int], runs: Sequence[Runs]
    ) -> tuple[Bead, ...]:
        """The beads proposed with these runs for beads of these versions, with their confidence.

        So nobody can write down a confidence that the aligner did not find. Raises `ConflictError`
        "proposal-gone" for what was not proposed since the server started, or long ago.
        """
        with self._lock:
            found = self._proposed.get(_key(alignment_id, versions, runs))
        if found is None:
            raise ConflictError(
                "this re-alignment is not known here any more; ask for it anew", "proposal-gone"
            )
        return found


def _key(alignment_id: int, versions: Mapping[int, int], runs: Iterable[Runs]) -> object:
    return (alignment_id, frozenset(versions.items()), frozenset(runs))
