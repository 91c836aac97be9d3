"""The concordance of a project: which alignments are searched, in which languages, from when on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from alignments.bitext import SIDES
from workbench import store
from workbench.concordance.queries import Mode, compile_query
from workbench.concordance.results import Found, Order, Where
from workbench.database import Database
from workbench.errors import InputError
from workbench.records import Job, Project, StoredAlignment
from workbench.services.aligning import Progress

INDEX = "index"
AT_ONCE = 3000
"""So many texts that are not folded yet a search folds itself; more are work for a job."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a person asks for; `lacks` is what the other side must lack, else the query itself."""

    text: str
    mode: Mode = Mode.SUBSTRING
    where: Where = Where.EITHER
    lacks: str = ""
    order: Order = Order.TEXT
    alignment_id: int | None = None
    """The alignment that is in hand: it comes first, and stands for its pair of documents."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and how many texts could not be looked through yet."""

    found: Found
    waiting: int


def search(
    database: Database, project_id: int, wanted: Search, after: str | None, limit: int
) -> Answer:
    """A page of the concordance.

    Raises `NotFoundError` for the project, `InputError` for a query that cannot be read.
    """
    with database.read() as session:
        project = store.get_project(session, project_id)
        alignments = alignments_searched(project, wanted.alignment_id)
        sought = _sought(wanted, project, alignments)
        waiting = store.count_waiting(session, _documents(alignments))
    if 0 < waiting <= AT_ONCE:
        waiting = _fold(database, _documents(alignments))
    with database.read() as session:
        found = store.search(
            session, alignments, sought, after=after, limit=limit, order=wanted.order
        )
    return Answer(found, waiting)


def alignments_searched(project: Project, first: int | None) -> list[StoredAlignment]:
    """The alignments of a project that a search reads: for two documents one, the newest.

    The one named `first` comes first, and stands for its documents. Raises `InputError` when it is
    of another project.
    """
    if first is not None and all(one.id != first for one in project.alignments):
        raise InputError(f"alignment {first} is not of project {project.id}", "other-project")
    chosen: dict[tuple[int | None, int | None], StoredAlignment] = {}
    for one in sorted(project.alignments, key=lambda one: (one.id != first, -one.id)):
        chosen.setdefault((one.source_document_id, one.target_document_id), one)
    return sorted(chosen.values(), key=lambda one: (one.id != first, one.id))


def _sought(wanted: Search, project: Project, alignments: list[StoredAlignment]) -> store.Sought:
    languages = {"source": project.source_language, "target": project.target_language}
    if alignments:
        languages = {
            "source": alignments[0].source_language,
            "target": alignments[0].target_language,
        }
    queries = {side: compile_query(wanted.text, wanted.mode, languages[side]) for side in SIDES}
    side = wanted.where.lacking
    if side is None:
        return store.Sought(wanted.where, queries)
    lacking = compile_query(wanted.lacks.strip() or wanted.text, wanted.mode, languages[side])
    return store.Sought(wanted.where, queries, lacking)


def _documents(alignments: list[StoredAlignment]) -> list[int]:
    both = ((one.source_document_id, one.target_document_id) for one in alignments)
    return sorted({document for pair in both for document in pair if document is not None})


def _fold(database: Database, documents: list[int]) -> int:
    with database.write() as session:
        for document in documents:
            store.fold_waiting(session, document, limit=None)
        return store.count_waiting(session, documents)


def index_job(database: Database) -> Callable[[Job, Progress], Mapping[str, Any]]:
    """The handler of jobs "index": folds the texts of a project that no search would find."""

    def handle(job: Job, progress: Progress) -> Mapping[str, Any]:
        if job.project_id is None:
            raise InputError("an index job needs a project")
        with database.read() as session:
            project = store.get_project(session, job.project_id)
            waiting = store.count_waiting(session, [d.id for d in project.documents])
        folded = 0
        for document in project.documents:
            while True:
                progress(folded / max(1, waiting), "indexing")
                with database.write() as session:
                    made = store.fold_waiting(session, document.id)
                folded += made
                if made == 0:
                    break
        return {}

    return handle
