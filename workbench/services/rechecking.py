"""What is to be checked again after a revision: touched decisions, their words before and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alignments.bitext import SIDES, Side
from alignments.units import segment_texts
from workbench.records import Page, StoredRecheck

# The store, and SQLAlchemy with it, costs half a second.
if TYPE_CHECKING:
    from workbench.database import Database

Words = Mapping[Side, Sequence[str]]
"""The words of every segment by side, without markup and note marks."""


def page(
    database: Database, alignment_id: int, after: str | None, limit: int
) -> tuple[Page[StoredRecheck], Words]:
    """Touched decisions, and the words of both texts. Raises `NotFoundError`, `InputError`."""
    from workbench import store

    with database.read() as session:
        found = store.page_rechecks(session, alignment_id, after, limit)
        if not found.items:
            return found, dict.fromkeys(SIDES, ())
        texts = store.load_texts(session, alignment_id)
    words = {
        side: segment_texts(texts.document(side), texts.edited[side], note_marks="drop")
        for side in SIDES
    }
    return found, words


def joined(words: Sequence[str], positions: Sequence[int]) -> str:
    """The words at these positions as one text."""
    return " ".join(words[position] for position in positions).strip()
