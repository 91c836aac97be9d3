"""Correcting what was recognised in a document, before anything is aligned with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alignments.bitext import Block, BlockKind, Document, Stream
from workbench.errors import NotFoundError
from workbench.records import StoredDocument
from workbench.services.importing import read

if TYPE_CHECKING:
    from workbench.database import Database

EXCERPT = 240


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A block by its number, with the words it begins with; `cut` where there are more."""

    number: int
    block: Block
    text: str
    cut: bool


def set_join(database: Database, document_id: int, number: int, accepted: bool) -> StoredDocument:
    """Accept or refuse a page-break join, and cut the segments anew.

    Raises NotFoundError, or ConflictError once an alignment uses the document.
    """
    from alignments import structure
    from alignments.segmentation import segment_document
    from workbench import store

    with database.write() as session:
        document = store.load_document(session, document_id)
        if number >= len(document.joins):
            raise NotFoundError(f"document {document_id} has no join {number}")
        changed = segment_document(structure.set_join(document, number, accepted))
        return store.replace_structure(session, document_id, changed)


def set_kind(
    database: Database, document_id: int, number: int, kind: BlockKind, stream: Stream | None
) -> StoredDocument:
    """Say what a block is, and cut the segments anew.

    Raises NotFoundError, or ConflictError once an alignment uses the document.
    """
    from alignments import structure
    from alignments.segmentation import segment_document
    from workbench import store

    with database.write() as session:
        document = store.load_document(session, document_id)
        if number >= len(document.blocks):
            raise NotFoundError(f"document {document_id} has no block {number}")
        changed = segment_document(structure.set_kind(document, number, kind, stream))
        return store.replace_structure(session, document_id, changed)


def read_again(
    database: Database, document_id: int, language: str | None, encoding: str | None
) -> StoredDocument:
    """Read the original bytes anew, in this language and encoding; None keeps what it was.

    Everything that was corrected by hand is recognised anew. Raises NotFoundError, ConflictError
    once an alignment uses the document, and what `importing.read` raises.
    """
    from alignments.formats import encoding_of
    from workbench import store

    with database.read() as session:
        known = store.get_document(session, document_id)
        data = store.load_original(session, document_id)
    wanted = encoding or known.encoding
    document = read(data, known.name, language or known.language, encoding=wanted)
    used = encoding_of(data, known.name, wanted)
    with database.write() as session:
        return store.replace_reading(session, document_id, document, used)


def excerpts(document: Document, kind: BlockKind | None) -> Iterator[Excerpt]:
    """The blocks of a document, or those of one kind, in order."""
    for number, block in enumerate(document.blocks):
        if kind is None or block.kind is kind:
            words = " ".join(document.text[block.start : block.end].split())
            yield Excerpt(number, block, words[:EXCERPT], len(words) > EXCERPT)
