"""The demonstration: the bundled sample pair, aligned, stored and written as TMX.

It may be run again: the project and the decisions made in it stay, the files are written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from alignments.bitext import SIDES, Side
from alignments.exports import Part
from workbench import store
from workbench.database import Database
from workbench.services import aligning, exporting, importing

PROJECT = "Demonstration: Memorandum from the colony"
SAMPLE: Mapping[Side, str] = {"source": "memorandum.ru.txt", "target": "memorandum.en.md"}
TMX: Mapping[Part, str] = {
    "main": "memorandum.ru-en.tmx",
    "without_source": "memorandum.ru-en.without-original.tmx",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demonstration did: the stored alignment, the files, and the numbers in words."""

    alignment_id: int
    summary: aligning.Summary
    written: tuple[exporting.Written, ...]

    def text(self) -> str:
        """A few lines for the terminal."""
        summary = self.summary
        shapes = ", ".join(f"{count} of {shape}" for shape, count in summary.shapes.items())
        lines = [
            "The bundled sample: a memorandum in Russian and its English translation",
            f"  segments             {summary.source_segments} + {summary.target_segments}",
            f"  beads                {summary.beads} ({shapes})",
            f"  without counterpart  {summary.without_target} segments without translation, "
            f"{summary.without_source} without original",
            f"  doubtful             {summary.doubtful} beads",
            f"  aligned in           {summary.seconds:.2f} s by {summary.signature}",
            *(f"  written              {written.line()}" for written in self.written),
        ]
        return "\n".join(lines)


def sample(side: Side) -> bytes:
    """The bytes of the bundled text on one side."""
    return files("workbench").joinpath("demo", SAMPLE[side]).read_bytes()


def run(database: Database, folder: Path) -> Shown:
    """Align the sample, keep it as a project unless it is there, write its TMX into `folder`."""
    source = importing.read(sample("source"), SAMPLE["source"], "ru")
    target = importing.read(sample("target"), SAMPLE["target"], "en")
    aligned = aligning.align_documents(source, target)
    alignment_id = _known(database) or _store(database, aligned)
    written = tuple(
        exporting.export_to_file(
            database,
            alignment_id,
            exporting.ExportRequest("tmx", include="all", part=part),
            folder / name,
        )
        for part, name in TMX.items()
    )
    return Shown(alignment_id, aligning.summarise(aligned), written)


def open_sample(database: Database) -> int:
    """The id of the sample's alignment; it is aligned and stored unless it is there already."""
    known = _known(database)
    if known is not None:
        return known
    source = importing.read(sample("source"), SAMPLE["source"], "ru")
    target = importing.read(sample("target"), SAMPLE["target"], "en")
    return _store(database, aligning.align_documents(source, target))


def _known(database: Database) -> int | None:
    with database.read() as session:
        projects = store.list_projects(session).items
    return next((p.alignments[-1].id for p in projects if p.name == PROJECT and p.alignments), None)


def _store(database: Database, aligned: aligning.Aligned) -> int:
    with database.write() as session:
        project = store.create_project(session, PROJECT)
        documents = {
            side: store.save_document(
                session, project.id, side, aligned.bitext.document(side), sample(side), "utf-8"
            )
            for side in SIDES
        }
        stored = store.save_alignment(
            session,
            project.id,
            documents["source"].id,
            documents["target"].id,
            aligned.alignment,
            aligned.encoder.name,
        )
    return stored.id
