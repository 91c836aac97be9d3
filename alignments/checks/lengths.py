"""Pairs whose lengths do not fit what is usual in this text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from alignments.checks.texts import Pair
from alignments.checks.values import Check, Finding, Severity

CHECKS = (
    Check(
        "length-odd",
        Severity.HINT,
        "a translation at least twice as long or as short as is usual in this text",
        "short pairs; pairs that are doubted for their lengths already",
    ),
)

_DOUBT = "length-odd"
_LEAST = 20  # characters from which on a pair tells what is usual
_LONG = 60  # characters of the longer side from which on a length may be odd
_SPREADS = 4.0
_ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual: the log of target to source length, and how far it strays."""

    ratio: float
    spread: float


def usual_lengths(pairs: Iterable[Pair]) -> Usual | None:
    """What is usual in these pairs; None where they are too few to tell."""
    logs = [
        math.log(len(pair.target.text) / len(pair.source.text))
        for pair in pairs
        if pair.is_whole and min(len(pair.source.text), len(pair.target.text)) >= _LEAST
    ]
    if len(logs) < _ENOUGH:
        return None
    middle = median(logs)
    return Usual(middle, 1.4826 * median(abs(log - middle) for log in logs))


def check_pair(pair: Pair, usual: Usual | None) -> Iterator[Finding]:
    """The finding of one pair, if there is one."""
    if usual is None or not pair.is_whole or _DOUBT in pair.doubts:
        return
    lengths = len(pair.source.text), len(pair.target.text)
    if max(lengths) < _LONG or not min(lengths):
        return
    away = math.log(lengths[1] / lengths[0]) - usual.ratio
    if abs(away) > max(_SPREADS * usual.spread, math.log(2)):
        expected = round(lengths[0] * math.exp(usual.ratio))
        message = f"{lengths[1]} characters, where about {expected} are usual"
        places = tuple(one.whole() for one in pair.target.segments)
        yield Finding("length-odd", message, places)
