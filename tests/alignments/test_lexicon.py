from __future__ import annotations

import numpy as np
import pytest

from alignments import lexicon
from alignments.lexicon import Lexicon, Words, learn_lexicon, read_words, stems, words_that_met
from tests.alignments.cipher import cipher_pair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Бюрократия боялась.", ["бюро", "боял"]),
        ("Höhenzahlen, höher!", ["höhe", "höhe"]),
        ("in 1926–1927", ["in", "1926", "1927"]),
        ("123456", ["123456"]),
        ("हिन्दी", ["हिन्"]),
        ("漢字か", ["漢", "字", "か", "漢字", "字か"]),
        ("… — !", []),
        ("", []),
    ],
    ids=[
        "forms of a word share their first letters",
        "letters with marks are letters",
        "a dash parts numbers",
        "a number is whole, however long",
        "vowel signs do not cut a word",
        "where no spaces are written, characters and neighbours",
        "marks alone are no words",
        "nothing",
    ],
)
def test_words_are_known_by_their_first_letters(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def learn(source: list[str], target: list[str]) -> tuple[Lexicon, Words, Words]:
    left, right = read_words(source), read_words(target)
    beads = len(source)
    met = words_that_met(left, right, (np.arange(beads), np.arange(beads)), beads)
    return learn_lexicon(met, np.ones(beads, np.bool_), (left.size, right.size)), left, right


def best_translations(source: list[str], target: list[str]) -> dict[int, int]:
    found, _, _ = learn(source, target)
    order = np.argsort(found.count, kind="stable")
    return dict(zip(found.source[order].tolist(), found.target[order].tolist(), strict=True))


def test_the_lexicon_finds_a_cipher() -> None:
    # One letter per word, so that the words are their own stems.
    random = np.random.default_rng(5)
    numbers = [random.integers(100, 180, 8) for _ in range(150)]
    source = [" ".join(map(str, row)) for row in numbers]
    target = [" ".join(str(2 * number + 1000) for number in row[::-1]) for row in numbers]
    found = best_translations(source, target)
    left, right = _numbered(source), _numbered(target)
    hits = [right[str(2 * int(word) + 1000)] == found.get(k) for word, k in left.items()]
    assert len(hits) == 80
    assert np.mean(hits) > 0.95


def _numbered(texts: list[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for text in texts:
        for stem in stems(text):
            numbers.setdefault(stem, len(numbers))
    return numbers


def test_words_that_met_once_prove_nothing() -> None:
    found, _, _ = learn(["alpha beta", "gamma delta"], ["eins zwei", "drei vier"])
    assert len(found.count) == 0


def test_long_texts_are_sampled_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = cipher_pair(200, 1)
    left, right = read_words(source), read_words(target)
    bead_of = np.arange(200), np.arange(200)
    whole = len(words_that_met(left, right, bead_of, 200).bead)
    monkeypatch.setattr(lexicon, "MOST_PAIRS", whole // 4)
    assert 0 < len(words_that_met(left, right, bead_of, 200).bead) < whole / 3
