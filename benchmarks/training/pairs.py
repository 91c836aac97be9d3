"""Sentence pairs from a folder of `en<TAB>ru` .tsv.gz files, and the dictionary's word pairs."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROSE = (
    "bible_",
    "book_",
    "cocoa_",
    "docs_opensource_guide",
    "mlqe_pe",
    "mt_geneval",
    "tatoeba",
    "tico19",
)
DICTIONARY = "dictionary"


class TrainingDataError(Exception):
    """Training data that is missing or malformed; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs `(English, Russian)` of one file, in the file's order; `name` is without suffix."""

    name: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def is_prose(self) -> bool:
        """Whether the text is running prose rather than software documentation or word pairs."""
        return self.name.startswith(PROSE)


def read_corpora(folder: Path, dictionary: Path | None = None) -> list[Corpus]:
    """Every `*.tsv.gz` of the folder by name, then the dictionary under the name "dictionary".

    Raises TrainingDataError for a folder without pairs and for a malformed line.
    """
    if not folder.is_dir():
        raise TrainingDataError(
            f"{folder}: no such folder; give a folder of en<TAB>ru .tsv.gz files"
        )
    files = sorted(folder.glob("*.tsv.gz"))
    corpora = [Corpus(file.name.removesuffix(".tsv.gz"), tuple(read_pairs(file))) for file in files]
    if not any(corpus.pairs for corpus in corpora):
        raise TrainingDataError(
            f"{folder}: holds no pairs; give a folder of en<TAB>ru .tsv.gz files"
        )
    if dictionary is not None:
        corpora.append(Corpus(DICTIONARY, tuple(read_pairs(dictionary))))
    return corpora


def read_pairs(file: Path) -> Iterator[tuple[str, str]]:
    """The pairs of one `en<TAB>ru` file, gzipped when its name ends so.

    Raises TrainingDataError naming file and line for a line that is not a pair.
    """
    opened = gzip.open if file.suffix == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                columns = line.rstrip("\r\n").split("\t")
                if len(columns) != 2 or not all(column.strip() for column in columns):
                    raise TrainingDataError(
                        f"{file}:{number}: not a pair: expected English, one tab, Russian"
                    )
                yield columns[0], columns[1]
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise TrainingDataError(f"{file}: cannot be read as UTF-8 text ({error})") from error
