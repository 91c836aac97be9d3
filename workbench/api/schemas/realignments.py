"""A stretch of beads aligned anew: what is asked, and what is proposed."""

from __future__ import annotations

from workbench.api.schemas.alignments import BeadPublic, ReasonPublic
from workbench.api.schemas.fields import Public, RowId, Shape


class RealignmentCreate(Shape):
    """Around which bead: between the nearest decisions above and below it."""

    around: RowId


class ProposedBeadPublic(Public):
    """A bead as the aligner would cut it now; it has no id before it is taken."""

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float | None
    reasons: list[ReasonPublic]
    crossing: bool


class RealignmentPublic(Public):
    """What the aligner would put in the place of which beads, as they were after operation `head`.

    Both lists are in row order, and empty where it finds what is there. `ready` false says that the
    texts are still being read: ask again.
    """

    ready: bool
    head: int
    replaces: list[BeadPublic]
    beads: list[ProposedBeadPublic]
