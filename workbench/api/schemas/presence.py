"""Who is where in an alignment."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from workbench.api.schemas.fields import Public, RowId, Shape

PageId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,64}$")]


class PlaceUpdate(Shape):
    """Where a page is: its pair, and the segment whose words are being changed."""

    bead: RowId | None = None
    segment: RowId | None = None


class VisitorPublic(Public):
    """One page that shows the alignment, and whose it is."""

    page: str
    actor: str
    bead: int | None
    segment: int | None


class PresentPublic(Public):
    """All pages that show the alignment, in the order in which they came."""

    places: list[VisitorPublic]
