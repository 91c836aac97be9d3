"""Seconds and memory of pool matching: `python -m benchmarks.matching.speed EVAL_FOLDER`.

Takes the sentences of the `en<TAB>ru` .tsv files in EVAL_FOLDER, and as many copies of them with
their words in another order as are needed for the sizes asked for.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from alignments.encoders import BUILTIN, load_encoder
from alignments.matching import Matcher
from benchmarks.training.pairs import TrainingDataError, read_pairs


def sentences(known: Sequence[str], count: int, seed: int) -> list[str]:
    """So many sentences: the known ones, then they again with their words shuffled."""
    chance = random.Random(seed)
    found = list(known[:count])
    while len(found) < count:
        words = known[len(found) % len(known)].split()
        chance.shuffle(words)
        found.append(" ".join(words))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status is 1 after one line about a user's error."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matching.speed", description=__doc__
    )
    parser.add_argument("folder", type=Path, help="folder of en<TAB>ru .tsv files")
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--encoder", default=BUILTIN, help="builtin, a name, or a folder")
    options = parser.parse_args(arguments)
    try:
        pairs = [pair for file in sorted(options.folder.glob("*.tsv")) for pair in read_pairs(file)]
        if not pairs:
            raise TrainingDataError(f"{options.folder}: no .tsv files there")
    except TrainingDataError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    texts = sentences([english for english, _ in pairs], options.texts, 1)
    lines = sentences([russian for _, russian in pairs], options.lines, 2)
    matcher = Matcher(load_encoder(options.encoder))
    before = _peak_megabytes()
    start, cpu = time.perf_counter(), time.process_time()
    phases: dict[str, float] = {}

    def note(_share: float, phase: str) -> None:
        phases[phase] = time.process_time() - cpu

    matches = matcher.match(texts, lines, on_progress=note)
    print(
        f"{len(texts)} texts, {len(lines)} lines: {time.process_time() - cpu:.0f} s of processor "
        f"time, {time.perf_counter() - start:.0f} s by the clock, "
        f"{_peak_megabytes() - before:.0f} MB above start, "
        f"{sum(match.line is not None for match in matches)} matched"
    )
    print("done by phase, s:", ", ".join(f"{phase} {at:.0f}" for phase, at in phases.items()))
    return 0


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
