"""Terms proposed from the texts of a project, without those it knows or refused."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from alignments.bitext import SIDES
from alignments.name_sounds import sound_alike
from glossary.citation import citation_form
from glossary.concepts import Concept
from glossary.mining.brackets import Origin, mine_brackets
from glossary.mining.pairs import mine_pairs
from workbench import store
from workbench.database import Database
from workbench.records import StoredBitext, StoredConcept
from workbench.services.seeing_terms import all_concepts
from workbench.states import BeadState
from workbench.store.concept_values import folded

SURE = 0.9  # a wrong pair makes wrong terms: less sure ones are not mined unless confirmed
MOST = 1000
KEPT = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A bead in which a proposed pair stands."""

    alignment_id: int
    bead_id: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed pair of terms, or an abbreviation and its full form in one language.

    `kind` is "pair" or how a text gave it; `score` ranks pairs; `places` are examples.
    """

    kind: str
    language: str
    source: str
    target: str
    frequency: int
    score: float
    places: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was mined; `ready` is False while it is being mined."""

    ready: bool
    items: tuple[Proposal, ...] = ()


_State = tuple[tuple[int, int, int], ...]


class Proposer:
    """Mines and keeps the proposals of projects; for one process, safe in its threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[_State, tuple[Proposal, ...]]] = OrderedDict()
        self._threads: dict[int, threading.Thread] = {}

    def proposals(self, project_id: int) -> Proposals:
        """What is proposed, the likeliest first. Raises `NotFoundError`.

        Mining goes on in the background: ask again while it is not `ready`.
        """
        with self._database.read() as session:
            known = all_concepts(session, project_id)
            refused = {(one.source, one.target) for one in store.refused_terms(session, project_id)}
            project = store.get_project(session, project_id)
            ids = [
                one.id for one in project.alignments if one.revised_by is None and not one.withdrawn
            ]
            state = tuple((key, *store.text_state(session, key)) for key in ids)
        with self._lock:
            kept = self._kept.get(project_id)
            if kept is None or kept[0] != state:
                self._begin(project_id, state)
                return Proposals(False)
        return Proposals(True, tuple(_new(kept[1], known, refused)))

    def wait(self) -> None:
        """Let what is being mined end."""
        for thread in list(self._threads.values()):
            thread.join()

    def _begin(self, project_id: int, state: _State) -> None:
        if project_id in self._threads and self._threads[project_id].is_alive():
            return
        thread = threading.Thread(target=self._mine, args=(project_id, state), daemon=True)
        self._threads[project_id] = thread
        thread.start()

    def _mine(self, project_id: int, state: _State) -> None:
        found: list[Proposal] = []
        for alignment_id, *_ in state:
            with self._database.read() as session:
                stored = store.load_bitext(session, alignment_id)
            found += _mined(alignment_id, stored)
        pairs = sorted(found, key=lambda one: -one.score)[:MOST]
        with self._lock:
            self._kept[project_id] = state, tuple(pairs)
            self._kept.move_to_end(project_id)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def _mined(alignment_id: int, stored: StoredBitext) -> list[Proposal]:
    languages = stored.texts.source.language, stored.texts.target.language
    sure = [
        bead
        for bead in stored.beads
        if bead.source and bead.target
        and (bead.state is BeadState.CONFIRMED or (bead.confidence or 0) >= SURE)
    ]  # fmt: skip
    texts = [
        (*(" ".join(stored.texts.text(side, n) for n in bead.run(side)) for side in SIDES),)
        for bead in sure
    ]
    pairs = mine_pairs([(one, other) for one, other in texts], *languages, None, sound_alike)
    found = [
        Proposal(
            "pair", "", citation_form(one.source, languages[0]),
            citation_form(one.target, languages[1]), one.frequency, one.score,
            tuple(Example(alignment_id, sure[place].id) for place in one.places[:10]),
        )
        for one in pairs
    ]  # fmt: skip
    for side, language in enumerate(languages):
        for short in mine_brackets("\n\n".join(text[side] for text in texts)):
            if short.origin is not Origin.TRUNCATION and short.full:
                places = len(short.places)
                name = short.origin.value
                found.append(Proposal(name, language, short.short, short.full, places, places))
    return found


def _new(
    proposals: Iterable[Proposal], known: Iterable[StoredConcept], refused: set[tuple[str, str]]
) -> Iterable[Proposal]:
    """The proposals that no concept has both sides of, and nobody refused."""
    texts: dict[str, set[int]] = {}
    for one in known:
        for text in _texts(one.concept):
            texts.setdefault(text, set()).add(one.id)
    for each in proposals:
        both = texts.get(folded(each.source), set()) & texts.get(folded(each.target), set())
        if not both and (each.source, each.target) not in refused:
            yield each


def _texts(concept: Concept) -> set[str]:
    return {folded(term.text) for term in concept.terms}
