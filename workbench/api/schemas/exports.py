"""Exports, and the health of the server."""

from __future__ import annotations

from typing import Literal

from workbench.api.schemas.fields import Public

ExportFormat = Literal["tmx", "tsv", "jsonl", "ladder"]


ExportInclude = Literal["confirmed", "all"]


ExportPart = Literal["main", "without_source"]


class ExportReport(Public):
    """What an export with these choices holds and leaves out, in beads and characters.

    `unconfirmed` says how many of the `units` no person has confirmed; `without_text` counts beads
    whose text on one side is empty once cleaned.
    """

    units: int
    unconfirmed: int
    left_out_unconfirmed: int
    without_source: int
    without_target: int
    without_text: int
    cleaned_characters: int


class Health(Public):
    """That the server answers, and which version."""

    status: Literal["ok"]
    version: str
