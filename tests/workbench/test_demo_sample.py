"""The bundled sample has what real documents have, and its ladder fits it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import workbench
from alignments.aligner import Aligner
from alignments.bitext import BlockKind, Document, SpanKind, Stream
from alignments.encoders import load_encoder
from alignments.evaluation import ladder, read_ladder, score
from alignments.formats import read_document
from alignments.segmentation import segment_document
from alignments.units import segment_texts

DEMO = Path(workbench.__file__).parent / "demo"
GOLD = read_ladder((DEMO / "memorandum.ladder").read_text(encoding="utf-8"))


@cache
def sample(name: str, language: str) -> Document:
    return segment_document(read_document((DEMO / name).read_bytes(), name, language))


def russian() -> Document:
    return sample("memorandum.ru.txt", "ru")


def english() -> Document:
    return sample("memorandum.en.md", "en")


def blocks(document: Document, kind: BlockKind) -> list[str]:
    return [block.number for block in document.blocks if block.kind is kind]


def test_the_sample_has_about_sixty_segments_a_side() -> None:
    assert (len(russian()), len(english())) == (63, 74)


def test_headings_stand_at_odd_levels_with_letters_and_roman_numbers() -> None:
    assert blocks(english(), BlockKind.HEADING) == ["", "I", "II", "A", "B", "III", "IV", "V"]
    assert {"I", "II", "III", "IV", "V"} <= set(blocks(russian(), BlockKind.HEADING))


def test_theses_are_numbered_and_one_number_is_used_twice_in_the_translation() -> None:
    assert blocks(english(), BlockKind.LIST_ITEM) == [*"122", *"12", *"12", *"123"]
    theses = [number for number in blocks(russian(), BlockKind.LIST_ITEM) if number.isdigit()]
    assert theses == [*"123", *"12", *"12", *"123"]


def test_six_notes_stand_in_a_clean_copy_and_a_damaged_one() -> None:
    notes = [block for block in english().blocks if block.kind is BlockKind.NOTE]
    clean = [block.number for block in notes if block.stream is Stream.NOTES]
    damaged = {block.number for block in notes if block.duplicate_of is not None}
    assert clean == [*"123456"]
    assert damaged == set("12356")
    assert blocks(russian(), BlockKind.NOTE) == ["1", "2"]


def test_all_kinds_of_brackets_and_marks_are_there() -> None:
    found = Counter(span.kind for span in english().spans)
    assert {kind: found[kind] for kind in SpanKind if "_" in kind or kind.endswith("ion")} | {
        SpanKind.GLOSS: found[SpanKind.GLOSS]
    } == {
        SpanKind.COMPLETION: 5,  # B[olshevik]-L[eninists], [19]26, wor[kers], Merts[alov]
        SpanKind.GLOSS: 3,  # VKP, OGPU, CI
        SpanKind.INSERTION: 3,  # [in December 1925], [in December 1927], [party]
        SpanKind.NOTE_MARK: 6,
        SpanKind.NOTE_NUMBER: 5,
        SpanKind.PAGE_BREAK: 2,
    }


def test_two_paragraphs_are_cut_by_a_page_break_and_one_holds_furniture() -> None:
    document = english()
    assert len(document.joins) == 2
    assert blocks(document, BlockKind.FURNITURE) == ["", ""]
    texts = segment_texts(document)
    for whole in (
        "Instead of flour a detachment of the OGPU arrived, and thirty-two people were taken away "
        "that same night.",
        "Disorderly flight will begin if one goes on pretending that there is no retreat at all.",
    ):
        assert whole in texts


def test_nothing_of_markup_or_furniture_is_left_in_the_texts() -> None:
    for text in (*segment_texts(english()), *segment_texts(russian())):
        assert not set("*#<>\n") & set(text), text
        assert "To contact" not in text


def test_the_ladder_covers_both_sides_with_every_shape() -> None:
    sources = sorted(position for source, _ in GOLD for position in source)
    targets = sorted(position for _, target in GOLD for position in target)
    assert sources == list(range(len(russian())))
    assert targets == list(range(len(english())))
    shapes = Counter((len(source), len(target)) for source, target in GOLD)
    assert shapes == {(1, 1): 57, (2, 1): 2, (1, 2): 1, (1, 0): 1, (0, 1): 13}


def test_the_aligner_finds_nearly_all_of_the_ladder() -> None:
    alignment = Aligner(load_encoder("builtin")).align(russian(), english())
    assert score(GOLD, ladder(alignment)).strict_f1 >= 0.9
