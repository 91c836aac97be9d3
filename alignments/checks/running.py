"""Running the checks: over a whole text, or over a few pairs after they were changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace

from alignments.bitext import Side
from alignments.checks import consistency, lengths, notes, numbers, punctuation, signs, words
from alignments.checks.texts import CheckedSegment, Half, Pair, Whole
from alignments.checks.values import Finding, Place, about

Memo = MutableMapping[tuple[object, ...], tuple[Finding, ...]]
"""Findings of pairs seen before, by what was looked at."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in a text: whether both sides call notes, and how long translations are."""

    marks: bool = False
    lengths: lengths.Usual | None = None


def habits_of(whole: Whole) -> Habits:
    """What is usual in a text."""
    marks = all(notes.has_marks(half) for half in whole.halves)
    return Habits(marks, lengths.usual_lengths(whole.pairs))


def check_whole(
    whole: Whole, habits: Habits | None = None, memo: Memo | None = None
) -> list[Finding]:
    """Every finding of a text, in row order; `memo` keeps those of pairs from run to run."""
    known = habits_of(whole) if habits is None else habits
    found = [finding for pair in whole.pairs for finding in _of_pair(pair, known, memo)]
    found += signs.check_sides(whole.halves, whole.pairs)
    found += notes.check_whole(whole)
    found += consistency.check_whole(whole)
    return _finished(found, whole.halves, whole.pairs)


def check_pairs(pairs: Iterable[Pair], around: tuple[Half, Half], habits: Habits) -> list[Finding]:
    """Findings of a few pairs, in their order, without those of `registry.OF_WHOLE`.

    `around` holds their paragraphs and some on both sides, in which signs find their partners.
    """
    mine = tuple(pairs)
    found = [finding for pair in mine for finding in _of_pair(pair, habits, None)]
    found += signs.check_sides(around, mine)
    return _finished(found, around, mine)


def _of_pair(pair: Pair, habits: Habits, memo: Memo | None) -> Iterable[Finding]:
    if memo is None:
        return tuple(_look(pair, habits))
    key = _key(pair, habits)
    kept = memo.get(key)
    if kept is None:
        kept = memo[key] = tuple(_look(pair, habits))
    return kept


def _key(pair: Pair, habits: Habits) -> tuple[object, ...]:
    return (habits, pair.doubts, *pair.source.segments, "|", *pair.target.segments)


def _look(pair: Pair, habits: Habits) -> Iterator[Finding]:
    yield from numbers.check_pair(pair)
    if habits.marks:
        yield from notes.check_pair(pair)
    yield from words.check_pair(pair)
    yield from punctuation.check_pair(pair)
    yield from lengths.check_pair(pair, habits.lengths)


def _finished(
    found: list[Finding], halves: tuple[Half, Half], pairs: tuple[Pair, ...]
) -> list[Finding]:
    """The findings of these pairs, named by what they are about, in row order."""
    row: dict[tuple[Side, int], int] = {}
    texts: dict[tuple[Side, int], CheckedSegment] = {
        (half.side, one.position): one for half in halves for one in half.segments
    }
    for number, pair in enumerate(pairs):
        for half in pair.halves:
            row.update(((half.side, one.position), number) for one in half.segments)

    def order(finding: Finding) -> tuple[int, Place]:
        first = finding.places[0]
        return row[first.side, first.position], first

    mine = [f for f in found if (f.places[0].side, f.places[0].position) in row]
    mine.sort(
        key=lambda f: (
            order(f)[0],
            f.places[0].side,
            f.places[0].position,
            f.places[0].start,
            f.code,
        )
    )
    return [
        replace(f, about=about(f.code, ((texts[p.side, p.position].text, p) for p in f.places)))
        for f in mine
    ]
