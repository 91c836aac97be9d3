"""Page furniture: what a page carries besides its text.

Page numbers, running heads, calls to visit a web site, rules, and lines without any word. They
stay in the text as blocks of their own, aside: they are neither segmented nor aligned.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from alignments.bitext import BlockKind, Stream
from alignments.structure.drafts import Draft
from alignments.structure.numbering import read_numbering
from alignments.structure.plain import PAGE_NUMBER

_LONGEST = 160
_PAGE = 500  # characters between two running heads, at least
_INVITATION = re.compile(
    r"(?:to\s+(?:contact|join|subscribe|donate|learn\s+more)|visit|contact|follow"
    r"|for\s+more\s+information|чтобы\s+связаться|посетите|подпишитесь|подробнее)\b",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:(?:downloaded|printed|retrieved)\s+from\b|all\s+rights\s+reserved|copyright\s|©|\(c\)\s"
    r"|все\s+права\s+защищены|visit\s+(?:us|our)\b)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LINK = re.compile(r"<?(?:https?://|www\.)\S+>?$")
_EDGE_NUMBER = re.compile(r"^\W*\d{1,4}\b\W*|\W*\b\d{1,4}\W*$")
_UNFINISHED = re.compile(r"[^\W\d_]$|[,\-–—\u00ad¬(]$")


def mark_furniture(text: str, drafts: Sequence[Draft]) -> None:
    """Set kind and stream of all furniture among some blocks."""
    numbers: list[int] = []
    short: dict[str, list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        if draft.fixed or len(draft) > _LONGEST:
            continue
        words = text[draft.start : draft.end]
        if not any(c.isalnum() for c in words) or _is_invitation(words):
            put_aside(draft)
        elif PAGE_NUMBER.match(words):
            numbers.append(place)
        elif _may_repeat(text, draft, words):
            short[_EDGE_NUMBER.sub("", words).casefold()].append(place)
    _mark_page_numbers(text, drafts, numbers)
    for places in short.values():
        _mark_running_heads(text, drafts, places)


def put_aside(draft: Draft) -> None:
    """Make a block furniture."""
    draft.kind, draft.stream = BlockKind.FURNITURE, Stream.ASIDE


def _is_invitation(words: str) -> bool:
    """ "To contact the ... visit:" or a lone link: words that point out of the text."""
    if _LINK.match(words):
        return True
    if _IMPRINT.match(words):
        return True
    points = words[-1] == ":" or _LINK.search(words) is not None
    return points and len(words) <= 120 and _INVITATION.match(words) is not None


def _may_repeat(text: str, draft: Draft, words: str) -> bool:
    if len(words) > 80 or words[-1] in ".!?…:;," or words[0] in "-–—#[*" or len(words) < 4:
        return False
    return read_numbering(text, draft.start, draft.end) is None


def _mark_page_numbers(text: str, drafts: Sequence[Draft], places: Sequence[int]) -> None:
    """Numbers alone on a line are pages if they rise or cut a sentence.

    A count from 1 without gaps may number chapters; one or two numbers may be years.
    """
    if not places:
        return
    values = [
        int(next(_DIGITS.finditer(text, drafts[p].start, drafts[p].end)).group()) for p in places
    ]
    chapters = values == list(range(1, len(values) + 1))
    decorated = not text[drafts[places[0]].start].isdecimal()
    cuts = sum(_cuts(text, drafts, place) for place in places)
    pages = len(values) >= 3 and not chapters and values == sorted(values)
    if decorated or pages or 5 * cuts >= len(places):
        for place in places:
            put_aside(drafts[place])


def _mark_running_heads(text: str, drafts: Sequence[Draft], places: Sequence[int]) -> None:
    """The same short line at least three times, a page apart, at least once within a sentence."""
    if len(places) < 3:
        return
    starts = [drafts[place].start for place in places]
    if min(b - a for a, b in pairwise(starts)) < _PAGE:
        return
    if any(_cuts(text, drafts, place) for place in places):
        for place in places:
            put_aside(drafts[place])


def _cuts(text: str, drafts: Sequence[Draft], place: int) -> bool:
    """Whether a page ends here: a form feed, other furniture, or a sentence that goes on."""
    draft = drafts[place]
    if draft.starts_page or (place + 1 < len(drafts) and drafts[place + 1].starts_page):
        return True
    before = next((d for d in reversed(drafts[max(0, place - 3) : place]) if _is_text(d)), None)
    after = next((d for d in drafts[place + 1 : place + 4] if _is_text(d)), None)
    if before is None or after is None:
        return False
    unfinished = _UNFINISHED.search(text[max(before.start, before.end - 20) : before.end])
    return unfinished is not None and text[after.start].islower()


def _is_text(draft: Draft) -> bool:
    return draft.kind is not BlockKind.FURNITURE and len(draft) > 20
