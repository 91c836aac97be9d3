"""The made data of the matching benchmark, and that its fit finds what was put in."""

from __future__ import annotations

import random

import numpy as np
import pytest

from alignments.candidates import CANDIDATES
from alignments.choice import CONSTANT, probabilities
from benchmarks.matching.distractors import KINDS, names_of
from benchmarks.matching.figures import Answers, Figures, best_threshold
from benchmarks.matching.fitting import Table, fit
from benchmarks.matching.made import make_set

SENTENCES = {
    "year": ("Он умер в 1924 году.", r"Он умер в (19[123]\d) году\."),
    "number": ("Пришло 240 человек.", r"Пришло [1-9]40 человек\."),
    "ordinal": ("Это решил XIV съезд.", r"Это решил [XVI]+ съезд\."),
    "month": (
        "Он приехал в мае.",
        r"Он приехал в (янв|фев|мар|апр|июн|июл|авг|сен|окт|ноя|дек)\w+\.",
    ),
    "name": ("Потом пришёл Каменев.", r"Потом пришёл Рыков\."),
    "negation": ("Он не пришёл.", r"Он пришёл\."),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_distractor_changes_its_fact_and_nothing_else(kind: str) -> None:
    import re

    text, pattern = SENTENCES[kind]
    for seed in range(20):
        changed = KINDS[kind](text, random.Random(seed), ["Каменева", "Рыков"])
        assert changed is not None
        assert changed != text
        assert re.fullmatch(pattern, changed)


@pytest.mark.parametrize("kind", SENTENCES)
def test_where_there_is_nothing_of_its_kind_there_is_no_distractor(kind: str) -> None:
    assert KINDS[kind]("Тихо.", random.Random(1), ["Рыков"]) is None


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    assert names_of(["Потом пришёл Рыков.", "Тихо. Потом Рыков ушёл."]) == ["Рыков"]


PAIRS = [(f"Sentence number {n} is told here.", f"Здесь рассказано {n} раз.") for n in range(2, 60)]


def test_a_made_set_keeps_some_counterparts_and_is_the_same_each_time() -> None:
    made = make_set("made", PAIRS, 30, seed=5)
    assert made == make_set("made", PAIRS, 30, seed=5)
    assert made != make_set("made", PAIRS, 30, seed=6)
    kept = [line for line in made.gold if line is not None]
    assert 10 < len(kept) < 25
    for text, line in zip(made.texts, made.gold, strict=True):
        russian = dict(PAIRS)[text]
        assert (russian in made.pool) == (line is not None)
        assert line is None or made.pool[line] == russian


def test_the_fit_finds_the_weights_that_made_the_choices() -> None:
    chance = np.random.default_rng(3)
    features = chance.normal(size=(4000, CANDIDATES, 2))
    shares = probabilities(features @ np.array([2.0, -1.0]) - 3.0)
    right = np.array([chance.choice(CANDIDATES + 1, p=row) for row in shares])
    found = fit(Table(("a", "b"), features, np.ones(features.shape[:2], bool), right))
    assert found["a"] == pytest.approx(2.0, abs=0.1)
    assert found["b"] == pytest.approx(-1.0, abs=0.1)
    assert found[CONSTANT] == pytest.approx(-3.0, abs=0.15)


def test_figures_count_matches_and_none_apart() -> None:
    made = make_set("made", PAIRS, 30, seed=5)
    figures = Figures()
    figures.add(made, Answers(made.gold, [0.9] * 30))
    assert figures.row("all right").split(" | ")[1:7] == ["30", *["1.000"] * 5]
    assert best_threshold([(made, Answers([0] * 30, [0.5] * 30))]) > 0.5
