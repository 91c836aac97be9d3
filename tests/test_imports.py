"""What may be imported where, and what must not be loaded by accident."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"torch", "transformers", "sentence_transformers", "sklearn", "scipy"}


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import alignments.aligner", HEAVY | {"fastapi", "sqlmodel", "pydantic"}),
        ("import glossary", HEAVY | {"fastapi", "sqlmodel", "pydantic", "alignments"}),
        ("import alignments.encoders", HEAVY),
        ("import workbench.cli", HEAVY | {"fastapi", "sqlmodel", "numpy", "lxml"}),
        (
            "from workbench.services import aligning, exporting, importing, matching",
            HEAVY | {"sqlalchemy", "fastapi"},
        ),
        ("import workbench.api.app", HEAVY),
    ],
    ids=[
        "the aligner needs numpy only",
        "the glossary stands alone",
        "encoders load their libraries when one is asked for",
        "help answers before anything is loaded",
        "files are read, aligned and written without a database",
        "the server starts without a model library",
    ],
)
def test_importing_a_room_loads_nothing_heavy(statement: str, forbidden: set[str]) -> None:
    assert modules_after(statement) & forbidden == set()


def test_the_floors_of_the_house_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout
