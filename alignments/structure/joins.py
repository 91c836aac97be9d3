"""Paragraphs cut by a page break: proposals to read two blocks as one, and how to refuse them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from alignments.bitext import BlockKind, Document, Span, SpanKind, Stream
from alignments.errors import InvariantError
from alignments.structure.drafts import Draft

_LOOK = 160
_NOT_WORDS = re.compile(
    r"<sup>[^<>\n]*</sup>|\[\^?[\w*]{1,4}\]|</?[A-Za-z][^<>\n]*>|[⁰¹²³⁴-⁹*_`]+|\\(?=[^\w\s])"
)
_CLOSERS = "\"'”’»“)] \t\r\n"
_OPENERS = "\"'“‘«„([ \t\r\n"
_FINAL = ".!?…:;"
_CUT = re.compile(r"[^\W\d_][-\u00ad¬]$")
_CARRIES_ON = frozenset(
    re.findall(
        r"\w+",
        """a an the of in on at by for from to with into and or but nor that which who whose as is
        are was were be has have had not its their his her our this these than if when while because
        в во на и а но о об от до для из за к ко с со у по при под над между через без или что как
        который которая которое которые этот эта эти его её их не ни чем если когда чтобы""",
    )
)
_ABBREVIATED = re.compile(r"(?:^|[\s(«])(?:[^\W\d_]|гг|им|тт?|тов|стр|св|ул|cf|pp?|vol|No|см)\.$")
_SHORTEST = 40


@dataclass(slots=True)
class Proposal:
    """Two blocks that seem to be one; `cuts_word` says that the break stands inside a word."""

    left: Draft
    right: Draft
    reason: str
    cuts_word: bool = False


def propose_joins(text: str, drafts: Sequence[Draft]) -> list[Proposal]:
    """Every pair of neighbours, furniture between them apart, that one break seems to part."""
    proposals: list[Proposal] = []
    left: Draft | None = None
    for draft in drafts:
        if draft.kind is BlockKind.FURNITURE:
            continue
        if left is not None and _may_join(left, draft):
            proposal = _propose(text, left, draft)
            if proposal is not None:
                proposals.append(proposal)
        left = draft
    return proposals


def _may_join(left: Draft, right: Draft) -> bool:
    if left.kind is BlockKind.HEADING or left.verbatim or right.verbatim:
        return False
    if right.kind is BlockKind.NOTE:
        return left.kind is BlockKind.NOTE and right.continues
    return right.kind is BlockKind.PARAGRAPH and left.kind is not BlockKind.NOTE


def _propose(text: str, left: Draft, right: Draft) -> Proposal | None:
    raw = _NOT_WORDS.sub("", text[max(left.words, left.end - _LOOK) : left.end]).rstrip()
    tail = raw.rstrip(_CLOSERS)
    head = _NOT_WORDS.sub("", text[right.words : right.words + _LOOK]).lstrip(_OPENERS)
    if not tail or not head:
        return None
    goes_on = head[0].islower()
    if goes_on and _CUT.search(raw):
        return Proposal(left, right, "a word is cut in two", cuts_word=True)
    if goes_on and tail[-1] not in _FINAL:
        return Proposal(left, right, "no full stop before, and a small letter after")
    if goes_on and tail[-1] == "." and _ABBREVIATED.search(tail):
        return Proposal(left, right, "an abbreviation before, and a small letter after")
    if len(left) < _SHORTEST or not (head[0].isalnum()):
        return None
    if raw[-1] == "," and left.kind is right.kind:
        return Proposal(left, right, "a comma before the break")
    last = tail.rsplit(None, 1)[-1].lower()
    if raw[-1].isalpha() and last in _CARRIES_ON:
        return Proposal(left, right, f"“{last}” before the break calls for more")
    return None


def page_break(proposal: Proposal) -> Span:
    """The span over the gap of a join; its label is "word" where the break is inside a word."""
    start, end = proposal.left.end, proposal.right.start
    return Span(SpanKind.PAGE_BREAK, start, end, "word" if proposal.cuts_word else "")


def is_shown(proposal: Proposal) -> bool:
    """Whether a join matters: both blocks in one stream that is segmented."""
    stream = proposal.left.stream
    return stream is proposal.right.stream and stream is not Stream.ASIDE


def set_join(document: Document, number: int, accepted: bool) -> Document:
    """The document with its join `number` accepted or refused; nothing else changes.

    Segments are kept as they are: `alignments.segmentation.segment_document` cuts them anew.
    Raises InvariantError if there is no such join.
    """
    if not 0 <= number < len(document.joins):
        raise InvariantError(
            f"{document.name} has {len(document.joins)} joins, so there is no join {number}; "
            "joins are counted from 0"
        )
    joins = list(document.joins)
    joins[number] = replace(joins[number], accepted=accepted)
    return replace(document, joins=tuple(joins))
