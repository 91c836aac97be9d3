"""Exporting: an alignment as a file, written bead by bead, and what it holds and leaves out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast

import workbench
from alignments.bitext import SIDES, Bitext
from alignments.exports import ExportReport, ExportSettings, Include, Part
from workbench.errors import InputError
from workbench.records import StoredAlignment, StoredBead, Texts
from workbench.services.sinks import Nowhere

# The store, and SQLAlchemy with it, costs half a second: files are read and written without it.
if TYPE_CHECKING:
    from alignments.formats.writers import Writer
    from alignments.units import ReviewedBead
    from workbench.database import Database
    from workbench.services.aligning import Summary

ExportFormat = Literal["tmx", "tsv", "jsonl", "ladder"]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: the format, confirmed beads only or all, pairs or what has no original."""

    format: ExportFormat = "tmx"
    include: Include = "confirmed"
    part: Part = "main"


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
        return ", ".join(parts)


def writer_of(name: str) -> Writer:
    """The writer of a format's name."""
    from alignments.formats.writers import WRITERS

    return WRITERS[name]


def write_bitext(
    bitext: Bitext, format: ExportFormat, output: Path | None, *, part: Part = "main"
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
        signature=bitext.alignment.signature,
        include="all",
        part=part,
        tool_version=workbench.__version__,
        created_at=datetime.now(UTC),
    )
    with opened_output(output) as out:
        report = writer_of(format).write(out, reviewed_beads(bitext), settings)
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
    from workbench import store

    with database.read() as session:
        alignment = store.get_alignment(session, alignment_id)
        texts = store.load_texts(session, alignment_id)
        beads = _reviewed(store.stream_beads(session, alignment_id), texts)
        return writer_of(request.format).write(out, beads, _settings(alignment, texts, request))


def report(database: Database, alignment_id: int, request: ExportRequest) -> ExportReport:
    """What an export with these choices holds and leaves out; nothing is written."""
    return export(database, alignment_id, request, cast(BinaryIO, Nowhere()))


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


def _settings(alignment: StoredAlignment, texts: Texts, request: ExportRequest) -> ExportSettings:
    return ExportSettings(
        source_language=alignment.source_language,
        target_language=alignment.target_language,
        source_name=texts.source.name,
        target_name=texts.target.name,
        signature=alignment.signature,
        include=request.include,
        part=request.part,
        tool_version=workbench.__version__,
        created_at=datetime.now(UTC),
    )


def _reviewed(beads: Iterator[StoredBead], texts: Texts) -> Iterator[ReviewedBead]:
    from alignments.units import Decision, ReviewedBead, segment_texts

    clean = {side: segment_texts(texts.document(side), texts.edited[side]) for side in SIDES}
    for stored in beads:
        yield ReviewedBead(
            id=str(stored.id),
            bead=stored.bead,
            source=tuple(clean["source"][stored.source.start : stored.source.stop]),
            target=tuple(clean["target"][stored.target.start : stored.target.stop]),
            decision=Decision(
                state=stored.state.value,
                reviewer=stored.reviewer or "",
                decided_at=stored.decided_at,
                null_reason=stored.null_reason.value if stored.null_reason else "",
                note=stored.note or "",
            ),
        )


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
