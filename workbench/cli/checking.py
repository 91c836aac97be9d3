"""`workbench check`: what a careful reader would mark in a file of pairs."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

ERRORS_FOUND = 3


class CheckFormat(StrEnum):
    """What `check` writes."""

    TEXT = "text"
    JSONL = "jsonl"


def check(
    what: Annotated[
        list[str],
        typer.Argument(
            help="TMX files, TSV files of two columns, or numbers of stored alignments.",
            show_default=False,
        ),
    ],
    to: Annotated[CheckFormat, typer.Option(help="The format.")] = CheckFormat.TEXT,
    report: Annotated[Path | None, typer.Option(help="Write what was found, as JSON.")] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The original's language tag; else as the file says.")
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option(help="The translation's language tag; else as the file says.")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder of stored ones.")] = None,
) -> None:
    """Check translations: numbers, notes, brackets, words left, words twice, consistency ...

    One line for each finding on stdout, the sums on stderr. What was dismissed in the review of a
    stored alignment is left out. Exit code 0 where no error was found (warnings and hints may be
    there), 3 where one was, 1 for a file that cannot be read.
    """
    from alignments.checks.values import Severity
    from workbench.services import checking_files

    checked = checking_files.check_all(what, source_lang, target_lang, data)
    for one in checked:
        for told in one.told:
            as_json = to is CheckFormat.JSONL
            line = json.dumps(told.as_dict(), ensure_ascii=False) if as_json else told.line()
            typer.echo(line)
        typer.echo(one.line(), err=True)
    if report is not None:
        checking_files.write_check_report(report, checked)
    if any(one.counts(Severity.ERROR) for one in checked):
        raise typer.Exit(ERRORS_FOUND)
