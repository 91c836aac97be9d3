"""Notes by their links: a link that looks like a mark calls the block that it leads to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignments.bitext import BlockKind
from alignments.formats.page.drafts import PageBlock, Part
from alignments.structure.notes import announces_notes

_LABEL = re.compile(r"\W*?(\d{1,3}|\*{1,3}|†|‡|[a-zа-я]|[ivx]{1,6})\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\W?\s*(\d{1,3}|\*{1,3}|†|‡|[a-zа-я]|[ivx]{1,6})\s*[\])}.:]*\s*")
_BACK = re.compile(
    r"\s*[\[(]?(?:[\W_]*|back|return|назад|вернуться|к тексту)[\])]?\W*$", re.IGNORECASE
)
_MAY_GO_ON = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FURNITURE)
_USUAL_LEVEL = 2
_NEAR = 12  # characters that may stand in a block before the name a call leads to


def link_notes(blocks: Sequence[PageBlock]) -> None:
    """Make notes of the blocks that marks lead to, and of those the page itself calls notes.

    A mark that leads back to its call is the note's number; a block before its call is none.
    """
    for block in blocks:
        _join_links(block)
    places = _places(blocks)
    for place, block in enumerate(blocks):
        for part in block.parts:
            label = _label(part)
            reached = places.get(part.target)
            if label is None or reached is None or reached <= place:
                continue
            # Contents lead to headings; ways of the page call nothing.
            if BlockKind.HEADING is blocks[reached].kind or block.kind is BlockKind.FURNITURE:
                continue
            part.text, part.calls = label, True
            blocks[reached].note_number = blocks[reached].note_number or label
            part.kept = True
    _close_gaps(blocks)
    _settle(blocks)


def _join_links(block: PageBlock) -> None:
    """A link that changes its looks on the way is one link: `<a>[<sup>1</sup>]</a>`."""
    joined: list[Part] = []
    for part in block.parts:
        last = joined[-1] if joined else None
        if last is not None and "#" in part.target and last.target == part.target:
            last.text += part.text
            last.raised = last.raised or part.raised
        else:
            joined.append(part)
    block.parts = joined


def _places(blocks: Sequence[PageBlock]) -> dict[str, int]:
    return {
        name: place
        for place, block in enumerate(blocks)
        for name, before in block.ids.items()
        if before <= _NEAR
    }


def _label(part: Part) -> str | None:
    if "#" not in part.target:
        return None
    match = _LABEL.match(part.text)
    if match is None or len(part.text.strip()) > 8:
        return None
    marked = part.raised or part.calls or part.text.strip()[0] in "[({*†‡" or match[1].isdigit()
    return match[1] if marked else None


def _close_gaps(blocks: Sequence[PageBlock]) -> None:
    """The brackets around a link are part of the mark: `[<a>8</a>]`, `<sup>(<a>8</a>)</sup>`."""
    for block in blocks:
        for before, part, after in zip(block.parts, block.parts[1:], block.parts[2:], strict=False):
            pair = before.text[-1:] + after.text[:1]
            if part.kept and pair in ("[]", "()"):
                before.text, after.text = before.text[:-1], after.text[1:]


def _settle(blocks: Sequence[PageBlock]) -> None:
    number = ""
    before: PageBlock | None = None
    firsts: dict[str, PageBlock] = {}
    for block in blocks:
        first = firsts.setdefault(block.holder, block) if block.holder else block
        goes_on = first is not block and first.kind is BlockKind.NOTE and block.kind in _MAY_GO_ON
        if not (block.note_number or block.note or goes_on):
            number, before = "", block
            continue
        if before is not None and before.kind is BlockKind.PARAGRAPH:
            _announce(before)
        before = None
        block.continues = not block.note_number and bool(number)
        number = block.note_number = block.note_number or number
        block.kind, block.prefix = BlockKind.NOTE, ""
        if not block.continues:
            _drop_number(block)


def _announce(block: PageBlock) -> None:
    """A line "Notes:" right above the notes is their heading, whatever element it stands in."""
    if announces_notes(block.text.strip()):
        block.kind, block.level = BlockKind.HEADING, _USUAL_LEVEL


def _drop_number(block: PageBlock) -> None:
    """Take the printed number off a note's beginning: it is printed anew, like everybody's."""
    if not block.note_number:
        return
    text = ""
    for count, part in enumerate(block.parts):
        if part.kept:
            break
        text += part.text
        match = _NUMBER.match(text)
        if match and match[1].lower() == block.note_number.lower() and _is_whole(text, match):
            rest = text[match.end() :]
            parts = [Part(rest, part.emphasis, part.target)] if rest else []
            block.parts = parts + _without_opening(block.parts[count + 1 :], rest)
            return
        if len(text) > _NEAR:
            return


def _without_opening(parts: list[Part], rest: str) -> list[Part]:
    """What follows a note's number, without the bracket or stop that closes the number."""
    if not rest and parts:
        parts[0].text = parts[0].text.lstrip("])}. :\u00a0")
    return parts


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Whether the number ends there: "1" begins "1. Words", not "1928 was" or "a book"."""
    after = text[match.end(1) :]
    return not after[:1].isalnum() and (match[1].isdigit() or not after[:1].isspace())


def is_back_link(part: Part) -> bool:
    """Whether a link within the page holds only an arrow or "back"."""
    return "#" in part.target and not part.kept and _BACK.match(part.text) is not None
