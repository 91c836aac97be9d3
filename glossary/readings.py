"""A text as a matcher reads it: a lattice, where a stretch may be read in more than one way.

The main road goes from word to word. Side roads lead over several words at once: `B[olshevik]` is
read "Bolshevik" and "B", `C.I.` also "CI", `counter-revolution` also in one word; and past what an
editor inserted: `the February [1927] plenum`. Words keep their places in the untouched text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from glossary.brackets import LONGEST, Bracket, BracketKind, find_brackets
from glossary.gaps import Gap, gap_class
from glossary.tokens import Words, words_of


class SideRoad(NamedTuple):
    """Another reading of the words from a position up to `to`.

    Without a word it passes over them; `gap` then stands before the word at `to`.
    """

    word: str
    to: int
    gap: Gap = Gap.SPACE


@dataclass(frozen=True, slots=True)
class Reading:
    """Words in order; `gaps[i]` is what stands before word i (of the first: BREAK)."""

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: Sequence[Gap]
    side_roads: dict[int, list[SideRoad]] = field(default_factory=dict)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place of the words first..last, with the brackets that belong to them."""
        start, end = self.starts[first], self.ends[last]
        inside = self.text[start:end]
        if inside.count("[") > inside.count("]") and self.text[end : end + 1] == "]":
            end += 1
        if inside.count("]") > inside.count("[") and self.text[start - 1 : start] == "[":
            start -= 1
        return start, end


def read(text: str, elides: bool = False) -> Reading:
    """The lattice of a text; linear in it."""
    brackets = find_brackets(text)
    words = _seen_through(text, brackets, elides) if brackets else words_of(text, elides)
    between = [text[a:b] for a, b in zip(words.ends, words.starts[1:], strict=False)]
    if brackets:
        between = _without_marks(between, text, words.ends)
    gaps = [Gap.BREAK, *map(gap_class, between)]
    reading = Reading(text, *words, gaps)
    _join_hyphens(reading)
    _join_letters(reading)
    for bracket in brackets:
        _pass_by(reading, bracket)
    return reading


def _seen_through(text: str, brackets: Sequence[Bracket], elides: bool) -> Words:
    """The words of the text without note marks and without the signs of completions."""
    kept: list[int] = []
    position = 0
    for bracket in brackets:
        kept.extend(range(position, bracket.start))
        if bracket.kind is BracketKind.COMPLETION:
            kept.extend(range(bracket.start + 1, bracket.end - 1))
        elif bracket.kind is BracketKind.APART:
            kept.extend(range(bracket.start, bracket.end))
        position = bracket.end
    kept.extend(range(position, len(text)))
    texts, starts, ends = words_of("".join([text[place] for place in kept]), elides)
    return Words(texts, [kept[start] for start in starts], [kept[end - 1] + 1 for end in ends])


def _without_marks(between: list[str], text: str, ends: Sequence[int]) -> list[str]:
    """The stretches between words with their note marks taken out."""
    cleaned = []
    for number, stretch in enumerate(between):
        if "]" in stretch or "<" in stretch:
            before = ends[number]
            for mark in reversed(find_brackets(text[before : before + len(stretch)])):
                if mark.kind is BracketKind.NOTE_MARK:
                    stretch = stretch[: mark.start] + stretch[mark.end :]
        cleaned.append(stretch)
    return cleaned


def _add(reading: Reading, position: int, road: SideRoad) -> None:
    reading.side_roads.setdefault(position, []).append(road)


def _join_hyphens(reading: Reading) -> None:
    """`counter-revolution` in one word; never single letters, which are abbreviations."""
    for position, gap in enumerate(reading.gaps):
        if gap is Gap.HYPHEN:
            one, two = reading.words[position - 1 : position + 1]
            if len(one) > 1 and len(two) > 1 and (one + two).isalpha():
                _add(reading, position - 1, SideRoad(one + two, position + 1))


def _join_letters(reading: Reading) -> None:
    """`C.I.` and `C. I.` as CI, unless a name follows: then they are somebody's initials."""
    words = reading.words
    dotted = [
        position
        for position, gap in enumerate(reading.gaps)
        if gap is Gap.DOT and _are_letters(words[position - 1], words[position])
    ]
    begun = -1
    for number, position in enumerate(dotted):
        begun = position - 1 if begun < 0 else begun
        if dotted[number + 1 : number + 2] == [position + 1]:
            continue
        letters = "".join(words[begun : position + 1])
        if letters.isalpha() and not _are_initials(reading, begun, position):
            _add(reading, begun, SideRoad(letters, position + 1))
        begun = -1


def _are_letters(one: str, other: str) -> bool:
    return len(one) == 1 == len(other) and one.isupper() is other.isupper()


def _are_initials(reading: Reading, first: int, last: int) -> bool:
    """Whether a name stands behind the letters, or, where they are set apart, before them."""
    words, gaps = reading.words, reading.gaps
    if last + 1 < len(words) and gaps[last + 1] is Gap.DOT:
        return _is_name(words[last + 1])
    spaced = " " in reading.text[reading.ends[first] : reading.starts[last]]
    return spaced and first > 0 and gaps[first] is Gap.SPACE and _is_name(words[first - 1])


def _is_name(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[1:].islower()


def _pass_by(reading: Reading, bracket: Bracket) -> None:
    """The road that reads a completion short, or passes over what is set apart."""
    if bracket.kind is BracketKind.NOTE_MARK:
        return
    text = reading.text
    first = bisect_right(reading.ends, bracket.start)
    last = bisect_left(reading.starts, bracket.end) - 1
    if first > last:
        return
    if bracket.kind is BracketKind.COMPLETION:
        if reading.ends[last] - reading.starts[first] > LONGEST:
            return
        before = text[reading.starts[first] : bracket.start]
        after = text[bracket.end : max(reading.ends[last], bracket.end)]
        short = (before + after).replace("[", "").replace("]", "")
        if short.isalnum():
            _add(reading, first, SideRoad(short, last + 1))
    elif first > 0 and last + 1 < len(reading.words):
        between = text[reading.ends[first - 1] : bracket.start]
        behind = text[bracket.end : reading.starts[last + 1]]
        _add(reading, first, SideRoad("", last + 1, gap_class(between + behind.lstrip())))
