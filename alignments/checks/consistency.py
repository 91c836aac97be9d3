"""The same words translated in different ways, and different words translated the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from alignments.checks.texts import Half, Pair, Whole
from alignments.checks.values import Check, Finding, Severity, fold, quoted

CHECKS = (
    Check(
        "same-source-differs",
        Severity.HINT,
        "the same original, word for word, is translated otherwise elsewhere",
        "originals of fewer than four words; signs and capitals",
    ),
    Check(
        "same-target-differs",
        Severity.HINT,
        "the same translation, word for word, stands elsewhere for another original",
        "translations of fewer than four words; signs and capitals",
    ),
)

_WORD = re.compile(r"\w+")
_LEAST_WORDS = 4
_LEAST_CHARACTERS = 16


def check_whole(whole: Whole) -> Iterator[Finding]:
    """Findings over all pairs that have both sides."""
    pairs = [pair for pair in whole.pairs if pair.is_whole]
    folded = [(_folded(pair.source), _folded(pair.target)) for pair in pairs]
    yield from _differing(
        "same-source-differs",
        "the same original is translated otherwise elsewhere: {}",
        [
            (mine, other, pair, pair.target)
            for (mine, other), pair in zip(folded, pairs, strict=True)
        ],
    )
    yield from _differing(
        "same-target-differs",
        "the same translation stands elsewhere for: {}",
        [
            (mine, other, pair, pair.source)
            for (other, mine), pair in zip(folded, pairs, strict=True)
        ],
    )


def _folded(half: Half) -> str:
    return " ".join(_WORD.findall(fold(half.text)))


def _differing(
    code: str, message: str, rows: list[tuple[str, str, Pair, Half]]
) -> Iterator[Finding]:
    """Rows of the folded words that must agree, what they go with, the pair, the side to quote."""
    groups: dict[str, list[tuple[str, Pair, Half]]] = defaultdict(list)
    for mine, other, pair, shown in rows:
        if len(mine) >= _LEAST_CHARACTERS and mine.count(" ") + 1 >= _LEAST_WORDS:
            groups[mine].append((other, pair, shown))
    for group in groups.values():
        if len(group) < 2 or len({other for other, _, _ in group}) < 2:
            continue
        for other, pair, _ in group:
            elsewhere = next(shown for words, _, shown in group if words != other)
            places = tuple(one.whole() for half in pair.halves for one in half.segments)
            yield Finding(code, message.format(quoted(elsewhere.text)), places)
