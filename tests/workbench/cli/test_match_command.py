"""`workbench match` as scripts rely on it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from alignments.formats.matches import MATCH_COLUMNS
from workbench import cli

TEXTS = (
    "[3] The letter came to Moscow in March 1931.\r\n"
    "\r\n"
    "The mill stood still all winter.\r\n"
    "Three ships sailed from Odessa to Constantinople.\r\n"
)
POOL = (
    "Письмо пришло в Москву в марте 1930 года.\n"
    "\n"
    "Письмо пришло в Москву в марте 1931 года.\n"
    "Три корабля отплыли из Одессы в Константинополь.\n"
    "Дети собирали грибы за рекой.\n"
)


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    texts, pool = tmp_path / "texts.txt", tmp_path / "pool.txt"
    texts.write_bytes(TEXTS.encode())
    pool.write_bytes(POOL.encode())
    return texts, pool


def call(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["workbench", "match", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_every_line_gets_an_answer_and_lines_are_counted_from_0(
    sides: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, report = tmp_path / "out.tsv", tmp_path / "report.json"
    assert call(*sides, "-o", out, "--report", report, monkeypatch=monkeypatch) == 0
    heading, *lines = out.read_text(encoding="utf-8").splitlines()
    assert tuple(heading.split("\t")) == MATCH_COLUMNS
    rows = [dict(zip(MATCH_COLUMNS, line.split("\t"), strict=True)) for line in lines]
    assert [row["text_line"] for row in rows] == ["0", "1", "2", "3"]
    assert [row["pool_line"] for row in rows] == ["2", "", "", "3"]
    assert rows[0]["pool_text"] == POOL.split("\n")[2]
    assert rows[0]["text"].startswith("[3] The letter")
    assert (rows[1]["text"], rows[1]["confidence"], rows[1]["reasons"]) == ("", "1.0000", "blank")
    assert all(0 <= float(row["confidence"]) <= 1 for row in rows)
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content["matching"]["matched"] == 2
    assert content["matching"]["blank_texts"] == 1
    assert content["matching"]["without_counterpart"] == 1
    assert content["matching"]["signature"].startswith("builtin@")
    assert content["output"] == str(out)
    assert "4 texts (1 blank) and 5 pool lines, 2 matched" in capsys.readouterr().err


def test_a_minimum_confidence_takes_matches_back(
    sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.tsv"
    assert call(*sides, "--min-confidence", "1", "-o", out, monkeypatch=monkeypatch) == 0
    lines = out.read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split("\t")[1] for line in lines} == {""}
    assert lines[3].split("\t")[3].startswith("below-minimum (0.")


def test_both_files_may_be_in_another_encoding(
    sides: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides[1].write_bytes(POOL.encode("koi8-r"))
    out = tmp_path / "out.tsv"
    assert call(*sides, "--encoding", "koi8-r", "-o", out, monkeypatch=monkeypatch) == 0
    assert "Письмо пришло в Москву в марте 1931 года." in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("side", [0, 1], ids=["texts", "pool"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"", "empty"),
        (b" \n\r\n\n", "no text"),
        (b"%PDF-1.7\n\x00\x01\xff", "PDF"),
        (b"a\x00b\nc\n", "binary"),
    ],
    ids=["no file", "nothing in it", "blank lines only", "a PDF", "a NUL"],
)
def test_a_wrong_file_is_one_line_of_error(
    side: int,
    content: bytes | None,
    words: str,
    sides: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sides[side].unlink()
    if content is not None:
        sides[side].write_bytes(content)
    out = tmp_path / "out.tsv"
    assert call(*sides, "-o", out, monkeypatch=monkeypatch) == 1
    error = capsys.readouterr().err
    assert error.startswith("workbench: ")
    assert error.count("\n") == 1
    assert words in error
    assert sides[side].name in error
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--encoding", "ascii"], "is not ascii"),
        (["--encoding", "no-such"], "no known text encoding"),
        (["--min-confidence", "2"], "from 0 to 1"),
        (["--encoder", "./no-such-model"], "no-such-model"),
    ],
    ids=["another encoding", "no encoding", "no probability", "no encoder"],
)
def test_a_wrong_option_is_one_line_of_error(
    arguments: list[str],
    words: str,
    sides: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(*sides, *arguments, monkeypatch=monkeypatch) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("files", "arguments", "words"),
    [
        ((1, 1), [], "both seem to be in ru"),
        ((0, 1), ["--source-lang", "ru", "--target-lang", "en"], "swapped"),
        ((0, 1), ["--source-lang", "de"], "not made for de"),
    ],
    ids=["twice the pool", "wrong tags", "a language the encoder does not know"],
)
def test_what_looks_wrong_is_warned_of(
    files: tuple[int, int],
    arguments: list[str],
    words: str,
    sides: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = [sides[number] for number in files]
    out = tmp_path / "out.tsv"
    assert call(*chosen, *arguments, "-o", out, monkeypatch=monkeypatch) == 0
    assert words in capsys.readouterr().err
