from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments import nearest as module
from alignments.nearest import Chance, Vectors, cosines, nearest
from alignments.runs import unit_rows


def made(rows: int, seed: int, width: int = 8) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, width))
    return unit_rows(vectors.astype(np.float32))


@given(texts=st.integers(1, 12), lines=st.integers(1, 40), count=st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_blocks_find_the_same_lines_as_the_whole_table(texts: int, lines: int, count: int) -> None:
    left, right = made(texts, 1), made(lines, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "ROWS", 5)
        patch.setattr(module, "COLUMNS", 7)
        found = nearest(left, right, count)
    expected = np.argsort(-(left @ right.T), axis=1)[:, :count]
    assert [set(row) for row in found.tolist()] == [set(row) for row in expected.tolist()]


def test_standing_counts_deviations_from_the_mean_of_pool_and_background() -> None:
    pool, background, text = made(30, 1), made(5, 2), made(1, 3)[0]
    all_cosines = np.concatenate([pool, background]) @ text
    expected = (0.5 - all_cosines.mean()) / all_cosines.std()
    standing = Chance.of(pool, background).standing(text, np.array([0.5]))
    assert standing[0] == pytest.approx(expected, rel=1e-4)


def test_a_cosine_does_not_depend_on_the_lines_beside_it() -> None:
    text, lines = made(1, 1)[0], made(9, 2)
    assert cosines(text, lines)[3] == cosines(text, lines[3:4])[0]
