from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from alignments.encoders.builtin import read_static_encoder
from benchmarks import retrieval
from benchmarks.train_encoder import main

ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
RUSSIAN = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"]
# One thread: several only wait for each other over arrays this small.
TINY = ["--vocabulary=150", "--dimensions=8", "--batch=32", "--epochs=2", "--threads=1"]


def toy_pairs() -> list[tuple[str, str]]:
    """Every pair of different numbers, as two words in each language."""
    return [
        (f"{ENGLISH[a]} {ENGLISH[b]}", f"{RUSSIAN[a]} {RUSSIAN[b]}")
        for a in range(10)
        for b in range(10)
        if a != b
    ]


def write_pairs(file: Path, pairs: list[tuple[str, str]]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{english}\t{russian}\n" for english, russian in pairs)
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "wt", encoding="utf-8") as stream:
        stream.write(lines)
    return file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_pairs(tmp_path / "data" / "tatoeba.tsv.gz", toy_pairs())
    write_pairs(tmp_path / "data" / "docs_toy.tsv.gz", [("eleven", "одиннадцать")])
    return tmp_path / "data"


def content(folder: Path) -> dict[str, str]:
    """A hash of every file that decides the vectors."""
    names = ["model.safetensors", "tokenizer.json", "modules.json", "1_Normalize/config.json"]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_the_same_seed_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    for out in ("first", "second"):
        assert main([str(data), "--out", str(tmp_path / out), *TINY, "--seed", "5"]) == 0
    assert main([str(data), "--out", str(tmp_path / "other"), *TINY, "--seed", "6"]) == 0
    assert content(tmp_path / "first") == content(tmp_path / "second")
    assert content(tmp_path / "first") != content(tmp_path / "other")


def test_a_trained_model_finds_translations_and_says_how_often(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pairs(tmp_path / "sets" / "toy.tsv", list(zip(ENGLISH, RUSSIAN, strict=True)))
    words = write_pairs(tmp_path / "words.tsv", list(zip(ENGLISH, RUSSIAN, strict=True)))
    arguments = ["--dictionary", str(words), "--evaluate", str(tmp_path / "sets"), *TINY]
    assert main([str(data), "--out", str(tmp_path / "model"), *arguments, "--epochs", "20"]) == 0
    facts = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
    assert facts["retrieval"] == {"toy": [1.0, 1.0]}
    assert facts["settings"]["epochs"] == 20
    assert [(c["name"], c["pairs"], c["weight"]) for c in facts["data"]] == [
        ("docs_toy", 1, 1),
        ("tatoeba", 90, 3),
        ("dictionary", 10, 1),
    ]
    card = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert "| tatoeba | 90 | 3 | Helsinki-NLP/OPUS-MT-testsets | CC BY 2.0 FR |" in card
    assert "| docs_toy | 1 | 1 | not recorded |" in card
    capsys.readouterr()
    assert retrieval.main([str(tmp_path / "sets"), "--encoder", str(tmp_path / "model")]) == 0
    printed = capsys.readouterr().out
    assert f"model@{facts['revision']}" in printed
    assert "toy                          10   1.0000   1.0000" in printed


def test_unknown_words_say_nothing(data: Path, tmp_path: Path) -> None:
    main([str(data), "--out", str(tmp_path / "model"), *TINY, "--epochs", "1"])
    assert not read_static_encoder(tmp_path / "model", "toy").encode(["漢字"]).any()


def test_held_out_texts_are_dropped_whatever_their_case_and_marks(
    data: Path, tmp_path: Path
) -> None:
    write_pairs(
        data / "docs_more.tsv.gz",
        [
            ("A spectre is haunting Europe.", "Призрак бродит по Европе"),
            ("Something altogether different", "ПРИЗРАК, бродит по Европе!"),
            ("Something altogether else", "Совсем другое предложение"),
        ],
    )
    (tmp_path / "never.txt").write_text("Сказано. Призрак бродит по Европе. Yes.\n")
    arguments = ["--never", str(tmp_path / "never.txt"), "--out", str(tmp_path / "model"), *TINY]
    assert main([str(data), *arguments]) == 0
    facts = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
    assert {c["name"]: c["pairs"] for c in facts["data"]}["docs_more"] == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("never.tsv", "columns of a test set"),
        ("never.src", "one side of a gold alignment"),
        ("never.txt.gz", "a gzipped book"),
    ],
)
def test_texts_to_keep_out_are_found_in_a_folder(
    name: str, reason: str, data: Path, tmp_path: Path
) -> None:
    held_out = tmp_path / "gold" / "docs" / name
    write_pairs(held_out, [("Nothing of the kind stands there", "Призрак бродит по Европе")])
    write_pairs(data / "docs_more.tsv.gz", [("Something different", "Призрак бродит по Европе")])
    arguments = ["--never", str(tmp_path / "gold"), "--out", str(tmp_path / "model"), *TINY]
    assert main([str(data), *arguments]) == 0
    facts = json.loads((tmp_path / "model" / "training.json").read_text(encoding="utf-8"))
    assert {c["name"]: c["pairs"] for c in facts["data"]}["docs_more"] == 0, reason


def test_a_place_without_texts_to_keep_out_is_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gold").mkdir()
    assert main([str(data), "--never", str(tmp_path / "gold")]) == 1
    assert "gold: nothing there to keep out; give files of .txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("only one column\n", "no tab"),
        ("a\tб\tc\n", "three columns"),
        ("a\t \n", "an empty side"),
        ("\n", "an empty line"),
    ],
)
def test_a_malformed_line_is_named(
    line: str, reason: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with gzip.open(data / "docs_bad.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("good\tхорошо\n" + line)
    assert main([str(data)]) == 1, reason
    printed = capsys.readouterr().err.splitlines()
    assert len(printed) == 1
    assert "docs_bad.tsv.gz:2: not a pair" in printed[0]


@pytest.mark.parametrize("kind", ["empty", "missing", "empty files", "no gzip"])
def test_a_folder_without_pairs_is_refused(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    if kind != "missing":
        folder.mkdir()
    if kind == "empty files":
        write_pairs(folder / "a.tsv.gz", [])
    if kind == "no gzip":
        (folder / "a.tsv.gz").write_bytes(b"a\tb\n")
    assert main([str(folder)]) == 1
    printed = capsys.readouterr().err.splitlines()
    assert len(printed) == 1
    assert str(folder) in printed[0]


def test_retrieval_without_sets_or_encoder_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert retrieval.main([str(tmp_path)]) == 1
    assert "no .tsv files there" in capsys.readouterr().err
    assert retrieval.main([str(tmp_path), "--encoder", "./nowhere"]) == 1
    assert "no such folder" in capsys.readouterr().err
