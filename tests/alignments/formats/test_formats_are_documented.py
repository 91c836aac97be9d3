from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alignments.bitext import Bead, Reason
from alignments.exports import ExportSettings
from alignments.formats import sheet_rows
from alignments.formats.jsonl import bead_record
from alignments.formats.tmx import read_tmx
from alignments.formats.tsv import COLUMNS
from alignments.formats.writers import WRITERS
from alignments.units import Decision, ReviewedBead

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
SETTINGS = ExportSettings("ru", "en", "a.txt", "b.md", "builtin@1")
FULL = ReviewedBead(
    "1",
    Bead(range(0, 1), range(0, 1), 0.5, (Reason("length"),), crossing=True),
    ("Раз.",),
    ("One.",),
    Decision("confirmed", "Анна", datetime(2026, 1, 1, tzinfo=UTC), "omitted", "note"),
)


def names_written() -> set[str]:
    out = io.BytesIO()
    WRITERS["tmx"].write(out, [FULL], SETTINGS)
    out.seek(0)
    reader = read_tmx(out)
    (unit,) = reader
    columns = {*COLUMNS, *sheet_rows.COLUMNS, *bead_record(FULL, SETTINGS)}
    return {*unit.properties, *reader.header.properties, *columns}


@pytest.mark.parametrize("name", sorted(names_written() | set(WRITERS)))
def test_every_format_property_and_column_is_in_the_documentation(name: str) -> None:
    assert f"`{name}`" in PAGE
