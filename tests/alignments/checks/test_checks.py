"""What each check finds, and what it leaves alone; the numbers have a module of their own."""

from __future__ import annotations

import re

import pytest

from alignments.bitext import BlockKind
from tests.alignments.checks.made import Row, codes, found, lit

PLAIN = ("Так и было.", "So it was.")

FOUND: dict[str, tuple[str, list[Row], list[str]]] = {
    "a bracket left open": ("bracket-unpaired", [("Он (она ушла.", "He left.")], ["("]),
    "a bracket only closed": ("bracket-unpaired", [PLAIN, ("Да.", "He left) then.")], [")"]),
    "a square bracket": ("bracket-unpaired", [("Да.", "He [left then.")], ["["]),
    "a quote left open": ("quote-unpaired", [("«Правда вышла.", "It was out.")], ["«"]),
    "a quote only closed": ("quote-unpaired", [("Да.", "It was out,” he said.")], ["”"]),
    "a straight quote": ("quote-unpaired", [("Да.", 'The "truth was out.')], ['"']),
    "quotes of two kinds": ("quote-unpaired", [("Да.", 'The “truth" was out.')], ["“", '"']),
    "low and high": ("quote-unpaired", [("Газета „Правда вышла.", "It was.")], ["„"]),
    "a word left": ("untranslated", [("Он ушёл.", "He ушёл.")], ["ушёл"]),
    "a lone letter left": ("untranslated", [("Кошка.", "It was а cat.")], ["а"]),
    "several words left": ("untranslated", [("Так и было.", "So и было.")], ["и было"]),
    "look-alike letter": ("letters-mixed", [("Стол.", "The tаble.")], ["tаble"]),
    "look-alike in Russian": ("letters-mixed", [("Cтол.", "The table.")], ["Cтол"]),
    "the the": ("word-twice", [("Дом.", "In the the house.")], ["the the"]),
    "The the": ("word-twice", [("Дом.", "The the house.")], ["The the"]),
    "и и": ("word-twice", [("Он и и она.", "He and she.")], ["и и"]),
    "over a line end": ("word-twice", [("Дом.", "In the\nthe house.")], ["the\nthe"]),
    "blanks": ("double-space", [("Дом.", "The  old   house.")], ["  ", "   "]),
    "question lost": ("end-differs", [("Кто это?", "He is it.")], ["?", "."]),
    "question made": ("end-differs", [("Он это.", "Who is it?")], [".", "?"]),
    "full stop lost": ("end-differs", [("Он ушёл тогда из дома.", "He left the house then")],
                       [".", "n"]),
    "colon lost": ("end-differs", [("Он сказал тогда так вот:", "He then said the following")],
                   [":", "g"]),
    "small beginning": ("capital-missing", [("Он ушёл.", "he left.")], ["h"]),
}  # fmt: skip

LEFT_ALONE: dict[str, list[Row]] = {
    "paired signs": [("«Он (она)» [да]", "“He (she)” [yes]")],
    "quotes in quotes": [("«Газета „Правда“ вышла»", "“The paper ‘Truth’ is out”")],
    "one closing mark for two": [("Вышла «газета «Правда».", "It was out.")],
    "apostrophes": [("Да.", "The workers' houses, it's so, don't.")],
    "labels of a list": [("Да: 1) раз; 2) два; а) три.", "Yes: 1) one; 2) two; a) three.")],
    "labels in a bracket": [("Да (1) раз; 2) два).", "Yes (1) one; 2) two).")],
    "an abbreviation with a bracket": [("ВКП(б) была.", "The VKP(b) was.")],
    "a mark that closes a bracket": [("Остров (святой*) там.", "An island (a saint) there.")],
    "a quotation of two paragraphs, opened anew": [("«Да.", "“Yes."), ("Нет».", "“No.”")],
    "a quotation closed later": [("Он: «Да.", "He: “Yes."), ("Нет».", "No.”")],
    "inches": [("Да, 5 дюймов.", 'It was 5" long.')],
    "both sides leave it open": [("«Да, так.", "“Yes, so.")],
    "an original in quotes": [("Правда.", "The paper «Правда» and “Искра” (Бюллетень).")],
    "an original in italics": [("Правда.", "The paper *Правда*.")],
    "an address": [("Там.", "See https://ru.example.org/Правда there.")],
    "a word joined by a hyphen": [("IT-отдел.", "The department.")],
    "had had": [("Да.", "He had had that that was.")],
    "что, что": [("Что, что он сказал.", "What he said.")],
    "both say it twice": [("Он ждал ждал.", "He waited waited.")],
    "a name twice": [("Дюран.", "Duran Duran.")],
    "blanks after a full stop": [("Дом.", "The house.  It was old.")],
    "a question in the middle": [("Кто это? — спросил он.", "He asked: who is it?")],
    "a question in a quote": [("Кто это?»", "Who is it?”")],
    "stop inside and outside a quote": [("Он сказал: «Да и нет».", "He said: “Yes and no.”")],
    "a reference in brackets": [("Он сказал это всем (стр. 5.)", "He said it to all (p. 5)")],
    "both begin small": [("он ушёл.", "he left.")],
    "a dash begins": [("— да, он.", "— yes, he.")],
    "short repeats": [("Да, да.", "Yes."), ("Да, да.", "Of course.")],
    "the same pair again": [("Он ушёл к себе домой.", "He went to his home.")] * 3,
}


@pytest.mark.parametrize("case", FOUND)
def test_a_check_finds_and_lights(case: str) -> None:
    code, rows, words = FOUND[case]
    (finding,) = found(rows)
    assert finding.code == code
    assert lit(rows, finding) == words


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_a_check_leaves_alone(case: str) -> None:
    assert found(LEFT_ALONE[case]) == []


def test_headings_and_list_items_end_and_begin_as_they_like() -> None:
    rows = [("Записка о старой печати.", "memorandum on the old press")]
    assert codes(rows) == ["end-differs", "capital-missing"]
    assert codes(rows, kind=BlockKind.HEADING) == []
    assert codes(rows, kind=BlockKind.LIST_ITEM) == []


def test_a_translation_that_repeats_the_original_is_found_in_one_script_too() -> None:
    rows = [("Das ist ein altes Haus.", "das ist ein altes Haus")]
    assert "not-translated" in codes(rows, languages=("de", "en"))
    assert codes([("Anna Schmidt", "Anna Schmidt")], languages=("de", "en")) == []


def test_notes_may_name_books_in_their_own_script() -> None:
    rows = [("Архив, том 2.", "Архив, том 2 [Archive].")]
    assert codes(rows, kind=BlockKind.NOTE) == []
    assert codes(rows) == ["untranslated"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (
            [("Он ушёл к себе домой.", "He went home."), PLAIN,
             ("он ушел к себе домой!", "He left for his place.")],
            "same-source-differs",
        ),
        (
            [("Он пошёл домой.", "He went to his home."), PLAIN,
             ("Он двинулся к дому.", "He went to his home.")],
            "same-target-differs",
        ),
    ],
    ids=["source", "target"],
)  # fmt: skip
def test_the_same_words_in_two_renderings_are_told_at_both_places(
    rows: list[Row], code: str
) -> None:
    findings = found(rows)
    assert [finding.code for finding in findings] == [code, code]
    assert [finding.places[0].position for finding in findings] == [0, 2]
    other = rows[2][1] if code == "same-source-differs" else rows[2][0]
    assert findings[0].message.endswith(other)


def test_marks_of_notes_are_compared_where_both_texts_have_them() -> None:
    marked = ("Первое<sup>[1]</sup> слово.", "The first<sup>[1]</sup> word.")
    lost = ("Второе<sup>[2]</sup> слово.", "The second word.")
    added = ("Другое слово.", "Another<sup>[7]</sup> word.")
    renumbered = ("Пятое<sup>[5]</sup> слово.", "The fifth<sup>[9]</sup> word.")
    assert codes([marked, lost, added, renumbered]) == ["note-mark-missing", "note-mark-extra"]
    (missing, _) = found([marked, lost, added])
    assert missing.message == "the mark of note 2 is missing in the translation"
    assert codes([added, PLAIN]) == []


def test_a_length_is_odd_only_beside_what_is_usual_and_not_twice_doubted() -> None:
    from dataclasses import replace

    from alignments.checks.running import check_whole
    from tests.alignments.checks.made import whole

    words = "слово за словом шло туда", "word after word went there"
    rows = [(f"{words[0]} {n * 'а'}", f"{words[1]} {n * 'a'}") for n in range(12)]
    rows.append((" ".join(words[0] for _ in range(6)), "That was all of it, no more"))
    made = whole(rows)
    (finding,) = check_whole(made)
    assert (finding.code, finding.places[0].position) == ("length-odd", 12)
    assert re.fullmatch(r"27 characters, where about \d+ are usual", finding.message)
    doubted = replace(made.pairs[12], doubts=frozenset({"length-odd"}))
    assert check_whole(replace(made, pairs=(*made.pairs[:12], doubted))) == []
