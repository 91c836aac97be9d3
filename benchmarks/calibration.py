"""Fits and judges the confidence: `python -m benchmarks.calibration DATA_FOLDER [--write]`.

Texts are the gold sets and documents made of unseen sentence pairs, with sentences left out, put
in, joined, replaced and swapped. Prints, for each text, calibration error, ranking (AUROC) and how
many beads may be accepted where 99 % are to be right, with weights fitted on all the other texts;
then the weights fitted on all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from alignments import calibration
from alignments.aligner import Aligner
from alignments.bitext import Document
from alignments.encoders import load_encoder
from alignments.evaluation import Ladder, calibration_error, ranking_quality, reliability
from alignments.formats import read_segmented
from benchmarks.quality import gold_pairs
from benchmarks.training.pairs import read_pairs

Floats = NDArray[np.float64]
NOISY_GOLD = "opusbooks"
"""Its errors, about 4 % of the beads, would be learned: it is judged, but never fitted on."""


@dataclass(frozen=True)
class Judged:
    """The beads of one text: their evidence, and whether gold has exactly them."""

    name: str
    known: Floats
    right: NDArray[np.bool_]


def judged(name: str, aligner: Aligner, pair: tuple[Document, Document], gold: Ladder) -> Judged:
    """Align a pair and keep what was known of every bead."""
    rows: list[Floats] = []

    def number(known: Floats) -> Floats:
        first = sum(len(part) for part in rows)
        rows.append(known)
        return np.asarray(0.9 + 1e-8 * np.arange(first, first + len(known)), dtype=np.float64)

    with mock.patch("alignments.confidence.calibrate", number):
        beads = [bead for bead in aligner.align(*pair) if bead.confidence != _ALONE]
    places = [round(((bead.confidence or 0.0) - 0.9) * 1e8) for bead in beads]
    truth = {(tuple(source), tuple(target)) for source, target in gold}
    right = [(tuple(bead.source), tuple(bead.target)) in truth for bead in beads]
    return Judged(name, np.concatenate(rows)[places], np.array(right))


_ALONE = 0.99  # of segments whose stream the other text lacks: nothing was weighed


def made(
    pairs: Sequence[tuple[str, str]], seed: int, size: int = 250
) -> tuple[list[list[str]], Ladder]:
    """Lines of both sides, and gold: joined, left out, replaced, put in, swapped here and there.

    Documents of odd seeds are disturbed three times as often.
    """
    rarity = 1.0 if seed % 2 == 0 else 1 / 3
    random = Random(seed)
    start = random.randrange(max(len(pairs) - size - 1, 1))
    lines: list[list[str]] = [[], []]
    gold: Ladder = []
    stranger = iter(random.sample(list(pairs), len(pairs)))

    def add(texts: Sequence[Sequence[str]]) -> None:
        run = []
        for side, new in zip(lines, texts, strict=True):
            run.append(tuple(range(len(side), len(side) + len(new))))
            side.extend(new)
        gold.append((run[0], run[1]))

    part = list(pairs[start : start + size])
    while part:
        one = part.pop(0)
        chance = random.random() * rarity
        if chance < 0.04 and part:  # two sentences of one side in one of the other
            two, side = part.pop(0), random.randrange(2)
            whole, cut = [f"{one[side]} {two[side]}"], [one[1 - side], two[1 - side]]
            add((whole, cut) if side == 0 else (cut, whole))
        elif chance < 0.06:
            add(([one[0]], []))
        elif chance < 0.08:
            add(([], [one[1]]))
        elif chance < 0.09:  # something else stands there
            add(([one[0]], []))
            add(([], [next(stranger)[1]]))
        elif chance < 0.095 and part:
            two = part.pop(0)
            i, j = len(lines[0]), len(lines[1])
            lines[0] += [one[0], two[0]]
            lines[1] += [two[1], one[1]]
            gold += [((i,), (j + 1,)), ((i + 1,), (j,))]
        elif chance < 0.097:
            for _ in range(random.randint(3, 12)):
                add(([], [next(stranger)[1]]))
            add(([one[0]], [one[1]]))
        else:
            add(([one[0]], [one[1]]))
    return lines, gold


def texts(data: Path, aligner: Aligner, seeds: int) -> Iterator[Judged]:
    """Every text judged."""
    for pair in gold_pairs(data / "gold"):
        yield judged(f"{pair.group} {pair.name}", aligner, (pair.source, pair.target), pair.gold)
    for file in sorted((data / "parallel" / "eval").glob("*.tsv")):
        pairs = list(read_pairs(file))
        for seed in range(seeds if len(pairs) > 500 else 1):
            lines, gold = made(pairs, seed, min(250, len(pairs)))
            left, right = (
                read_segmented("\n".join(side).encode(), "made.txt", tag)
                for side, tag in zip(lines, ("en", "ru"), strict=True)
            )
            yield judged(f"made {file.stem} {seed}", aligner, (left, right), gold)


def fit(some: Sequence[Judged], ridge: float = 1.0) -> dict[str, float]:
    """Logistic regression by Newton's method; a group of texts weighs as the root of its beads."""
    known = np.concatenate([text.known for text in some])
    right = np.concatenate([text.right for text in some]).astype(np.float64)
    sizes = Counter(_group(text.name) for text in some for _ in text.right)
    weight = np.concatenate([np.full(len(t.right), sizes[_group(t.name)] ** -0.5) for t in some])
    weight *= len(weight) / weight.sum()
    penalty = np.full(known.shape[1], ridge)
    penalty[0] = 0.0
    found = np.zeros(known.shape[1])
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-known @ found))
        slope = known.T @ (weight * (right - chance)) - penalty * found
        curve = (known * (weight * chance * (1.0 - chance))[:, None]).T @ known + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found = found + step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(calibration.FEATURES, found.tolist(), strict=True))


def covered(confidence: Floats, right: NDArray[np.bool_], precision: float = 0.99) -> float:
    """The largest share of beads, surest first, of which that share is right."""
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= precision)
    return float(enough[-1] + 1) / len(order) if len(enough) else 0.0


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder that holds gold/ and parallel/eval/")
    parser.add_argument("--encoder", default="builtin", help="builtin, lexical or a folder")
    parser.add_argument("--seeds", type=int, default=4, help="made documents per file")
    arguments = parser.parse_args()
    every = list(texts(arguments.data, Aligner(load_encoder(arguments.encoder)), arguments.seeds))
    if not every:
        sys.exit(f"nothing was judged: no texts under {arguments.data}")
    groups = sorted({_group(text.name) for text in every})
    print("| left out | beads | right | ECE | AUROC | accepted at 99 % | as shipped: ECE | AUROC |")
    print("|---|---|---|---|---|---|---|---|")
    pooled: list[tuple[Floats, NDArray[np.bool_]]] = []
    for group in groups:
        own = [text for text in every if _group(text.name) == group]
        others = [t for t in every if _group(t.name) != group and NOISY_GOLD not in t.name]
        known = np.concatenate([text.known for text in own])
        right = np.concatenate([text.right for text in own])
        left_out = calibration.calibrate(known, fit(others))
        shipped = calibration.calibrate(known)
        if NOISY_GOLD not in group:
            pooled.append((left_out, right))
        print(
            f"| {group} | {len(right)} | {right.mean():.3f} "
            f"| {calibration_error(left_out, right):.3f} | {ranking_quality(left_out, right):.3f} "
            f"| {covered(left_out, right):.3f} "
            f"| {calibration_error(shipped, right):.3f} | {ranking_quality(shipped, right):.3f} |"
        )
    confidence, right = (np.concatenate([part[k] for part in pooled]) for k in (0, 1))
    print(
        f"all left out but {NOISY_GOLD}: ECE {calibration_error(confidence, right):.3f}, "
        f"AUROC {ranking_quality(confidence, right):.3f}, "
        f"accepted at 99 %: {covered(confidence, right):.3f}"
    )
    for count, mean, share in reliability(confidence, right):
        print(f"  {count:6d}  {mean:.3f}  {share:.3f}")
    final = fit([text for text in every if NOISY_GOLD not in text.name])
    print("weights: " + ", ".join(f'"{name}": {value:.3f}' for name, value in final.items()))


def _group(name: str) -> str:
    return " ".join(name.split()[:2]) if name.startswith("made") else name.split()[0]


if __name__ == "__main__":
    main()
