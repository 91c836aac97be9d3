"""Figures of a review."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from workbench.api.schemas.fields import Public, Shape


class ThresholdUpdate(Shape):
    """The confidence below which a proposed bead is doubtful; null: the program's own."""

    doubt_threshold: Annotated[float, Field(ge=0, le=1)] | None


class BucketPublic(Public):
    """An hour or a day in which something was done, and how the review stood at its end.

    `decided`: how many beads more are confirmed than before; `singly`: of those, not many at once.
    `active_seconds` leaves pauses between acts out.
    """

    start: datetime
    operations: int
    decided: int
    singly: int
    active_seconds: float
    confirmed: int
    wrong_left: float


class Progress(Public):
    """How a review went on, oldest first; the first bucket is that of the aligning."""

    buckets: list[BucketPublic]
