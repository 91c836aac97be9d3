"""Keeps test texts out of the training: pairs that share a side with them are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.training.pairs import Corpus, TrainingDataError

SHORTEST = 20  # characters; shorter texts ("Yes.") prove nothing
_SUFFIXES = frozenset({".txt", ".md", ".tsv"})
_ENDS = re.compile(r"[\n\t]|(?<=[.!?…])\s+")


def read_held_out(places: Iterable[Path]) -> frozenset[str]:
    """Lines, columns and rough sentences of the files (.txt, .md, .tsv), folded for comparison."""
    texts: set[str] = set()
    for place in places:
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        files = [file for file in files if file.is_file() and file.suffix in _SUFFIXES]
        if not files:
            raise TrainingDataError(f"{place}: no .txt, .md or .tsv file there to keep out")
        for file in files:
            texts.update(_parts(file))
    return frozenset(texts)


def without_held_out(corpora: Sequence[Corpus], texts: frozenset[str]) -> list[Corpus]:
    """The corpora less every pair that has a side among the texts."""
    return [
        replace(corpus, pairs=tuple(p for p in corpus.pairs if not texts & set(map(_folded, p))))
        for corpus in corpora
    ]


def _parts(file: Path) -> Iterable[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TrainingDataError(f"{file}: is not UTF-8 text ({error})") from error
    parts = {*text.splitlines(), *_ENDS.split(text)}
    return (folded for part in parts if len(folded := _folded(part)) > SHORTEST)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("ё", "е")))
