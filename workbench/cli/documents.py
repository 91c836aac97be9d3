"""`workbench segment` and `workbench export`: look into a file, and take an alignment out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.aligning import BracketOption, BracketStyle, OutputFormat, by_suffix

if TYPE_CHECKING:
    from alignments.bitext import Document


class SegmentFormat(StrEnum):
    """What `segment` writes."""

    TEXT = "text"
    JSONL = "jsonl"


def segment(
    file: Annotated[
        Path,
        typer.Argument(
            help="A text: .txt, .md, .docx, .odt, .html, .epub, .srt or .vtt.", show_default=False
        ),
    ],
    lang: Annotated[str | None, typer.Option(help="Its language tag; else by the script.")] = None,
    to: Annotated[SegmentFormat, typer.Option(help="The format.")] = SegmentFormat.TEXT,
    encoding: Annotated[str | None, typer.Option(help="The file's character encoding.")] = None,
) -> None:
    """Show the blocks and segments of a file, with their kinds."""
    from workbench.services import importing

    document = importing.read_file(file, lang, encoding=encoding)
    lines = _as_json(document) if to is SegmentFormat.JSONL else _as_text(document)
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _as_text(document: Document) -> Iterator[str]:
    from workbench.services import importing

    yield f"# {document.name} ({document.language}): {importing.census(document).line()}"
    yield from (f"# {notice.code}: {notice.message}" for notice in document.notices)
    by_block: dict[int, list[int]] = {}
    for position, item in enumerate(document.segments):
        by_block.setdefault(item.block, []).append(position)
    for number, block in enumerate(document.blocks):
        label = " ".join(filter(None, [block.kind.value, block.number, f"({block.stream.value})"]))
        yield f"\n[{number}] {label}"
        for position in by_block.get(number, []):
            yield f"  {position}\t{' '.join(document.segment_text(position).split())}"
        if number not in by_block:
            yield f"  -\t{' '.join(document.text[block.start : block.end].split())}"


def _as_json(document: Document) -> Iterator[str]:
    from workbench.services import importing

    yield json.dumps({"document": importing.census(document).as_dict()}, ensure_ascii=False)
    for number, block in enumerate(document.blocks):
        row = {"block": number, "kind": block.kind, "stream": block.stream, "start": block.start}
        row |= {"end": block.end, "level": block.level, "number": block.number}
        yield json.dumps(row | {"duplicate_of": block.duplicate_of}, ensure_ascii=False)
    for number, join in enumerate(document.joins):
        row = {"join": number, "left": join.left, "right": join.right, "accepted": join.accepted}
        yield json.dumps(row | {"reason": join.reason}, ensure_ascii=False)
    for span in document.spans:
        text = document.text[span.start : span.end]
        row = {"span": span.kind, "start": span.start, "end": span.end, "label": span.label}
        yield json.dumps(row | {"text": text}, ensure_ascii=False)
    for position, item in enumerate(document.segments):
        row = {"segment": position, "start": item.start, "end": item.end, "block": item.block}
        row |= {"kind": document.blocks[item.block].kind, "text": document.segment_text(position)}
        yield json.dumps(row, ensure_ascii=False)


def export(
    alignment: Annotated[int, typer.Argument(help="The alignment's number, as in its address.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    to: Annotated[
        OutputFormat | None,
        typer.Option(
            help="The format; else by the output's suffix, or tmx. html and docx are for reading "
            "and printing, xlsx and csv for spreadsheets, jsonl has everything."
        ),
    ] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="Leave out what nobody has confirmed.")
    ] = False,
    sure: Annotated[
        bool,
        typer.Option("--sure", help="Leave out what nobody has confirmed and the machine doubts."),
    ] = False,
    brackets: BracketOption = BracketStyle.KEEP,
    bom: Annotated[
        bool, typer.Option("--bom/--no-bom", help="Begin a csv so that Excel reads it as UTF-8.")
    ] = True,
    without_source: Annotated[
        bool, typer.Option("--without-source", help="The segments without original instead.")
    ] = False,
    data: Annotated[Path | None, typer.Option(help="The data folder.")] = None,
) -> None:
    """Write a stored alignment to a file."""
    from workbench.database import open_database
    from workbench.services import exporting
    from workbench.settings import Settings

    request = exporting.ExportRequest(
        format=(to or by_suffix(output)).value,
        include="confirmed" if confirmed else "sure" if sure else "all",
        part="without_source" if without_source else "main",
        brackets=brackets.value,
        byte_order_mark=bom,
    )
    database = open_database(Settings(data=data) if data else Settings())
    try:
        written = exporting.export_to_file(database, alignment, request, output)
    finally:
        database.close()
    typer.echo(written.line(), err=True)
