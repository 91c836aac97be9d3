"""`workbench align` and `workbench score`: two files in, beads out, and beads against gold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alignments.choosing import AUTO


class OutputFormat(StrEnum):
    """What `align` and `export` write."""

    TMX = "tmx"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    LADDER = "ladder"


class BracketStyle(StrEnum):
    """What becomes of an editor's brackets in the texts."""

    KEEP = "keep"
    EXPAND = "expand"
    STRIP = "strip"


BracketOption = Annotated[
    BracketStyle,
    typer.Option(
        "--brackets",
        help="The editor's brackets: keep as printed; expand, B[olshevik] is Bolshevik; "
        "strip, with the editor's words.",
    ),
]
Original = Annotated[
    Path,
    typer.Argument(
        help="The original: .txt, .md, .docx, .odt, .html or .epub.", show_default=False
    ),
]
Translation = Annotated[Path, typer.Argument(help="Its translation.", show_default=False)]
Encoding = Annotated[
    str | None, typer.Option(help="The files' character encoding, if it is not recognised.")
]


def align(
    original: Original,
    translation: Translation,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write; else stdout.")
    ] = None,
    to: Annotated[
        OutputFormat | None,
        typer.Option(
            help="The format; else by the output's suffix, or tmx. html and docx are for reading "
            "and printing, xlsx and csv for spreadsheets, jsonl has everything."
        ),
    ] = None,
    brackets: BracketOption = BracketStyle.KEEP,
    source_lang: Annotated[str, typer.Option(help="The original's language tag.")] = "ru",
    target_lang: Annotated[str, typer.Option(help="The translation's language tag.")] = "en",
    segmented: Annotated[
        bool, typer.Option("--segmented", help="Take one segment per line, as given.")
    ] = False,
    encoder: Annotated[
        str,
        typer.Option(
            help="auto (builtin for English and Russian, else lexical), builtin, lexical, "
            "or a sentence-transformers name or folder."
        ),
    ] = AUTO,
    fixed: Annotated[
        Path | None,
        typer.Option(
            help="Beads that are decided, [ids]:[ids] a line: they stay, nothing is aligned "
            "across them."
        ),
    ] = None,
    encoding: Encoding = None,
    report: Annotated[
        Path | None, typer.Option(help="Write what was found and done here, as JSON.")
    ] = None,
) -> None:
    """Align a translation with its original and write the beads."""
    from alignments.evaluation import as_beads
    from workbench.services import aligning, exporting, importing

    chosen = to or by_suffix(output)
    source = importing.read_file(original, source_lang, encoding=encoding, segmented=segmented)
    target = importing.read_file(translation, target_lang, encoding=encoding, segmented=segmented)
    for warning in importing.language_warnings(source, target):
        typer.echo(f"workbench: warning: {warning.message}", err=True)
    decided = as_beads(_ladder(fixed)) if fixed else []
    aligned = aligning.align_documents(source, target, encoder, fixed=decided)
    written = exporting.write_bitext(aligned.bitext, chosen.value, output, brackets=brackets.value)
    summary = aligning.summarise(aligned)
    if report is not None:
        exporting.write_report(report, summary, written)
    typer.echo(f"{summary.line()}; {written.line()}", err=True)


def by_suffix(output: Path | None) -> OutputFormat:
    """The format an output's name asks for; TMX where it says nothing."""
    suffix = output.suffix.lstrip(".").lower() if output else ""
    return OutputFormat(suffix) if suffix in set(OutputFormat) else OutputFormat.TMX


def score(
    gold: Annotated[Path, typer.Argument(help="The correct beads: [ids]:[ids] a line.")],
    predicted: Annotated[Path, typer.Argument(help="The beads to judge, same format.")],
) -> None:
    """Compare beads with gold: strict, lax and null precision, recall and F1."""
    from alignments import evaluation

    figures = evaluation.score(_ladder(gold), _ladder(predicted))
    typer.echo(f"{'':8}{'precision':>10}{'recall':>10}{'F1':>10}")
    for kind in ("strict", "lax", "null"):
        row = [getattr(figures, f"{kind}_{name}") for name in ("precision", "recall", "f1")]
        typer.echo(f"{kind:8}" + "".join(f"{figure:10.3f}" for figure in row))


def _ladder(path: Path) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    from alignments import evaluation
    from alignments.errors import FormatError

    try:
        return evaluation.read_ladder(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: not UTF-8 text at byte {error.start}") from error
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error
