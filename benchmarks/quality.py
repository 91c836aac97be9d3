"""Alignment quality on hand-made gold: `python -m benchmarks.quality DATA_FOLDER`.

DATA_FOLDER/gold holds one folder per set: either en.txt, ru.txt and gold.txt, or docs/ with
X.src, X.tgt and X.gold; one segment per line, gold as `[left lines]:[right lines]` from 0.
Prints the figures of every set and the signature of what made them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from alignments.aligner import Aligner, AlignerOptions
from alignments.bitext import Alignment, Document
from alignments.doubt import DOUBT_THRESHOLD
from alignments.encoders import BUILTIN, load_encoder
from alignments.evaluation import (
    Evaluation,
    Ladder,
    calibration_error,
    ladder,
    ranking_quality,
    read_ladder,
    reliability,
    score,
)
from alignments.formats import read_segmented


@dataclass(frozen=True)
class GoldPair:
    """Two segmented texts and their gold beads, left side as source."""

    group: str
    name: str
    source: Document
    target: Document
    gold: Ladder


def gold_pairs(folder: Path) -> Iterator[GoldPair]:
    """Every pair of the sets under `folder`, in the order of their names."""
    for group in sorted(path for path in folder.iterdir() if path.is_dir()):
        if (group / "gold.txt").is_file():
            yield _pair(
                group.name, group.name, group / "en.txt", group / "ru.txt", group / "gold.txt"
            )
        for gold in sorted((group / "docs").glob("*.gold")):
            yield _pair(
                group.name, gold.stem, gold.with_suffix(".src"), gold.with_suffix(".tgt"), gold
            )


def _pair(group: str, name: str, source: Path, target: Path, gold: Path) -> GoldPair:
    left, right = group.split("-")[-2:] if group[-5:-2].endswith("-") else ("en", "ru")
    return GoldPair(
        group,
        name,
        read_segmented(source.read_bytes(), source.name, left),
        read_segmented(target.read_bytes(), target.name, right),
        read_ladder(gold.read_text(encoding="utf-8")),
    )


def right_beads(alignment: Alignment, gold: Ladder) -> tuple[list[float], list[bool]]:
    """Confidence of every bead, and whether gold has exactly that bead."""
    truth = {(tuple(source), tuple(target)) for source, target in gold}
    beads = list(alignment)
    right = [(tuple(bead.source), tuple(bead.target)) in truth for bead in beads]
    return [bead.confidence or 0.0 for bead in beads], right


def main() -> None:
    """Run every gold set and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder that holds gold/")
    parser.add_argument(
        "--encoder", default=BUILTIN, help="builtin, lexical, a model's folder, or a name"
    )
    parser.add_argument("--only", default="", help="only sets whose name holds this")
    parser.add_argument("--swap", action="store_true", help="align with left and right exchanged")
    parser.add_argument("--json", type=Path, help="also write confidence and right/wrong per bead")
    arguments = parser.parse_args()
    aligner = Aligner(load_encoder(arguments.encoder), options=AlignerOptions())
    groups: dict[str, tuple[Evaluation, float]] = {}
    judged: dict[str, tuple[list[float], list[bool]]] = {}
    for pair in gold_pairs(arguments.data / "gold"):
        if arguments.only not in pair.group:
            continue
        alignment, gold, seconds = _align(aligner, pair, arguments.swap)
        before, spent = groups.get(pair.group, (Evaluation(), 0.0))
        groups[pair.group] = before + score(gold, ladder(alignment)), spent + seconds
        confidence, right = right_beads(alignment, gold)
        known = judged.setdefault(pair.group, ([], []))
        known[0].extend(confidence)
        known[1].extend(right)
    if not groups:
        sys.exit(f"nothing was checked: no gold set under {arguments.data / 'gold'}")
    _print_quality(groups)
    _print_confidence(judged)
    print(f"\nsignature: {aligner.signature}")
    if arguments.json:
        arguments.json.write_text(json.dumps(judged), encoding="utf-8")


def _align(aligner: Aligner, pair: GoldPair, swap: bool) -> tuple[Alignment, Ladder, float]:
    start = time.perf_counter()
    if swap:
        alignment = aligner.align(pair.target, pair.source)
        gold = [(target, source) for source, target in pair.gold]
    else:
        alignment, gold = aligner.align(pair.source, pair.target), pair.gold
    return alignment, gold, time.perf_counter() - start


def _print_quality(groups: dict[str, tuple[Evaluation, float]]) -> None:
    print(
        "| set | strict P | strict R | strict F1 | lax F1 | null P | null R | null F1 | seconds |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, (found, seconds) in groups.items():
        figures = (
            found.strict_precision,
            found.strict_recall,
            found.strict_f1,
            found.lax_f1,
            found.null_precision,
            found.null_recall,
            found.null_f1,
        )
        print(f"| {name} | " + " | ".join(f"{x:.3f}" for x in figures) + f" | {seconds:.1f} |")


def _print_confidence(judged: dict[str, tuple[list[float], list[bool]]]) -> None:
    print("\n| set | beads | right | mean confidence | ECE | AUROC | doubtful | right among sure |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (confidence, right) in judged.items():
        sure = [hit for p, hit in zip(confidence, right, strict=True) if p >= DOUBT_THRESHOLD]
        count = len(right)
        print(
            f"| {name} | {count} | {sum(right) / count:.3f} | {sum(confidence) / count:.3f} "
            f"| {calibration_error(confidence, right):.3f} "
            f"| {ranking_quality(confidence, right):.3f} | {1 - len(sure) / count:.3f} "
            f"| {sum(sure) / max(len(sure), 1):.3f} |"
        )
    everything = [list(chain.from_iterable(part[k] for part in judged.values())) for k in (0, 1)]
    print("\nreliability, all sets: beads, mean confidence, share right")
    for count, mean, share in reliability(everything[0], everything[1]):
        print(f"  {count:6d}  {mean:.3f}  {share:.3f}")


if __name__ == "__main__":
    main()
