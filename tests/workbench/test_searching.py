"""The concordance over the pairs of a project, on both databases."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from alignments.bitext import (
    SIDES,
    Alignment,
    Bead,
    Block,
    BlockKind,
    Document,
    Segment,
    Side,
    Span,
    SpanKind,
)
from workbench import store
from workbench.concordance.queries import Mode
from workbench.concordance.results import Found, Hit, Order, Where
from workbench.database import Database
from workbench.errors import InputError, NotFoundError
from workbench.records import StoredAlignment
from workbench.services import searching
from workbench.services.searching import Search

RUSSIAN = (
    "Решение ЦК ВКП(б) принято.",
    "Большевики-ленинцы в ссылке.",
    "Всё ещё спорят о печати.",
    "ЦК молчит<sup>[8]</sup> и спорит.",
)
ENGLISH = (
    "The decision of the CC was taken.",
    "Bolshevik-Leninists in exile.",
    "They still argue about the press.",
    "The CC is silent.",
)


def document(side: Side, lines: Sequence[str]) -> Document:
    """A document of one segment a line, with its note marks as spans."""
    whole = "\n".join(lines)
    places, start = [], 0
    for line in lines:
        places.append((start, start + len(line)))
        start += len(line) + 1
    mark = "<sup>[8]</sup>"
    at = whole.find(mark)
    spans = (Span(SpanKind.NOTE_MARK, at, at + len(mark), "8"),) if at >= 0 else ()
    return Document(
        side,
        "ru" if side == "source" else "en",
        whole,
        tuple(Block(BlockKind.PARAGRAPH, *place) for place in places),
        spans,
        segments=tuple(Segment(*place, number) for number, place in enumerate(places)),
    )


def save(
    database: Database,
    sources: Sequence[str] = RUSSIAN,
    targets: Sequence[str] = ENGLISH,
    runs: Sequence[tuple[int, int, int, int]] | None = None,
    project: int | None = None,
) -> StoredAlignment:
    """Two documents aligned one to one, or by these runs."""
    runs = runs or [(n, n + 1, n, n + 1) for n in range(len(sources))]
    beads = tuple(Bead(range(a, b), range(c, d), 0.9) for a, b, c, d in runs)
    with database.write() as session:
        project = project or store.create_project(session, "Печать").id
        ids = [
            store.save_document(session, project, side, document(side, lines), b"", "utf-8").id
            for side, lines in zip(SIDES, (sources, targets), strict=True)
        ]
        alignment = Alignment(beads, len(sources), len(targets), "by hand")
        return store.save_alignment(session, project, ids[0], ids[1], alignment, "builtin")


def find(
    database: Database,
    alignment: StoredAlignment,
    query: str,
    mode: Mode = Mode.SUBSTRING,
    where: Where = Where.EITHER,
    lacks: str = "",
    order: Order = Order.TEXT,
    after: str | None = None,
    limit: int = 50,
) -> Found:
    """Search from within an alignment."""
    wanted = Search(query, mode, where, lacks, order, alignment.id)
    answer = searching.search(database, alignment.project_id, wanted, after, limit)
    assert answer.waiting == 0
    return answer.found


def rows(found: Found) -> list[int]:
    """The rows that were found."""
    return [hit.row for hit in found.hits]


def marks(hit: Hit) -> list[str]:
    """What stands out in a hit."""
    sides = [side for side in (hit.source, hit.target) if side is not None]
    return [side.text[slice(*mark)] for side in sides for mark in side.marks]


@pytest.mark.parametrize(
    ("query", "mode", "where", "lacks", "expected"),
    [
        pytest.param("ЦК", Mode.SUBSTRING, Where.EITHER, "", [1, 4], id="two letters"),
        pytest.param("вкп(б)", Mode.SUBSTRING, Where.EITHER, "", [1], id="brackets"),
        pytest.param("еще", Mode.SUBSTRING, Where.EITHER, "", [3], id="ё"),
        pytest.param("молчит и", Mode.SUBSTRING, Where.EITHER, "", [4], id="over a note mark"),
        pytest.param("sup", Mode.SUBSTRING, Where.EITHER, "", [], id="no markup"),
        pytest.param("нет", Mode.SUBSTRING, Where.EITHER, "", [], id="nothing"),
        pytest.param("%", Mode.SUBSTRING, Where.EITHER, "", [], id="no sign of SQL"),
        pytest.param("___", Mode.SUBSTRING, Where.EITHER, "", [], id="nor another"),
        pytest.param('"" OR cc', Mode.SUBSTRING, Where.EITHER, "", [], id="nor of the index"),
        pytest.param("c", Mode.SUBSTRING, Where.TARGET, "", [1, 4], id="one letter"),
        pytest.param("the", Mode.SUBSTRING, Where.SOURCE, "", [], id="one side"),
        pytest.param("большевик-ленинец", Mode.WORDS, Where.EITHER, "", [2], id="forms"),
        pytest.param("спорить", Mode.WORDS, Where.EITHER, "", [3, 4], id="forms of a verb"),
        pytest.param("argued", Mode.WORDS, Where.EITHER, "", [3], id="English forms"),
        pytest.param("ц", Mode.WORDS, Where.EITHER, "", [], id="a whole word, not a part"),
        pytest.param(r"^цк\b", Mode.REGEX, Where.EITHER, "", [4], id="a pattern"),
        pytest.param(r"silen[ct]", Mode.REGEX, Where.EITHER, "", [4], id="without a literal"),
        pytest.param("ЦК", Mode.SUBSTRING, Where.SOURCE_ONLY, "CC", [], id="both have it"),
        pytest.param("ЦК", Mode.SUBSTRING, Where.SOURCE_ONLY, "decision", [4], id="one lacks it"),
        pytest.param("ЦК", Mode.SUBSTRING, Where.SOURCE_ONLY, "", [1, 4], id="itself lacking"),
        pytest.param("CC", Mode.SUBSTRING, Where.TARGET_ONLY, "ВКП", [4], id="the other way"),
    ],
)
def test_a_search_finds_the_pairs(
    database: Database, query: str, mode: Mode, where: Where, lacks: str, expected: list[int]
) -> None:
    found = find(database, save(database), query, mode, where, lacks)
    assert sorted(rows(found)) == sorted(expected)
    assert rows(found) == sorted(rows(found))


@pytest.mark.parametrize("few", [2000, 1], ids=["counted", "walked"])
@pytest.mark.parametrize("query", ["ЦК", "спор", "the", "о"])
def test_pages_together_are_the_whole(
    database: Database, monkeypatch: pytest.MonkeyPatch, query: str, few: int
) -> None:
    alignment = save(database, RUSSIAN * 5, ENGLISH * 5)
    whole = rows(find(database, alignment, query))
    monkeypatch.setattr("workbench.store.searching.FEW", few)
    monkeypatch.setattr("workbench.store.walking.BATCHES", (3, 4))
    pages, after = [], None
    while True:
        page = find(database, alignment, query, after=after, limit=2)
        pages += rows(page)
        assert len(page.hits) <= 2
        after = page.next
        if after is None:
            break
    assert pages == whole
    assert pages == sorted(set(pages))


def test_a_search_that_takes_long_gives_what_it_has_and_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    alignment = save(database, RUSSIAN * 5, ENGLISH * 5)
    monkeypatch.setattr("workbench.store.walking.BATCHES", (3,))
    monkeypatch.setattr("workbench.store.walking.SECONDS", 0.0)
    pages, after = [], None
    for _ in range(20):
        page = find(database, alignment, r"^цк\b", Mode.REGEX, after=after)
        assert page.total is None
        pages += rows(page)
        after = page.next
        if after is None:
            break
    assert pages == [4, 8, 12, 16, 20]


def test_a_pair_of_several_segments_is_found_once_and_marked_in_each(database: Database) -> None:
    alignment = save(database, runs=[(0, 4, 0, 2), (4, 4, 2, 4)])
    found = find(database, alignment, "ЦК")
    assert rows(found) == [1]
    assert marks(found.hits[0]) == ["ЦК", "ЦК"]
    (null,) = find(database, alignment, "press").hits
    assert (null.row, null.source) == (2, None)


def test_moved_pairs_are_found_by_what_stands_in_them(database: Database) -> None:
    alignment = save(database, runs=[(0, 1, 3, 4), (1, 2, 0, 1), (2, 3, 1, 2), (3, 4, 2, 3)])
    assert rows(find(database, alignment, "silent")) == [1]
    assert rows(find(database, alignment, "press")) == [4]
    assert rows(find(database, alignment, "e", where=Where.TARGET)) == [1, 2, 3, 4]


def test_the_best_come_first_where_asked(database: Database) -> None:
    lines = ("Бездомный человек.", "В этом доме живут люди.", "Домик.", "Дом.")
    alignment = save(database, lines, ENGLISH)
    found = find(database, alignment, "дом", order=Order.RELEVANCE)
    assert rows(found) == [4, 3, 2, 1]
    assert found.total == 4
    second = find(database, alignment, "дом", order=Order.RELEVANCE, limit=2)
    assert rows(second) == [4, 3]
    rest = find(database, alignment, "дом", order=Order.RELEVANCE, limit=2, after=second.next)
    assert (rows(rest), rest.next) == ([2, 1], None)


def test_every_pair_of_texts_of_the_project_is_searched_once(database: Database) -> None:
    first = save(database)
    other = save(database, ("Слово кулебяка.",), ("A pie.",), project=first.project_id)
    with database.write() as session:
        alignment = Alignment(
            tuple(Bead(range(n, n + 1), range(n, n + 1), 0.5) for n in range(4)), 4, 4, "again"
        )
        again = store.save_alignment(
            session,
            first.project_id,
            first.source_document_id,
            first.target_document_id,
            alignment,
            "builtin",
        )
    stranger = save(database, ("Слово ЦК чужого проекта.",), ("No.",))

    def places(alignment: StoredAlignment, query: str) -> list[int]:
        return [hit.alignment_id for hit in find(database, alignment, query).hits]

    assert places(first, "ЦК") == [first.id, first.id]
    assert places(again, "ЦК") == [again.id, again.id]
    assert places(other, "ЦК") == [again.id, again.id]
    assert places(first, "кулебяк") == [other.id]
    assert places(other, "о") == [other.id, again.id, again.id, again.id, again.id]
    assert places(stranger, "ЦК") == [stranger.id]


def test_the_index_follows_an_edit_its_undo_and_redo(database: Database) -> None:
    alignment = save(database)
    with database.read() as session:
        page = store.page_segments(session, alignment.source_document_id or 0)
    segment = page.items[1]
    seen = store.Versions(segments={segment.id: 1})
    with database.write() as session:
        act = store.EditText(segment.id, "Меньшевики на свободе.")
        store.apply(session, alignment.id, act, seen, "Анна")
    assert rows(find(database, alignment, "меньшевик")) == [2]
    assert rows(find(database, alignment, "большевик")) == []
    with database.write() as session:
        store.undo(session, alignment.id, "Анна")
    assert rows(find(database, alignment, "меньшевик")) == []
    assert rows(find(database, alignment, "большевик")) == [2]
    with database.write() as session:
        store.redo(session, alignment.id, "Анна")
    assert rows(find(database, alignment, "меньшевик")) == [2]


def test_the_index_follows_joins_of_pairs(database: Database) -> None:
    alignment = save(database)
    with database.read() as session:
        beads = store.page_beads(session, alignment.id).items
    pair = (beads[0].id, beads[1].id)
    with database.write() as session:
        seen = store.Versions(beads=dict.fromkeys(pair, 1))
        store.apply(session, alignment.id, store.Join(pair), seen, "Анна")
    assert rows(find(database, alignment, "ссылк")) == [1]
    assert rows(find(database, alignment, "молчит")) == [3]


def test_the_index_goes_with_its_documents_and_projects(database: Database) -> None:
    gone = save(database)
    kept = save(database)
    with database.write() as session:
        store.delete_project(session, gone.project_id)
    assert rows(find(database, kept, "ссылк")) == [2]
    with database.read() as session:
        left = session.execute(text("SELECT count(*) FROM search_text")).scalar_one()
        assert left == len(RUSSIAN) + len(ENGLISH)
    with pytest.raises(NotFoundError):
        find(database, gone, "ссылк")


def test_texts_of_an_older_database_are_found_at_the_first_search(database: Database) -> None:
    alignment = save(database)
    with database.write() as session:
        session.execute(text("DELETE FROM search_text"))
    assert rows(find(database, alignment, "ссылк")) == [2]


def test_many_such_texts_are_left_to_a_job(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    alignment = save(database)
    with database.write() as session:
        session.execute(text("DELETE FROM search_text"))
    monkeypatch.setattr(searching, "AT_ONCE", 3)
    monkeypatch.setattr("workbench.store.search_index.AT_ONCE", 3)
    wanted = Search("ссылк", alignment_id=alignment.id)
    answer = searching.search(database, alignment.project_id, wanted, None, 50)
    assert (answer.waiting, answer.found.hits) == (8, ())


@pytest.mark.parametrize(
    ("after", "reason"),
    [("x", "no cursor"), ("1.2", "of another list"), ("999.0.0.0.0.1", "of another project")],
)
def test_a_cursor_of_another_list_is_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch, after: str, reason: str
) -> None:
    alignment = save(database)
    monkeypatch.setattr("workbench.store.searching.FEW", 0)
    with pytest.raises(InputError, match="cursor"):
        find(database, alignment, "ЦК", after=after)
    assert reason


@pytest.mark.postgres
def test_postgresql_finds_the_same_without_its_extension(postgres_database: Database) -> None:
    made = "CREATE INDEX ix_search_text_folded ON search_text USING gin (folded gin_trgm_ops)"
    with postgres_database.write() as session:
        session.execute(text("DROP INDEX IF EXISTS ix_search_text_folded"))
    try:
        alignment = save(postgres_database)
        assert rows(find(postgres_database, alignment, "ссылк")) == [2]
    finally:
        with postgres_database.write() as session:
            session.execute(text(made))
