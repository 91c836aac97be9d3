"""Words cut by a hyphen at the end of a line or page, told from compounds such as `left-wing`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from alignments.bitext import Span, SpanKind
from alignments.structure.joins import Proposal

_LINE_END = re.compile(
    r"""(?<=[^\W\d_])(?P<hyphen>[-\u00ad¬])
    (?P<gap>[ \t]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])[ \t]*)(?=[^\W\d_])""",
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = re.compile(r"[^\W\d_]+$")
_RIGHT = re.compile(r"[^\W\d_]+")
_REACH = 60


def mark_hyphens(text: str, proposals: Iterable[Proposal]) -> list[Span]:
    """MARKUP spans over the hyphens, and line breaks, that vanish when a cut word is read whole."""
    breaks = [m for m in _LINE_END.finditer(text) if text[m.end()].islower()]
    # Where the hyphen is, where the blanks end, and how far a page break's own span leaves it.
    sites = [(match.start(), match.start("gap"), match.end()) for match in breaks]
    ends = [match.end() for match in breaks]
    for proposal in proposals:
        if proposal.cuts_word:
            hyphen = proposal.left.end - 1
            sites.append((hyphen, hyphen + 1, proposal.right.start))
            ends.append(hyphen + 1)
    if not sites:
        return []
    words = _count_words(text, sites)
    spans: list[Span] = []
    for (hyphen, gap, after), end in zip(sites, ends, strict=True):
        start = gap if is_compound(text, hyphen, after, words) else hyphen
        if start < end:
            spans.append(Span(SpanKind.MARKUP, start, end))
    return spans


def _count_words(text: str, sites: Iterable[tuple[int, int, int]]) -> Counter[str]:
    """How often each word stands in the text, the halves of cut words left out."""
    words = Counter(_WORD.findall(text.lower()))
    for hyphen, _, after in sites:
        for half in _halves(text, hyphen, after):
            words[half] -= 1
    return words


def _halves(text: str, hyphen: int, after: int) -> tuple[str, str]:
    left = _LEFT.search(text[max(0, hyphen - _REACH) : hyphen])
    right = _RIGHT.match(text[after : after + _REACH])
    return (left[0].lower() if left else "", right[0].lower() if right else "")


def is_compound(text: str, hyphen: int, after: int, words: Counter[str]) -> bool:
    """Whether a hyphen belongs to the word: the rest of the text writes it so, or both halves.

    `hyphen` is its place, `after` where the second half begins, `words` counts the text's words.
    """
    if text[hyphen] in "\u00ad¬":
        return False
    first, second = _halves(text, hyphen, after)
    if words[first + second] > 0:
        return False
    return words[f"{first}-{second}"] > 0 or (words[first] > 0 and words[second] > 0)
