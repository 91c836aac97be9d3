"""Seconds and peak memory of an alignment by size: `python -m benchmarks.speed [SIZES ...]`.

`--files SOURCE TARGET` reads, cuts and aligns two text files instead, from bytes to beads.

Texts are made up (sentences of random words, some lost, joined or added), so that size is the only
thing that changes. Each size runs in a process of its own. Growth is printed as ratios to the
smallest size and as the exponent of a power law: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alignments.aligner import Aligner
from alignments.bitext import Document
from alignments.encoders import BUILTIN, load_encoder
from alignments.formats import read_document, read_segmented
from alignments.realigning import Realigner

LETTERS = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф"
WORDS = 20_000


@dataclass(frozen=True)
class Run:
    """One measured alignment; seconds by phase, memory in MB above a process that did nothing."""

    size: int
    seconds: float
    phases: dict[str, float]
    megabytes: float
    right: float


def made_up(size: int, seed: int = 1) -> tuple[Document, Document]:
    """A pair of documents of about `size` segments; the target has losses, joins, additions."""
    random = np.random.default_rng(seed)
    letters = np.array(list(LETTERS))
    words = ["".join(random.choice(letters, length)) for length in random.integers(3, 11, WORDS)]
    frequent = random.zipf(1.4, size * 40) % WORDS
    lengths = random.integers(3, 28, size)
    ends = np.cumsum(lengths)
    source = [
        " ".join(words[word] for word in frequent[end - length : end]).capitalize() + "."
        for end, length in zip(ends, lengths, strict=True)
    ]
    target: list[str] = []
    for sentence in source:
        chance = random.random()
        if chance < 0.02:
            continue
        if chance < 0.08 and target:
            target[-1] += " " + sentence
            continue
        target.append(sentence)
        if chance > 0.98:
            target.append(source[int(random.integers(0, size))])
    original, translation = ("\n".join(side).encode() for side in (source, target))
    return (
        read_segmented(original, "made-up.txt", "ru"),
        read_segmented(translation, "made-up.txt", "ru"),
    )


def measure(size: int, encoder: str = BUILTIN) -> Run:
    """Align one pair, in this process."""
    source, target = made_up(size)
    aligner = Aligner(load_encoder(encoder))
    aligner.align(*made_up(50))  # loads what is loaded once
    before = _peak_megabytes()
    phases: dict[str, float] = {}
    told = [("", time.perf_counter())]

    def note(_share: float, phase: str) -> None:
        now = time.perf_counter()
        before, begun = told[-1]
        if before:
            phases[before] = phases.get(before, 0.0) + now - begun
        told.append((phase, now))

    start = time.perf_counter()
    alignment = aligner.align(source, target, on_progress=note)
    seconds = time.perf_counter() - start
    ones = [bead for bead in alignment if bead.shape == "1:1"]
    same = sum(
        source.segment_text(bead.source.start) == target.segment_text(bead.target.start)
        for bead in ones
    )
    return Run(size, seconds, phases, _peak_megabytes() - before, same / max(len(ones), 1))


def measure_files(source: Path, target: Path, encoder: str) -> str:
    """What two files took from their bytes to beads, in a line."""
    aligner = Aligner(load_encoder(encoder))
    aligner.align(*made_up(50))
    before = _peak_megabytes()
    start = time.perf_counter()
    read = [
        read_document(path.read_bytes(), path.name, tag)
        for path, tag in ((source, "ru"), (target, "en"))
    ]
    middle = time.perf_counter()
    beads = aligner.align(read[0], read[1])
    end = time.perf_counter()
    return (
        f"{len(read[0])} x {len(read[1])} segments, {len(beads)} beads: {middle - start:.1f} s "
        f"to read and cut, {end - middle:.1f} s to align, "
        f"{_peak_megabytes() - before:.0f} MB above the start"
    )


def measure_stretches(size: int, encoder: str, beads: int = 55) -> list[float]:
    """Milliseconds of processor time for aligning stretches of so many beads anew, ascending."""
    source, target = made_up(size)
    aligner = Aligner(load_encoder(encoder))
    found = list(aligner.align(source, target))
    realigner = Realigner(aligner, source, target)
    spent = []
    for first in range(0, len(found) - beads, max(len(found) // 60, 1)):
        run = found[first : first + beads]
        rows = range(run[0].source.start, run[-1].source.stop)
        columns = range(run[0].target.start, run[-1].target.stop)
        start = time.process_time()
        realigner.between(rows, columns)
        spent.append(1000 * (time.process_time() - start))
    return sorted(spent)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 5_000, 20_000])
    parser.add_argument("--encoder", default=BUILTIN, help="builtin, lexical, a folder, or a name")
    parser.add_argument("--files", type=Path, nargs=2, help="a Russian text and its English one")
    arguments = parser.parse_args()
    if arguments.files:
        print(measure_files(arguments.files[0], arguments.files[1], arguments.encoder))
        return
    sizes = sorted(arguments.sizes)
    context = multiprocessing.get_context("spawn")
    runs = []
    for size in sizes:
        with context.Pool(1) as pool:
            runs.append(pool.apply(measure, (size, arguments.encoder)))
    first = runs[0]
    print(
        "| segments a side | seconds | ratio | MB | ratio | segments/s | 1:1 beads right | phases |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for run in runs:
        phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in run.phases.items())
        print(
            f"| {run.size} | {run.seconds:.2f} | {run.seconds / first.seconds:.1f} "
            f"| {run.megabytes:.0f} | {run.megabytes / max(first.megabytes, 1):.1f} "
            f"| {2 * run.size / run.seconds:.0f} | {run.right:.4f} | {phases} |"
        )
    if len(runs) > 1:
        last = runs[-1]
        scale = math.log(last.size / first.size)
        print(f"exponent of seconds: {math.log(last.seconds / first.seconds) / scale:.2f}")
        memory = math.log(last.megabytes / max(first.megabytes, 1)) / scale
        print(f"exponent of memory: {memory:.2f}")
    spent = measure_stretches(sizes[0], arguments.encoder)
    print(
        f"a stretch of 55 beads aligned anew, ms of processor time: median "
        f"{spent[len(spent) // 2]:.0f}, 95 % within {spent[len(spent) * 95 // 100]:.0f}"
    )
    print(f"signature: {Aligner(load_encoder(arguments.encoder)).signature}")


if __name__ == "__main__":
    main()
