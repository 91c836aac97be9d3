"""Corrections of what was recognised in a document, only until an alignment uses it."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path, Query

from alignments.bitext import BlockKind
from workbench import store
from workbench.api import presenting
from workbench.api.deps import Bench, Cursor, IdPath
from workbench.api.schemas import LARGEST_ID, DocumentPublic, JoinUpdate
from workbench.api.schemas.documents import (
    MAX_BLOCKS_PAGE,
    BlockPage,
    BlockPublic,
    BlockUpdate,
    ReadingUpdate,
)
from workbench.services import correcting
from workbench.store.paging import page_of, read_cursor

router = APIRouter(prefix="/documents/{document_id}", tags=["documents"])
Number = Annotated[int, Path(ge=0, le=LARGEST_ID)]


@router.put("/joins/{number}")
def set_join(
    bench: Bench, document_id: IdPath, number: Number, change: JoinUpdate
) -> DocumentPublic:
    """Accept or refuse a join over a page break."""
    return presenting.document(
        correcting.set_join(bench.database, document_id, number, change.accepted)
    )


@router.get("/blocks")
def list_blocks(
    bench: Bench,
    document_id: IdPath,
    kind: BlockKind | None = None,
    after: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_BLOCKS_PAGE)] = 200,
) -> BlockPage:
    """The blocks of a document, or those of one kind, with the words they begin with."""
    cursor = read_cursor(after, 1)
    with bench.database.read() as session:
        document = store.load_document(session, document_id)
    found = correcting.excerpts(document, kind)
    later = (one for one in found if cursor is None or one.number > cursor[0])
    page = page_of(list(islice(later, limit + 1)), limit, lambda one: (one.number,))
    return BlockPage(items=[_block(one) for one in page.items], next=page.next)


def _block(found: correcting.Excerpt) -> BlockPublic:
    block = found.block
    return BlockPublic(
        number=found.number,
        kind=block.kind,
        stream=block.stream,
        level=block.level,
        label=block.number,
        text=found.text,
        cut=found.cut,
    )


@router.put("/blocks/{number}")
def set_kind(
    bench: Bench, document_id: IdPath, number: Number, change: BlockUpdate
) -> DocumentPublic:
    """Say what a block is; the text is cut into segments anew."""
    return presenting.document(
        correcting.set_kind(bench.database, document_id, number, change.kind, change.stream)
    )


@router.put("/reading")
def read_again(bench: Bench, document_id: IdPath, change: ReadingUpdate) -> DocumentPublic:
    """Read the original bytes in another language or encoding; corrections by hand are lost."""
    return presenting.document(
        correcting.read_again(bench.database, document_id, change.language, change.encoding)
    )
