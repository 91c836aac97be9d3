"""Pool matching on made data: `python -m benchmarks.matching EVAL_FOLDER`.

EVAL_FOLDER holds `en<TAB>ru` .tsv files. English texts are matched with a pool of Russian lines in
which the counterpart of a share of the texts is missing, and near-paraphrases with another year,
number, ordinal, month, name or denial stand beside it. Prints precision and recall of matches and
of "none", calibration error and ranking of the confidence, and the same for the nearest neighbour
by cosine. `--fit` fits the weights anew on the files that are kept for it, and prints them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from alignments.choice import PLAIN_WEIGHTS, WEIGHTS
from alignments.encoders import BUILTIN, AdditiveEncoder, Encoder, load_encoder
from alignments.errors import AlignmentsError
from alignments.matching import Matcher
from benchmarks.matching.figures import (
    HEADING,
    Answers,
    Figures,
    best_threshold,
    nearest_neighbours,
    with_threshold,
)
from benchmarks.matching.fitting import fit, tabulate
from benchmarks.matching.made import MadeSet
from benchmarks.matching.recipe import fit_sets, test_sets
from benchmarks.training.pairs import TrainingDataError


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status is 1 after one line about a user's error."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matching",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="folder of en<TAB>ru .tsv files")
    parser.add_argument("--encoder", default=BUILTIN, help="builtin, a name, or a folder")
    parser.add_argument("--fit", action="store_true", help="fit the weights, print them, stop")
    options = parser.parse_args(arguments)
    try:
        encoder = load_encoder(options.encoder)
        if options.fit:
            _fit(options.folder, encoder)
        else:
            _test(options.folder, encoder)
    except (AlignmentsError, TrainingDataError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _fit(folder: Path, encoder: Encoder) -> None:
    sets = fit_sets(folder)
    builtin = load_encoder()
    words = builtin if isinstance(builtin, AdditiveEncoder) else None
    for name, shipped, table in (
        ("WEIGHTS", WEIGHTS, tabulate(encoder, sets, words)),
        ("PLAIN_WEIGHTS", PLAIN_WEIGHTS, tabulate(encoder, sets)),
    ):
        print(f"{name}, {len(table.right)} texts")
        _print_weights(fit(table), shipped)


def _print_weights(found: Mapping[str, float], shipped: Mapping[str, float]) -> None:
    for name, weight in found.items():
        print(f'    "{name}": {weight:.3g},  # shipped {shipped.get(name, 0.0):g}')


def _test(folder: Path, encoder: Encoder) -> None:
    matcher = Matcher(encoder)
    threshold = best_threshold(
        [(made, nearest_neighbours(encoder, made)) for made in fit_sets(folder)]
    )
    for kind, sets in test_sets(folder).items():
        shown = {name: Figures() for name in ("matcher", "nearest", f"nearest >= {threshold:.2f}")}
        seconds = 0.0
        for made in sets:
            start = time.perf_counter()
            found = _answers(matcher, made)
            seconds += time.perf_counter() - start
            near = nearest_neighbours(encoder, made)
            for figures, answers in zip(
                shown.values(), (found, near, with_threshold(near, threshold)), strict=True
            ):
                figures.add(made, answers)
        print(f"\npool with {kind}: {', '.join(_describe(made) for made in sets)}, {seconds:.0f} s")
        print(HEADING)
        for name, figures in shown.items():
            print(figures.row(name))
        for name, figures in shown.items():
            print(f"{name}, taken of offered: {figures.kinds()}")
    print(f"\nsignature: {matcher.signature}")


def _answers(matcher: Matcher, made: MadeSet) -> Answers:
    matches = matcher.match(made.texts, made.pool)
    return Answers([match.line for match in matches], [match.confidence for match in matches])


def _describe(made: MadeSet) -> str:
    return f"{made.name} ({len(made.texts)} texts, {len(made.pool)} lines)"


if __name__ == "__main__":
    sys.exit(main())
