from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.encoding import main


def test_the_speed_of_reading_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.txt").write_text("The army marched.\n\nАрмия выступила.\n", encoding="utf-8")
    assert main([str(tmp_path / "text.txt"), "--repeat", "1", "--layers"]) == 0
    printed = capsys.readouterr().out
    assert "2 segments of 16 characters on average" in printed
    assert "words new" in printed
    assert "words known" in printed


def test_a_text_without_segments_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "blank.txt").write_text(" \n")
    assert main([str(tmp_path / "blank.txt")]) == 1
    assert "blank.txt: holds no segments" in capsys.readouterr().err
    assert main([str(tmp_path / "missing.txt")]) == 1
    assert "missing.txt" in capsys.readouterr().err
