"""How often a sentence's nearest neighbour in the other language is its translation.

`python -m benchmarks.retrieval EVAL_FOLDER [--encoder builtin|NAME|FOLDER]` prints precision at one
(P@1) in both directions for every `en<TAB>ru` .tsv file of the folder, by cosine alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from alignments.encoders import BUILTIN, Encoder, load_encoder
from alignments.errors import AlignmentsError
from benchmarks.training.pairs import TrainingDataError, read_pairs


def precision_at_one(
    encoder: Encoder, english: Sequence[str], russian: Sequence[str]
) -> tuple[float, float]:
    """Shares of English texts that find their Russian one first, and the other way round.

    Texts of equal number belong together; of equal scores the first in order counts as found.
    """
    scores = encoder.encode(english) @ encoder.encode(russian).T
    numbers = np.arange(len(scores))
    return (
        float((scores.argmax(axis=1) == numbers).mean()),
        float((scores.argmax(axis=0) == numbers).mean()),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status is 1 after one line about a user's error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of en<TAB>ru .tsv files")
    parser.add_argument("--encoder", default=BUILTIN, help="builtin, a name, or a folder")
    options = parser.parse_args(arguments)
    try:
        _report(options.folder, load_encoder(options.encoder))
    except (AlignmentsError, TrainingDataError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _report(folder: Path, encoder: Encoder) -> None:
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise TrainingDataError(f"{folder}: no .tsv files there; give a folder of en<TAB>ru files")
    print(f"cosine P@1, {encoder.name}@{encoder.revision}, {encoder.dimensions} dimensions")
    print(f"{'set':<24}{'pairs':>7}{'en>ru':>9}{'ru>en':>9}{'seconds':>9}")
    for file in files:
        pairs = list(read_pairs(file))
        start = time.perf_counter()
        forth, back = precision_at_one(encoder, [e for e, _ in pairs], [r for _, r in pairs])
        seconds = time.perf_counter() - start
        print(f"{file.stem:<24}{len(pairs):>7}{forth:>9.4f}{back:>9.4f}{seconds:>9.2f}")


if __name__ == "__main__":
    sys.exit(main())
