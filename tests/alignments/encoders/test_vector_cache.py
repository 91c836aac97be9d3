from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from alignments.encoders.cache import CACHE_VARIABLE, CachedEncoder, default_cache_file
from alignments.errors import EncoderError


class CountingEncoder:
    name, languages, dimensions = "counting", frozenset[str](), 2

    def __init__(self, revision: str = "1") -> None:
        self.revision = revision
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(texts)
        return np.array([[len(text), 1 / 3] for text in texts], np.float32)


def test_a_text_is_computed_once_and_comes_back_bit_for_bit(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first = CachedEncoder(encoder, tmp_path / "v.sqlite").encode(["a", "bb", "a"])
    again = CachedEncoder(encoder, tmp_path / "v.sqlite").encode(["bb", "a"])
    assert encoder.asked == ["a", "bb"]
    assert np.array_equal(again, first[[1, 0]])


def test_another_revision_has_its_own_vectors(tmp_path: Path) -> None:
    CachedEncoder(CountingEncoder("1"), tmp_path / "v.sqlite").encode(["a"])
    newer = CountingEncoder("2")
    CachedEncoder(newer, tmp_path / "v.sqlite").encode(["a"])
    assert newer.asked == ["a"]


def test_a_cached_encoder_says_what_it_wraps(tmp_path: Path) -> None:
    cached = CachedEncoder(CountingEncoder(), tmp_path / "v.sqlite")
    assert (cached.name, cached.revision, cached.dimensions) == ("counting", "1", 2)
    assert cached.encode([]).shape == (0, 2)


def test_a_damaged_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "v.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(EncoderError, match=r"v\.sqlite: .*delete the file"):
        CachedEncoder(CountingEncoder(), tmp_path / "v.sqlite").encode(["a"])


@pytest.mark.parametrize(
    ("variables", "expected", "reason"),
    [
        ({CACHE_VARIABLE: "/a/b.sqlite"}, "/a/b.sqlite", "named outright"),
        (
            {"XDG_CACHE_HOME": "/c"},
            "/c/translation-alignment-workbench/vectors.sqlite",
            "the desktop's cache folder",
        ),
        (
            {"HOME": "/h"},
            "/h/.cache/translation-alignment-workbench/vectors.sqlite",
            "the usual place",
        ),
    ],
)
def test_the_file_stands_where_the_environment_says(
    variables: dict[str, str], expected: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (CACHE_VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_cache_file() == Path(expected), reason
