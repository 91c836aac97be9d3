from __future__ import annotations

import pytest

from alignments.bitext import Segment
from alignments.reading import is_date, reading_text, reading_texts
from alignments.structure import find_structure


def read(text: str) -> str:
    document = find_structure(text, "a.md", "en", "markdown")
    start = document.blocks[0].start
    document = document.with_segments([Segment(start, document.blocks[-1].end, 0)])
    assert reading_texts(document) == [reading_text(document, 0)]
    return reading_text(document, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the B[olshevik]-L[eninists]", "the Bolshevik-Leninists"),
        ("the Plenum of [19]28", "the Plenum of 1928"),
        ("the VKP [All-Union Party] met", "the VKP All-Union Party met"),
        ("time, [we] must act", "time, we must act"),
        ("the Congress [in December 1925], then", "the Congress, then"),
        ("the February [1927] plenum", "the February plenum"),
        ("*[Engels, 1888 English edition]*", "Engels, 1888 English edition"),
        ("[1927]", "1927"),
        ("offensive.<sup>[8]</sup> Under", "offensive. Under"),
        ("## IV. The *struggle* ", "IV. The struggle"),
        ("[^1]: By **them** is meant", "By them is meant"),
        ("see [the page](http://a.b) and <http://c.d>", "see the page and http://c.d"),
        ("a  hard\nwrapped\u00a0line", "a hard wrapped line"),
        ("1\\. not a \\*list\\*", "1. not a *list*"),
    ],
)
def test_marks_vanish_and_words_stay(text: str, expected: str) -> None:
    assert read(text) == expected


def test_a_cut_paragraph_is_read_over_the_page_break() -> None:
    assert read("one of the reasons for its\n\ndefeat") == "one of the reasons for its defeat"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("in December 1925", True),
        ("1927", True),
        ("в октябре 1926 г.", True),
        ("in October-November 1926", True),
        ("May 25, 1927", True),
        ("Engels, 1888 English edition", False),
        ("in May", False),
        ("of 46 members", False),
    ],
)
def test_insertions_that_are_only_dates_are_known(words: str, answer: bool) -> None:
    assert is_date(words) is answer
