from __future__ import annotations

import pytest

from alignments.marks import BEGINNINGS, ENDINGS, beginning, ending


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
