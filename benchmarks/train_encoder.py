"""Trains the static English-Russian encoder that the engine ships.

`python -m benchmarks.train_encoder DATA_FOLDER [--dictionary FILE] [--books FOLDER] [--out FOLDER]`
reads every `en<TAB>ru` .tsv.gz of the folder and writes a sentence-transformers StaticEmbedding
folder with its model card. Books are aligned with a first model, trained on all the rest. The same
data, settings and versions give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from tokenizers import Tokenizer

from alignments.aligner import Aligner
from alignments.encoders.builtin import content_revision, read_static_encoder
from alignments.errors import AlignmentsError
from benchmarks.retrieval import precision_at_one
from benchmarks.training.batches import tokenize_corpora
from benchmarks.training.books import find_books, read_books
from benchmarks.training.card import Figures, Training, write_card
from benchmarks.training.descent import train_vectors
from benchmarks.training.features import find_features
from benchmarks.training.folder import write_folder
from benchmarks.training.held_out import read_held_out, without_held_out
from benchmarks.training.pairs import (
    DICTIONARY,
    Corpus,
    TrainingDataError,
    read_corpora,
    read_pairs,
)
from benchmarks.training.progress import Progress
from benchmarks.training.settings import Settings
from benchmarks.training.vocabulary import WORDLESS, count_words, learn_tokenizer

DEFAULT_OUT = Path("encoder")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the exit status is 1 after one line about a user's error."""
    options = _parser().parse_args(arguments)
    started = Started()
    settings = Settings(**{f.name: getattr(options, f.name) for f in fields(Settings)})
    try:
        never = read_held_out(options.never or ())
        corpora = without_held_out(read_corpora(options.folder, options.dictionary), never)
        aligned_with = None
        if options.books is not None:
            books, aligned_with = align_books(options.books, options.align_with, corpora, settings)
            corpora = sorted([*corpora, *without_held_out(books, never)], key=_place)
        write_model(corpora, options.out, settings)
        finish(corpora, options.out, settings, started, aligned_with, options.evaluate)
    except (TrainingDataError, AlignmentsError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


@dataclass(frozen=True)
class Started:
    """When the work began, by the clock and in processor time."""

    wall: float = field(default_factory=time.monotonic)
    processor: float = field(default_factory=time.process_time)


def align_books(
    folder: Path, model: Path | None, corpora: Sequence[Corpus], settings: Settings
) -> tuple[list[Corpus], str]:
    """The sure pairs of the folder's books, and the revision of the model that aligned them.

    Without a model a first one is trained, on the corpora alone.
    """
    books = find_books(folder)  # before the work, so that a slip costs no time
    with tempfile.TemporaryDirectory() as place:
        if model is None:
            model = Path(place)
            write_model(corpora, model, settings)
        encoder = read_static_encoder(model, "first")
        return read_books(folder, books, Aligner(encoder)), encoder.revision


def write_model(corpora: Sequence[Corpus], out: Path, settings: Settings) -> None:
    """Trains on the corpora and writes the folder that SentenceTransformer reads."""
    print(f"reading: {sum(len(c.pairs) for c in corpora):,} pairs", file=sys.stderr)
    tokenizer = _learn_tokenizer(corpora, settings)
    features = find_features(tokenizer, settings.shortest, settings.longest)
    pairs = tokenize_corpora(corpora, tokenizer, features, settings)
    vectors = features.fold(train_vectors(pairs, features.count, settings))
    vectors[:WORDLESS] = 0
    write_folder(out, tokenizer, vectors)


def finish(
    corpora: Sequence[Corpus],
    out: Path,
    settings: Settings,
    started: Started,
    aligned_with: str | None,
    evaluate: Path | None,
) -> None:
    """Writes the card of the model in `out`; its figures too, if sets are given."""
    training = Training(
        settings=settings,
        corpora=corpora,
        revision=content_revision(out),
        aligned_with=aligned_with,
        megabytes=sum(f.stat().st_size for f in out.rglob("*") if f.is_file()) / 1e6,
        minutes=(time.monotonic() - started.wall) / 60,
        cpu_minutes=(time.process_time() - started.processor) / 60,
        figures=_measure(out, evaluate) if evaluate is not None else {},
    )
    write_card(out, training)
    _say(out, training)


def _place(corpus: Corpus) -> tuple[bool, str]:
    """The order of the corpora, as of files: by name, the dictionary last."""
    return corpus.name == DICTIONARY, corpus.name


def _learn_tokenizer(corpora: Sequence[Corpus], settings: Settings) -> Tokenizer:
    words: Counter[str] = Counter()
    progress = Progress("words", len(corpora))
    for corpus in corpora:
        found = count_words(text for pair in corpus.pairs for text in pair)
        for word, count in found.items():
            words[word] += count * settings.weight(corpus)
        progress.advance()
    return learn_tokenizer(words, settings.vocabulary)


def _measure(model: Path, sets: Path) -> Figures:
    encoder = read_static_encoder(model, model.name)
    figures = {}
    for file in sorted(sets.glob("*.tsv")):
        pairs = list(read_pairs(file))
        figures[file.stem] = precision_at_one(
            encoder, [english for english, _ in pairs], [russian for _, russian in pairs]
        )
    return figures


def _say(out: Path, training: Training) -> None:
    print(
        f"{out}: revision {training.revision}, {training.megabytes:.1f} MB, "
        f"{training.minutes:.1f} minutes ({training.cpu_minutes:.1f} of processor time)"
    )
    for name, (forth, back) in training.figures.items():
        print(f"{name:<24} P@1 en>ru {forth:.4f}  ru>en {back:.4f}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_encoder", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of en<TAB>ru .tsv.gz files")
    parser.add_argument("--dictionary", type=Path, help="en<TAB>ru word pairs, gzipped or not")
    parser.add_argument("--books", type=Path, help="folder of whole books, aligned here")
    parser.add_argument(
        "--align-with", type=Path, help="model's folder for that; else a first one is trained"
    )
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="where the model is written")
    parser.add_argument("--evaluate", type=Path, help="folder of .tsv sets; figures for the card")
    parser.add_argument(
        "--never", type=Path, nargs="+", help="texts that no pair may share a side with"
    )
    for setting in fields(Settings):
        kind = type(setting.default)
        flag = "--" + setting.name.replace("_", "-")
        parser.add_argument(flag, type=kind, default=setting.default, help=f"{setting.default}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
