"""An alignment with moved and swapped pairs, as the engine makes it, is stored and reviewed."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest

from alignments.aligner import Aligner
from alignments.bitext import Alignment, Bitext, Document
from alignments.exports import ExportSettings
from alignments.formats.writers import WRITERS
from alignments.units import reviewed_beads
from tests.alignments.test_aligner import document, shout
from tests.alignments.word_encoder import WordEncoder, sentences
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError
from workbench.records import StoredBead
from workbench.store import Act, Confirm, Join, NoCounterpart, Shift, Split, Versions

ORDER = [*range(5), *range(11, 24), *range(5, 11), 24, 26, 25, *range(27, 30)]


@pytest.fixture(scope="module")
def pair() -> tuple[Document, Document, Alignment]:
    """Thirty pairs: six of them moved, two swapped."""
    texts = sentences(30, 51)
    source, target = document(texts), document([shout(texts)[k] for k in ORDER])
    alignment = Aligner(WordEncoder()).align(source, target)
    assert {b.source.start for b in alignment if b.crossing} == {*range(5, 11), 25, 26}
    return source, target, alignment


def _acts(beads: Iterable[StoredBead]) -> list[Act]:
    """Every act at every pair that is out of order, and at its neighbours."""
    rows = list(beads)
    near = {k for at, bead in enumerate(rows) if bead.crossing for k in (at - 1, at, at + 1)}
    acts: list[Act] = []
    for at in sorted(near & set(range(len(rows)))):
        number = rows[at].id
        acts += [
            Shift(number, side, way) for side in ("source", "target") for way in ("up", "down")
        ]
        acts += [Split(number, 1, 0), NoCounterpart(number), Confirm(number)]
        if at + 1 < len(rows):
            acts.append(Join((number, rows[at + 1].id)))
    return acts


def test_it_is_stored_and_every_act_on_it_leaves_it_whole_or_is_refused_with_a_reason(
    sqlite_database: Database, pair: tuple[Document, Document, Alignment]
) -> None:
    source, target, alignment = pair
    with sqlite_database.write() as session:
        project = store.create_project(session, "Moved", "en", "en").id
        keys = [
            store.save_document(session, project, side, text, b"x", "utf-8").id
            for side, text in (("source", source), ("target", target))
        ]
        kept = store.save_alignment(session, project, *keys, alignment, "words")
    with sqlite_database.read() as session:
        assert store.load_bitext(session, kept.id).bitext.alignment == alignment
        acts = _acts(store.stream_beads(session, kept.id))
    done = 0
    for act in acts:
        with sqlite_database.write() as session:
            seen = Versions({b.id: b.version for b in store.stream_beads(session, kept.id)}, {})
            try:
                store.apply(session, kept.id, act, seen, "reviewer")
            except ConflictError:
                continue
            done += 1
            assert store.verify(session, kept.id).ok
            store.undo(session, kept.id, "reviewer")
    assert done > len(acts) // 2


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_writes_it_in_the_order_of_the_source(
    name: str, pair: tuple[Document, Document, Alignment]
) -> None:
    bitext = Bitext(*pair)
    out = io.BytesIO()
    settings = ExportSettings("en", "ru", include="all")
    report = WRITERS[name].write(out, reviewed_beads(bitext), settings)
    assert report.units == 30
    written = out.getvalue().decode("utf-8")
    if name in ("tmx", "tsv", "jsonl"):
        places = [written.index(pair[0].segment_text(k)) for k in range(30)]
        assert places == sorted(places)
