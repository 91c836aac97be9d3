"""Sentence pairs from whole books: aligned here, only what the aligner is sure of is kept.

The folder of `train_encoder --books` holds a folder per book with its texts in English and Russian,
gzipped or not; `BOOKS` says which are read, and how.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignments.aligner import Aligner
from alignments.bitext import Document
from alignments.formats import read_document
from benchmarks.training.pairs import Corpus, TrainingDataError
from benchmarks.training.progress import Progress

CHAPTERS = "gold.chapters.tsv"
SHAPES = frozenset({"1:1", "1:2", "2:1"})
"""Beads of more segments are rarer and oftener wrong, and their vectors say less of each word."""

_NOTE_MARK = re.compile(r"\[\d+\]|\{\d+\}")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[А-Яа-яЁёѢѣІіѲѳѴѵ]")


@dataclass(frozen=True, slots=True)
class Book:
    """A book of the folder: `folders` in it hold a volume each, as files named `en*` and `ru*`.

    `sure` is the least confidence of a bead that is believed. Paragraphs stand on a line each,
    unless they are `wrapped`: then blank lines are between them.
    """

    name: str
    folders: tuple[str, ...]
    sure: float = 0.9
    wrapped: bool = False


BOOKS = (
    # Book 09 (volume 3 part 1) is left out: its first chapters are a gold alignment.
    Book(
        "book_war_and_peace",
        tuple(f"war-and-peace/{number:02}" for number in range(1, 18) if number != 9),
    ),
    # The author rewrote the Russian after the translation was made: only what is nearly certain.
    Book("book_gorky_mother", ("gorky-mother",), sure=0.97, wrapped=True),
)


def find_books(folder: Path) -> list[Book]:
    """Those of `BOOKS` that the folder holds; raises TrainingDataError when none is there."""
    books = [book for book in BOOKS if (folder / book.folders[0]).is_dir()]
    if not books:
        known = ", ".join(sorted({book.folders[0].partition("/")[0] for book in BOOKS}))
        raise TrainingDataError(f"{folder}: none of these books is there: {known}")
    return books


def read_books(folder: Path, books: Sequence[Book], aligner: Aligner) -> list[Corpus]:
    """A corpus for each of the folder's books, its pairs in the order of the book.

    Raises TrainingDataError when a file is missing or cannot be read.
    """
    progress = Progress("books", sum(len(book.folders) for book in books))
    corpora = []
    for book in books:
        pairs: dict[tuple[str, str], None] = {}  # each once, in order
        for volume in book.folders:
            for english, russian in _parts(folder / volume, book):
                pairs.update(dict.fromkeys(sure_pairs(english, russian, aligner, book.sure)))
            progress.advance(book.name)
        corpora.append(Corpus(book.name, tuple(pairs)))
    return corpora


def sure_pairs(
    english: Document, russian: Document, aligner: Aligner, sure: float
) -> Iterator[tuple[str, str]]:
    """Texts `(English, Russian)` of the beads at least that sure, the Russian as source."""
    for bead in aligner.align(russian, english):
        if bead.shape in SHAPES and (bead.confidence or 0.0) >= sure:
            pair = _joined(english, bead.target), _joined(russian, bead.source)
            if _in_its_script(pair[0], _LATIN) and _in_its_script(pair[1], _CYRILLIC):
                yield pair


def _joined(document: Document, run: Iterable[int]) -> str:
    text = " ".join(document.segment_text(number) for number in run)
    return " ".join(_NOTE_MARK.sub(" ", text).split())


def _in_its_script(text: str, script: re.Pattern[str]) -> bool:
    """Whether most letters are of the script; the Russian of a novel may be French."""
    return 2 * len(script.findall(text)) > sum(map(str.isalpha, text))


def _parts(volume: Path, book: Book) -> Iterator[tuple[Document, Document]]:
    """What is aligned at a time: the chapters, where their borders are known, or the volume."""
    sides = [_paragraphs(volume, language, book) for language in ("en", "ru")]
    for number, ranges in enumerate(_chapters(volume / CHAPTERS)):
        english, russian = (
            read_document(
                "\n\n".join(paragraphs[kept]).encode(),
                f"{volume.name}-{number}.{language}.txt",
                language,
            )
            for paragraphs, kept, language in zip(sides, ranges, ("en", "ru"), strict=True)
        )
        yield english, russian


def _paragraphs(volume: Path, language: str, book: Book) -> list[str]:
    files = sorted(volume.glob(f"{language}.*txt*"))
    if not files:
        raise TrainingDataError(f"{volume}: no text named {language}.txt or {language}.par.txt.gz")
    opened = gzip.open if files[0].suffix == ".gz" else open
    try:
        with opened(files[0], "rt", encoding="utf-8") as stream:
            text = stream.read()
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise TrainingDataError(f"{files[0]}: cannot be read as UTF-8 text ({error})") from error
    return [text] if book.wrapped else [line for line in text.split("\n") if line.strip()]


def _chapters(file: Path) -> list[tuple[slice, slice]]:
    """Ranges of paragraphs, English and Russian; everything where the file is not there."""
    if not file.is_file():
        return [(slice(None), slice(None))]
    ranges = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()[1:], 2):
        try:
            _, *borders = (int(column) for column in line.split("\t"))
            english, russian = slice(*borders[:2]), slice(*borders[2:])
        except (ValueError, TypeError) as error:
            raise TrainingDataError(
                f"{file}:{number}: expected chapter, en_from, en_to, ru_from, ru_to"
            ) from error
        ranges.append((english, russian))
    return ranges
