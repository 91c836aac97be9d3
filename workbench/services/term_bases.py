"""Term bases of a project: the one that new terms go to, files in and out, the starter base."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.concepts import Concept, TermBase
from glossary.formats import WriteOptions, WrittenBase, read_base, write_base
from glossary.formats.results import ReadOptions
from glossary.starter import STARTER_NAME, starter_base
from workbench import store
from workbench.database import Database
from workbench.records import StoredConcept, StoredTermBase


@dataclass(frozen=True, slots=True)
class Imported:
    """What taking in a file did: concepts added, concepts that gained something, notices."""

    base: StoredTermBase
    added: int
    changed: int
    notices: tuple[str, ...]


def add_concept(
    database: Database, project_id: int, concept: Concept, actor: str, base_id: int | None = None
) -> StoredConcept:
    """Add a concept to a base, or to the project's own, which is made for its first term.

    Raises `NotFoundError`, `InputError`.
    """
    with database.write() as session:
        if base_id is None:
            project = store.get_project(session, project_id)
            bases = store.list_bases(session, project_id)
            own = (one.id for one in bases if one.project_id is not None and one.priority >= 0)
            base_id = next(own, None) or store.create_base(session, project_id, project.name).id
        return store.create_concept(session, base_id, concept, actor)


def install_starter(database: Database, project_id: int, actor: str) -> Imported:
    """Give a project the base that comes with the workbench, or what it lacks of it.

    Raises `NotFoundError`.
    """
    given = starter_base()
    with database.write() as session:
        bases = store.list_bases(session, project_id)
        known = (one.id for one in bases if one.project_id and one.name == STARTER_NAME)
        base = next(known, None)
        if base is None:
            base = store.create_base(session, project_id, STARTER_NAME, given.priority).id
        added, changed, notices = store.import_concepts(session, base, given, actor)
        return Imported(store.get_base(session, base), added, changed, notices)


def import_file(
    database: Database, base_id: int, data: bytes, name: str, options: ReadOptions, actor: str
) -> Imported:
    """Take the concepts of a file into a base, which has the say where they contradict it.

    Raises `NotFoundError`, and `TermFormatError` naming the file and the place.
    """
    read = read_base(data, name, options)
    with database.write() as session:
        added, changed, notices = store.import_concepts(session, base_id, read.base, actor)
        base = store.get_base(session, base_id)
    return Imported(base, added, changed, (*read.notices, *notices))


def export_file(
    database: Database, base_id: int, format_name: str, options: WriteOptions
) -> tuple[TermBase, WrittenBase]:
    """A base, and its file in a format of `glossary.formats`. Raises `NotFoundError`."""
    with database.read() as session:
        base = store.load_base(session, base_id)
    return base, write_base(base, format_name, options)
