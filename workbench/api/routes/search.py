"""The concordance of a project, and the saved views of its reviews."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Actor, Bench, Cursor, IdPath
from workbench.api.offsets import utf16_offsets
from workbench.api.schemas import LARGEST_ID, JobPublic
from workbench.api.schemas.search import (
    MAX_HITS_PAGE,
    ConcordancePage,
    HitPublic,
    KwicPublic,
    ViewCreate,
    ViewList,
    ViewPublic,
    ViewUpdate,
)
from workbench.concordance.queries import LONGEST, Mode
from workbench.concordance.results import Hit, Kwic, Order, Where
from workbench.services import searching

router = APIRouter(tags=["search"])


@router.get("/projects/{project_id}/concordance")
def search_project(
    bench: Bench,
    project_id: IdPath,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST, description="What is sought")],
    mode: Mode = Mode.SUBSTRING,
    where: Where = Where.EITHER,
    lacks: Annotated[
        str,
        Query(max_length=LONGEST, description="What the other side must lack, if not the same"),
    ] = "",
    order: Order = Order.TEXT,
    alignment_id: Annotated[
        int | None, Query(ge=1, le=LARGEST_ID, description="The alignment that comes first")
    ] = None,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_HITS_PAGE)] = 50,
) -> ConcordancePage:
    """The pairs of a project that hold a text, on either side or on one of them."""
    wanted = searching.Search(q, mode, where, lacks, order, alignment_id)
    answer = searching.search(bench.database, project_id, wanted, after, limit)
    return ConcordancePage(
        items=[_hit(hit) for hit in answer.found.hits],
        next=answer.found.next,
        total=answer.found.total,
        order=answer.found.order,
        waiting=answer.waiting,
    )


def _hit(hit: Hit) -> HitPublic:
    return HitPublic(
        alignment_id=hit.alignment_id,
        bead_id=hit.bead_id,
        row=hit.row,
        source=_kwic(hit.source),
        target=_kwic(hit.target),
    )


def _kwic(kwic: Kwic | None) -> KwicPublic | None:
    if kwic is None:
        return None
    ends = utf16_offsets(kwic.text, [place for mark in kwic.marks for place in mark])
    marks = list(zip(ends[::2], ends[1::2], strict=True))
    return KwicPublic(text=kwic.text, marks=marks, before=kwic.before, after=kwic.after)


@router.post("/projects/{project_id}/search-index", status_code=202)
def index_project(bench: Bench, project_id: IdPath) -> JobPublic:
    """Prepare all texts of a project for searching, in the background; done ones stay."""
    return presenting.job(bench.worker.enqueue(searching.INDEX, {}, project_id))


@router.get("/projects/{project_id}/views")
def list_views(bench: Bench, project_id: IdPath) -> ViewList:
    """The saved views of a project, by name."""
    with bench.database.read() as session:
        views = store.list_views(session, project_id)
    return ViewList(items=[ViewPublic.model_validate(view) for view in views])


@router.post("/projects/{project_id}/views", status_code=201)
def save_view(bench: Bench, project_id: IdPath, view: ViewCreate, actor: Actor) -> ViewPublic:
    """Keep a filter of the review under a name, for all who work on the project."""
    with bench.database.write() as session:
        saved = store.save_view(session, project_id, view.name, view.query, actor)
    return ViewPublic.model_validate(saved)


@router.get("/views/{view_id}")
def read_view(bench: Bench, view_id: IdPath) -> ViewPublic:
    """A saved view."""
    with bench.database.read() as session:
        return ViewPublic.model_validate(store.get_view(session, view_id))


@router.patch("/views/{view_id}")
def change_view(bench: Bench, view_id: IdPath, change: ViewUpdate, actor: Actor) -> ViewPublic:
    """Give a view another name, or another filter."""
    with bench.database.write() as session:
        changed = store.change_view(session, view_id, actor, name=change.name, query=change.query)
    return ViewPublic.model_validate(changed)


@router.delete("/views/{view_id}", status_code=204)
def delete_view(bench: Bench, view_id: IdPath) -> None:
    """Take a view away, for all."""
    with bench.database.write() as session:
        store.delete_view(session, view_id)
