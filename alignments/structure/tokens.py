"""Marks in running text: one expression for each dialect, and the blocks that hold any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from alignments.structure.drafts import Draft

Dialect = Literal["plain", "markdown"]
Token = re.Match[str]

# Every mark begins with one of these; looking for a single set of characters is many times faster
# than trying all alternatives everywhere. Links are taken from their "://" on: they only have to
# be passed over.
_BEGINNINGS = re.compile(r"[\\`<!\[\]*_⁰¹²³⁴-⁹:]")
# Only HTML's own elements are markup; `<good>` in a text is what its author wrote.
_ELEMENTS = (
    "abbr|article|aside|a|blockquote|big|body|br|b|caption|center|cite|code|dd|del|details|div|dl|"
    "dt|em|figcaption|figure|font|footer|header|h[1-6]|hr|html|img|ins|i|kbd|li|main|mark|nav|ol|"
    "pre|p|q|script|section|small|span|strong|style|sub|summary|sup|s|table|tbody|td|tfoot|thead|"
    "th|tr|tt|ul|u|var"
)
_SHARED = r"""
  | (?P<sup><sup>(?P<sup_inside>[^<>\n]{1,60})</sup>)
  | (?P<auto><(?:https?://|mailto:)[^\s<>]{1,2000}>)
  | (?P<url>(?<=http|ttps)://[^\s<>\[\]*\\"“”«»]{1,2000})
  | (?P<ref>\[\^(?P<ref_label>[^\]\[\s]{1,40})\])
  | (?P<super>[⁰¹²³⁴-⁹]+\)?)
  | (?P<run>\*{1,8}(?P<star>\))?|_{1,8})
  | (?P<open>\[)
"""
_MARKDOWN = re.compile(
    r"""(?P<escape>\\{1,4}(?P<escaped>[!-/:-@\[\]^-`{-~]))
  | (?P<code>`[^`\n]{1,500}`)
  | (?P<tag><!--(?:(?!-->|<!--)[^\n]){0,2000}-->|</?(?!sup>)(?i:"""
    + _ELEMENTS
    + r""")(?=[\s/>])[^<>\n]{0,300}>)
  | (?P<image>!(?=\[))"""
    + _SHARED
    + r"""  | (?P<close>\](?P<link>
        \((?P<target>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)
        (?:\s"[^"\n]{0,300}")?\))?)""",
    re.VERBOSE,
)
_PLAIN = re.compile("(?P<close>\\])" + _SHARED, re.VERBOSE)


def tokens_by_draft(
    text: str, drafts: Sequence[Draft], dialect: Dialect
) -> Iterator[tuple[Draft, list[Token]]]:
    """Blocks that hold marks, each with its marks in order; `lastgroup` names their kinds.

    Of nested groups, `lastgroup` is the outer one.
    """
    number = 0
    held: list[Token] = []
    for token in _tokens(text, _MARKDOWN if dialect == "markdown" else _PLAIN):
        start = token.start()
        while number < len(drafts) and drafts[number].end <= start:
            if held:
                yield drafts[number], held
                held = []
            number += 1
        if number == len(drafts):
            return
        draft = drafts[number]
        if draft.words <= start and token.end() <= draft.end and not draft.verbatim:
            held.append(token)
    if held:
        yield drafts[number], held


def _tokens(text: str, pattern: re.Pattern[str]) -> Iterator[Token]:
    end = 0
    for beginning in _BEGINNINGS.finditer(text):
        start = beginning.start()
        if start >= end:
            token = pattern.match(text, start)
            if token is not None:
                yield token
                end = token.end()
