"""Comments: said, answered, resolved; everybody who watches the alignment hears of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from workbench import store
from workbench.api import presenting, remarks
from workbench.api.deps import Actor, Bench, Cursor, IdPath
from workbench.api.schemas import (
    MAX_COMMENTS_PAGE,
    CommentCreate,
    CommentPage,
    CommentPublic,
    CommentUpdate,
)
from workbench.services import commenting

router = APIRouter(prefix="/alignments/{alignment_id}/comments", tags=["comments"])


@router.get("")
def list_comments(
    bench: Bench,
    alignment_id: IdPath,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_COMMENTS_PAGE)] = 500,
) -> CommentPage:
    """All comments of an alignment, oldest first, but for withdrawn ones."""
    with bench.database.read() as session:
        page = store.page_comments(session, alignment_id, after, limit)
    return CommentPage(items=presenting.items(page, remarks.comment), next=page.next)


@router.post("", status_code=201)
def add_comment(
    bench: Bench, alignment_id: IdPath, comment: CommentCreate, actor: Actor
) -> CommentPublic:
    """Say something about a segment and its counterpart."""
    return remarks.comment(
        commenting.add(
            bench.database, bench.reviews, alignment_id, comment.segment, comment.text, actor
        )
    )


@router.patch("/{comment_id}")
def update_comment(
    bench: Bench, alignment_id: IdPath, comment_id: IdPath, wanted: CommentUpdate, actor: Actor
) -> CommentPublic:
    """Resolve a comment, open it again, or withdraw it; each change is kept with its author."""
    return remarks.comment(
        commenting.turn(
            bench.database, bench.reviews, alignment_id, comment_id, wanted.state, actor
        )
    )
