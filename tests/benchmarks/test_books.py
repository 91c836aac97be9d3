from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from alignments.aligner import Aligner
from benchmarks.train_encoder import main
from benchmarks.training import books
from benchmarks.training.books import find_books, read_books
from benchmarks.training.pairs import TrainingDataError

NUMBERS = {
    "one": "один", "two": "два", "three": "три", "four": "четыре", "five": "пять",
    "six": "шесть", "seven": "семь", "eight": "восемь", "nine": "девять", "ten": "десять",
}  # fmt: skip
SENTENCES = [
    (f"{' '.join(words).capitalize()}.", f"{' '.join(NUMBERS[w] for w in words).capitalize()}.")
    for words in list(permutations(NUMBERS, 4))[::83]
]


class NumberEncoder:
    """Knows the number words of both languages, and gives every other word nothing."""

    name = "numbers"
    revision = "1"
    languages = frozenset({"en", "ru"})
    dimensions = 32

    def encode_sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        table = np.random.default_rng(1).standard_normal((len(NUMBERS), 32))
        known = {w: table[k] for k, pair in enumerate(NUMBERS.items()) for w in pair}
        words = [text.lower().replace(".", " ").split() for text in texts]
        sums = [sum((known.get(w, np.zeros(32)) for w in some), np.zeros(32)) for some in words]
        return np.reshape(np.array(sums, np.float32), (len(texts), 32))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        sums = self.encode_sums(texts)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.where(lengths > 0, lengths, 1), np.float32)


ALIGNER = Aligner(NumberEncoder())


def write_volume(folder: Path, english: Sequence[str], russian: Sequence[str]) -> Path:
    """The first volume of War and Peace, one paragraph a line."""
    volume = folder / "war-and-peace" / "01"
    volume.mkdir(parents=True)
    for language, lines in (("en", english), ("ru", russian)):
        with gzip.open(volume / f"{language}.par.txt.gz", "wt", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
    return volume


@pytest.fixture
def one_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only that volume is looked for."""
    monkeypatch.setattr(books, "BOOKS", (books.Book("book_war_and_peace", ("war-and-peace/01",)),))


@pytest.mark.usefixtures("one_volume")
def test_sure_pairs_come_in_order_without_notes_and_without_french(tmp_path: Path) -> None:
    english, russian = map(list, zip(*SENTENCES, strict=True))
    russian[3] = russian[3].replace(".", " [12].")
    russian[5] = "Mon cher prince, vous n'avez rien compris."
    write_volume(tmp_path, english, russian)
    [corpus] = read_books(tmp_path, books.BOOKS, ALIGNER)
    assert corpus.name == "book_war_and_peace"
    assert corpus.is_prose
    right = [(e, r.replace(" [12]", " ")) for e, r in zip(english, russian, strict=True)]
    places = [right.index(pair) for pair in corpus.pairs if pair in right]
    assert places == sorted(places)
    assert len(places) >= 0.8 * len(SENTENCES)
    assert not any("prince" in r for _, r in corpus.pairs)
    assert not any("[" in r for _, r in corpus.pairs)


@pytest.mark.usefixtures("one_volume")
def test_chapters_are_aligned_one_by_one(tmp_path: Path) -> None:
    english, russian = zip(*SENTENCES, strict=True)
    half = len(SENTENCES) // 2
    volume = write_volume(tmp_path, english, [*russian[half:], *russian[:half]])
    (volume / "gold.chapters.tsv").write_text(
        "chapter\ten_from\ten_to\tru_from\tru_to\n"
        f"1\t0\t{half}\t{len(SENTENCES) - half}\t{len(SENTENCES)}\n"
    )
    [corpus] = read_books(tmp_path, books.BOOKS, ALIGNER)
    assert len(corpus.pairs) >= 0.8 * half
    assert set(corpus.pairs) <= set(SENTENCES[:half])


@pytest.mark.usefixtures("one_volume")
def test_a_malformed_chapter_is_named(tmp_path: Path) -> None:
    volume = write_volume(tmp_path, ["One."], ["Один."])
    (volume / "gold.chapters.tsv").write_text("chapter\ten_from\n1\t0\n")
    with pytest.raises(TrainingDataError, match=r"chapters\.tsv:2: expected chapter, en_from"):
        read_books(tmp_path, books.BOOKS, ALIGNER)


@pytest.mark.usefixtures("one_volume")
def test_a_missing_side_is_named(tmp_path: Path) -> None:
    volume = write_volume(tmp_path, ["One."], ["Один."])
    (volume / "ru.par.txt.gz").unlink()
    with pytest.raises(TrainingDataError, match=r"01: no text named ru\.txt"):
        read_books(tmp_path, books.BOOKS, ALIGNER)


def test_a_folder_without_known_books_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="none of these books is there: gorky-mother, war"):
        find_books(tmp_path)


@pytest.mark.usefixtures("one_volume")
def test_the_trainer_reads_books_that_its_first_model_aligned(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with gzip.open(tmp_path / "data" / "tatoeba.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("".join(f"{english}\t{russian}\n" for english, russian in SENTENCES))
    write_volume(tmp_path / "books", *zip(*SENTENCES, strict=True))
    (tmp_path / "never.txt").write_text(max((english for english, _ in SENTENCES), key=len) + "\n")
    arguments = [
        str(tmp_path / "data"), "--never", str(tmp_path / "never.txt"), "--vocabulary=150",
        "--dimensions=16", "--batch=32", "--epochs=20", "--threads=1",
    ]  # fmt: skip
    with_books = [*arguments, "--books", str(tmp_path / "books")]
    first = ["--align-with", str(tmp_path / "first")]
    assert main([*with_books, "--out", str(tmp_path / "model")]) == 0
    assert main([*arguments, "--out", str(tmp_path / "first")]) == 0
    assert main([*with_books, *first, "--out", str(tmp_path / "again")]) == 0
    weights = [(tmp_path / name / "model.safetensors").read_bytes() for name in ("model", "again")]
    assert weights[0] == weights[1], "the first model, given or made, aligns the same"
    facts = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
    pairs = {corpus["name"]: corpus["pairs"] for corpus in facts["data"]}
    assert list(pairs) == ["book_war_and_peace", "tatoeba"]
    assert pairs["tatoeba"] == len(SENTENCES) - 1
    assert 0 < pairs["book_war_and_peace"] < len(SENTENCES)
    card = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert f"`{facts['books_aligned_with']}`, which was trained on the other sources alone" in card
    assert "GITenberg/War-and-Peace_2600" in card
