from __future__ import annotations

from pathlib import Path

import pytest

from alignments.checks.document import in_step
from alignments.checks.registry import CHECKS

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_page_of_the_checks_is_in_step_with_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert in_step(text) == text, "run python -m alignments.checks.document docs/checks.md"
    assert all(f"`{code}`" in text for code in CHECKS)


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the marks"):
        in_step("# Checks\n")
