"""Ladders: one bead per line as `[source positions]:[target positions]`, counted from 0.

The notation of vecalign's gold files (Thompson and Koehn 2019). Beads without a counterpart have
an empty side: `[4]:[]`. A ladder holds no texts; it belongs to the two lists of segments it was
made of. `alignments.evaluation.read_ladder` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from alignments.bitext import Bead
from alignments.exports import ExportReport, ExportSettings, selected
from alignments.units import ReviewedBead


def ladder_line(bead: Bead) -> str:
    """One bead in the notation, without the line's end."""
    return f"{list(bead.source)}:{list(bead.target)}"


def write_ladder(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write one line per bead, in the order given, null beads included; UTF-8."""
    report = ExportReport()
    for reviewed in selected(beads, settings, report, nulls=True):
        out.write(f"{ladder_line(reviewed.bead)}\n".encode("ascii"))
    return report
