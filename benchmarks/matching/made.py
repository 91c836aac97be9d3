"""Made data: English texts, a Russian pool with distractors, and which pool line is right."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching.distractors import KINDS, names_of
from benchmarks.training.pairs import TrainingDataError, read_pairs

KEPT = 0.6
"""This share of the texts has its counterpart in the pool."""

SHORT = 5
"""Pairs of fewer words say too little to be told from others, and are left out."""


@dataclass(frozen=True, slots=True)
class MadeSet:
    """`gold[i]` is the pool line of `texts[i]`, or None.

    `kinds[j]` is the kind of distractor that pool line j is, "" for none, and `owners[j]` the text
    whose counterpart it was made from, -1 for none.
    """

    name: str
    texts: tuple[str, ...]
    pool: tuple[str, ...]
    gold: tuple[int | None, ...]
    kinds: tuple[str, ...]
    owners: tuple[int, ...]


def read_sets(folder: Path, names: Sequence[str]) -> list[list[tuple[str, str]]]:
    """The pairs of those files; raises TrainingDataError for one that is missing or no pairs."""
    read = []
    for name in names:
        file = folder / f"{name}.tsv"
        if not file.is_file():
            raise TrainingDataError(f"{file}: no such file; give the folder of the .tsv pairs")
        read.append(list(read_pairs(file)))
    return read


def make_set(
    name: str,
    pairs: Sequence[tuple[str, str]],
    texts: int,
    seed: int,
    *,
    others: Sequence[str] | None = None,
    distracted: bool = True,
) -> MadeSet:
    """A set of at most `texts` texts, whose pool also holds lines that belong to none of them.

    Every text gets one distractor of each kind that its counterpart allows, unless not
    `distracted`; the counterpart itself stays for KEPT of the texts. The lines that belong to no
    text are the Russian sides of the other pairs, or `others`. The pool is shuffled. The same
    arguments give the same set.
    """
    chance = random.Random(seed)
    usable = [pair for pair in _unique(pairs) if len(pair[0].split()) >= SHORT]
    chance.shuffle(usable)
    chosen, rest = usable[:texts], usable[texts:]
    names = names_of([russian for _, russian in pairs])
    unrelated = others if others is not None else [russian for _, russian in rest]
    own = {russian.casefold() for _, russian in chosen}
    rows = [(russian, "", -1) for russian in unrelated if russian.casefold() not in own]
    for number, (_, russian) in enumerate(chosen):
        if chance.random() < KEPT:
            rows.append((russian, "right", number))
        for kind, distract in KINDS.items() if distracted else ():
            changed = distract(russian, chance, names)
            if changed is not None and changed != russian:
                rows.append((changed, kind, number))
    chance.shuffle(rows)
    place = {owner: line for line, (_, kind, owner) in enumerate(rows) if kind == "right"}
    return MadeSet(
        name,
        tuple(english for english, _ in chosen),
        tuple(text for text, _, _ in rows),
        tuple(place.get(number) for number in range(len(chosen))),
        tuple(kind if kind != "right" else "" for _, kind, _ in rows),
        tuple(owner for _, _, owner in rows),
    )


def _unique(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs whose two texts stand in no earlier pair: otherwise two lines would be right."""
    seen: set[str] = set()
    kept = []
    for pair in pairs:
        keys = {text.casefold() for text in pair}
        if not keys & seen:
            kept.append(pair)
        seen |= keys
    return kept
