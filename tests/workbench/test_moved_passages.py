"""An alignment with moved and swapped pairs, as the engine makes it, is stored and reviewed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest
from sqlmodel import Session

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
from workbench.states import NullReason
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
    """Every act at the ends of the moved passage and at the swap."""
    rows = list(beads)
    acts: list[Act] = []
    for at in (4, 5, 10, 11, 24, 25, 26):
        number = rows[at].id
        acts += [
            Shift(number, side, way) for side in ("source", "target") for way in ("up", "down")
        ]
        acts += [NoCounterpart(number, NullReason.NOTE), Confirm(number)]
        if at + 1 < len(rows):
            acts.append(Join((number, rows[at + 1].id)))
    return acts


def test_it_is_stored_and_every_act_on_it_leaves_it_whole_or_is_refused_with_a_reason(
    sqlite_database: Database, pair: tuple[Document, Document, Alignment]
) -> None:
    source, target, alignment = pair
    with sqlite_database.write() as session:
        project = store.create_project(session, "Moved", "en", "en").id
        first = store.save_document(session, project, "source", source, b"x", "utf-8")
        second = store.save_document(session, project, "target", target, b"x", "utf-8")
        kept = store.save_alignment(session, project, first.id, second.id, alignment, "words")
    with sqlite_database.read() as session:
        assert store.load_bitext(session, kept.id).bitext.alignment == alignment
        acts = _acts(store.stream_beads(session, kept.id))
    done = set()
    for act in acts:
        with sqlite_database.write() as session:
            undone = 1
            try:
                store.apply(session, kept.id, act, _seen(session, kept.id), "reviewer")
                if isinstance(act, Join):
                    split = Split(act.beads[0], 1, 1)
                    store.apply(session, kept.id, split, _seen(session, kept.id), "reviewer")
                    undone = 2
            except ConflictError:
                continue
            done.add(type(act))
            assert store.verify(session, kept.id).ok
            for _ in range(undone):
                store.undo(session, kept.id, "reviewer")
    assert done == {Shift, NoCounterpart, Confirm, Join}


def _seen(session: Session, alignment: int) -> Versions:
    return Versions({b.id: b.version for b in store.stream_beads(session, alignment)}, {})


def _words(out: io.BytesIO) -> str:
    """What a written file says: as it stands, or what its parts say where it is a package."""
    if not zipfile.is_zipfile(out):
        return out.getvalue().decode("utf-8")
    with zipfile.ZipFile(out) as package:
        return "".join(package.read(part).decode("utf-8") for part in sorted(package.namelist()))


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_writes_it_in_the_order_of_the_source(
    name: str, pair: tuple[Document, Document, Alignment]
) -> None:
    bitext = Bitext(*pair)
    out = io.BytesIO()
    settings = ExportSettings("en", "ru", include="all")
    report = WRITERS[name].write(out, reviewed_beads(bitext), settings)
    assert report.units == 30
    written = _words(out)
    if name != "ladder":
        places = [written.index(pair[0].segment_text(k)) for k in range(30)]
        assert places == sorted(places)
