from __future__ import annotations

import numpy as np
import pytest

from alignments.agreements import agree, box_sums, names, numbers, skeleton


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ("Раковский", "Rakovsky"),
        ("Раковского", "Rakovskii"),
        ("Зиновьев", "Zinoviev"),
        ("Троцкий", "Trotsky"),
        ("Энгельс", "Engels"),
        ("Алексей", "Alexei"),
        ("Радек", "Radek"),
    ],
)
def test_a_name_has_one_skeleton_in_both_scripts(russian: str, english: str) -> None:
    assert skeleton(russian) == skeleton(english) != ""


def test_short_words_have_no_skeleton() -> None:
    assert [skeleton(word) for word in ("и", "что", "the", "Anna", "")] == [""] * 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("в 1926 году", {"1926"}),
        ("1811-го года", {"1811"}),
        ("XV съезд, the XVth", {"15"}),
        ("chapter I and mix MIX", set()),
        ("007 and 3.5 or 3,5", {"7", "3.5"}),
        ("1240 рабочих, 1,240 workers, 1 240, 1.240", {"1240"}),
        ("в 1931 г. 100 чел., 14 1931", {"1931", "100", "14"}),
    ],
    ids=[
        "year",
        "with ending",
        "roman",
        "no roman",
        "zeros and fractions",
        "thousands",
        "neighbours that are no thousands",
    ],
)
def test_numbers_are_read_as_digits(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_only_words_with_a_capital_are_names() -> None:
    assert names("the party and Trotsky") == {skeleton("Trotsky")}


def test_only_keys_that_are_rare_on_both_sides_agree() -> None:
    source = [{"1926", "x"}, {"x"}, *[{"x"}] * 9]
    target = [{"x"}, {"1926"}, *[{"x"}] * 9]
    found = agree(source, target)
    assert (found.source.tolist(), found.target.tolist()) == ([0], [1])
    assert found.weight[0] > 1.0
    assert found.source_total[0] > 1.0
    assert found.source_total[1] == 0.0


def test_box_sums_are_the_weights_within_each_bead() -> None:
    random = np.random.default_rng(0)
    source = [{str(k)} for k in random.integers(0, 6, 12)]
    target = [{str(k)} for k in random.integers(0, 6, 10)]
    found = agree(source, target)
    table = np.zeros((12, 10))
    table[found.source, found.target] = found.weight
    rows, columns = slice(3, 13), slice(2, 11)
    summed = found.sums(rows, columns, 4)
    for n, m in ((1, 1), (2, 3), (4, 1)):
        boxes = box_sums(summed, n, m, 4)
        assert isinstance(boxes, np.ndarray)
        for i in range(rows.start, rows.stop):
            for j in range(columns.start, columns.stop):
                if i >= n and j >= m:
                    expected = table[i - n : i, j - m : j].sum()
                    assert boxes[i - rows.start, j - columns.start] == pytest.approx(
                        expected, abs=1e-5
                    )


def test_nothing_in_common_gives_no_pairs() -> None:
    found = agree([{"1"}], [{"2"}])
    assert found.sums(slice(0, 2), slice(0, 2), 4) is None
    assert box_sums(None, 1, 1, 4) == 0.0
