"""Which rule table serves which language."""

from __future__ import annotations

from alignments.segmentation.english import ENGLISH
from alignments.segmentation.generic import GENERIC, GREEK
from alignments.segmentation.russian import RUSSIAN
from alignments.segmentation.table import RuleTable

TABLES: tuple[RuleTable, ...] = (ENGLISH, RUSSIAN, GREEK, GENERIC)
_BY_TAG = {tag: table for table in TABLES for tag in table.languages}


def languages() -> tuple[str, ...]:
    """The BCP 47 tags that have a table of their own; "und" is the table for all the others."""
    return tuple(_BY_TAG)


def table_for(language: str) -> RuleTable:
    """The table of the longest known beginning of a BCP 47 tag ("en" for "en-GB"), or GENERIC."""
    parts = language.replace("_", "-").lower().split("-")
    for length in range(len(parts), 0, -1):
        table = _BY_TAG.get("-".join(parts[:length]))
        if table is not None:
            return table
    return GENERIC
