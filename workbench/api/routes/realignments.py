"""Re-alignments: what the aligner finds around a bead now, between decisions."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Bench, IdPath
from workbench.api.schemas.realignments import (
    ProposedBeadPublic,
    RealignmentCreate,
    RealignmentPublic,
)
from workbench.services.realigning import Realignment

router = APIRouter(prefix="/alignments/{alignment_id}", tags=["operations"])
PATIENCE = 10.0
"""Seconds that an answer waits for the texts to be read; no thread waits with it."""


@router.post("/realignments")
async def propose_realignment(
    bench: Bench, alignment_id: IdPath, wanted: RealignmentCreate
) -> RealignmentPublic:
    """Align what lies around a bead anew; nothing is changed. An operation "realign" takes it."""
    head = await run_in_threadpool(_head, bench, alignment_id)
    making = asyncio.shield(asyncio.wrap_future(bench.realignments.prepared(alignment_id)))
    try:
        prepared = await asyncio.wait_for(making, PATIENCE)
    except TimeoutError:
        return RealignmentPublic(ready=False, head=head, replaces=[], beads=[])
    found = await run_in_threadpool(
        bench.realignments.propose, alignment_id, wanted.around, prepared
    )
    return _shown(found)


def _head(bench: Bench, alignment_id: int) -> int:
    with bench.database.read() as session:
        return store.get_alignment(session, alignment_id).head


def _shown(found: Realignment) -> RealignmentPublic:
    return RealignmentPublic(
        ready=True,
        head=found.head,
        replaces=[presenting.bead(bead) for bead in found.replaces],
        beads=[
            ProposedBeadPublic(
                source=(bead.source.start, bead.source.stop),
                target=(bead.target.start, bead.target.stop),
                confidence=bead.confidence,
                reasons=[presenting.reason(reason) for reason in bead.reasons],
                crossing=bead.crossing,
            )
            for bead in found.beads
        ],
    )
