"""Operations: every decision of the review, undo, redo and the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from workbench import store
from workbench.api import presenting
from workbench.api.deps import Actor, Bench, Cursor, IdPath, SeenVersions, Workbench
from workbench.api.schemas import (
    MAX_OPERATIONS_PAGE,
    OperationCreate,
    OperationPage,
    OperationResult,
    Problem,
    Realign,
    StaleProblem,
)
from workbench.services import reviewing
from workbench.store import acts

router = APIRouter(prefix="/alignments/{alignment_id}", tags=["operations"])
CONDITIONAL: dict[int | str, dict[str, Any]] = {
    412: {"model": StaleProblem, "description": "A touched row changed meanwhile"},
    428: {"model": Problem, "description": "If-Match is missing"},
}
ACTS: dict[str, Callable[..., acts.Act]] = {
    "confirm": acts.Confirm,
    "unconfirm": acts.Unconfirm,
    "confirm_many": acts.ConfirmMany,
    "confirm_sure": acts.ConfirmSure,
    "join": acts.Join,
    "split": acts.Split,
    "shift": acts.Shift,
    "pinpoint": acts.Pinpoint,
    "no_counterpart": acts.NoCounterpart,
    "edit_text": acts.EditText,
    "second_look": acts.SecondLook,
}


def act_of(
    operation: OperationCreate, bench: Workbench, alignment_id: int, versions: store.Versions
) -> acts.Act:
    """The store's act for a request; but for a re-alignment the two have the same fields."""
    if isinstance(operation, Realign):
        seen = {bead: versions.beads.get(bead, 0) for bead in operation.replaces}
        runs = [(range(*bead.source), range(*bead.target)) for bead in operation.beads]
        found = bench.realignments.recall(alignment_id, seen, runs)
        return acts.Realign(tuple(operation.replaces), found)
    fields = operation.model_dump(exclude={"kind"})
    given = {name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()}
    return ACTS[operation.kind](**given)


@router.post("/operations", responses=CONDITIONAL)
def apply_operation(
    request: Request,
    bench: Bench,
    alignment_id: IdPath,
    operation: OperationCreate,
    actor: Actor,
    versions: SeenVersions,
) -> OperationResult:
    """Do one act of the review; If-Match names the version of every touched row."""
    # A refusal for a stale version shows the caller both: what is there, and this.
    request.state.operation = operation.model_dump(mode="json")
    act = act_of(operation, bench, alignment_id, versions)
    result = reviewing.apply(bench.database, bench.reviews, alignment_id, act, versions, actor)
    return presenting.result(result)


@router.post("/undo", responses={412: CONDITIONAL[412]})
def undo_operation(bench: Bench, alignment_id: IdPath, actor: Actor) -> OperationResult:
    """Take back the last operation that is not yet taken back, by a new one."""
    return presenting.result(reviewing.undo(bench.database, bench.reviews, alignment_id, actor))


@router.post("/redo", responses={412: CONDITIONAL[412]})
def redo_operation(bench: Bench, alignment_id: IdPath, actor: Actor) -> OperationResult:
    """Do again what was taken back last."""
    return presenting.result(reviewing.redo(bench.database, bench.reviews, alignment_id, actor))


@router.get("/operations")
def list_operations(
    bench: Bench,
    alignment_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_OPERATIONS_PAGE)] = 100,
) -> OperationPage:
    """The history, newest first."""
    with bench.database.read() as session:
        page = store.history(session, alignment_id, after, limit)
    return OperationPage(items=presenting.items(page, presenting.operation), next=page.next)
