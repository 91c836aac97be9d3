"""Exports, and the health of the server."""

from __future__ import annotations

from typing import Literal

from workbench.api.schemas.fields import Public

ExportFormat = Literal["tmx", "html", "docx", "xlsx", "csv", "tsv", "jsonl", "ladder"]


ExportInclude = Literal["confirmed", "sure", "all"]


ExportPart = Literal["main", "without_source"]


ExportBrackets = Literal["keep", "expand", "strip"]


class ExportChoice(Public):
    """What one answer to "which pairs" takes, in beads.

    `unconfirmed` says how many of the `beads` no person has confirmed, `expected_wrong` how many of
    those are likely wrong: the sum of 1 - confidence.
    """

    include: ExportInclude
    beads: int
    unconfirmed: int
    expected_wrong: float


class ExportChoices(Public):
    """What each answer takes, the most careful first."""

    items: list[ExportChoice]


class ExportReport(Public):
    """What an export with these choices holds and leaves out, in beads and characters.

    `unconfirmed` says how many of the `units` no person has confirmed, `expected_wrong` how many of
    those are likely wrong; `without_text` counts beads whose text on one side is empty,
    `shortened` texts that a cell of a sheet cannot hold whole. A format that `holds_nulls` keeps
    beads with one side only: they are counted, but not left out.
    """

    units: int
    unconfirmed: int
    left_out_unconfirmed: int
    without_source: int
    without_target: int
    without_text: int
    cleaned_characters: int
    expected_wrong: float
    shortened: int
    holds_nulls: bool


class Health(Public):
    """That the server answers, and which version."""

    status: Literal["ok"]
    version: str
