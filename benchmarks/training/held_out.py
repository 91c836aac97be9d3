"""Keeps test texts out of the training: pairs that share a side with them are dropped."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.training.pairs import Corpus, TrainingDataError

SHORTEST = 20  # characters; shorter texts ("Yes.") prove nothing
_SUFFIXES = (".txt", ".md", ".tsv", ".src", ".tgt")
_NAMES = tuple(suffix + packed for suffix in _SUFFIXES for packed in ("", ".gz"))
_ENDS = re.compile(r"[\n\t]|(?<=[.!?…])\s+")


def read_held_out(places: Iterable[Path]) -> frozenset[str]:
    """Lines, columns and rough sentences of the files, folded for comparison.

    Of a folder, files at any depth named .txt, .md, .tsv, .src or .tgt, gzipped (.gz) or not.
    """
    texts: set[str] = set()
    for place in places:
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        files = [file for file in files if file.is_file() and file.name.endswith(_NAMES)]
        if not files:
            kinds = ", ".join(_SUFFIXES)
            raise TrainingDataError(f"{place}: nothing there to keep out; give files of {kinds}")
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
    opened = gzip.open if file.suffix == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8") as stream:
            text = stream.read()
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise TrainingDataError(f"{file}: cannot be read as UTF-8 text ({error})") from error
    parts = {*text.splitlines(), *_ENDS.split(text)}
    return (folded for part in parts if len(folded := _folded(part)) > SHORTEST)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("ё", "е")))
