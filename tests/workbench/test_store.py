from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignments.bitext import (
    Alignment,
    Bead,
    Block,
    BlockKind,
    Document,
    Join,
    Notice,
    Reason,
    Segment,
    Side,
    Span,
    SpanKind,
    Stream,
)
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import Counts, JoinNote, Page, StoredAlignment, StoredBead
from workbench.states import BeadState, NullReason, xliff_state
from workbench.store.structure import (
    read_blocks,
    read_joins,
    read_notices,
    read_spans,
    write_structure,
)

Item = TypeVar("Item")
SavePair = Callable[..., StoredAlignment]

TEXT = "Глава I\n\n«Это B[olshevik] 😀.» И ещё\n\nодно.[1]\n\n[1] Note."
DOCUMENT = Document(
    name="глава.md",
    language="ru",
    text=TEXT,
    blocks=(
        Block(BlockKind.HEADING, 0, 7, level=2, number="I", stream=Stream.FRONT),
        Block(BlockKind.PARAGRAPH, 9, 35),
        Block(BlockKind.PARAGRAPH, 37, 45),
        Block(BlockKind.NOTE, 47, 56, number="1", stream=Stream.NOTES, duplicate_of=0),
    ),
    spans=(
        Span(SpanKind.EMPHASIS, 9, 45, "strong"),
        Span(SpanKind.COMPLETION, 15, 24),
        Span(SpanKind.NOTE_MARK, 42, 45, "1"),
    ),
    joins=(Join(1, 2, "page break", True),),
    notices=(Notice("two-copies", "The notes are there twice.", 47), Notice("odd", "Odd.")),
    segments=(Segment(0, 7, 0), Segment(9, 28, 1), Segment(29, 45, 1), Segment(47, 56, 3)),
)


@pytest.fixture
def project(database: Database) -> int:
    with database.write() as session:
        return store.create_project(session, "Письма").id


def save(database: Database, project: int, document: Document, side: Side = "source") -> int:
    with database.write() as session:
        return store.save_document(
            session, project, side, document, document.text.encode("cp1251", "replace"), "cp1251"
        ).id


def every(page: Callable[[str | None], Page[Item]]) -> list[Item]:
    found: list[Item] = []
    cursor: str | None = None
    while True:
        part = page(cursor)
        found.extend(part.items)
        cursor = part.next
        if cursor is None:
            return found


def test_projects_are_listed_newest_first_page_by_page(database: Database) -> None:
    with database.write() as session:
        made = [store.create_project(session, f" Письма {n} ").id for n in range(5)]
    with database.read() as session:
        pages = [store.list_projects(session, cursor, 2) for cursor in (None, "4", "2")]
    assert [[p.id for p in page.items] for page in pages] == [[5, 4], [3, 2], [1]]
    assert [page.next for page in pages] == ["4", "2", None]
    assert made == [1, 2, 3, 4, 5]
    assert pages[0].items[0].name == "Письма 4"


@pytest.mark.parametrize("cursor", ["", "x", "1.2", "-1", "9" * 20, "١"])
def test_a_cursor_of_another_list_is_refused(sqlite_database: Database, cursor: str) -> None:
    with sqlite_database.read() as session, pytest.raises(InputError, match="cursor"):
        store.list_projects(session, cursor)


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        (" ", "ru", "empty-name"),
        ("x" * 301, "ru", "long-name"),
        ("a\0b", "ru", "nul-character"),
        ("\ud800", "ru", "lone-surrogate"),
        ("Письма", "по-русски", "language"),
        ("Письма", "", "language"),
    ],
)
def test_what_a_database_cannot_keep_is_refused_before(
    sqlite_database: Database, name: str, language: str, code: str
) -> None:
    with sqlite_database.write() as session, pytest.raises(InputError) as caught:
        store.create_project(session, name, language)
    assert caught.value.code == code


def test_a_project_is_renamed_and_deleted_with_all_it_holds(
    database: Database, save_pair: SavePair
) -> None:
    alignment = save_pair(database, (0, 1, 0, 1))
    kept = save_pair(database, (0, 1, 0, 1))
    with database.write() as session:
        assert store.rename_project(session, alignment.project_id, "Речи").name == "Речи"
        store.delete_project(session, alignment.project_id)
    with database.read() as session:
        for find, key in (
            (store.get_project, alignment.project_id),
            (store.get_alignment, alignment.id),
            (store.get_document, alignment.source_document_id or 0),
        ):
            with pytest.raises(NotFoundError):
                find(session, key)
        assert store.get_project(session, kept.project_id).alignments == (kept,)
        assert store.verify(session, kept.id).ok


def test_a_document_comes_back_as_it_was_saved(database: Database, project: int) -> None:
    key = save(database, project, DOCUMENT)
    with database.read() as session:
        assert store.load_document(session, key) == DOCUMENT
        assert store.load_original(session, key) == TEXT.encode("cp1251", "replace")
        stored = store.get_document(session, key)
        assert store.get_project(session, project).documents == (stored,)
    assert (stored.name, stored.language, stored.encoding) == ("глава.md", "ru", "cp1251")
    assert (stored.characters, stored.size) == (len(TEXT), 4)
    assert stored.blocks == {
        "heading": 1,
        "paragraph": 2,
        "list_item": 0,
        "note": 1,
        "furniture": 0,
    }
    assert (stored.spans["completion"], stored.spans["gloss"]) == (1, 0)
    assert stored.joins == (
        JoinNote(0, "page break", True, "«Это B[olshevik] 😀.» И ещё", "одно.[1]"),
    )
    assert stored.notices == DOCUMENT.notices


def test_a_text_with_a_nul_character_is_refused_on_both_databases(
    database: Database, project: int
) -> None:
    document = Document("a.txt", "ru", "a\0b")
    with database.write() as session, pytest.raises(InputError, match="NUL"):
        store.save_document(session, project, "source", document, b"a\0b", "ascii")


def test_segments_know_their_block_and_the_spans_that_touch_them(
    database: Database, project: int
) -> None:
    key = save(database, project, DOCUMENT)
    with database.read() as session:
        segments = store.page_segments(session, key).items
    assert [s.text for s in segments] == [
        "Глава I",
        "«Это B[olshevik] 😀.",
        "» И ещё\n\nодно.[1]"[1:],
        "[1] Note.",
    ]
    assert [s.first_of_block for s in segments] == [True, True, False, True]
    assert [s.in_block.kind for s in segments] == ["heading", "paragraph", "paragraph", "note"]
    assert segments[1].spans == (
        Span(SpanKind.EMPHASIS, 0, 19, "strong"),
        Span(SpanKind.COMPLETION, 6, 15),
    )
    assert segments[2].spans == (
        Span(SpanKind.EMPHASIS, 0, 16, "strong"),
        Span(SpanKind.NOTE_MARK, 13, 16, "1"),
    )
    assert [s.spans for s in segments[::3]] == [(), ()]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
def test_pages_of_segments_give_the_same_as_all_at_once(
    sqlite_database: Database, limit: int
) -> None:
    with sqlite_database.write() as session:
        project = store.create_project(session, "Письма").id
    key = save(sqlite_database, project, DOCUMENT)
    with sqlite_database.read() as session:
        whole = store.page_segments(session, key).items
        assert every(lambda after: store.page_segments(session, key, after, limit)) == [*whole]
        ids = [segment.id for segment in whole]
        assert store.get_segments(session, [ids[2], ids[1], 99]) == whole[1:3]


def test_segments_of_no_document_are_not_found(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFoundError):
        store.page_segments(session, 7)


def test_another_structure_replaces_the_segments_until_an_alignment_stands_on_them(
    database: Database, project: int
) -> None:
    key = save(database, project, DOCUMENT)
    other = Document(
        DOCUMENT.name,
        "ru",
        TEXT,
        DOCUMENT.blocks,
        DOCUMENT.spans,
        (Join(1, 2, "page break", False),),
        DOCUMENT.notices,
        (Segment(0, 7, 0), Segment(9, 35, 1), Segment(37, 45, 2)),
    )
    with database.write() as session:
        stored = store.replace_structure(session, key, other)
    assert (stored.size, stored.joins[0].accepted) == (3, False)
    with database.write() as session:
        assert store.load_document(session, key) == other
        beads = tuple(Bead(range(n, n + 1), range(0)) for n in range(3))
        store.save_alignment(session, project, key, None, Alignment(beads, 3, 0), "builtin")
    with database.write() as session:
        for refused in (
            lambda: store.replace_structure(session, key, DOCUMENT),
            lambda: store.delete_document(session, key),
        ):
            with pytest.raises(ConflictError) as caught:
                refused()
            assert caught.value.code == "document-in-use"


def test_a_document_nobody_uses_can_be_deleted(database: Database, project: int) -> None:
    key = save(database, project, DOCUMENT)
    with database.write() as session:
        store.delete_document(session, key)
    with database.read() as session, pytest.raises(NotFoundError):
        store.load_document(session, key)


BEADS = (
    Bead(range(1), range(2, 3), 0.9, (), crossing=True),
    Bead(range(1, 3), range(1), 0.1 + 0.2, (Reason("number", "12"), Reason("length"))),
    Bead(range(3, 3), range(1, 2), 0.85),
    Bead(range(3, 4), range(3, 4)),
    Bead(range(4, 5), range(4, 4)),
)


@pytest.fixture
def alignment(database: Database, project: int) -> StoredAlignment:
    source = Document("о.txt", "ru", "аaбbв", (Block(BlockKind.PARAGRAPH, 0, 5),)).with_segments(
        [Segment(n, n + 1, 0) for n in range(5)]
    )
    target = Document("t.txt", "en", "abcd", (Block(BlockKind.PARAGRAPH, 0, 4),)).with_segments(
        [Segment(n, n + 1, 0) for n in range(4)]
    )
    keys = save(database, project, source), save(database, project, target, "target")
    with database.write() as session:
        return store.save_alignment(
            session, project, *keys, Alignment(BEADS, 5, 4, "builtin@1"), "builtin", job_id=41
        )


def test_an_alignment_comes_back_as_it_was_saved(
    database: Database, alignment: StoredAlignment
) -> None:
    with database.read() as session:
        assert store.get_alignment(session, alignment.id) == alignment
        assert store.alignment_of_job(session, 41) == alignment
        assert store.alignment_of_job(session, 42) is None
        bitext = store.load_bitext(session, alignment.id)
        streamed = tuple(store.stream_beads(session, alignment.id))
        assert store.verify(session, alignment.id).ok
    assert bitext.bitext.alignment == Alignment(BEADS, 5, 4, "builtin@1")
    assert bitext.texts.text("source", 2) == "б"
    assert bitext.beads == streamed
    assert alignment.beads == 5
    assert (alignment.source_language, alignment.target_language) == ("ru", "en")
    assert (alignment.head, alignment.can_undo, alignment.can_redo) == (1, False, False)


def test_counts_add_up_and_wrong_beads_are_expected_by_confidence(
    database: Database, alignment: StoredAlignment
) -> None:
    counts = alignment.counts
    # Without a confidence a bead is doubtful, a null one too; a sure null bead is counted apart.
    assert counts == Counts(confirmed=0, sure=1, doubtful=3, null=1)
    assert alignment.expected_wrong == pytest.approx(0.1 + 0.7 + 0.15)
    with database.write() as session:
        bead = store.page_beads(session, alignment.id).items[1]
        after = store.apply(
            session, alignment.id, store.Confirm(bead.id), store.Versions({bead.id: 1}), "Мария"
        ).alignment
    assert after.counts == Counts(confirmed=1, sure=1, doubtful=2, null=1)
    assert after.expected_wrong == pytest.approx(0.1 + 0.15)


def test_counts_follow_when_the_threshold_of_doubt_moves(
    database: Database, alignment: StoredAlignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.store.counting.DOUBT_THRESHOLD", 0.2)
    with database.read() as session:
        assert store.get_alignment(session, alignment.id).counts == Counts(0, 2, 2, 1)
    with database.write() as session:
        bead = store.page_beads(session, alignment.id).items[0]
        store.apply(
            session, alignment.id, store.Confirm(bead.id), store.Versions({bead.id: 1}), "Мария"
        )
    with database.read() as session:
        assert store.get_alignment(session, alignment.id).counts == Counts(1, 1, 2, 1)


@pytest.mark.parametrize("limit", [1, 2, 5, 9])
def test_pages_of_beads_give_the_same_as_the_stream(
    database: Database, alignment: StoredAlignment, limit: int
) -> None:
    with database.read() as session:
        found = every(lambda after: store.page_beads(session, alignment.id, after, limit))
        assert found == list(store.stream_beads(session, alignment.id))
        assert store.get_bead(session, alignment.id) == found[0]


def test_a_job_that_runs_twice_saves_its_alignment_once(
    database: Database, alignment: StoredAlignment
) -> None:
    with database.write() as session:
        again = store.save_alignment(
            session,
            alignment.project_id,
            alignment.source_document_id,
            alignment.target_document_id,
            Alignment(BEADS, 5, 4, "builtin@2"),
            "builtin",
            job_id=41,
        )
        assert again == alignment
        assert len(store.get_project(session, alignment.project_id).alignments) == 1


def test_an_alignment_over_other_documents_is_refused(
    database: Database, alignment: StoredAlignment
) -> None:
    source, target = alignment.source_document_id, alignment.target_document_id
    two, five = (
        Alignment(tuple(Bead(range(n, n + 1), range(0)) for n in range(size)), size, 0)
        for size in (2, 5)
    )
    with database.write() as session:
        elsewhere = store.create_project(session, "Другие").id
        for key, documents, value, error in (
            (alignment.project_id, (source, None), two, ConflictError),
            (alignment.project_id, (None, None), five, InputError),
            (alignment.project_id, (target, None), five, InputError),
            (elsewhere, (source, None), five, InputError),
            (alignment.project_id, (999, None), five, NotFoundError),
        ):
            with pytest.raises(error):
                store.save_alignment(session, key, *documents, value, "builtin")


def test_a_translation_without_an_original_can_be_aligned_to_nothing(
    database: Database, project: int
) -> None:
    key = save(database, project, DOCUMENT, "target")
    beads = tuple(Bead(range(0), range(n, n + 1), 1.0) for n in range(4))
    with database.write() as session:
        stored = store.save_alignment(
            session, project, None, key, Alignment(beads, 0, 4), "builtin"
        )
    with database.read() as session:
        bitext = store.load_bitext(session, stored.id)
        assert store.verify(session, stored.id).ok
    assert (stored.source_size, stored.counts.null, stored.source_language) == (0, 4, "ru")
    assert bitext.bitext.source == Document("", "ru", "")


def test_times_are_aware_and_exact_on_both_databases(database: Database) -> None:
    at = datetime(2026, 11, 22, 10, 30, 0, 123456, tzinfo=timezone(timedelta(hours=3)))
    with database.write() as session:
        store.create_project(session, "Письма", at=at)
    with database.read() as session:
        found = store.get_project(session, 1).created_at
    assert found == at
    assert found.tzinfo is UTC


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, original=st.binary(max_size=40), label=TEXTS)
def test_any_text_and_bytes_come_back_exactly(
    database: Database, text: str, original: bytes, label: str
) -> None:
    document = Document(
        "x",
        "ru",
        text,
        (Block(BlockKind.PARAGRAPH, 0, len(text)),),
        (Span(SpanKind.GLOSS, 0, len(text), label),),
        segments=(Segment(0, len(text), 0),),
    )
    with database.write() as session:
        project = store.create_project(session, "Письма").id
        key = store.save_document(session, project, "target", document, original, "utf-8").id
    with database.read() as session:
        assert store.load_document(session, key) == document
        assert store.load_original(session, key) == original
        assert store.page_segments(session, key).items[0].text == text


def test_structure_is_written_and_read_back_through_json() -> None:
    import json

    written = json.loads(json.dumps(write_structure(DOCUMENT)))
    assert read_blocks(written) == DOCUMENT.blocks
    assert read_spans(written) == DOCUMENT.spans
    assert read_joins(written) == DOCUMENT.joins
    assert read_notices(written) == DOCUMENT.notices


@pytest.mark.parametrize(
    ("state", "is_null", "xliff"),
    [
        (BeadState.PROPOSED, True, "initial"),
        (BeadState.PROPOSED, False, "translated"),
        (BeadState.CONFIRMED, False, "reviewed"),
        (BeadState.CONFIRMED, True, "reviewed"),
        (BeadState.SECOND_LOOK, False, "translated"),
        (BeadState.SECOND_LOOK, True, "initial"),
    ],
)
def test_states_have_their_xliff_names(state: BeadState, is_null: bool, xliff: str) -> None:
    bead = StoredBead(1, range(1), range(0 if is_null else 1), state, null_reason=NullReason.NOTE)
    assert xliff_state(bead.state, bead.is_null) == xliff
