"""Texts out of order: `python -m benchmarks.stress DATA_FOLDER [--seeds 3] [--only WORD]`.

Moves blocks, swaps neighbours, puts strangers and refrains into gold sets (DATA_FOLDER/gold) and
into made documents of pairs (DATA_FOLDER/parallel/eval), and tells by kind of disturbance:

cases; strict F1 of the rest, undisturbed and disturbed, counted over the same lines; the share of
the moved pairs that was found exactly before they were moved, and after, and of those the share
that is flagged as crossing; recall of lines without counterpart; crossing pairs that share nothing
with a moved one, per thousand beads.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from alignments.aligner import Aligner, AlignerOptions
from alignments.bitext import Alignment
from alignments.encoders import load_encoder
from alignments.evaluation import (
    Evaluation,
    Ladder,
    calibration_error,
    ladder,
    ranking_quality,
    read_ladder,
    score,
)
from benchmarks.disturbing import DISTURBANCES, Case, Pairs, undisturbed

SLICE = 400
SLICES = 3
GOLD = ("warpeace-3-1-ch1-2", "manifesto-I", "lenin-state-rev-ch1")
LONG_GOLD = "opusbooks-en-ru"
MADE = ("generaltest2022_enru", "flores_sib200")
STRANGERS = "ud_pud"


@dataclass
class Tally:
    """What was found in all cases of one disturbance."""

    cases: int = 0
    before: Evaluation = field(default_factory=Evaluation)
    after: Evaluation = field(default_factory=Evaluation)
    moved: int = 0
    found_before: int = 0
    found: int = 0
    flagged: int = 0
    alone: int = 0
    left_alone: int = 0
    beads: int = 0
    false_crossings: int = 0
    confidence: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One row of the table."""
        known = f"{self.found_before / self.moved:.3f}" if self.moved else "-"
        share = f"{self.found / self.moved:.3f}" if self.moved else "-"
        flagged = f"{self.flagged / self.found:.3f}" if self.found else "-"
        null = f"{self.left_alone / self.alone:.3f}" if self.alone else "-"
        false = 1000 * self.false_crossings / max(self.beads, 1)
        return (
            f"| {name} | {self.cases} | {self.before.strict_f1:.3f} | {self.after.strict_f1:.3f} "
            f"| {self.moved} | {known} | {share} | {flagged} | {null} | {false:.2f} |"
        )


def texts(data: Path) -> Iterator[tuple[str, Case]]:
    """The undisturbed texts: gold sets, slices of the long one, made documents of pairs."""
    for name in GOLD:
        folder = data / "gold" / name
        lines = _lines(folder / "en.txt"), _lines(folder / "ru.txt")
        yield name, undisturbed(lines, read_ladder(_read(folder / "gold.txt")))
    for gold in sorted((data / "gold" / LONG_GOLD / "docs").glob("*.gold")):
        lines = _lines(gold.with_suffix(".src")), _lines(gold.with_suffix(".tgt"))
        yield from _slices(gold.stem, undisturbed(lines, read_ladder(_read(gold))))
    for name in MADE:
        found = pairs(data / "parallel" / "eval" / f"{name}.tsv")
        whole = (tuple(pair[0] for pair in found), tuple(pair[1] for pair in found))
        straight: Ladder = [((k,), (k,)) for k in range(len(found))]
        yield from _slices(name, undisturbed(whole, straight))


def _slices(name: str, case: Case) -> Iterator[tuple[str, Case]]:
    """Parts of about SLICE gold beads, cut between two pairs."""
    for start in range(0, len(case.gold) - SLICE // 2, SLICE)[:SLICES]:
        beads = case.gold[start : start + SLICE]
        lows, highs = [], []
        for side in (0, 1):
            used = [k for bead in beads for k in bead[side]]
            lows.append(min(used))
            highs.append(max(used) + 1)
        gold = [
            (tuple(k - lows[0] for k in left), tuple(k - lows[1] for k in right))
            for left, right in beads
        ]
        lines = case.lines[0][lows[0] : highs[0]], case.lines[1][lows[1] : highs[1]]
        yield f"{name} {start}", undisturbed(lines, gold)


def pairs(path: Path) -> list[tuple[str, str]]:
    """Pairs of one line each, the first two columns of a table."""
    rows = [line.split("\t")[:2] for line in _lines(path)]
    return [(row[0].strip('"'), row[1].strip('"')) for row in rows if len(row) == 2 and all(row)]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(line.replace("\r", " ") for line in _read(path).rstrip("\n").split("\n"))


def count(tally: Tally, plain: Case, before: Alignment, case: Case, after: Alignment) -> None:
    """Add what was found in one case."""
    tally.cases += 1
    gold = {(bead[0], bead[1]) for bead in case.gold}
    touched = [{k for bead in case.moved for k in bead[side]} | case.alone[side] for side in (0, 1)]
    tally.after += score(_outside(case.gold, touched), _outside(ladder(after), touched))
    rest = [
        {case.origin[side][k] for k in range(len(case.lines[side])) if k not in touched[side]}
        for side in (0, 1)
    ]
    removed = [set(range(len(plain.lines[side]))) - rest[side] for side in (0, 1)]
    tally.before += score(_outside(plain.gold, removed), _outside(ladder(before), removed))
    links = {(i, j) for left, right in case.moved for i in left for j in right}
    for bead in after:
        key = tuple(bead.source), tuple(bead.target)
        tally.beads += 1
        if key in case.moved:
            tally.found += 1
            tally.flagged += bead.crossing
        tally.false_crossings += bead.crossing and not links & {
            (i, j) for i in bead.source for j in bead.target
        }
        if bead.crossing:
            tally.confidence.append(bead.confidence or 0.0)
            tally.right.append(key in gold)
        for side, run, other in ((0, bead.source, bead.target), (1, bead.target, bead.source)):
            if not other:
                tally.left_alone += len(case.alone[side].intersection(run))
    tally.moved += len(case.moved)
    known = set(ladder(before))
    tally.found_before += sum(
        tuple(tuple(case.origin[side][k] for k in bead[side]) for side in (0, 1)) in known
        for bead in case.moved
    )
    tally.alone += len(case.alone[0]) + len(case.alone[1])


def _outside(beads: Ladder, touched: list[set[int]]) -> Ladder:
    """The beads that hold a line beyond those that were disturbed."""
    return [
        bead for bead in beads if any(k not in touched[side] for side in (0, 1) for k in bead[side])
    ]


def main() -> None:
    """Disturb every text in every way and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder that holds gold/ and parallel/eval/")
    parser.add_argument("--encoder", default="builtin", help="builtin, a model's folder, or a name")
    parser.add_argument("--seeds", type=int, default=3, help="copies of each text and disturbance")
    parser.add_argument("--only", default="", help="only disturbances whose name holds this")
    parser.add_argument(
        "--text", default="", help="only texts whose name holds one of these, by commas"
    )
    parser.add_argument("--by-text", action="store_true", help="one row for each text")
    parser.add_argument("--monotone", action="store_true", help="do not look for moves")
    arguments = parser.parse_args()
    options = AlignerOptions(moves=not arguments.monotone)
    aligner = Aligner(load_encoder(arguments.encoder), options=options)
    strangers = pairs(arguments.data / "parallel" / "eval" / f"{STRANGERS}.tsv")
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, plain in texts(arguments.data):
        if any(part in name for part in arguments.text.split(",")):
            _stress(aligner, name, plain, strangers, arguments, tallies)
    if not tallies:
        sys.exit(f"nothing was checked: no text under {arguments.data}")
    print(
        "| disturbance | cases | rest F1 before | after | moved pairs | found before | found "
        "| flagged | null recall | false crossings / 1,000 |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for kind, tally in tallies.items():
        print(tally.line(kind))
    _print_confidence(tallies)
    print(f"\nsignature: {aligner.signature}")


def _stress(
    aligner: Aligner,
    name: str,
    plain: Case,
    strangers: Pairs,
    arguments: argparse.Namespace,
    tallies: dict[str, Tally],
) -> None:
    before = aligner.align(*plain.documents(("en", "ru")))
    for kind, disturb in DISTURBANCES.items():
        if arguments.only not in kind:
            continue
        for seed in range(1 if kind == "none" else arguments.seeds):
            case = disturb(plain, Random(f"{name} {kind} {seed}"), strangers)
            if case is None:
                continue
            after = before if case is plain else aligner.align(*case.documents(("en", "ru")))
            row = f"{kind}, {name}" if arguments.by_text else kind
            count(tallies[row], plain, before, case, after)


def _print_confidence(tallies: dict[str, Tally]) -> None:
    confidence = [p for tally in tallies.values() for p in tally.confidence]
    right = [hit for tally in tallies.values() for hit in tally.right]
    print(
        f"\ncrossing beads: {len(right)}, right {sum(right) / max(len(right), 1):.3f}, "
        f"mean confidence {sum(confidence) / max(len(right), 1):.3f}, "
        f"ECE {calibration_error(confidence, right):.3f}, "
        f"AUROC {ranking_quality(confidence, right):.3f}"
    )


if __name__ == "__main__":
    main()
