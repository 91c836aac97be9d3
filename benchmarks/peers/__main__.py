"""Ours beside other aligners: `python -m benchmarks.peers DATA_FOLDER [--only SET]`.

Prints, for each gold set and aligner, strict F1, null F1, seconds and megabytes above our start;
each runs in a process of its own. `--errata SET` lists where our aligner and all the other searches
agree against the gold of a set, and prints the figures without those places.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from alignments.evaluation import Evaluation, Ladder, score
from benchmarks.peers.aligners import PEERS
from benchmarks.peers.errata import errata, without
from benchmarks.peers.measuring import run_alone
from benchmarks.quality import GoldPair, gold_pairs

_JUDGES = ("ours", "vecalign (sentalign)", "bertalign")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder that holds gold/")
    parser.add_argument("--only", default="", help="only sets whose name holds this")
    parser.add_argument("--encoder", default="builtin", help="builtin, or a model's folder")
    parser.add_argument("--errata", action="store_true", help="look for errors of the gold")
    parser.add_argument("--list", type=int, default=0, help="so many errata to read")
    arguments = parser.parse_args()
    pairs = [pair for pair in gold_pairs(arguments.data / "gold") if arguments.only in pair.group]
    if not pairs:
        sys.exit(f"nothing was measured: no such set under {arguments.data / 'gold'}")
    print("| set | aligner | strict F1 | lax F1 | null F1 | seconds | MB |")
    print("|---|---|---|---|---|---|---|")
    for pair in pairs:
        found: dict[str, Ladder] = {}
        for name in PEERS:
            result = run_alone(name, pair, arguments.encoder)
            if isinstance(result, str):
                print(f"| {pair.name} | {name} | {result} | | | | |")
                continue
            found[name] = result.beads
            figures = score(pair.gold, result.beads)
            print(_row(pair.name, name, figures, f"{result.seconds:.1f} | {result.megabytes:.0f}"))
        if arguments.errata and set(_JUDGES) <= set(found):
            _print_errata(pair, found, arguments.list)


def _row(group: str, name: str, figures: Evaluation, rest: str) -> str:
    return (
        f"| {group} | {name} | {figures.strict_f1:.3f} | {figures.lax_f1:.3f} "
        f"| {figures.null_f1:.3f} | {rest} |"
    )


def _print_errata(pair: GoldPair, found: dict[str, Ladder], shown: int) -> None:
    doubted = errata(pair.gold, [found[name] for name in _JUDGES])
    print(f"\n{len(doubted)} beads on which {', '.join(_JUDGES)} agree against the gold; without:")
    for name, beads in found.items():
        figures = score(without(pair.gold, doubted, pair.gold), without(beads, doubted, pair.gold))
        print(_row(pair.name, name, figures, "- | -"))
    step = max(len(doubted) // max(shown, 1), 1)
    for source, target in sorted(doubted)[::step][:shown]:
        print(f"\nagreed {list(source)} : {list(target)}")
        for left, right in pair.gold:
            if set(left) & set(source) or set(right) & set(target):
                print(f"gold   {list(left)} : {list(right)}")
        for k in source:
            print(f"  {k:6d} {pair.source.segment_text(k)}")
        for k in target:
            print(f"  {k:6d} {pair.target.segment_text(k)}")


if __name__ == "__main__":
    main()
