from __future__ import annotations

import pytest

from alignments.name_sounds import DIFFERENT, sound_alike


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Zinoviev", "Зиновьевым"),
        ("Zinioviev", "Зиновьев"),
        ("Trotsky", "Троцкого"),
        ("Rykov", "Рыковым"),
        ("James", "Джеймсом"),
        ("George", "Джордж"),
        ("Georg", "Георг"),
        ("Utah", "Юта"),
        ("Woods", "Вудз"),
        ("Deutscher", "Дойчер"),
        ("Cecily", "Сесилия"),
    ],
)
def test_a_name_sounds_alike_in_both_scripts_and_any_case(latin: str, cyrillic: str) -> None:
    assert sound_alike(latin, cyrillic) > DIFFERENT


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Kamenev", "Каганович"),
        ("Radek", "Раковский"),
        ("Bukharin", "Зиновьев"),
        ("Stalin", "Сокольников"),
        ("Hamburg", "Люксембург"),
        ("Io", "Ия"),
    ],
)
def test_other_names_do_not(latin: str, cyrillic: str) -> None:
    assert sound_alike(latin, cyrillic) == DIFFERENT
