"""CPU seconds and memory to write, check and read a TMX as large as a shelf of books.

    python -m benchmarks.tmx [--units 100000]

Each step runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from alignments.bitext import Bead
from alignments.exports import ExportSettings
from alignments.formats.tmx import check_tmx, read_tmx
from alignments.formats.writers import WRITERS
from alignments.units import Decision, ReviewedBead

RUSSIAN = "Хлебный кризис зимы не свалился с неба: он подготовлялся пять лет, год за годом, № {}."
ENGLISH = "The grain crisis of the winter did not fall from the sky: it took five years, no. {}."


def beads(count: int) -> Iterator[ReviewedBead]:
    """Made-up pairs of about 90 characters a side, with all the properties a reviewed pair has."""
    for number in range(count):
        run = range(number, number + 1)
        yield ReviewedBead(
            id=str(number),
            bead=Bead(run, run, 0.97),
            source=(RUSSIAN.format(number),),
            target=(ENGLISH.format(number),),
            decision=Decision("confirmed", "reviewer"),
        )


def write(path: Path, units: int) -> int:
    """Write the file; gives the number of units."""
    settings = ExportSettings(
        "ru", "en", "original.txt", "translation.md", "builtin@1", "confirmed"
    )
    with path.open("wb") as out:
        return WRITERS["tmx"].write(out, beads(units), settings).units


def check(path: Path, units: int) -> int:
    """Check the file against all rules; gives the number of units if it is accepted."""
    with path.open("rb") as stream:
        return 0 if check_tmx(stream) else units


def read(path: Path, units: int) -> int:  # noqa: ARG001 - the steps share one shape
    """Read the file; gives the number of units."""
    with path.open("rb") as stream:
        return sum(1 for _ in read_tmx(stream))


STEPS = {"write": write, "check": check, "read": read}


def _measure(step: str, path: Path, units: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    done = STEPS[step](path, units)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"units": done, "seconds": seconds, "before": before, "peak": peak}))


def main() -> None:
    """Run the steps one after the other and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step:
        _measure(chosen.step, chosen.file, chosen.units)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.tmx"
        print(f"{'step':8}{'units':>10}{'CPU s':>10}{'RSS growth':>12}{'RSS peak':>10}")
        for step in STEPS:
            command = [sys.executable, "-m", "benchmarks.tmx", "--step", step, "--file", str(path)]
            command += ["--units", str(chosen.units)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            grown, peak = (found["peak"] - found["before"]) / 1024, found["peak"] / 1024
            print(
                f"{step:8}{found['units']:>10,}{found['seconds']:>10.2f}"
                f"{grown:>9.0f} MB{peak:>7.0f} MB"
            )
        print(f"file: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
