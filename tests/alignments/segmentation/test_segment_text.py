from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.segmentation import languages, segment_text

TRAPS = [
    # why, language, the text with its boundaries as "|"
    ("a mark behind the stop", "en", "It was high.<sup>[11]</sup>| Under it we fell."),
    ("a mark behind a blank", "en", "It was high. [5]| The wall fell."),
    ("two marks and a quote", "en", "He said “no.”[5]<sup>[6]</sup>| Nobody heard."),
    ("an insertion opens a sentence", "en", "It was high.| [We] must go."),
    ("pages", "en", "See pp. 215-220 there.| Nothing else."),
    ("No. as an answer", "en", "Was it so?| No.| The end."),
    ("No. before a number", "en", "It is in No. 4. | It is lost.".replace(". |", ".|")),
    ("initials", "en", "So said J. V. Stalin.| He lied."),
    ("initials at the end", "en", "So said K.| He lied."),
    ("source in brackets", "en", "It matters. (L. Trotsky.)| Since then it did."),
    ("source behind the stop", "en", "We count on it.” (“At a New Stage”).<sup>[1]</sup>| Yes."),
    ("sentence in brackets", "en", "He left.| (He never came back to us.)| We stayed."),
    ("title in italics", "en", "See *The Fight, 1928. Its End*, Detroit, 2019.| It is out."),
    ("address behind a stop", "en", "Read it (1928). <https://example.org/a.htm>.| It is short."),
    ("adverbial at the head", "en", "At 9 a.m. Sokolov spoke.| It was 9 a.m.| He was tired."),
    ("list by semicolons", "en", "Three: 1) a; 2) b; 3) c.| Then d."),
    ("list by full stops", "en", "1. The first.| 2. The second.| 3) third."),
    ("label and number", "en", "Chapter 3. The war."),
    ("hard break behind emphasis", "en", "**The Party**|  \n**May 1932**"),
    (
        "year and name at the head",
        "ru",
        "В 1926 г. Сталин писал.| Это было в 1926 г.| Сталин писал.",
    ),
    ("town", "ru", "Он жил в г. Твери.| Потом в г. Омске."),
    ("century", "ru", "Движение 20-х гг. XX в. изучено.| Движение XIX в.| Оно забыто."),
    ("so on", "ru", "Хлеб, соль и т. д.| Только мы молчали."),
    ("so on in brackets", "ru", "Рабочие (порт и т. д.) Ленинграда пришли."),
    ("old hyphened form", "ru", "Левые, т.-е. мы, ушли.| С.-д. Зуев остался."),
    ("initials that look like т.д.", "ru", "Писал Т. Д. Лысенко.| Ему верили."),
    ("pronoun like им.", "ru", "Завод им. Ленина помог им.| Они ушли."),
    ("attribution", "ru", "«Ура! Мы победили!» — сказал он.| Все ушли."),
    ("speech without attribution", "ru", "Он сказал: «Ура.| Мы победили».| Все ушли."),
    ("dialogue", "ru", "— Да.| — Нет! — сказал он.| — Да!"),
    ("archive", "ru", "РГАСПИ. Ф. 17. Оп. 3. Д. 45. Л. 12.| Подлинник."),
    ("acronym with a bracket", "ru", "Это решила ВКП(б).| Затем она умерла."),
    ("ellipsis", "ru", "Мы шли... и всё же стояли.| Мы спорили…| Потом спали?!| Да."),
    ("combining accent", "ru", "Это был Яко́в.| Он пришёл."),
    ("blank line", "ru", "без точки|\n\nтоже без точки"),
    ("Chinese", "zh", "我们胜利了。|他们走了！|“真的吗？”|是。"),
    ("Arabic", "ar", "هل انتصرنا؟| نعم."),
    ("Hindi", "hi", "हम जीत गए।| वे चले गए।"),
    ("Greek question", "el", "Τι έγινε;| Τίποτα."),
    ("Greek mark elsewhere", "en", "He came; She left."),
    ("Polish by the generic table", "pl", "To był p. Nowak.| Wyszedł."),
    ("brackets", "en", "He came (it was May. The sun shone) and left."),
    ("only marks", "en", "..."),
]


@pytest.mark.parametrize(("why", "language", "marked"), TRAPS, ids=[trap[0] for trap in TRAPS])
def test_traps_are_cut_where_a_person_would(why: str, language: str, marked: str) -> None:
    text = marked.replace("|", "")
    expected = [piece.strip() for piece in marked.split("|")]
    assert [text[a:b] for a, b in segment_text(text, language)] == expected, why


@pytest.mark.parametrize("text", ["", " ", "\n\n \u00a0\n"])
def test_blank_text_gives_no_segment(text: str) -> None:
    assert segment_text(text, "en") == []


def test_longer_language_tags_find_their_table() -> None:
    text = "Он родился в 1896 г. Однако дата неверна."
    assert segment_text(text, "ru-RU") == segment_text(text, "RU") == segment_text(text, "ru_Cyrl")
    assert len(segment_text(text, "ru-RU")) == 2
    assert {"en", "ru", "und"} <= set(languages())


def test_no_cut_inside_a_protected_stretch() -> None:
    text = "One two. Three four. Five."
    assert len(segment_text(text, "en")) == 3
    assert [text[a:b] for a, b in segment_text(text, "en", [(4, 14)])] == [
        "One two. Three four.",
        "Five.",
    ]


def test_long_bracket_that_never_closes_does_not_stop_the_cutting() -> None:
    text = "[Note. " + "It goes on. " * 50
    assert len(segment_text(text, "en")) == 51


def test_offsets_are_code_points() -> None:
    text = "𝒜 smile 🙂 came. 🙂 It went."
    assert text[slice(*segment_text(text, "en")[0])] == "𝒜 smile 🙂 came."


MARKS_AND_WORDS = """
    т. е. г. 1926 В. Он шёл . ! ? … ... « » ( ) [ ] " “ ” — , ; 1) [5] <sup>[5]</sup> No. The end
    。 они * ** », .” ’ A. \\ (a) - – < > http://a.b
    стр. word Vol 3 етс. op. cit. были
"""
PIECES = st.sampled_from(["\n", "\n\n", "  \n", "\u00a0", *MARKS_AND_WORDS.split()])
TEXTS = st.lists(PIECES, max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces))
)


@st.composite
def protected_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=3))
    return text, sorted((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


@settings(deadline=None, max_examples=150)
@given(protected_texts(), st.sampled_from(["en", "ru", "und"]))
def test_segments_cover_all_that_is_not_blank(
    given_text: tuple[str, list[tuple[int, int]]], language: str
) -> None:
    text, protected = given_text
    segments = segment_text(text, language, protected)
    end = 0
    for start, stop in segments:
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip(), "a gap holds nothing but blanks"
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()
    for first, last in protected:
        for start, _ in segments[1:]:
            assert not first < start < last
        for _, stop in segments[:-1]:
            assert not first < stop < last


LINES = [
    ("initials", "А. "),
    ("open square brackets", "["),
    ("open brackets in words", "(x "),
    ("open quotes", "« "),
    ("straight quotes", '"a" '),
    ("full stops", ". "),
    ("note marks", "а.[1]"),
    ("unclosed tags", ".<sup>"),
    ("blank runs", "а. " + " " * 50),
    ("numbers", "1. "),
    ("closing marks", "а.»)"),
    ("dashes", "а. — "),
    ("hard breaks", "*  \n"),
    ("words", "слово "),
]


@pytest.mark.parametrize(("why", "unit"), LINES, ids=[line[0] for line in LINES])
def test_time_grows_linearly(why: str, unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        segment_text(unit * (size // len(unit)), "ru")
        return time.process_time() - start

    seconds(1000)
    assert seconds(64_000) < 8 * seconds(16_000) + 0.1, why  # quadratic would be 16 times


def test_ten_megabytes_on_one_line_without_punctuation_are_one_segment() -> None:
    start = time.process_time()
    assert segment_text("слово " * 1_700_000, "ru") == [(0, 6 * 1_700_000 - 1)]
    assert time.process_time() - start < 8  # well below one where nothing else runs
