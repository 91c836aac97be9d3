"""Brackets and quotation marks without a partner, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignments.bitext import Side, SpanKind
from alignments.checks.texts import CheckedSegment, Half, Pair, blocks_of, primary
from alignments.checks.values import Check, Finding, Place, Severity

CHECKS = (
    Check(
        "bracket-unpaired",
        Severity.WARNING,
        "a round, square or curly bracket without a partner in its paragraph",
        "the labels of a list: 1), а); note marks; a bracket closed some paragraphs later",
    ),
    Check(
        "quote-unpaired",
        Severity.WARNING,
        "a quotation mark without a partner in its paragraph: «», “”, „“, straight ones",
        "apostrophes and single quotes; a quotation of several paragraphs, each opened anew or "
        "closed at the end of the last; »газета «Правда»« with one closing mark for two; inches",
    ),
)

_SIGN = re.compile(r"[()\[\]{}«»„“”\"]")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_LABEL = re.compile(r"(?:^|[\s(;:,.—–-])(?:\d{1,3}|[^\W\d_])\Z")
_REACH = 30  # paragraphs that a quotation may run over
_NEAR = 10  # the same for straight marks, which do not say whether they open or close
# Their marks open and close in another order, or with one sign for both.
_REVERSED = frozenset({"de", "da", "sl", "hr"})
_SAME_SIGN = frozenset({"sv", "fi"})


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign in the text: what it is, where, in which paragraph, and what stands before it.

    A soft one may close a bracket and need not: the end of a note's mark, `*)`.
    """

    sign: str
    place: Place
    block: int
    before: str
    soft: bool = False


def check_sides(halves: tuple[Half, Half], pairs: Sequence[Pair]) -> list[Finding]:
    """Findings of both sides; without those that both sides of one pair have alike.

    Where the original leaves a quotation open, the translation does well to leave it open too.
    """
    found = [finding for half in halves for finding in _check_side(half)]
    row = {
        (half.side, one.position): number
        for number, pair in enumerate(pairs)
        for half in pair.halves
        for one in half.segments
    }
    sides: dict[tuple[str, int | None], set[Side]] = defaultdict(set)
    for finding in found:
        sides[_where(finding, row)].add(finding.places[0].side)
    return [f for f in found if len(f.places) > 1 or len(sides[_where(f, row)]) == 1]


def _where(finding: Finding, row: Mapping[tuple[Side, int], int]) -> tuple[str, int | None]:
    place = finding.places[0]
    return finding.code, row.get((place.side, place.position))


def _check_side(half: Half) -> Iterator[Finding]:
    left: dict[str, list[_Sign]] = {"bracket": [], "quote": []}
    blocks = blocks_of(half)
    for number, block in enumerate(blocks):
        signs = [sign for segment in block for sign in _signs(segment, number)]
        if not signs:
            continue
        brackets = [sign for sign in signs if sign.sign in "()[]{}"]
        left["bracket"] += _stray_brackets(brackets)
        quotes = [sign for sign in signs if sign.sign in '«»„“”"']
        following = blocks[number + 1][0].reading.text if number + 1 < len(blocks) else ""
        left["quote"] += _stray_quotes(quotes, primary(half.language), following.lstrip())
    for sign in _without_distant_partners(left["bracket"], 3):
        yield Finding("bracket-unpaired", f"{sign.sign} has no partner", (sign.place,))
    yield from _told_quotes(_without_distant_partners(left["quote"], _REACH))


def _told_quotes(signs: list[_Sign]) -> Iterator[Finding]:
    """One finding for two marks of different kinds that stand for one pair: “ and "."""
    rest = list(signs)
    while rest:
        sign, *rest = rest
        if rest and rest[0].block == sign.block and (sign.sign in "“„«") != (rest[0].sign in "“„«"):
            other = rest.pop(0)
            message = f"the quotation marks {sign.sign} and {other.sign} do not match"
            yield Finding("quote-unpaired", message, (sign.place, other.place))
        else:
            message = f"the quotation mark {sign.sign} has no partner"
            yield Finding("quote-unpaired", message, (sign.place,))


def _signs(segment: CheckedSegment, block: int) -> list[_Sign]:
    text = segment.reading.text
    found = [
        _Sign(
            hit.group(),
            segment.lit(*hit.span()),
            block,
            text[max(hit.start() - 6, 0) : hit.start()],
        )
        for hit in _SIGN.finditer(text)
    ]
    for span in segment.spans_of(SpanKind.NOTE_MARK):
        if segment.text[span.end - 1] == ")" and "(" not in segment.text[span.start : span.end]:
            place = Place(segment.side, segment.position, span.end - 1, span.end)
            found.append(_Sign(")", place, block, "", soft=True))
    return sorted(found, key=lambda sign: sign.place.start)


def _stray_brackets(signs: list[_Sign]) -> list[_Sign]:
    """Those without a partner; the closing ones of labels count, or not, as leaves fewer."""
    strict = _unpaired(signs)
    if not strict:
        return []
    bare = [s for s in signs if s.sign != ")" or _LABEL.search(s.before) is None]
    return min(strict, _unpaired(bare), key=len)


def _unpaired(signs: list[_Sign]) -> list[_Sign]:
    stack: list[_Sign] = []
    stray: list[_Sign] = []
    for sign in signs:
        opener = _BRACKETS.get(sign.sign)
        if opener is None:
            stack.append(sign)
        elif not _pop(stack, opener) and not sign.soft:
            stray.append(sign)
    return stack + stray


def _pop(stack: list[_Sign], openers: str) -> bool:
    """Take the last one of these signs from the stack, wherever it stands there."""
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].sign in openers:
            del stack[place]
            return True
    return False


def _stray_quotes(signs: list[_Sign], language: str, following: str) -> list[_Sign]:
    stack: list[_Sign] = []
    stray: list[_Sign] = []
    straight: list[_Sign] = []
    nested = False
    for sign in signs:
        mark = sign.sign
        if mark == '"':
            straight.append(sign)
        elif (mark in "«»" and language in _REVERSED) or (mark == "”" and language in _SAME_SIGN):
            continue
        elif mark in "«„" or (mark == "“" and not any(one.sign == "„" for one in stack)):
            nested = nested or (mark == "«" and any(one.sign == "«" for one in stack))
            stack.append(sign)
        elif not _pop(stack, {"»": "«", "“": "„", "”": "“„"}[mark]):
            stray.append(sign)
    if nested and sum(one.sign == "«" for one in stack) == 1:
        _pop(stack, "«")  # one closing mark for two, as Russian typesetting has it
    if following[:1] in {one.sign for one in stack}:
        _pop(stack, following[:1])  # the quotation goes on, and is opened anew
    return stack + stray + _odd(straight)


def _odd(straight: list[_Sign]) -> list[_Sign]:
    if len(straight) % 2 == 0:
        return []
    quotes = [sign for sign in straight if not sign.before[-1:].isdigit()]  # 5" is a length
    return quotes[-1:] if len(quotes) % 2 else []


def _without_distant_partners(signs: list[_Sign], reach: int) -> list[_Sign]:
    """Without those that open in one paragraph and are closed in one of the next."""
    closers = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“„", "“": "„", '"': '"'}
    kept: list[_Sign] = []
    for sign in sorted(signs, key=lambda one: (one.block, one.place.position, one.place.start)):
        partner = next(
            (
                place
                for place in range(len(kept) - 1, -1, -1)
                if kept[place].sign in closers.get(sign.sign, "")
                and 0 < sign.block - kept[place].block <= (reach if sign.sign != '"' else _NEAR)
            ),
            None,
        )
        if partner is None:
            kept.append(sign)
        else:
            del kept[partner]
    return kept
