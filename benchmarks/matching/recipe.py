"""Which made sets the weights are fitted on, and which they are tested on."""

from __future__ import annotations

from pathlib import Path

from benchmarks.matching.made import MadeSet, make_set, read_sets

FIT_FILES = ("generaltest2022_enru", "generaltest2022_ruen", "tatoeba_laser_v1")
TEST_FILES = ("ud_pud", "flores_sib200")
"""No sentence of these is seen by the fit."""

TEST_TEXTS = 400
FIT_SEED, TEST_SEED = 1, 11


def fit_sets(folder: Path) -> list[MadeSet]:
    """Pools of many sizes, with distractors and without: what is met is not known beforehand."""
    read = read_sets(folder, FIT_FILES)
    everything = [russian for pairs in read for _, russian in pairs]
    sets = []
    for name, pairs in zip(FIT_FILES, read, strict=True):
        few = [russian for _, russian in pairs[:100]]
        sets += [
            make_set(f"{name} whole", pairs, 400, FIT_SEED),
            make_set(f"{name} all files", pairs, 200, FIT_SEED + 1, others=everything),
            make_set(f"{name} small", pairs, 60, FIT_SEED + 2, others=[]),
            make_set(f"{name} tiny", pairs, 15, FIT_SEED + 3, others=[]),
            make_set(f"{name} plain", pairs, 200, FIT_SEED + 4, distracted=False),
            make_set(f"{name} small plain", pairs, 40, FIT_SEED + 5, others=few, distracted=False),
        ]
    return sets


def test_sets(folder: Path) -> dict[str, list[MadeSet]]:
    """For each kind of pool the sets of the two test files."""
    read = dict(zip(TEST_FILES, read_sets(folder, TEST_FILES), strict=True))
    return {
        "near-paraphrases": [
            make_set(name, pairs, TEST_TEXTS, TEST_SEED) for name, pairs in read.items()
        ],
        "no near-paraphrases": [
            make_set(name, pairs, TEST_TEXTS, TEST_SEED + 1, distracted=False)
            for name, pairs in read.items()
        ],
    }
