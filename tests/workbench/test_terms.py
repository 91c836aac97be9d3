"""Term bases in the store, on both databases: concepts, their acts, what was refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.concepts import Concept, Kind, Status, Term, TermBase
from glossary.starter import starter_base
from workbench import store
from workbench.database import Database
from workbench.errors import ConflictError, InputError, NotFoundError
from workbench.records import StoredConcept


def concept(source: str, target: str, key: str = "", status: Status = Status.PREFERRED) -> Concept:
    terms = Term(source, "ru"), Term(target, "en", status)
    return Concept(key or target, terms)


def base_of(database: Database) -> tuple[int, int]:
    """A project and an empty base of its own."""
    with database.write() as session:
        project = store.create_project(session, "Съезд").id
        return project, store.create_base(session, project, "House").id


def add(database: Database, base: int, made: Concept) -> StoredConcept:
    with database.write() as session:
        return store.create_concept(session, base, made, "Anna")


def found(
    database: Database, project: int, text: str = "", status: Status | None = None
) -> list[str]:
    with database.read() as session:
        page = store.page_concepts(session, project, text=text, status=status)
    return [one.concept.id for one in page.items]


def test_the_higher_base_comes_first_and_shared_ones_hold_everywhere(database: Database) -> None:
    project, base = base_of(database)
    with database.write() as session:
        shared = store.create_base(session, None, "Everybody's").id
        high = store.create_base(session, project, "Editor's", 5).id
        other = store.create_project(session, "Другое").id
    with database.read() as session:
        assert [one.id for one in store.list_bases(session, project)] == [high, base, shared]
        assert [one.id for one in store.list_bases(session, other)] == [shared]


def test_a_concept_comes_back_as_it_was_given(database: Database) -> None:
    _, base = base_of(database)
    terms = (
        Term("Центральный Комитет", "ru", Status.PREFERRED, note="орган"),
        Term("ЦК", "ru", Status.ADMITTED, Kind.ABBREVIATION, abbreviates="Центральный Комитет"),
        Term("Central Committee", "en", context="elected by the congress"),
    )
    given = Concept("cc", terms, "the party's organ", "organs", ("a note",), "usage")
    made = add(database, base, given)
    assert made.concept == given
    assert made.version == 1


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("съезд", None, ["congress"]),
        ("СЪЕЗД", None, ["congress"]),  # case is folded
        ("отчет", None, ["report"]),  # ё and е are one
        ("%", None, []),  # a sign of patterns is a sign
        ("", Status.DEPRECATED, ["faction"]),
        ("congress", Status.DEPRECATED, []),
    ],
)
def test_concepts_are_found_by_text_and_status(
    database: Database, text: str, status: Status | None, expected: list[str]
) -> None:
    project, base = base_of(database)
    add(database, base, concept("съезд", "congress"))
    add(database, base, concept("отчёт", "report"))
    add(database, base, concept("фракция", "faction", status=Status.DEPRECATED))
    assert found(database, project, text, status) == expected


def test_a_taken_id_gets_a_number(database: Database) -> None:
    project, base = base_of(database)
    add(database, base, concept("съезд", "congress"))
    add(database, base, concept("конгресс", "congress"))
    assert found(database, project) == ["congress", "congress-2"]


def test_a_change_made_on_an_old_version_is_refused(database: Database) -> None:
    _, base = base_of(database)
    made = add(database, base, concept("съезд", "congress"))
    better = concept("съезд", "party congress")
    with database.write() as session:
        changed = store.update_concept(session, made.id, 1, better, "Anna")
        assert (changed.version, changed.concept.id) == (2, "congress")
        with pytest.raises(ConflictError, match="meanwhile"):
            store.delete_concept(session, made.id, 1, "Boris")


def test_every_act_is_kept_and_taken_back_the_last_first(database: Database) -> None:
    project, base = base_of(database)
    made = add(database, base, concept("съезд", "congress"))
    with database.write() as session:
        store.update_concept(session, made.id, 1, concept("съезд", "convention"), "Boris")
        store.delete_concept(session, made.id, 2, "Anna")
        assert store.undo_last(session, base, "Anna") == 3
        back = store.get_concept(session, made.id)
        assert back.concept.terms[1].text == "convention"
        assert back.version > 2
        assert store.undo_last(session, base, "Anna") == 2
        assert store.undo_last(session, base, "Anna") == 1
        with pytest.raises(ConflictError, match="nothing"):
            store.undo_last(session, base, "Anna")
        page = store.page_changes(session, base, limit=2)
        assert [(one.number, one.kind, one.reverts) for one in page.items] == [
            (6, "undo", 1),
            (5, "undo", 2),
        ]
    assert found(database, project) == []


def test_merged_concepts_become_one_and_come_apart_again(database: Database) -> None:
    project, base = base_of(database)
    one = add(database, base, concept("съезд", "congress"))
    two = add(database, base, concept("съезд", "convention"))
    with database.write() as session:
        merged = store.merge_concepts(session, one.id, 1, [two.id], "Anna")
    terms = [(term.text, term.status.value) for term in merged.concept.terms]
    assert terms == [("съезд", "preferred"), ("congress", "preferred"), ("convention", "admitted")]
    with database.write() as session:
        store.undo_last(session, base, "Anna")
    assert found(database, project) == ["congress", "convention"]


def test_a_file_adds_what_the_base_lacks(database: Database) -> None:
    project, base = base_of(database)
    made = add(database, base, concept("съезд", "congress"))
    told = replace(concept("съезд", "congress", "other"), definition="the highest organ")
    given = TermBase((told, concept("пленум", "plenum")))
    with database.write() as session:
        assert store.import_concepts(session, base, given, "Anna")[:2] == (1, 1)
        assert store.import_concepts(session, base, given, "Anna")[:2] == (0, 0)
        assert store.get_concept(session, made.id).concept.definition == "the highest organ"
        store.undo_last(session, base, "Anna")
    assert found(database, project) == ["congress"]


def test_the_starter_base_is_kept_whole(database: Database) -> None:
    _, base = base_of(database)
    with database.write() as session:
        store.import_concepts(session, base, starter_base(), "Anna")
    with database.read() as session:
        assert store.load_base(session, base).concepts == starter_base().concepts


def test_a_state_of_the_terms_tells_every_change(database: Database) -> None:
    project, base = base_of(database)
    seen = []
    for step in range(3):
        with database.write() as session:
            if step == 1:
                store.create_concept(session, base, concept("съезд", "congress"), "Anna")
            if step == 2:
                store.change_base(session, base, priority=3)
            seen.append(store.terms_state(session, project))
    assert len(set(seen)) == 3


def test_what_was_refused_stays_so_until_it_is_taken_back(database: Database) -> None:
    project, _ = base_of(database)
    with database.write() as session:
        first = store.refuse_term(session, project, "год", "year", "Anna")
        assert store.refuse_term(session, project, "год", "year", "Boris") == first
        store.take_back_refusal(session, first.id)
        assert store.refused_terms(session, project) == ()
        with pytest.raises(NotFoundError):
            store.take_back_refusal(session, first.id)


def test_text_that_no_database_keeps_is_refused(database: Database) -> None:
    _, base = base_of(database)
    with pytest.raises(InputError, match="NUL"):
        add(database, base, replace(concept("съезд", "congress"), definition="a\0b"))


def test_bases_go_with_their_project(database: Database) -> None:
    project, base = base_of(database)
    add(database, base, concept("съезд", "congress"))
    with database.write() as session:
        store.delete_project(session, project)
    with database.read() as session, pytest.raises(NotFoundError):
        store.get_base(session, base)
