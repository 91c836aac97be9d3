"""Revisions: a new version of a text, sentences cut and joined, what is to be checked again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile

from alignments.bitext import Side
from workbench import store
from workbench.api import presenting
from workbench.api.deps import Actor, Bench, Cursor, IdPath, SeenVersions, Workbench
from workbench.api.offsets import code_point_offset
from workbench.api.routes.operations import CONDITIONAL
from workbench.api.schemas import JobPublic, LanguageTag
from workbench.api.schemas.revisions import (
    MAX_RECHECKS_PAGE,
    BreakSentence,
    RecheckPage,
    RecheckPublic,
    RecheckSide,
    RevisionPublic,
    RevisionTextCreate,
    SentenceFix,
)
from workbench.records import StoredRecheck
from workbench.services import rechecking, revising, sentences

router = APIRouter(prefix="/alignments/{alignment_id}", tags=["revisions"])


@router.post("/revisions", status_code=202)
def upload_version(
    bench: Bench,
    alignment_id: IdPath,
    actor: Actor,
    file: Annotated[UploadFile, File()],
    side: Annotated[Side, Form()],
    language: Annotated[LanguageTag | None, Form()] = None,
    encoding: Annotated[str | None, Form(max_length=40)] = None,
) -> JobPublic:
    """Take a file as the new version of one side; the job's result names the alignment."""
    data = file.file.read()
    return _start(bench, alignment_id, side, data, file.filename or "", actor, language, encoding)


@router.post("/revisions/text", status_code=202)
def paste_version(
    bench: Bench, alignment_id: IdPath, actor: Actor, version: RevisionTextCreate
) -> JobPublic:
    """Take a pasted text as the new version of one side; the job's result names the alignment."""
    data = version.text.encode("utf-8")
    return _start(
        bench, alignment_id, version.side, data, version.name, actor, version.language, "utf-8"
    )


def _start(
    bench: Workbench,
    alignment_id: int,
    side: Side,
    data: bytes,
    name: str,
    actor: str,
    language: str | None,
    encoding: str | None,
) -> JobPublic:
    waiting = revising.uploads_of(bench.worker.list(limit=1000).items)
    request, project_id = revising.receive(
        bench.database,
        alignment_id,
        side,
        data,
        name,
        actor,
        language=language,
        encoding=encoding,
        waiting=waiting,
    )
    return presenting.job(
        bench.worker.enqueue(revising.REVISE, request.as_parameters(), project_id)
    )


@router.post("/sentences", status_code=201, responses=CONDITIONAL)
def fix_sentence(
    bench: Bench, alignment_id: IdPath, fix: SentenceFix, actor: Actor, versions: SeenVersions
) -> RevisionPublic:
    """Cut a sentence or join two; the review goes on in the alignment that the answer names."""
    if isinstance(fix, BreakSentence):
        with bench.database.read() as session:
            found = store.get_segments(session, [fix.segment])
        at = code_point_offset(found[0].text, fix.at) if found else fix.at
        made = sentences.break_sentence(
            bench.database, alignment_id, fix.segment, at, versions, actor
        )
    else:
        made = sentences.join_sentences(bench.database, alignment_id, fix.segments, versions, actor)
    return RevisionPublic.model_validate(made)


@router.get("/revision")
def read_revision(bench: Bench, alignment_id: IdPath) -> RevisionPublic:
    """How this alignment goes on from another, and how many decisions were carried over."""
    with bench.database.read() as session:
        return RevisionPublic.model_validate(store.get_revision(session, alignment_id))


@router.post("/revision/withdraw")
def withdraw_revision(bench: Bench, alignment_id: IdPath) -> RevisionPublic:
    """Take the revision back: the alignment it revises goes on, this one stays to be read."""
    return RevisionPublic.model_validate(revising.withdraw(bench.database, alignment_id))


@router.get("/rechecks")
def list_rechecks(
    bench: Bench,
    alignment_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_RECHECKS_PAGE)] = 500,
) -> RecheckPage:
    """The decisions that the revision touched, with the words as they were and as they are."""
    page, words = rechecking.page(bench.database, alignment_id, after, limit)
    return RecheckPage(items=[_recheck(item, words) for item in page.items], next=page.next)


def _recheck(item: StoredRecheck, words: rechecking.Words) -> RecheckPublic:
    def of(side: Side) -> RecheckSide:
        places = item.places(side)
        return RecheckSide(
            changed=side in item.changed,
            before=item.words(side),
            after=rechecking.joined(words[side], places),
            positions=list(places),
        )

    return RecheckPublic(
        id=item.id,
        bead=item.bead,
        state=item.state,
        null_reason=item.null_reason,
        reviewer=item.reviewer,
        decided_at=item.decided_at,
        source=of("source"),
        target=of("target"),
    )
