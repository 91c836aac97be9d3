"""`workbench check` as scripts rely on it: lines, sums, exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.workbench.conftest import SavePair
from workbench import cli, store
from workbench.database import open_database
from workbench.settings import Settings
from workbench.states import DismissalReason

GOOD = "Он уехал в 1924 году.\tHe left in 1924.\n"
WRONG = "Она уехала в 1924 году.\tShe left in 1925.\n"
HINT = "Кто это был?\tIt was he.\n"
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="block" o-tmf="t"
 adminlang="en" srclang="ru" datatype="plaintext"/><body>
<tu tuid="a"><tuv xml:lang="ru"><seg>В 1924 году [8].</seg></tuv>
<tuv xml:lang="en"><seg>In 1924 [8].</seg></tuv></tu>
<tu tuid="b"><tuv xml:lang="ru"><seg>Дом.</seg></tuv>
<tuv xml:lang="en"><seg>In the the дом.</seg></tuv></tu>
</body></tmx>
"""


def call(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["workbench", "check", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    ("text", "code", "sums"),
    [
        (GOOD, 0, "1 pairs, 0 errors, 0 warnings, 0 hints"),
        (GOOD + HINT, 0, "2 pairs, 0 errors, 0 warnings, 1 hint"),
        (GOOD + WRONG, 3, "2 pairs, 1 error, 0 warnings, 0 hints"),
        ("source_text\ttarget_text\tid\n" + WRONG.replace("\n", "\t7\n"), 3, "1 pairs, 1 error,"),
    ],
    ids=["nothing", "a hint", "an error", "with a heading"],
)
def test_the_exit_code_says_whether_errors_were_found(
    text: str,
    code: int,
    sums: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(text, encoding="utf-8")
    assert call(monkeypatch, file) == code
    assert sums in capsys.readouterr().err


def test_a_line_says_where_and_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(GOOD + WRONG, encoding="utf-8")
    call(monkeypatch, file)
    assert capsys.readouterr().out == (
        f"{file}: line 2: error: numbers-differ: the original has 1924, the translation 1925 "
        "[1924 · 1925]\n"
    )


def test_a_tmx_is_checked_in_its_languages_with_its_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, report = tmp_path / "memory.tmx", tmp_path / "report.json"
    file.write_text(TMX, encoding="utf-8")
    assert call(monkeypatch, file, "--to", "jsonl", "--report", report) == 3
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["unit"], one["code"]) for one in told] == [
        ("unit b", "word-twice"),
        ("unit b", "untranslated"),
    ]
    assert told[0]["places"] == [{"side": "target", "start": 3, "end": 10}]
    (checked,) = json.loads(report.read_text(encoding="utf-8"))["checked"]
    assert checked["checks"] == {"untranslated": 1, "word-twice": 1}
    assert checked["findings"] == told


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.tsv", b"one\n", "line 1 has 1 fields; two are needed"),
        ("a.tsv", b"\xff\xfe\t\n", "not UTF-8 text at byte 0"),
        ("a.tsv", b"", "there are no pairs"),
        ("a.tmx", TMX.replace('xml:lang="en"', 'xml:lang="ru"').encode(), "a.tmx"),
        ("missing", None, "is no file and no number of an alignment"),
    ],
    ids=["one column", "bytes", "empty", "one language", "no file"],
)
def test_what_cannot_be_checked_is_named(
    name: str,
    content: bytes | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert call(monkeypatch, tmp_path / name) == 1
    assert said in capsys.readouterr().err


def test_a_stored_alignment_is_checked_without_what_was_dismissed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    save_pair: SavePair,
) -> None:
    database = open_database(Settings(data=tmp_path))
    alignment = save_pair(database, (0, 3, 0, 3), (3, 4, 4, 5), (4, 5, 3, 4))
    assert call(monkeypatch, alignment.id, "--data", tmp_path, "--to", "jsonl") == 3
    said = capsys.readouterr()
    told = [json.loads(line) for line in said.out.splitlines()]
    assert [one["unit"] for one in told] == ["bead 2", "bead 3"]
    assert said.err == f"alignment {alignment.id}: 3 pairs, 2 errors, 0 warnings, 0 hints\n"
    reason = DismissalReason.INTENDED
    for one in told:
        with database.write() as session:
            store.dismiss(
                session, alignment.project_id, one["code"], one["about"], "", reason, "Anna"
            )
    database.close()
    assert call(monkeypatch, alignment.id, "--data", tmp_path) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("3 pairs, 0 errors, 0 warnings, 0 hints; 2 dismissed\n")
