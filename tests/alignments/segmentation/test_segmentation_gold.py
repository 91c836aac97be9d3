"""Floors on texts cut by hand: `gold` was used while the rules were written, `heldout` was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignments.segmentation.gold import read_gold, score_boundaries

FOLDER = Path(__file__).parent

FLOORS = [
    # file, language, least boundaries it must hold, least F1
    ("gold.en.txt", "en", 160, 0.99),
    ("gold.ru.txt", "ru", 160, 0.985),
    ("heldout.en.txt", "en", 60, 0.95),
    ("heldout.ru.txt", "ru", 60, 0.95),
]


@pytest.mark.parametrize(("name", "language", "boundaries", "floor"), FLOORS)
def test_boundaries_reach_their_floor(
    name: str, language: str, boundaries: int, floor: float
) -> None:
    blocks = read_gold((FOLDER / name).read_text(encoding="utf-8"))
    assert sum(len(block) - 1 for block in blocks) >= boundaries
    score = score_boundaries(blocks, language)
    assert score.f1 >= floor, "\n".join(score.errors)


def test_score_counts_invented_and_missed_boundaries() -> None:
    blocks = read_gold("One. Two.\nThree.\n\nfour\nfive\n")
    score = score_boundaries(blocks, "en")
    assert (score.found, score.invented, score.missed) == (1, 1, 1)
    assert score.f1 == 0.5
    assert [error.split(":")[0] for error in score.errors] == ["invented", "missed"]


def test_score_of_texts_without_boundaries_is_one() -> None:
    assert score_boundaries([["One segment."]], "en").f1 == 1.0
