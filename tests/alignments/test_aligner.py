from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from alignments.aligner import ENGINE_VERSION, Aligner, AlignerOptions
from alignments.bitext import Alignment, Bead, Block, BlockKind, Document, Segment, Stream
from alignments.doubt import DOUBT_THRESHOLD, REASONS
from alignments.errors import ScoringError
from alignments.evaluation import Ladder, ladder, score
from tests.alignments.word_encoder import PlainWordEncoder, WordEncoder, sentences


def document(
    texts: list[str],
    streams: list[Stream] | None = None,
    kinds: list[BlockKind] | None = None,
    numbers: list[str] | None = None,
) -> Document:
    """One block per text, one segment per block."""
    blocks, segments, at = [], [], 0
    for place, text in enumerate(texts):
        blocks.append(
            Block(
                kinds[place] if kinds else BlockKind.PARAGRAPH,
                at,
                at + len(text),
                number=numbers[place] if numbers else "",
                stream=streams[place] if streams else Stream.BODY,
            )
        )
        segments.append(Segment(at, at + len(text), place))
        at += len(text) + 1
    return Document("t", "en", "\n".join(texts), tuple(blocks), segments=tuple(segments))


def align(source: list[str], target: list[str], **options: object) -> Alignment:
    return Aligner(WordEncoder()).align(document(source), document(target), **options)  # type: ignore[arg-type]


def shout(texts: list[str]) -> list[str]:
    """The translation: the same words, which the test encoder knows, in other letters."""
    return [text.upper() for text in texts]


def test_a_translation_of_equal_segments_is_one_to_one() -> None:
    texts = sentences(40, 1)
    alignment = align(texts, shout(texts))
    assert ladder(alignment) == [((i,), (i,)) for i in range(40)]
    assert min(bead.confidence or 0.0 for bead in alignment) > DOUBT_THRESHOLD


def test_joined_cut_and_missing_segments_are_found() -> None:
    texts = sentences(60, 2)
    target = shout(texts)
    target[10:12] = [" ".join(target[10:12])]  # 2:1
    words = target[29].split()  # source 30
    target[29:30] = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]  # 1:2
    del target[45]  # source 45 has no counterpart
    target[50:50] = shout(sentences(3, 99, start=500))  # three added
    found = ladder(align(texts, target))
    assert ((10, 11), (10,)) in found
    assert ((30,), (29, 30)) in found
    assert ((45,), ()) in found
    assert [((), (k,)) in found for k in (50, 51, 52)] == [True] * 3


def test_the_same_input_gives_the_same_alignment() -> None:
    texts = sentences(50, 3)
    first, second = (align(texts, shout(texts[5:] + texts[:2])) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("source", "target"),
    [(0, 0), (3, 0), (0, 3), (1, 1), (1, 7), (7, 1)],
    ids=["both empty", "target empty", "source empty", "one each", "one to many", "many to one"],
)
def test_small_and_empty_sides_are_covered(source: int, target: int) -> None:
    alignment = align(sentences(source, 4), shout(sentences(target, 4)))
    assert (alignment.source_size, alignment.target_size) == (source, target)
    if not source or not target:
        assert all(bead.is_null for bead in alignment)
        assert len(alignment) == source + target


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_whatever_is_deleted_and_inserted_every_segment_stands_in_one_bead(seed: int) -> None:
    random = np.random.default_rng(seed)
    texts = sentences(25, seed)
    target = [text for text in shout(texts) if random.random() > 0.3]
    target[5:5] = ["", "  ", "1926"]
    target = [text or "-" for text in target]
    alignment = align(texts, target)  # Alignment itself refuses a segment missing or held twice
    assert all(0.0 <= (bead.confidence or 0.0) <= 1.0 for bead in alignment)
    assert all(reason.code in REASONS for bead in alignment for reason in bead.reasons)


def test_notes_are_aligned_with_notes_wherever_they_stand() -> None:
    body, notes = sentences(20, 5), sentences(4, 6, start=100)
    source = document(
        body + notes, [Stream.BODY] * 20 + [Stream.NOTES] * 4, numbers=[""] * 20 + list("1234")
    )
    # In the translation the notes stand in the middle, and the third is missing.
    texts = shout(body[:10] + notes[:2] + notes[3:] + body[10:])
    streams = [Stream.BODY] * 10 + [Stream.NOTES] * 3 + [Stream.BODY] * 10
    target = document(texts, streams, numbers=[""] * 10 + list("124") + [""] * 10)
    alignment = Aligner(WordEncoder()).align(source, target)
    found = ladder(alignment)
    gold: Ladder = [((i,), (i if i < 10 else i + 3,)) for i in range(20)]
    gold += [((20,), (10,)), ((21,), (11,)), ((22,), ()), ((23,), (12,))]
    assert score(gold, found).strict_f1 == 1.0
    crossing = {tuple(bead.source) for bead in alignment if bead.crossing}
    assert crossing == {(20,), (21,), (23,)}


def test_no_bead_runs_over_a_note_that_stands_between() -> None:
    body = sentences(9, 7)
    source = document(
        [*body[:5], "note w1 w2", *body[5:]], [Stream.BODY] * 5 + [Stream.NOTES] + [Stream.BODY] * 4
    )
    joined = shout([*body[:4], body[4] + " " + body[5], *body[6:]])
    for bead in Aligner(WordEncoder()).align(source, document(joined)):
        assert not (4 in bead.source and 6 in bead.source)


def test_front_matter_without_like_stands_alone_but_a_title_finds_its_counterpart() -> None:
    body = sentences(15, 8)
    title, intro = sentences(1, 9, start=200)[0], sentences(6, 10, start=300)
    target = document(
        shout([title]) + intro + shout(body),
        [Stream.FRONT] * 7 + [Stream.BODY] * 15,
        [BlockKind.HEADING] + [BlockKind.PARAGRAPH] * 21,
    )
    found = ladder(Aligner(WordEncoder()).align(document([title, *body]), target))
    assert ((0,), (0,)) in found
    assert all(((), (k,)) in found for k in range(1, 7))


def test_fixed_beads_come_back_and_nothing_crosses_them() -> None:
    texts = sentences(30, 11)
    wrong = Bead(range(10, 11), range(12, 13), confidence=1.0)
    alone = Bead(range(20, 21), range(20, 20), confidence=1.0)
    alignment = align(texts, shout(texts), fixed=[wrong, alone])
    assert wrong in alignment.beads
    assert alone in alignment.beads
    for bead in alignment:
        if bead.source and bead.target and bead != wrong:
            assert (bead.source.start < 10) == (bead.target.start < 12)


def test_a_fixed_bead_keeps_apart_what_stands_on_different_sides_of_it() -> None:
    texts = sentences(4, 18)
    # What is free of the source stands behind the fixed beads, of the target before them.
    fixed = [Bead(range(0, 1), range(2, 3)), Bead(range(1, 2), range(3, 4))]
    alignment = align(texts, shout([*texts[2:], *texts[:2]]), fixed=fixed)
    assert [bead.shape for bead in alignment] == ["0:1", "0:1", "1:1", "1:1", "1:0", "1:0"]


def test_fixed_notes_are_no_walls_in_the_main_text() -> None:
    body, note = sentences(12, 19), sentences(1, 20, start=100)
    source = document(
        [*body[:6], *note, *body[6:]], [Stream.BODY] * 6 + [Stream.NOTES] + [Stream.BODY] * 6
    )
    target = document(shout(body + note), [Stream.BODY] * 12 + [Stream.NOTES])
    fixed = [Bead(range(6, 7), range(12, 13))]
    found = ladder(Aligner(WordEncoder()).align(source, target, fixed=fixed))
    assert {((k if k < 6 else k + 1,), (k,)) for k in range(12)} <= set(found)


@pytest.mark.parametrize(
    ("fixed", "words"),
    [
        ([Bead(range(0, 2), range(0, 1)), Bead(range(1, 2), range(3, 4))], "two fixed beads"),
        ([Bead(range(4, 9), range(0, 1))], "leaves the 5 source segments"),
    ],
    ids=["overlap", "outside"],
)
def test_fixed_beads_that_do_not_fit_are_refused(fixed: list[Bead], words: str) -> None:
    with pytest.raises(ScoringError, match=words):
        align(sentences(5, 1), sentences(5, 1), fixed=fixed)


def test_an_encoder_that_is_not_additive_finds_joined_segments_too() -> None:
    texts = sentences(30, 12)
    target = shout(texts)
    target[10:12] = [" ".join(target[10:12])]
    alignment = Aligner(PlainWordEncoder()).align(document(texts), document(target))
    assert ((10, 11), (10,)) in ladder(alignment)


def test_an_encoder_that_breaks_its_promise_is_named() -> None:
    class Broken(WordEncoder):
        name = "broken"

        def encode_sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return super().encode_sums(texts)[:-1]

    with pytest.raises(ScoringError, match="encoder broken"):
        Aligner(Broken()).align(document(sentences(5, 1)), document(sentences(5, 1)))


def test_progress_rises_to_one_and_may_stop_the_work() -> None:
    told: list[float] = []
    texts = sentences(10, 13)
    align(texts, texts, on_progress=lambda share, _: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0

    class Stopped(Exception):
        pass

    def stop(_share: float, _phase: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        align(texts, texts, on_progress=stop)


def test_a_long_search_may_be_stopped_in_its_midst() -> None:
    class Stopped(Exception):
        pass

    def stop(share: float, _phase: str) -> None:
        if 0.4 < share < 0.7:
            raise Stopped

    texts = sentences(1000, 14)
    with pytest.raises(Stopped):
        align(texts, texts, on_progress=stop)


def test_the_signature_names_encoder_rules_and_version() -> None:
    signature = Aligner(WordEncoder()).signature
    assert signature.startswith("words@01234567|scoring-")
    assert "n+m<=5" in signature
    assert signature.endswith(ENGINE_VERSION)
    flat = Aligner(WordEncoder(), options=AlignerOptions(structure=False)).signature
    assert flat != signature


def test_the_engine_carries_the_version_of_the_package() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == ENGINE_VERSION


def test_notes_pair_by_content_where_the_numbers_differ() -> None:
    body, notes = sentences(60, 15), sentences(6, 16, start=100)
    source = document(
        body + notes, [Stream.BODY] * 60 + [Stream.NOTES] * 6, numbers=[""] * 60 + list("123456")
    )
    # The editor put in a first note, so that every number is one too high; the second is missing.
    own = sentences(1, 17, start=200)
    texts = shout(body + own + notes[:1] + notes[2:])
    streams = [Stream.BODY] * 60 + [Stream.NOTES] * 6
    target = document(texts, streams, numbers=[""] * 60 + list("123456"))
    found = ladder(Aligner(WordEncoder()).align(source, target))
    gold: Ladder = [((60,), (61,)), ((62,), (62,)), ((63,), (63,)), ((64,), (64,)), ((65,), (65,))]
    assert set(gold) <= set(found)
    assert ((61,), ()) in found
    assert ((), (60,)) in found
