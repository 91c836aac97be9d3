"""Findings of stored alignments: kept until something changes, told for the beads in hand."""

from __future__ import annotations

import pytest

from alignments.bitext import SIDES, Alignment, Bead
from alignments.checks.registry import OF_WHOLE
from workbench import store
from workbench.database import Database
from workbench.errors import NotFoundError
from workbench.records import StoredAlignment, StoredFinding
from workbench.services import importing
from workbench.services.checking import Checker, count
from workbench.states import DismissalReason

RUSSIAN = """# Записка

В 1924 году он уехал<sup>[1]</sup> из Москвы. Кто ждал его там? Он (и она) знали это.

Письма шли по три месяца<sup>[2]</sup> через границу.

## Примечания

[1] Первое.

[2] Второе.
"""
ENGLISH = """# Memorandum

In 1925 he left<sup>[1]</sup> Moscow. Those waited for him there. He (and she knew it.

The letters took three months to cross the border.

## Notes

[1] The first.

[2] The second.
"""


@pytest.fixture
def alignment(database: Database) -> StoredAlignment:
    source = importing.read(RUSSIAN.encode(), "a.md", "ru")
    target = importing.read(ENGLISH.encode(), "b.md", "en")
    assert len(source) == len(target) == 8
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), 0.9) for n in range(8))
    with database.write() as session:
        project = store.create_project(session, "Письма")
        ids = [
            store.save_document(session, project.id, side, document, b"", "utf-8").id
            for side, document in zip(SIDES, (source, target), strict=True)
        ]
        return store.save_alignment(
            session, project.id, ids[0], ids[1], Alignment(beads, 8, 8, "by hand"), "builtin"
        )


def codes(findings: tuple[StoredFinding, ...]) -> list[str]:
    return [one.finding.code for one in findings]


ALL = ["numbers-differ", "end-differs", "bracket-unpaired", "note-mark-missing", "note-uncalled"]


def test_all_findings_come_in_row_order_with_their_beads(
    database: Database, alignment: StoredAlignment
) -> None:
    checked = Checker(database).findings(alignment.id)
    assert (checked.ready, checked.head) == (True, 1)
    assert codes(checked.findings) == ALL
    with database.read() as session:
        beads = store.page_beads(session, alignment.id).items
    assert [one.bead for one in checked.findings] == [beads[n].id for n in (1, 2, 3, 4, 7)]
    assert checked.findings[0].words == "1924 · 1925"


def test_an_edit_is_seen_at_once_and_undone_at_once(
    database: Database, alignment: StoredAlignment
) -> None:
    checker = Checker(database)
    checker.findings(alignment.id)
    document = alignment.target_document_id
    assert document is not None
    with database.write() as session:
        segment = store.page_segments(session, document).items[1]
        act = store.EditText(segment.id, "In 1924 he left<sup>[1]</sup> Moscow.")
        versions = store.Versions(segments={segment.id: segment.version})
        store.apply(session, alignment.id, act, versions, "Анна")
    assert codes(checker.findings(alignment.id).findings) == ALL[1:]
    with database.write() as session:
        store.undo(session, alignment.id, "Анна")
    assert codes(checker.findings(alignment.id).findings) == ALL


@pytest.mark.parametrize("warm", [False, True], ids=["before all are known", "after"])
def test_beads_in_hand_are_told_like_the_whole_but_for_what_needs_it(
    database: Database, alignment: StoredAlignment, warm: bool
) -> None:
    checker, known = Checker(database), Checker(database).findings(alignment.id).findings
    if warm:
        checker.findings(alignment.id)
    with database.read() as session:
        ids = [bead.id for bead in store.page_beads(session, alignment.id).items]
    covered = checker.covered(alignment.id)
    assert not covered & OF_WHOLE
    assert ("note-mark-missing" in covered) is warm
    told = checker.of_beads(alignment.id, ids).findings
    assert told == tuple(one for one in known if one.finding.code in covered)
    assert checker.of_beads(alignment.id, ids[1:2]).findings == told[:1]
    assert checker.of_beads(alignment.id, [999_999]).findings == ()


def test_a_dismissal_survives_new_cuts_and_a_new_alignment(
    database: Database, alignment: StoredAlignment
) -> None:
    checker = Checker(database)
    finding = checker.findings(alignment.id).findings[0].finding
    with database.write() as session:
        project = alignment.project_id
        reason = DismissalReason.AS_PRINTED
        store.dismiss(session, project, finding.code, finding.about, "1924", reason, "Анна")
        beads = store.page_beads(session, alignment.id).items
        seen = store.Versions(beads={bead.id: bead.version for bead in beads[1:3]})
        act = store.Join((beads[1].id, beads[2].id))
        store.apply(session, alignment.id, act, seen, "Анна")
        again = store.save_alignment(
            session, project, alignment.source_document_id, alignment.target_document_id,
            Alignment((Bead(range(8), range(8)),), 8, 8, "anew"), "builtin",
        )  # fmt: skip
    for one in (alignment, again):
        findings = checker.findings(one.id).findings
        dismissed = [f.finding.code for f in findings if f.dismissal is not None]
        assert dismissed == ["numbers-differ"]
        assert next((c.open, c.dismissed) for c in count(findings)) == (0, 1)


def test_a_long_alignment_is_checked_in_the_background(
    database: Database, alignment: StoredAlignment
) -> None:
    checker = Checker(database, at_once=3)
    first = checker.findings(alignment.id)
    assert (first.ready, first.findings) == (False, ())
    checker.wait()
    assert codes(checker.findings(alignment.id).findings) == ALL


def test_what_is_deleted_while_it_is_checked_is_not_found(
    database: Database, alignment: StoredAlignment
) -> None:
    checker = Checker(database, at_once=3)
    checker.findings(alignment.id)
    with database.write() as session:
        store.delete_project(session, alignment.project_id)
    checker.wait()
    with pytest.raises(NotFoundError):
        checker.findings(alignment.id)
