"""The terms in the pairs of stored alignments: marks for beads in hand, uses over a whole text.

The bases of a project are one, compiled once, until somebody changes a concept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlmodel import Session

from alignments.bitext import SIDES
from glossary.checks import TermChecker
from glossary.concepts import Status, TermBase
from glossary.findings import TermFinding, TextPair
from glossary.merging import merge_bases
from glossary.seen import SeenPair
from workbench import store
from workbench.database import Database
from workbench.records import StoredAlignment, StoredConcept
from workbench.services.joined_pairs import JoinedPair, join_pairs, words_of
from workbench.services.term_marks import BeadTerms, marks_of

KEPT = 8  # projects whose bases, and alignments whose pairs, are kept
State = tuple[tuple[int, int, int], ...]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Usage:
    """A rendering of a concept: how often, and in which beads; "" where there is none."""

    rendering: str
    status: Status | None
    count: int
    beads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The bases of a project as one, ready; its concepts have the ids of their rows."""

    state: State
    concepts: Mapping[int, StoredConcept]
    checker: TermChecker


@dataclass(frozen=True, slots=True)
class SeenAlignment:
    """All pairs of an alignment with their terms and findings."""

    state: tuple[State, tuple[int, int]]
    pairs: tuple[JoinedPair, ...]
    seen: tuple[SeenPair, ...]
    findings: tuple[TermFinding, ...]


class Terms:
    """Finds and keeps the terms of stored alignments; for one process, safe in its threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._bases: OrderedDict[tuple[int, str, str], Compiled] = OrderedDict()
        self._seen: OrderedDict[int, SeenAlignment] = OrderedDict()

    def of_beads(
        self, alignment_id: int, bead_ids: Sequence[int]
    ) -> tuple[list[BeadTerms], list[StoredConcept]]:
        """The terms of a few beads in row order, and the concepts that they name.

        Beads that are gone are passed over. Raises `NotFoundError` for the alignment.
        """
        with self._database.read() as session:
            alignment = store.get_alignment(session, alignment_id)
            compiled = self._compiled(session, alignment)
            beads = store.get_beads(session, alignment_id, bead_ids)
            pairs = join_pairs(beads, words_of(session, alignment, beads))
        seen = compiled.checker.see(_texts(pairs))
        found = marks_of(pairs, seen, compiled.checker.judge(seen))
        named = {span.concept for each in found for span in each.spans}
        return found, [compiled.concepts[key] for key in sorted(named)]

    def usage(self, alignment_id: int, concept_id: int) -> list[Usage]:
        """How the pairs of an alignment render a concept, the most frequent first.

        Raises `NotFoundError` for the alignment.
        """
        whole, key = self.whole(alignment_id), str(concept_id)
        uses: dict[tuple[str, Status | None], list[int]] = {}
        for pair, seen in zip(whole.pairs, whole.seen, strict=True):
            if not seen.of(key, "source"):
                continue
            given: set[tuple[str, Status | None]] = {
                (m.term.text, m.term.status) for m in seen.of(key, "target")
            }
            for name in given or {("", None)}:
                uses.setdefault(name, []).append(pair.bead)
        ranked = sorted(uses.items(), key=lambda item: (-len(item[1]), item[0][0]))
        return [Usage(*name, len(beads), tuple(beads)) for name, beads in ranked]

    def whole(self, alignment_id: int) -> SeenAlignment:
        """All pairs of an alignment, looked at anew when a text or a term changed.

        Raises `NotFoundError`.
        """
        with self._database.read() as session:
            alignment = store.get_alignment(session, alignment_id)
            compiled = self._compiled(session, alignment)
            state = compiled.state, store.text_state(session, alignment_id)
            known = self._known(self._seen, alignment_id)
            if known is not None and known.state == state:
                return known
            if not compiled.concepts:
                return SeenAlignment(state, (), (), ())
            stored = store.load_bitext(session, alignment_id)
        sizes = {"source": alignment.source_size, "target": alignment.target_size}
        words = {s: {n: stored.texts.text(s, n) for n in range(sizes[s])} for s in SIDES}
        pairs = join_pairs(stored.beads, words)
        seen = compiled.checker.see(_texts(pairs))
        findings = tuple(compiled.checker.judge(seen))
        made = SeenAlignment(state, tuple(pairs), tuple(seen), findings)
        self._keep(self._seen, alignment_id, made)
        return made

    def _compiled(self, session: Session, alignment: StoredAlignment) -> Compiled:
        languages = alignment.source_language, alignment.target_language
        key = alignment.project_id, *languages
        state = store.terms_state(session, alignment.project_id)
        known = self._known(self._bases, key)
        if known is not None and known.state == state:
            return known
        concepts = all_concepts(session, alignment.project_id)
        checker = TermChecker(merged_base(session, alignment.project_id, concepts), *languages)
        made = Compiled(state, {one.id: one for one in concepts}, checker)
        self._keep(self._bases, key, made)
        return made

    def _known(self, cache: OrderedDict[Key, Value], key: Key) -> Value | None:
        with self._lock:
            return cache.get(key)

    def _keep(self, cache: OrderedDict[Key, Value], key: Key, value: Value) -> None:
        with self._lock:
            cache[key] = value
            cache.move_to_end(key)
            while len(cache) > KEPT:
                cache.popitem(last=False)


def merged_base(session: Session, project_id: int, concepts: Iterable[StoredConcept]) -> TermBase:
    """The bases that hold for a project as one; a concept's id is that of its row."""
    by_base: dict[int, list[StoredConcept]] = {}
    for one in concepts:
        by_base.setdefault(one.base_id, []).append(one)
    bases = [
        TermBase(
            tuple(replace(one.concept, id=str(one.id)) for one in by_base.get(base.id, ())),
            base.name,
            base.priority,
        )
        for base in store.list_bases(session, project_id)
    ]
    return merge_bases(bases).base


def all_concepts(session: Session, project_id: int) -> list[StoredConcept]:
    """Every concept of the bases that hold for a project. Raises `NotFoundError`."""
    found: list[StoredConcept] = []
    after: str | None = None
    while True:
        page = store.page_concepts(session, project_id, after=after, limit=2000)
        found += page.items
        after = page.next
        if after is None:
            return found


def _texts(pairs: Iterable[JoinedPair]) -> list[TextPair]:
    return [TextPair(str(pair.bead), pair.source.text, pair.target.text) for pair in pairs]
