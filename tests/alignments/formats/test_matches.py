from __future__ import annotations

import io
from pathlib import Path

import pytest

from alignments.bitext import Reason
from alignments.formats import read_loose
from alignments.formats.matches import MATCH_COLUMNS, write_matches
from alignments.match_reasons import MATCH_REASONS
from alignments.matching import Match

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_a_match_is_one_line_of_fields_without_breaks() -> None:
    reasons = (Reason("number-differs", "1924 / 1925"), Reason("name-differs"))
    out = io.BytesIO()
    write_matches(
        out,
        [Match(1, 0.75, 0, 0.2, reasons), Match(None, 1.0)],
        ["One\tand two.", ""],
        ["Раз.", "Раз\u2028два."],
    )
    heading, first, second = out.getvalue().decode().splitlines()
    assert tuple(heading.split("\t")) == MATCH_COLUMNS
    why = "number-differs (1924 / 1925); name-differs"
    assert first.split("\t") == [
        *("0", "1", "0.7500", why, "0", "0.2000"),
        *("One and two.", "Раз два.", "Раз."),
    ]
    assert second == "1\t\t1.0000\t\t\t\t\t\t"


def test_blank_lines_keep_their_numbers() -> None:
    loose = read_loose("Раз.\r\n\r\n \nДва.\n\n".encode(), "pool.txt")
    assert (loose.lines, loose.total, loose.document.language) == ((0, 3), 5, "ru")
    assert loose.by_line(["a", "b"]) == ["a", "", "", "b", ""]


@pytest.mark.parametrize("name", [*MATCH_COLUMNS, *MATCH_REASONS])
def test_every_column_and_reason_is_in_the_documentation(name: str) -> None:
    assert f"`{name}`" in PAGE
