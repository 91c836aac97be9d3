"""The documentation and the code agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from workbench.cli import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_every_command_has_its_place_in_the_documentation(verb: str) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"workbench {verb}" in text


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_every_option_of_a_command_says_what_it_does(verb: str) -> None:
    parameters = COMMANDS[verb].params
    silent = [p.name for p in parameters if not getattr(p, "help", "")]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench", "help"])
def test_make_has_the_commands_the_readme_names(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)
