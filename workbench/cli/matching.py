"""`workbench match`: loose sentences against a pool of sentences in another language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def match(
    texts: Annotated[
        Path, typer.Argument(help="The sentences, one a line, in any order.", show_default=False)
    ],
    pool: Annotated[
        Path,
        typer.Argument(help="The other language's sentences, one a line.", show_default=False),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The TSV file to write; else stdout.")
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The texts' language tag; else by their words.")
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option(help="The pool's language tag; else by its words.")
    ] = None,
    encoder: Annotated[
        str, typer.Option(help="builtin, or a sentence-transformers name or folder.")
    ] = "builtin",
    encoding: Annotated[
        str | None, typer.Option(help="The files' character encoding, if it is not recognised.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(help="Give no match that is less sure than this, from 0 to 1.")
    ] = 0.0,
    report: Annotated[Path | None, typer.Option(help="Write what was found, as JSON.")] = None,
) -> None:
    """Find each text's counterpart in a pool of sentences, or that there is none.

    Writes one line for each line of TEXTS: text_line and pool_line, counted from 0 (pool_line is
    empty for "no counterpart"); confidence, the probability that this answer is right; reasons for
    doubt or refusal; the likeliest other line with its probability; the texts. One pool line may
    serve several texts. Blank lines are kept, so that numbers stay in step.
    """
    from workbench.services import matching

    sides = (
        matching.read_lines(texts, source_lang, encoding),
        matching.read_lines(pool, target_lang, encoding),
    )
    matched = matching.match_lines(*sides, encoder, min_confidence=min_confidence)
    for warning in matched.warnings:
        typer.echo(f"workbench: warning: {warning.message}", err=True)
    matching.write_matched(matched, output)
    if report is not None:
        matching.write_match_report(report, matched, output)
    written = f", written to {output}" if output else ""
    typer.echo(f"{matching.summarise_matched(matched).line()}{written}", err=True)
