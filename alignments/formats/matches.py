"""Matches as tab-separated values: a heading line, then one line for each line of the texts.

Lines are counted from 0, as positions are in every other format. There is no quoting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from alignments.bitext import Reason
from alignments.formats.tsv import tsv_line
from alignments.matching import Match

MATCH_COLUMNS = (
    "text_line",
    "pool_line",
    "confidence",
    "reasons",
    "rival_line",
    "rival_confidence",
    "text",
    "pool_text",
    "rival_text",
)


def write_matches(
    out: BinaryIO, matches: Sequence[Match], texts: Sequence[str], pool: Sequence[str]
) -> None:
    """Write the heading and one line per text, in their order; UTF-8.

    `matches[i]` belongs to `texts[i]`. Reasons are `code (detail)` parted by semicolons. An empty
    `pool_line` is "no counterpart".
    """
    out.write(tsv_line(MATCH_COLUMNS))
    for number, (match, text) in enumerate(zip(matches, texts, strict=True)):
        out.write(tsv_line(_fields(number, match, text, pool)))


def _fields(number: int, match: Match, text: str, pool: Sequence[str]) -> tuple[str, ...]:
    has_rival = match.rival is not None
    return (
        str(number),
        "" if match.line is None else str(match.line),
        f"{match.confidence:.4f}",
        "; ".join(map(_written, match.reasons)),
        str(match.rival) if has_rival else "",
        f"{match.rival_confidence:.4f}" if has_rival else "",
        text,
        "" if match.line is None else pool[match.line],
        "" if match.rival is None else pool[match.rival],
    )


def _written(reason: Reason) -> str:
    return f"{reason.code} ({reason.detail})" if reason.detail else reason.code
