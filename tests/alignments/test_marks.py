from __future__ import annotations

import pytest

from alignments.marks import BEGINNINGS, ENDINGS, beginning, begins_note, ending


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Начало", "capital"),
        ("и так далее", "small"),
        ("-- Да, сказал он", "speech"),
        ("'No,' he said", "speech"),
        ("12 июня", "number"),
        ("(В скобках)", "capital"),
        ("**Bold**", "capital"),
        ("...", "other"),
        ("", "other"),
    ],
)
def test_beginnings(text: str, name: str) -> None:
    assert BEGINNINGS[beginning(text)] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("End.", "stop"),
        ("Кого?»", "question"),
        ("Stop!'", "exclamation"),
        ("he said:", "open"),
        ("я думал...", "ellipsis"),
        ("думал…»", "ellipsis"),
        ("CHAPTER I", "none"),
        ("", "none"),
        ("終わり。", "stop"),
    ],
)
def test_endings(text: str, name: str) -> None:
    assert ENDINGS[ending(text)] == name


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("[^4]: The name of a commune.", True),
        ("[12] See the protocols.", True),
        ("<sup>[8]</sup> See the protocols.", True),
        ("* Old style.", True),
        ("† In English.", True),
        ("**Bold** begins the sentence.", False),
        ("*Pravda* wrote of it.", False),
        ("[We] protest.", False),
        ("8 комнат", False),
        ("* ", False),
        ("", False),
    ],
    ids=["Markdown", "brackets", "raised", "star", "dagger", "bold", "emphasis", "an insertion",
         "a plain number", "a lone star", "nothing"],
)  # fmt: skip
def test_notes_are_known_by_their_marks(text: str, note: bool) -> None:
    assert begins_note(text) is note
