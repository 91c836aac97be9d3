"""Exporting: an alignment as a file, written bead by bead, and what it holds and leaves out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast, get_args

import workbench
from alignments.bitext import SIDES, Bitext, Side
from alignments.exports import ExportReport, ExportSettings, Include, Part
from alignments.printed import Brackets
from workbench.errors import InputError
from workbench.records import StoredAlignment, StoredBead, Texts
from workbench.services.sinks import Nowhere

# The store, and SQLAlchemy with it, costs half a second: files are read and written without it.
if TYPE_CHECKING:
    from alignments.formats.writers import Writer
    from alignments.units import ReviewedBead
    from workbench.database import Database
    from workbench.services.aligning import Summary

ExportFormat = Literal["tmx", "html", "docx", "xlsx", "csv", "tsv", "jsonl", "ladder"]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: the format, which beads, pairs or what has no original, and the brackets.

    `byte_order_mark` is for CSV only.
    """

    format: ExportFormat = "tmx"
    include: Include = "confirmed"
    part: Part = "main"
    brackets: Brackets = "keep"
    byte_order_mark: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did, and where it went (None: the standard output)."""

    report: ExportReport
    output: Path | None
    part: Part = "main"

    def line(self) -> str:
        """What was written and left out, in one line."""
        report = self.report
        left_out = {
            "not confirmed": report.left_out_unconfirmed,
            "without text": report.without_text,
        }
        # Formats that can say "nothing on this side" keep the null beads.
        if self.part == "main" and report.left_out > sum(left_out.values()):
            left_out["without original"] = report.without_source
            left_out["without translation"] = report.without_target
        parts = [f"{report.units} units written" + (f" to {self.output}" if self.output else "")]
        parts += [f"{report.unconfirmed} of them unconfirmed"] if report.unconfirmed else []
        parts += [f"{count} left out {why}" for why, count in left_out.items() if count]
        if report.cleaned_characters:
            parts.append(f"{report.cleaned_characters} characters the format cannot hold removed")
        if report.shortened:
            parts.append(f"{report.shortened} texts cut since a cell cannot hold them")
        return ", ".join(parts)


def writer_of(name: str) -> Writer:
    """The writer of a format's name."""
    from alignments.formats.writers import WRITERS

    return WRITERS[name]


def write_bitext(
    bitext: Bitext,
    format: ExportFormat,
    output: Path | None,
    *,
    part: Part = "main",
    brackets: Brackets = "keep",
) -> Written:
    """Write all beads of a bitext to a file, or to stdout. Raises FormatError, OSError.

    A file takes its name only once it is whole.
    """
    from alignments.units import reviewed_beads

    settings = ExportSettings(
        source_language=bitext.source.language,
        target_language=bitext.target.language,
        source_name=bitext.source.name,
        target_name=bitext.target.name,
        title=Path(bitext.target.name or bitext.source.name).stem,
        signature=bitext.alignment.signature,
        include="all",
        part=part,
        brackets=brackets,
        tool_version=workbench.__version__,
        created_at=datetime.now(UTC),
    )
    writer = writer_of(format)
    beads = reviewed_beads(bitext, brackets=brackets, laid=writer.is_page)
    with opened_output(output) as out:
        report = writer.write(out, beads, settings)
    return Written(report, output, part)


def export_to_file(
    database: Database, alignment_id: int, request: ExportRequest, output: Path | None
) -> Written:
    """Write a stored alignment to a file, or to stdout. Raises NotFoundError, OSError."""
    with opened_output(output) as out:
        report = export(database, alignment_id, request, out)
    return Written(report, output, request.part)


def export(
    database: Database, alignment_id: int, request: ExportRequest, out: BinaryIO
) -> ExportReport:
    """Write a stored alignment to a stream, bead by bead, all of it as it stood at one moment."""
    writer = writer_of(request.format)
    with _opened(database, alignment_id, request, laid=writer.is_page) as (beads, settings):
        return writer.write(out, beads, settings)


@contextmanager
def _opened(
    database: Database, alignment_id: int, request: ExportRequest, *, laid: bool
) -> Iterator[tuple[Iterator[ReviewedBead], ExportSettings]]:
    """The beads of a stored alignment, one by one, while it is read at one moment."""
    from workbench import store

    with database.read() as session:
        alignment = store.get_alignment(session, alignment_id)
        texts = store.load_texts(session, alignment_id)
        title = store.get_project(session, alignment.project_id).name
        beads = _reviewed(
            store.stream_beads(session, alignment_id), texts, request.brackets, laid=laid
        )
        yield beads, _settings(alignment, texts, request, title)


def report(database: Database, alignment_id: int, request: ExportRequest) -> ExportReport:
    """What an export with these choices holds and leaves out; nothing is written."""
    from alignments.formats.book import count_book

    if not writer_of(request.format).is_page:
        return export(database, alignment_id, request, cast(BinaryIO, Nowhere()))
    # Setting a page costs far more than counting what would stand on it.
    with _opened(database, alignment_id, request, laid=False) as (beads, settings):
        return count_book(beads, settings)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one answer to "which pairs" takes: beads, those nobody confirmed, those likely wrong.

    `expected_wrong` is the sum of 1 - confidence over proposed beads that have a confidence.
    """

    include: Include
    beads: int
    unconfirmed: int
    expected_wrong: float


def choices(database: Database, alignment_id: int) -> tuple[Choice, ...]:
    """What each way of choosing pairs takes, null beads too; no text is read."""
    from alignments.exports import is_taken
    from alignments.units import Decision, ReviewedBead
    from workbench import store

    counts = {include: ExportReport() for include in get_args(Include)}
    with database.read() as session:
        store.get_alignment(session, alignment_id)
        for stored in store.stream_beads(session, alignment_id):
            decided = Decision(stored.state.value)
            reviewed = ReviewedBead("", stored.bead, (), (), decided)
            for include, count in counts.items():
                if is_taken(reviewed, include):
                    count.take(reviewed)
    return tuple(
        Choice(include, count.units, count.unconfirmed, count.expected_wrong)
        for include, count in counts.items()
    )


def file_name(database: Database, alignment_id: int, request: ExportRequest) -> str:
    """A name for the file: the document's, the languages, what part of it, and the suffix."""
    from workbench import store

    with database.read() as session:
        alignment = store.get_alignment(session, alignment_id)
        document_id = alignment.source_document_id or alignment.target_document_id
        name = store.get_document(session, document_id).name if document_id else ""
    own = f".{alignment.source_language}"
    stem = Path(name).stem.removesuffix(own) or f"alignment-{alignment.id}"
    part = ".without-original" if request.part == "without_source" else ""
    languages = f"{alignment.source_language}-{alignment.target_language}"
    return f"{stem}.{languages}{part}{writer_of(request.format).suffix}"


def _settings(
    alignment: StoredAlignment, texts: Texts, request: ExportRequest, title: str
) -> ExportSettings:
    return ExportSettings(
        source_language=alignment.source_language,
        target_language=alignment.target_language,
        source_name=texts.source.name,
        target_name=texts.target.name,
        title=title,
        signature=alignment.signature,
        include=request.include,
        part=request.part,
        brackets=request.brackets,
        byte_order_mark=request.byte_order_mark,
        tool_version=workbench.__version__,
        created_at=datetime.now(UTC),
    )


def _reviewed(
    beads: Iterator[StoredBead], texts: Texts, brackets: Brackets, *, laid: bool
) -> Iterator[ReviewedBead]:
    from alignments.units import Decision, PrintedSide, reviewed_bead

    sides: dict[Side, PrintedSide] = {
        side: PrintedSide(texts.document(side), texts.edited[side], brackets=brackets)
        for side in SIDES
    }
    for stored in beads:
        decision = Decision(
            state=stored.state.value,
            reviewer=stored.reviewer or "",
            decided_at=stored.decided_at,
            null_reason=stored.null_reason.value if stored.null_reason else "",
            note=stored.note or "",
        )
        yield reviewed_bead(str(stored.id), stored.bead, sides, decision, laid=laid)


def write_report(path: Path, summary: Summary, written: Written) -> None:
    """Write what was aligned and exported as JSON."""
    content: Mapping[str, Any] = {
        "alignment": summary.as_dict(),
        "export": asdict(written.report) | {"output": str(written.output or "")},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@contextmanager
def opened_output(output: Path | None) -> Iterator[BinaryIO]:
    """A stream to a file that takes its name only once it is whole, or to stdout for None.

    Raises InputError for a folder that is not there, and OSError.
    """
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if not output.parent.is_dir():
        raise InputError(
            f"cannot write {output}: there is no folder {output.parent}; make it first"
        )
    unfinished = output.with_name(f".{output.name}.part")
    try:
        with unfinished.open("wb") as out:
            yield out
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)
