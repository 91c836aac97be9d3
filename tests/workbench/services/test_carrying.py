"""What a revision keeps of an alignment, over random edits of both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.aligner import Aligner
from alignments.bitext import SIDES, Alignment, Document, Reason, Side
from alignments.formats import read_segmented
from tests.alignments.word_encoder import WordEncoder, sentences
from workbench.records import StoredBead, Texts
from workbench.services.carrying import Carried, carry, settle
from workbench.states import BeadState, Origin

WHEN = datetime(2026, 5, 1, tzinfo=UTC)
LINES = {"source": sentences(12, 1), "target": sentences(12, 2)}
EDITS = ("insert", "delete", "edit", "split", "merge")


def document(lines: Sequence[str]) -> Document:
    return read_segmented("\n".join(lines).encode(), "t.txt", "en")


@dataclass
class Line:
    """A line of a text being revised: its words, and the old line that it still is, if it is."""

    words: str
    old: int | None


Edit = tuple[str, int]


def revised(lines: Sequence[str], edits: Sequence[Edit]) -> list[Line]:
    now = [Line(words, number) for number, words in enumerate(lines)]
    for number, (kind, place) in enumerate(edits):
        at = place % len(now)
        words = now[at].words.split()
        match kind:
            case "insert":
                now.insert(at, Line(f"Something new, {number}.", None))
            case "delete" if len(now) > 1:
                del now[at]
            case "edit":
                now[at] = Line(f"{now[at].words} Edited {number}.", None)
            case "split" if len(words) > 1:
                halves = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
                now[at : at + 1] = [Line(half, None) for half in halves]
            case "merge" if at + 1 < len(now):
                now[at : at + 2] = [Line(f"{now[at].words} {now[at + 1].words}", None)]
    return now


@st.composite
def beads(draw: st.DrawFn) -> list[StoredBead]:
    """Beads that cover twelve lines on each side, some of them decided."""
    found: list[StoredBead] = []
    s = t = 0
    while s < 12 or t < 12:
        left = draw(st.integers(0, min(2, 12 - s)))
        right = draw(st.integers(0 if left else 1, min(2, 12 - t)) if t < 12 else st.just(0))
        if not left and not right:
            left = 1 if s < 12 else 0
        bead = StoredBead(len(found) + 1, range(s, s + left), range(t, t + right), confidence=0.7)
        by_hand = replace(bead, origin=Origin.PERSON, confidence=None)
        decided = replace(
            bead,
            state=BeadState.CONFIRMED,
            reviewer="Anna",
            decided_at=WHEN,
            reasons=(Reason("number-missing", "7"),),
            crossing=draw(st.booleans()),
        )
        found.append(draw(st.sampled_from([bead, bead, by_hand, decided])))
        s, t = s + left, t + right
    return found


def stands(bead: StoredBead, side: Side, now: Sequence[Line]) -> bool:
    """Whether the lines of a bead are all still there, one behind the other."""
    places = [
        k for k, line in enumerate(now) if line.old is not None and line.old in bead.run(side)
    ]
    return len(places) == len(bead.run(side)) and (
        not places or places == list(range(places[0], places[0] + len(places)))
    )


edits_of = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 40)), max_size=5)


@settings(max_examples=60, deadline=None)
@given(
    beads=beads(), source=edits_of, target=edits_of, edited=st.sets(st.integers(0, 11), max_size=2)
)
def test_each_decision_is_kept_exactly_or_listed(
    beads: list[StoredBead], source: list[Edit], target: list[Edit], edited: set[int]
) -> None:
    now = {"source": revised(LINES["source"], source), "target": revised(LINES["target"], target)}
    texts = Texts(
        document(LINES["source"]),
        document(LINES["target"]),
        {"source": {}, "target": dict.fromkeys(edited, "As edited.")},
    )
    after = tuple(document([line.words for line in now[side]]) for side in SIDES)
    carried = carry(texts, beads, (after[0], after[1]))

    fixed = {bead.id: bead for bead in carried.fixed}
    touched = {item.bead.id: item for item in carried.touched}
    for bead in beads:
        held = edited.intersection(bead.target)
        if bead.state is BeadState.PROPOSED and bead.origin is Origin.MACHINE and not held:
            assert bead.id not in touched
            continue
        untouched = all(stands(bead, side, now[side]) for side in SIDES)
        assert (bead.id in fixed, bead.id in touched) == (untouched, not untouched)
        if untouched:
            kept = fixed[bead.id]
            assert replace(kept, source=bead.source, target=bead.target) == bead
            for k, side in enumerate(SIDES):
                assert [after[k].segment_text(p) for p in kept.run(side)] == [
                    texts.document(side).segment_text(p) for p in bead.run(side)
                ]
        else:
            words = [texts.text("target", p) for p in bead.target]
            assert touched[bead.id].words["target"] == " ".join(words)
            assert touched[bead.id].changed
    still = {line.old: place for place, line in enumerate(now["target"]) if line.old is not None}
    assert carried.edits["target"] == {still[old]: "As edited." for old in edited if old in still}
    check_whole(carried, (after[0], after[1]))


def check_whole(carried: Carried, after: tuple[Document, Document]) -> None:
    """The rest can be aligned around what is kept, and all of it covers both texts once."""
    found = Aligner(WordEncoder()).align(*after, fixed=[bead.bead for bead in carried.fixed])
    whole = settle(carried.fixed, found.beads)
    assert set(carried.fixed) <= set(whole)
    assert all(bead.state is BeadState.PROPOSED for bead in set(whole) - set(carried.fixed))
    Alignment(
        tuple(sorted((b.bead for b in whole), key=lambda b: b.order)), len(after[0]), len(after[1])
    )
    for item in carried.touched:
        for k, side in enumerate(SIDES):
            assert all(0 <= place < len(after[k]) for place in item.heirs[side])


def test_proposals_far_from_the_change_stay_and_those_beside_it_are_made_anew() -> None:
    beads = [StoredBead(n + 1, range(n, n + 1), range(n, n + 1), confidence=0.7) for n in range(12)]
    beads[4] = replace(beads[4], state=BeadState.CONFIRMED)
    now = [line.words for line in revised(LINES["target"], [("edit", 7)])]
    old = document(LINES["source"])
    texts = Texts(old, document(LINES["target"]), {"source": {}, "target": {}})
    carried = carry(texts, beads, (old, document(now)))
    assert [bead.id for bead in carried.fixed] == [1, 2, 3, 4, 5]
    assert (carried.decisions, carried.touched, carried.free) == (1, (), True)


def test_an_original_that_comes_later_leaves_what_was_decided_without_it() -> None:
    nothing = Document("", "ru", "")
    target = document(LINES["target"])
    beads = [StoredBead(n + 1, range(0), range(n, n + 1), confidence=0.9) for n in range(12)]
    beads[3] = replace(beads[3], state=BeadState.CONFIRMED)
    texts = Texts(nothing, target, {"source": {}, "target": {}})
    carried = carry(texts, beads, (document(LINES["source"]), target))
    assert [bead.id for bead in carried.fixed] == [4]
