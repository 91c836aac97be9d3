"""How much the settings owe to the gold: `python -m benchmarks.settings DATA_FOLDER`.

Every weight of a bead's score is made smaller and larger, one at a time, and all gold sets are
aligned anew. For each set the change is then chosen that helps the others most; what it gives on
the set that was left out is an honest figure, beside that of the settings as they are. The measure
is strict F1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from alignments.aligner import Aligner
from alignments.choosing import AUTO, choose_encoder
from alignments.encoders import load_encoder
from alignments.evaluation import Evaluation, ladder, score
from alignments.scoring import WEIGHTS
from benchmarks.quality import GoldPair, gold_pairs

FACTORS = (0.5, 0.75, 1.33, 2.0)
NEAR = 0.001
"""A change counts from here on; less is the noise of one bead."""

Figures = dict[str, float]
"""Strict F1 by set."""


@contextmanager
def changed(name: str, factor: float) -> Iterator[None]:
    """One weight multiplied, for as long as the block runs."""
    weights, before = cast(dict[str, float], WEIGHTS), WEIGHTS[name]
    weights[name] = before * factor
    try:
        yield
    finally:
        weights[name] = before


def measure(pairs: list[GoldPair], aligners: Mapping[str, Aligner]) -> Figures:
    """Strict F1 of every set under the settings of the moment."""
    found: dict[str, Evaluation] = {}
    for pair in pairs:
        aligned = ladder(aligners[pair.group].align(pair.source, pair.target))
        found[pair.group] = found.get(pair.group, Evaluation()) + score(pair.gold, aligned)
    return {group: result.strict_f1 for group, result in found.items()}


def left_out(
    now: Figures, tried: Mapping[tuple[str, float], Figures]
) -> dict[str, tuple[str, float]]:
    """By set: the change that the other sets choose, in words, and the set's figure with it."""
    chosen = {}
    for group in now:
        others = [other for other in now if other != group]
        gains = {
            key: sum(figures[one] - now[one] for one in others) for key, figures in tried.items()
        }
        best = max(gains, key=gains.__getitem__)
        if gains[best] / len(others) < NEAR:
            chosen[group] = ("none", now[group])
        else:
            chosen[group] = (f"{best[0]} x {best[1]:g}", tried[best][group])
    return chosen


def main() -> None:
    """Try every change on every set and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder that holds gold/")
    pairs = list(gold_pairs(parser.parse_args().data / "gold"))
    if not pairs:
        sys.exit("nothing was checked: no gold set was found")
    aligners = {pair.group: _aligner(pair) for pair in pairs}
    now = measure(pairs, aligners)
    tried: dict[tuple[str, float], Figures] = {}
    print("| weight | times | " + " | ".join(now) + " |\n|---|---|" + "---|" * len(now))
    print("| as it is | | " + " | ".join(f"{value:.3f}" for value in now.values()) + " |")
    for name in WEIGHTS:
        for factor in FACTORS:
            with changed(name, factor):
                tried[name, factor] = measure(pairs, aligners)
            line = " | ".join(f"{tried[name, factor][one] - now[one]:+.3f}" for one in now)
            print(f"| {name} | {factor:g} | {line} |", flush=True)
    print("\n| left out | what the others choose | with it | as it is |\n|---|---|---|---|")
    for group, (change, value) in left_out(now, tried).items():
        print(f"| {group} | {change} | {value:.3f} | {now[group]:.3f} |")


def _aligner(pair: GoldPair) -> Aligner:
    name = choose_encoder(AUTO, pair.source.language, pair.target.language).name
    return Aligner(load_encoder(name))


if __name__ == "__main__":
    main()
