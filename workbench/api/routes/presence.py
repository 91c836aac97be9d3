"""Presence: pages say where they are, and hear of each other by the alignment's events."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Actor, Bench, IdPath
from workbench.api.schemas.presence import PageId, PlaceUpdate, PresentPublic
from workbench.presence import Place

router = APIRouter(prefix="/alignments/{alignment_id}/presence", tags=["presence"])


def existing(bench: Bench, alignment_id: IdPath) -> int:
    """The id of an alignment that is there."""
    with bench.database.read() as session:
        return store.get_alignment(session, alignment_id).id


AlignmentPath = Annotated[int, Depends(existing)]
PagePath = Annotated[PageId, Path(description="A name that the page made up for itself")]


@router.get("")
def read_present(bench: Bench, alignment_id: AlignmentPath) -> PresentPublic:
    """All pages that show the alignment now."""
    return presenting.present(bench.presence.there(alignment_id))


@router.put("/{page}", status_code=204)
def come(
    bench: Bench, alignment_id: AlignmentPath, page: PagePath, where: PlaceUpdate, actor: Actor
) -> None:
    """Say where a page is; to be said again every ten seconds, or it counts as closed."""
    place = Place(page, actor, where.bead, where.segment)
    bench.reviews.publish(alignment_id, bench.presence.come(alignment_id, place))


@router.delete("/{page}", status_code=204)
def go(bench: Bench, alignment_id: AlignmentPath, page: PagePath) -> None:
    """A page was closed."""
    bench.reviews.publish(alignment_id, bench.presence.go(alignment_id, page))
