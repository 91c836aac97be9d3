"""The command line as scripts rely on it: outputs, exit codes, one line of error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workbench import __version__, cli

RU = "Зимой связь прервалась.\nПисьма шли три месяца.\nВ марте 1931 г. пришёл ответ.\n"
EN = "In winter contact broke off.\nLetters took three months.\nIn March 1931 an answer came.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    source, target = tmp_path / "ru.txt", tmp_path / "en.txt"
    source.write_text(RU, encoding="utf-8")
    target.write_text(EN, encoding="utf-8")
    return str(source), str(target)


def call(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["workbench", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_align_writes_a_ladder_that_covers_every_line(
    pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "beads.ladder"
    assert call("align", *pair, "--segmented", "-o", str(out), monkeypatch=monkeypatch) == 0
    assert out.read_text() == "[0]:[0]\n[1]:[1]\n[2]:[2]\n"


def test_align_keeps_the_beads_that_are_decided(
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, decided = tmp_path / "beads.ladder", tmp_path / "decided.ladder"
    arguments = ("align", *pair, "--segmented", "--fixed", str(decided), "-o", str(out))
    decided.write_text("[0,1]:[0]\n")
    assert call(*arguments, monkeypatch=monkeypatch) == 0
    assert out.read_text().startswith("[0, 1]:[0]\n")
    for wrong, words in (("[0,2]:[0]\n", "do not follow"), ("[9]:[0]\n", "leaves the 3 source")):
        decided.write_text(wrong)
        assert call(*arguments, monkeypatch=monkeypatch) == 1
        assert words in capsys.readouterr().err


def test_align_writes_json_lines_with_the_promised_fields(
    pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "beads.jsonl"
    call("align", *pair, "--segmented", "-o", str(out), monkeypatch=monkeypatch)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 3
    wanted = {"source", "target", "source_text", "target_text"}
    assert wanted | {"confidence", "reasons", "crossing"} <= rows[0].keys()
    assert rows[1]["source_text"] == "Письма шли три месяца."
    assert all(0 <= row["confidence"] <= 1 for row in rows)


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("html", b"<!DOCTYPE html>"),
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("csv", b"\xef\xbb\xbfnumber,"),
    ],
)
def test_a_files_suffix_chooses_the_format(
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
    begins: bytes,
) -> None:
    out = tmp_path / f"text.{suffix}"
    assert call("align", *pair, "-o", str(out), monkeypatch=monkeypatch) == 0
    assert out.read_bytes().startswith(begins)


def test_brackets_leave_as_the_command_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("a.txt", "Б.-л. знали."), ("b.md", "The B[olshevik]-L[eninists] knew.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.md"), "-o", str(out)]
    assert call("align", *files, "--brackets", "expand", monkeypatch=monkeypatch) == 0
    assert "The Bolshevik-Leninists knew." in out.read_text(encoding="utf-8")


def test_align_reports_what_it_found_and_did(
    pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.json"
    out = str(tmp_path / "out.tmx")
    call("align", *pair, "-o", out, "--report", str(report), monkeypatch=monkeypatch)
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content["alignment"]["signature"].startswith("builtin@")
    assert content["alignment"]["encoder"] == "builtin"
    assert content["export"]["units"] >= 3
    assert content["export"]["output"] == out


def test_languages_the_builtin_model_does_not_know_are_aligned_by_a_learned_lexicon(
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "report.json"
    languages = ["--source-lang", "de", "--target-lang", "fr"]
    files = ["-o", str(tmp_path / "out.tmx"), "--report", str(report)]
    assert call("align", *pair, *languages, *files, monkeypatch=monkeypatch) == 0
    said = "encoder lexical (the builtin model does not know de and fr)"
    assert said in capsys.readouterr().err
    content = json.loads(report.read_text(encoding="utf-8"))["alignment"]
    assert content["signature"].startswith("lexical@")
    assert content["encoder_reason"] == "the builtin model does not know de and fr"
    files += ["--encoder", "builtin"]
    assert call("align", *pair, *languages, *files, monkeypatch=monkeypatch) == 0
    assert "encoder builtin (as asked)" in capsys.readouterr().err


def test_score_of_gold_against_itself_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.ladder"
    gold.write_text("[0]:[0]\n[1]:[1,2]\n[2]:[]\n")
    assert call("score", str(gold), str(gold), monkeypatch=monkeypatch) == 0
    assert "strict" in (out := capsys.readouterr().out)
    assert "1.000" in out


def test_segment_shows_blocks_and_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "text.md"
    file.write_text("# A title\n\nOne here. Two there.\n", encoding="utf-8")
    call("segment", str(file), "--lang", "en", monkeypatch=monkeypatch)
    text = capsys.readouterr().out
    assert "heading" in text
    assert "Two there." in text
    call("segment", str(file), "--to", "jsonl", monkeypatch=monkeypatch)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows if "segment" in row][1:] == ["One here.", "Two there."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"%PDF-1.7\n\x00\x01\xff", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "en.txt"),
    ],
    ids=["no file", "nothing in it", "blanks only", "a PDF", "a picture"],
)
def test_a_wrong_file_is_one_line_of_error_and_exit_code_1(
    content: bytes | None,
    words: str,
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = Path(pair[1])
    bad.unlink()
    if content is not None:
        bad.write_bytes(content)
    out = tmp_path / "out.tmx"
    assert call("align", *pair, "-o", str(out), monkeypatch=monkeypatch) == 1
    error = capsys.readouterr().err
    assert error.startswith("workbench: ")
    assert error.count("\n") == 1
    assert words in error
    assert not out.exists()


def test_swapped_files_are_aligned_with_a_warning(
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = str(tmp_path / "o.tsv")
    assert call("align", pair[1], pair[0], "-o", out, monkeypatch=monkeypatch) == 0
    assert "swapped" in capsys.readouterr().err


def test_a_wrong_ladder_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.ladder"
    bad.write_text("[0]:[0]\nnonsense\n")
    assert call("score", str(bad), str(bad), monkeypatch=monkeypatch) == 1
    assert "line 2" in (error := capsys.readouterr().err)
    assert str(bad) in error


def test_an_output_in_no_folder_is_named_with_the_remedy(
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "nowhere" / "out.tmx"
    assert call("align", *pair, "-o", str(out), monkeypatch=monkeypatch) == 1
    assert f"there is no folder {out.parent}; make it first" in capsys.readouterr().err


def test_a_missing_encoder_says_what_to_do(
    pair: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = str(tmp_path / "no-such-model")
    arguments = ["align", *pair, "--encoder", missing, "-o", str(tmp_path / "o.tmx")]
    assert call(*arguments, monkeypatch=monkeypatch) == 1
    assert "no-such-model" in capsys.readouterr().err


def test_wrong_usage_is_exit_code_2() -> None:
    runner = CliRunner()
    assert runner.invoke(cli.app, ["align", "only-one"]).exit_code == 2
    assert runner.invoke(cli.app, ["no-such-command"]).exit_code == 2


def test_the_version_and_the_help_are_printed_by_the_installed_command() -> None:
    run = [sys.executable, "-m", "workbench"]
    version = subprocess.run([*run, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout.strip() == f"workbench {__version__}"
    shown = subprocess.run([*run, "--help"], capture_output=True, text=True, check=True).stdout
    assert all(verb in shown for verb in ("align", "score", "segment", "serve", "demo", "export"))


def test_an_output_the_reader_closes_early_is_no_error(pair: tuple[str, str]) -> None:
    command = f"{sys.executable} -m workbench align {pair[0]} {pair[1]} --to tsv | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_the_demonstration_stores_writes_and_may_run_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        arguments = ["demo", "--no-serve", "--data", str(tmp_path)]
        assert call(*arguments, monkeypatch=monkeypatch) == 0
    text = capsys.readouterr().out
    assert "without counterpart" in text
    assert (tmp_path / "memorandum.ru-en.tmx").stat().st_size > 10_000
    out = tmp_path / "again.tsv"
    exported = ["export", "1", "-o", str(out), "--data", str(tmp_path)]
    assert call(*exported, monkeypatch=monkeypatch) == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) > 40
    sheet = tmp_path / "again.csv"
    exported = ["export", "1", "-o", str(sheet), "--sure", "--no-bom", "--data", str(tmp_path)]
    assert call(*exported, monkeypatch=monkeypatch) == 0
    assert sheet.read_text(encoding="utf-8").startswith("number,")
