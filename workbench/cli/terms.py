"""`workbench terms`: term bases and their checks on files, without a server."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from glossary.formats.results import Loss, ReadOptions

FOUND_ERRORS = 3
"""The exit code of `terms check` when it finds errors."""

_SHOWN = 20

app = typer.Typer(
    name="terms",
    help="Find, check and convert terms: TBX, CSV, TSV, OmegaT's glossary.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class BaseFormat(StrEnum):
    """The formats a term base is written in."""

    TBX3 = "tbx3"
    TBX3_DCT = "tbx3-dct"
    TBX2 = "tbx2"
    CSV = "csv"
    TSV = "tsv"
    OMEGAT = "omegat"


SourceLang = Annotated[str, typer.Option(help="The original's language tag.")]
TargetLang = Annotated[str, typer.Option(help="The translation's language tag.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]
To = Annotated[
    BaseFormat | None, typer.Option(help="The format; else by the output's suffix (.tbx is tbx3).")
]
Encoding = Annotated[str, typer.Option(help="The files' encoding, if it is not UTF-8 or UTF-16.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help='What a column of a table holds, as "head=role" or "number=role"; a role is a '
        "language, synonyms, abbreviation, deprecated or proposed with a language, or definition, "
        "domain, note, source, image, id.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Leave out what TBX-Basic has no place for, and say so.")
]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", help="Write a table with a row a concept: the roles of its columns."),
]


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A .tmx, or a text.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The file: .tsv gives a table of candidates, as stdout does; .tbx, .csv or .txt a "
            "term base of proposed terms.",
        ),
    ] = None,
    source_lang: SourceLang = "ru",
    target_lang: TargetLang = "en",
    least: Annotated[int, typer.Option(help="How many pairs must have both terms.", min=1)] = 3,
    sure: Annotated[
        float, typer.Option(help="Leave out pairs whose stated confidence is less.")
    ] = 0.9,
) -> None:
    """Propose terms: from an editor's brackets, and from the pairs of a TMX.

    The brackets of a text give abbreviations and their full forms: "VKP [All-Union Communist
    Party]", "B[olshevik]-L[eninists]". A TMX gives pairs of terms besides.
    """
    from glossary.formats import WriteOptions
    from glossary.mining.pairs import MiningSettings
    from workbench.services import exporting, terminology

    settings = MiningSettings(least=least)
    found = terminology.extract(file, source_lang, target_lang, settings, sure)
    if output is None or output.suffix.lower() == ".tsv":
        with exporting.opened_output(output) as out:
            out.write(terminology.candidates_as_table(found))
    else:
        base = terminology.candidates_as_base(found, source_lang, target_lang)
        options = WriteOptions(source_lang, target_lang)
        _say_losses(terminology.write_file(base, output, options).losses)
    typer.echo(found.line(), err=True)


@app.command()
def check(
    bitext: Annotated[Path, typer.Argument(help="The pairs, as .tmx.", show_default=False)],
    terms: Annotated[
        list[Path] | None,
        typer.Option(help="A term base; of several the first has the say. None: the shipped one."),
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the findings as JSON.")] = None,
    source_lang: SourceLang = "ru",
    target_lang: TargetLang = "en",
    encoding: Encoding = "",
) -> None:
    """Check that a translation follows a term base.

    Exit code 3 when there are errors: a forbidden term, or a translated one that is to stay as it
    is. Missing, inconsistent and unexplained terms are warnings.
    """
    from workbench.services import terminology

    options = _reading(source_lang, target_lang, encoding, None)
    base, notices = terminology.read_bases(terms or [], options)
    _say_notices(notices)
    checked = terminology.check(bitext, base, source_lang, target_lang)
    sys.stdout.writelines(f"{terminology.finding_line(each)}\n" for each in checked.findings)
    if report is not None:
        terminology.write_findings(report, checked)
    typer.echo(checked.line(), err=True)
    if checked.errors:
        raise typer.Exit(FOUND_ERRORS)


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Term bases, the highest first.")],
    output: Output,
    to: To = None,
    column: Columns = None,
    source_lang: SourceLang = "ru",
    target_lang: TargetLang = "en",
    encoding: Encoding = "",
) -> None:
    """Read term bases of any format, join them into one, and write it.

    Concepts that share a term in two languages become one; of contradicting files the first has
    the say.
    """
    from glossary.formats import WriteOptions
    from workbench.services import terminology

    options = _reading(source_lang, target_lang, encoding, column)
    base, notices = terminology.read_bases(files, options)
    _say_notices(notices)
    written = WriteOptions(source_lang, target_lang)
    _say_losses(terminology.write_file(base, output, written, to or "").losses)
    typer.echo(f"{len(base.concepts)} concepts written to {output}", err=True)


@app.command()
def convert(
    file: Annotated[Path, typer.Argument(help="A term base.", show_default=False)],
    output: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    to: To = None,
    strict: Strict = False,
    column: Columns = None,
    role: Roles = None,
    source_lang: SourceLang = "ru",
    target_lang: TargetLang = "en",
    encoding: Encoding = "",
) -> None:
    """Turn a term base of one format into another, and say what the other cannot hold."""
    from glossary.formats import WriteOptions
    from workbench.services import terminology

    options = _reading(source_lang, target_lang, encoding, column)
    base, notices = terminology.read_bases([file], options)
    _say_notices(notices)
    written = WriteOptions(source_lang, target_lang, strict, tuple(role or ()))
    _say_losses(terminology.write_file(base, output, written, to or "").losses)
    typer.echo(f"{len(base.concepts)} concepts written to {output}", err=True)


@app.command()
def export(
    output: Output,
    to: To = None,
    strict: Strict = False,
    role: Roles = None,
    source_lang: SourceLang = "ru",
    target_lang: TargetLang = "en",
) -> None:
    """Write the term base that comes with the workbench: Soviet party history, 1920s and 1930s."""
    from glossary.formats import WriteOptions
    from glossary.starter import starter_base
    from workbench.services import terminology

    options = WriteOptions(source_lang, target_lang, strict, tuple(role or ()))
    base = starter_base()
    _say_losses(terminology.write_file(base, output, options, to or "").losses)
    typer.echo(f"{len(base.concepts)} concepts written to {output}", err=True)


def _reading(source: str, target: str, encoding: str, columns: list[str] | None) -> ReadOptions:
    from glossary.formats.results import ReadOptions
    from workbench.services import terminology

    roles = terminology.parse_columns(columns or [])
    return ReadOptions(source, target, encoding, columns=roles)


def _say_notices(notices: list[str]) -> None:
    _say([f"notice: {notice}" for notice in notices])


def _say_losses(losses: tuple[Loss, ...]) -> None:
    """The losses by kind, each with its number and the first places."""
    kinds: dict[str, list[str]] = {}
    for loss in losses:
        kinds.setdefault(loss.what, []).append(loss.term or loss.concept)
    _say(
        [
            f"not written: {what} ({len(names)}: {', '.join(names[:3])}"
            f"{' …' if len(names) > 3 else ''})"
            for what, names in kinds.items()
        ]
    )


def _say(lines: list[str]) -> None:
    for line in lines[:_SHOWN]:
        typer.echo(f"workbench: {line}", err=True)
    if len(lines) > _SHOWN:
        typer.echo(f"workbench: and {len(lines) - _SHOWN} more", err=True)
