"""The concordance and the saved views."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from workbench.api.schemas.fields import Name, Public, Shape, Text
from workbench.concordance.results import Order

MAX_HITS_PAGE = 200


class KwicPublic(Public):
    """A piece of one side of a pair; `marks` are UTF-16 code units into `text`, half-open.

    `before` and `after` say that the side goes on there.
    """

    text: str
    marks: list[tuple[int, int]]
    before: bool
    after: bool


class HitPublic(Public):
    """A pair that was found: its bead, its row counted from 1, and its sides (null: empty)."""

    alignment_id: int
    bead_id: int
    row: int
    source: KwicPublic | None
    target: KwicPublic | None


class ConcordancePage(Public):
    """Pairs that hold the query; `next` is the cursor of the page after, or null at the end.

    `total` is null where too many are there to be counted; a page may then have few or no items
    and a `next` all the same. `order` is the one that was given. `waiting` counts the texts that
    are not prepared for searching yet: start an index job.
    """

    items: list[HitPublic]
    next: str | None
    total: int | None
    order: Order
    waiting: int


ViewQuery = Annotated[Text, Field(min_length=1, max_length=2000)]


class ViewCreate(Shape):
    """A filter of the review, as the page writes it into its address, and its name."""

    name: Name
    query: ViewQuery


class ViewUpdate(Shape):
    """A new name or a new filter for a view."""

    name: Name | None = None
    query: ViewQuery | None = None


class ViewPublic(Public):
    """A saved view, and who changed it last."""

    id: int
    project_id: int
    name: str
    query: str
    actor: str
    changed_at: datetime


class ViewList(Public):
    """The views of a project, by name."""

    items: list[ViewPublic]
