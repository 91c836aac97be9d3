"""Which segments of a revised text stand for those that changed."""

from __future__ import annotations

import pytest

from alignments.revision import same_segments
from alignments.rewording import heirs_of

A, B, C = "The letter came late.", "Nobody had read it yet.", "Winter was long that year."

CASES = {
    "nothing changed": ([A, B, C], [A, B, C], [(0,), (1,), (2,)]),
    "one word changed": ([A, B, C], [A, "Nobody had seen it yet.", C], [(0,), (1,), (2,)]),
    "deleted": ([A, B, C], [A, C], [(0,), (), (1,)]),
    "put in": ([A, C], [A, B, C], [(0,), (2,)]),
    "cut in two": ([A, B, C], [A, "Nobody had read", "it yet.", C], [(0,), (1, 2), (3,)]),
    "said in other words, by two": (
        [A, "The decision was taken by six votes.", C],
        [A, "Six votes decided it.", "That was all.", C],
        [(0,), (1, 2), (3,)],
    ),
    "changed, and something put in behind it": (
        [A, B, C],
        [A, "Nobody had seen it yet.", "Snow fell over roofs and gardens.", C],
        [(0,), (1,), (3,)],
    ),
    "one changed, one deleted that shares a word with it": (
        ["Letters took three months.", "Half of the letters never arrived at all.", C],
        ["Letters travelled for three months and more.", C],
        [(0,), (), (1,)],
    ),
    "two made one": ([A, B, C], [f"{A} {B}", C], [(0,), (0,), (1,)]),
    "written anew, as many as before": ([A, B, C], [A, "Silence reigned.", C], [(0,), (1,), (2,)]),
    "two changed beside each other": (
        [A, B, C],
        ["A letter came late.", "Nobody had read it.", C],
        [(0,), (1,), (2,)],
    ),
    "one of two changed, the other deleted": (
        [A, B, C],
        ["Nobody had ever read it yet.", C],
        [(), (0,), (1,)],
    ),
    "changed at the end": ([A, B], [A, "Nobody read it yet."], [(0,), (1,)]),
    "nothing there before": ([], [A], []),
    "nothing left": ([A, B], [], [(), ()]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_changed_segment_is_found_again_by_its_words(case: str) -> None:
    before, after, heirs = CASES[case]
    assert heirs_of(before, after, same_segments(before, after)) == heirs
