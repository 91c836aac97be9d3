from __future__ import annotations

import pytest

from alignments.checks.numbers import check_pair
from tests.alignments.checks.made import lit, whole

DIFFERENT = {
    "a figure changed": ("в 1924 году", "in 1925", "numbers-differ", ["1924", "1925"]),
    "Roman and figure": ("на XIV съезде", "at the 15th Congress", "numbers-differ", ["XIV", "15"]),
    "thousands": ("1 240 рабочих", "1,420 workers", "numbers-differ", ["1 240", "1,420"]),
    "decades": ("в 1920-х годах", "in the 1930s", "numbers-differ", ["1920-х", "1930s"]),
    "word and figure": ("двадцать пять дней", "after 26 days", "numbers-differ",
                        ["двадцать пять", "26"]),
    "scales": ("2,5 млн рублей", "2.5 thousand rubles", "numbers-differ",
               ["2,5 млн", "2.5 thousand"]),
    "left out": ("В 1924 году он уехал.", "Then he left.", "number-missing", ["1924"]),
    "left out with its note": ("Стр. 178<sup>[8]</sup>", "A page.", "number-missing", ["178"]),
    "added": ("Потом он уехал.", "In 1924 he left.", "number-extra", ["1924"]),
    "short range": ("стр. 177—178", "pp. 177-79", "numbers-differ", ["178", "79"]),
    "months": ("3 марта", "May 3", "dates-differ", ["марта", "May"]),
    "weekdays": ("в понедельник", "on Tuesday", "dates-differ", ["понедельник", "Tuesday"]),
    "month left out": ("В марте он уехал.", "Then he left.", "date-missing", ["марте"]),
    "month added": ("Тогда он уехал.", "In March he left.", "date-extra", ["March"]),
}  # fmt: skip

ALIKE = {
    "Roman, ordinal, word": ("на XV съезде", "at the Fifteenth Congress"),
    "15-й": ("15-й съезд", "the 15th Congress"),
    "decade": ("в 1920-х годах", "in the 1920s"),
    "decade of two figures": ("начало 90-х годов", "the early nineties"),
    "decade with its century": ("в 20-х годах", "in the 1920s"),
    "century": ("в начале 19 века", "in the early 1800s"),
    "thousands by a blank": ("1 240 рабочих", "1,240 workers"),
    "fraction and scale": ("2,5 млн", "2.5 million"),
    "scale written short": ("221 миллиард", "$221bn"),
    "scale for both": ("от 3 до 5 тысяч", "3,000 to 5,000"),
    "date": ("3 марта 1921 года", "March 3, 1921"),
    "date in figures": ("17.12.1925", "17 December 1925"),
    "afternoon": ("в 15 часов", "at three o'clock"),
    "noon": ("в 12 часов", "at noon"),
    "clock": ("с 06:30 до 10:00", "6.30-10am"),
    "short range": ("стр. 177—178", "pp. 177-78"),
    "year written short": ("летом 26 г.", "in the summer of 1926"),
    "compound word": ("восемнадцатилетняя дочь", "a daughter, 18 years old"),
    "two becomes both": ("2 товарища", "both comrades"),
    "a word becomes a pronoun": ("двое из них", "the others"),
    "completion": ("в 1928 году", "in [19]28"),
    "insertion": ("Потом он уехал.", "Then [in December 1925] he left."),
    "numbered heading": ("V. Заключение", "V. Conclusion"),
    "a note's mark": ("Слово.", "A word.<sup>[8]</sup>"),
    "part of a name": ("Большая семёрка", "The G7"),
    "a name like a month": ("Гакстгаузен писал", "August von Haxthausen wrote"),
    "Август the emperor": ("При Августе был мир.", "Under Augustus there was peace."),
    "may, the verb": ("Он может идти.", "He may go, they march."),
    "half": ("2,5 года", "two and a half years"),
    "no counterpart": ("", "In 1924 he left."),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_number_or_day_that_differs_is_found_and_lit(case: str) -> None:
    source, target, code, words = DIFFERENT[case]
    (pair,) = whole([(source, target)]).pairs
    (finding,) = check_pair(pair)
    assert finding.code == code
    assert lit([(source, target)], finding) == words


@pytest.mark.parametrize("case", ALIKE)
def test_the_same_number_in_other_dress_is_no_finding(case: str) -> None:
    made = whole([ALIKE[case]])
    (pair,) = made.pairs
    assert list(check_pair(pair)) == []


def test_a_pair_of_several_segments_is_read_as_one() -> None:
    from alignments.checks.texts import Pair

    made = whole([("В 1924 году.", "It was then."), ("Так было.", "In 1924.")])
    assert list(check_pair(Pair(made.source, made.target))) == []
