"""Findings of the checks: all of an alignment, those of beads in hand; dismissing, revoking."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Actor, Bench, Cursor, IdPath
from workbench.api.schemas import LARGEST_ID, RowId
from workbench.api.schemas.findings import (
    MAX_BEADS_IN_HAND,
    MAX_DISMISSALS_PAGE,
    MAX_FINDINGS_PAGE,
    BeadFindings,
    CheckCountPublic,
    DismissalCreate,
    DismissalPage,
    DismissalPublic,
    FindingPage,
)
from workbench.services import checking
from workbench.store.paging import page_of, read_cursor

router = APIRouter(tags=["findings"])


@router.get("/alignments/{alignment_id}/findings")
def list_findings(
    bench: Bench,
    alignment_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_FINDINGS_PAGE)] = 1000,
) -> FindingPage:
    """What the checks find in an alignment, in row order, and counts by check."""
    cursor = read_cursor(after, 1)
    first = 0 if cursor is None else min(cursor[0], LARGEST_ID)
    checked = bench.checker.findings(alignment_id)
    numbered = list(enumerate(checked.findings[first : first + limit + 1], start=first + 1))
    page = page_of(numbered, limit, lambda item: (item[0],))
    return FindingPage(
        state="ready" if checked.ready else "running",
        head=checked.head,
        items=[presenting.finding(found) for _, found in page.items],
        counts=[CheckCountPublic.model_validate(c) for c in checking.count(checked.findings)],
        next=page.next,
    )


@router.get("/alignments/{alignment_id}/findings/of-beads")
def list_findings_of_beads(
    bench: Bench,
    alignment_id: IdPath,
    bead: Annotated[list[RowId], Query(min_length=1, max_length=MAX_BEADS_IN_HAND)],
) -> BeadFindings:
    """What the checks find in a few beads; checks that need the whole text are left out."""
    covered = bench.checker.covered(alignment_id)
    checked = bench.checker.of_beads(alignment_id, bead)
    return BeadFindings(
        head=checked.head,
        items=[presenting.finding(found) for found in checked.findings],
        covered=sorted(covered),
    )


@router.get("/projects/{project_id}/dismissals")
def list_dismissals(
    bench: Bench,
    project_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_DISMISSALS_PAGE)] = 100,
) -> DismissalPage:
    """Every dismissal of a project, those taken back too, newest first."""
    with bench.database.read() as session:
        page = store.page_dismissals(session, project_id, after, limit)
    return DismissalPage(items=presenting.items(page, presenting.dismissal), next=page.next)


@router.post("/projects/{project_id}/dismissals", status_code=201)
def dismiss_finding(
    bench: Bench, project_id: IdPath, dismissal: DismissalCreate, actor: Actor
) -> DismissalPublic:
    """Say that a finding is no fault; one that is dismissed already stays as it is."""
    with bench.database.write() as session:
        made = store.dismiss(
            session,
            project_id,
            dismissal.code,
            dismissal.about,
            dismissal.words,
            dismissal.reason,
            actor,
        )
    return presenting.dismissal(made)


@router.delete("/dismissals/{dismissal_id}")
def revoke_dismissal(bench: Bench, dismissal_id: IdPath, actor: Actor) -> DismissalPublic:
    """Take a dismissal back; it stays in the list, with who did it and when."""
    with bench.database.write() as session:
        return presenting.dismissal(store.revoke(session, dismissal_id, actor))
