"""The table of docs/checks.md, made from the registry: python -m alignments.checks.document."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from alignments.checks.registry import FAMILIES

BEGIN = "<!-- made by python -m alignments.checks.document docs/checks.md; do not edit by hand -->"
END = "<!-- end of what is made -->"


def checks_table() -> str:
    """Every family and its checks as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    for name, family in FAMILIES.items():
        yield f"\n### {name}\n"
        yield "| Code | Severity | Finds | Leaves alone |"
        yield "|---|---|---|---|"
        for check in family.CHECKS:
            yield f"| `{check.code}` | {check.severity} | {check.finds} | {check.spares} |"
    yield ""


def in_step(text: str) -> str:
    """A page with its table as the code has it now. Raises ValueError where a mark is missing."""
    before, begins, rest = text.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not (begins and ends):
        raise ValueError(f"the page needs the marks {BEGIN!r} and {END!r} around the table")
    return f"{before}{BEGIN}\n{checks_table()}\n{END}{after}"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(in_step(page.read_text(encoding="utf-8")), encoding="utf-8")
