"""`workbench terms` as scripts rely on it."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from glossary.formats import read_base
from workbench import cli

TMX = """<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4">
<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"
 srclang="ru" datatype="plaintext"/><body>{}</body></tmx>"""
UNIT = (
    '<tu tuid="{}"><tuv xml:lang="ru"><seg>{}</seg></tuv>'
    '<tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
)


def bitext(path: Path, *pairs: tuple[str, str]) -> Path:
    units = "".join(UNIT.format(f"u{n}", *pair) for n, pair in enumerate(pairs))
    path.write_text(TMX.format(units), encoding="utf-8")
    return path


def call(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["workbench", "terms", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_forbidden_term_ends_a_check_with_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = bitext(
        tmp_path / "a.tmx",
        ("Троцкисты писали.", "The Trotskyites wrote."),
        ("Пятилетка кончилась.", "It was over."),
    )
    report = tmp_path / "report.json"
    assert call("check", pairs, "--report", report, monkeypatch=monkeypatch) == 3
    said = capsys.readouterr()
    assert "pair u0: error: term-forbidden (trotskyist)" in said.out
    assert "pair u1: warning: term-missing (plan)" in said.out
    assert "1 errors, 1 warnings" in said.err
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content["findings"][0]["places"] == [{"side": "target", "start": 4, "end": 15}]


def test_warnings_alone_end_a_check_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "own.tsv"
    base.write_text("ru\ten\nхлеб\tbread\n", encoding="utf-8")
    pairs = bitext(tmp_path / "a.tmx", ("Хлеба нет.", "There is none."))
    assert call("check", pairs, "--terms", base, monkeypatch=monkeypatch) == 0


def test_the_brackets_of_a_text_become_a_table_or_a_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "text.md"
    text.write_text(
        "The VKP [All-Union Communist Party] and the wor[king] men.\n", encoding="utf-8"
    )
    table, base = tmp_path / "out.tsv", tmp_path / "out.tbx"
    assert call("extract", text, "-o", table, monkeypatch=monkeypatch) == 0
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert [(row["short"], row["full"]) for row in rows] == [
        ("VKP", "All-Union Communist Party"),
        ("wor", "working"),
    ]
    assert call("extract", text, "-o", base, monkeypatch=monkeypatch) == 0
    (concept,) = read_base(base.read_bytes(), "out.tbx").base.concepts
    assert {term.status.value for term in concept.terms} == {"proposed"}


def test_pairs_of_a_tmx_are_mined_with_the_ear_for_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("Ещё писал Раковский о хлебе.", "Then Rakovsky wrote about bread.")
    pairs = bitext(tmp_path / "a.tmx", line, ("Ветер.", "Wind."), ("Снег.", "Snow."))
    assert call("extract", pairs, monkeypatch=monkeypatch) == 0
    assert "pair\tРаковский\tRakovsky" in capsys.readouterr().out


def test_a_base_goes_from_format_to_format_and_what_is_lost_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tbx, glossary = tmp_path / "a.tbx", tmp_path / "glossary.txt"
    assert call("export", "-o", tbx, monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    assert call("convert", tbx, glossary, monkeypatch=monkeypatch) == 0
    assert "not written: a deprecated term" in capsys.readouterr().err
    assert "Коминтерн\tComintern" in glossary.read_text(encoding="utf-8")
    wide = tmp_path / "wide.csv"
    roles = ("--role", "ru", "--role", "en", "--role", "synonyms en")
    assert call("convert", tbx, wide, *roles, monkeypatch=monkeypatch) == 0
    assert wide.read_text(encoding="utf-8-sig").startswith("ru,en,synonyms en")


def test_several_files_become_one_base(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, out = (tmp_path / name for name in ("a.csv", "b.csv", "out.csv"))
    one.write_text("Begriff,en\nхлеб,bread\n", encoding="utf-8")
    two.write_text("Begriff,en\nхлеб,bread\nсоль,salt\n", encoding="utf-8")
    columns = ("--column", "Begriff=ru", "--column", "en=en")
    assert call("import", one, two, *columns, "-o", out, monkeypatch=monkeypatch) == 0
    assert len(read_base(out.read_bytes(), "out.csv").base.concepts) == 2
    assert "2 concepts written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "nothing.tmx"), "No such file"),
        (("convert", "nothing.tbx", "x.csv"), "No such file"),
        (("convert", "bad.tbx", "x.csv"), "bad.tbx: line 1"),
        (("convert", "good.tsv", "x.docx"), '".docx" is no suffix'),
        (("convert", "good.tsv", "gone/x.csv"), "there is no folder"),
        (("convert", "good.tsv", "x.csv", "--column", "ru"), "names no column"),
        (("convert", "good.tsv", "x.csv", "--role", "colour"), "is no role"),
        (("check", "other.tmx"), "no unit has texts in both"),
    ],
)
def test_bad_input_is_one_line_and_code_1(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.tbx").write_text("<tbx", encoding="utf-8")
    Path("good.tsv").write_text("ru\ten\nхлеб\tbread\n", encoding="utf-8")
    bitext(Path("other.tmx"), ("", ""))
    assert call(*arguments, monkeypatch=monkeypatch) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.startswith("workbench: ")
    assert "Traceback" not in said
    assert not Path("x.csv").exists()
