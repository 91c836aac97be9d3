from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.aligner import Aligner
from alignments.bitext import SIDES, Bead, Document
from alignments.formats import read_segmented
from alignments.revision import revise, same_segments
from tests.alignments.word_encoder import WordEncoder, sentences


def document(lines: Sequence[str]) -> Document:
    return read_segmented("\n".join(lines).encode(), "t.txt", "en")


def pair(source: int, target: int, sizes: tuple[int, int] = (1, 1)) -> Bead:
    return Bead(range(source, source + sizes[0]), range(target, target + sizes[1]), confidence=1.0)


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "axbc", [0, 2, 3]),
        ("abc", "ac", [0, None, 1]),
        ("abc", "aXc", [0, None, 2]),
        ("aaa", "aaa", [0, 1, 2]),
        ("baac", "bac", [0, 1, None, 2]),
        ("abcde", "deabc", [2, 3, 4, 0, 1]),
        ("", "x", []),
        ("x", "", [None]),
        ("xyx", "zzz", [None, None, None]),
    ],
    ids=["unchanged", "put in", "deleted", "edited", "repeated", "a repeat deleted", "moved",
         "empty before", "empty after", "nothing left"],
)  # fmt: skip
def test_segments_are_found_again(before: str, after: str, places: list[int | None]) -> None:
    assert same_segments(before, after) == places


@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_only_equal_segments_are_paired_and_each_once(before: str, after: str) -> None:
    places = same_segments(before, after)
    found = [place for place in places if place is not None]
    assert len(set(found)) == len(found)
    assert all(place is None or after[place] == before[k] for k, place in enumerate(places))


@given(st.text("abcd", max_size=12))
def test_an_unchanged_text_keeps_all_its_segments(text: str) -> None:
    assert same_segments(text, text) == list(range(len(text)))


def test_decisions_away_from_a_change_are_kept_and_the_others_listed() -> None:
    texts = sentences(12, 1)
    source, target = document(texts), document(texts)
    decided = [pair(0, 0), pair(3, 3, (1, 2)), pair(5, 5), pair(8, 8, (2, 1)), pair(11, 11)]
    edited = [*texts[:2], "A sentence put in.", *texts[2:5], "Edited.", *texts[6:9], *texts[10:]]
    revision = revise((source, target), (source, document(edited)), decided)
    assert revision.kept == (pair(0, 0), pair(3, 4, (1, 2)), pair(8, 9, (2, 1)), pair(11, 11))
    assert [(t.bead, t.changed) for t in revision.touched] == [(pair(5, 5), ("target",))]


def test_a_decision_whose_segments_no_longer_stand_together_is_touched() -> None:
    texts = sentences(6, 2)
    apart = document([*texts[:3], "Put in between.", *texts[3:]])
    revision = revise((document(texts),) * 2, (apart, document(texts)), [pair(2, 2, (2, 1))])
    assert revision.kept == ()
    assert revision.touched[0].changed == ("source",)


def test_a_decision_that_there_is_no_counterpart_moves_with_its_segment() -> None:
    texts = sentences(6, 3)
    alone = Bead(range(4, 5), range(4, 4), confidence=1.0)
    shorter = document(texts[1:])
    revision = revise((document(texts),) * 2, (shorter, document(texts[2:])), [alone])
    assert revision.kept == (Bead(range(3, 4), range(2, 2), confidence=1.0),)


def test_blanks_are_no_change() -> None:
    texts = sentences(3, 4)
    spaced = document([text.replace(" ", "  ") for text in texts])
    kept = revise((document(texts),) * 2, (spaced, spaced), [pair(1, 1)]).kept
    assert kept == (pair(1, 1),)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_what_is_kept_says_the_same_and_can_be_held_while_the_rest_is_aligned(
    data: st.DataObject,
) -> None:
    texts = sentences(10, 5)
    before = document(texts), document(texts)
    edited: list[list[str]] = []
    for name in SIDES:
        lines = list(texts)
        for k in data.draw(st.lists(st.integers(0, 9), max_size=3), label=name):
            lines[k : k + 1] = data.draw(st.sampled_from([[], ["New."], [*lines[k:][:1], "More."]]))
        lines += ["At the end."] * data.draw(st.integers(0, 2))
        edited.append(lines)
    after = document(edited[0]), document(edited[1])
    revision = revise(before, after, [pair(k, k) for k in range(10)])
    assert len(revision.kept) + len(revision.touched) == 10
    for bead in revision.kept:
        for k, side in enumerate(SIDES):
            assert after[k].segment_text(bead.run(side).start) in texts
    alignment = Aligner(WordEncoder()).align(*after, fixed=revision.kept)
    assert set(revision.kept) <= set(alignment.beads)
