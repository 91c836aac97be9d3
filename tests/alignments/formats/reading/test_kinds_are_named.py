"""Every kind of file that is read is named where people look for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignments.formats.containers import SUFFIXES

ROOT = Path(__file__).parents[4]
DOCS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
PICKER = ROOT / "workbench" / "web" / "src" / "pages" / "accepted.ts"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_that_is_read_is_documented_and_offered_by_the_picker(suffix: str) -> None:
    assert f"`{suffix}`" in DOCS
    assert f'"{suffix}"' in PICKER.read_text(encoding="utf-8")
