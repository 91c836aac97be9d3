"""The steps from a text to a Document with blocks, spans, joins and notices."""

from __future__ import annotations

from collections.abc import Sequence

from alignments.bitext import Block, BlockKind, Document, Join, Notice, Span
from alignments.structure.copies import find_copies
from alignments.structure.drafts import Draft
from alignments.structure.furniture import mark_furniture
from alignments.structure.headings import find_headings
from alignments.structure.hyphens import mark_hyphens
from alignments.structure.inline import find_spans
from alignments.structure.joins import Proposal, is_shown, page_break, propose_joins
from alignments.structure.markdown import group_markdown
from alignments.structure.notes import calls, check_notes, find_notes, number_spans
from alignments.structure.plain import group_plain
from alignments.structure.streams import set_streams
from alignments.structure.tokens import Dialect

_NUMBERED = (BlockKind.LIST_ITEM, BlockKind.NOTE)


def find_structure(text: str, name: str, language: str, dialect: Dialect) -> Document:
    """The blocks of a text with kinds, numbers and streams; spans in them; joins; notices.

    Every character that is not blank lies in one block; the text itself is taken as it is. Spans
    are in order of their starts, the longer first. Segments are left to
    `alignments.segmentation.segment_document`. Time is linear in the text.
    """
    drafts = group_markdown(text) if dialect == "markdown" else group_plain(text)
    mark_furniture(text, drafts)
    find_headings(text, drafts, dialect)
    spans, notices = find_spans(text, drafts, dialect)
    called = calls(spans, drafts)
    find_notes(text, drafts, called)
    proposals = propose_joins(text, drafts)
    notices += find_copies(text, drafts, proposals, called)
    set_streams(text, drafts)
    notices += check_notes(drafts, called)
    shown = [proposal for proposal in proposals if is_shown(proposal)]
    spans = number_spans(spans, drafts)
    spans += mark_hyphens(text, shown)
    spans += [page_break(proposal) for proposal in shown]
    return as_document(text, name, language, drafts, spans, shown, notices)


def as_document(
    text: str,
    name: str,
    language: str,
    drafts: Sequence[Draft],
    spans: Sequence[Span],
    proposals: Sequence[Proposal],
    notices: Sequence[Notice],
) -> Document:
    """The Document of what was recognised; spans, joins and notices in order of their places."""
    place = {id(draft): number for number, draft in enumerate(drafts)}
    blocks = tuple(_block(draft, place) for draft in drafts)
    joins = tuple(Join(place[id(p.left)], place[id(p.right)], p.reason) for p in proposals)
    return Document(
        name,
        language,
        text,
        blocks,
        tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.kind))),
        joins,
        tuple(sorted(notices, key=lambda notice: notice.start or 0)),
    )


def _block(draft: Draft, place: dict[int, int]) -> Block:
    heading = draft.kind is BlockKind.HEADING
    copy_of = None if draft.copy_of is None else place[id(draft.copy_of)]
    return Block(
        draft.kind,
        draft.start,
        draft.end,
        draft.level if heading else 0,
        draft.number if heading or draft.kind in _NUMBERED else "",
        draft.stream,
        copy_of,
    )
