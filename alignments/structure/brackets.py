"""What a pair of square brackets means: completion, gloss, insertion, or a note's mark.

The four kinds that editors of historical documents use: `B[olshevik]` completes an abbreviation,
`VKP [All-Union Communist Party]` explains one, `[in December 1925]` inserts words the original
lacks, and `[13]` calls a note. `[1927]` is an insertion and `[19]28` a completion.
"""

from __future__ import annotations

import re

from alignments.bitext import SpanKind

LONGEST = 1500  # longer "brackets" are two stray characters, not an editor's words

_NOTE_LABEL = re.compile(r"(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,4}|\*{1,4}|†|‡)$")
_LETTER_LABEL = re.compile(r"[a-zа-я]$")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d$")
_ABBREVIATION = re.compile(
    r"""(?:^|[^\w.-])(?:
        [A-ZА-ЯЁ]{2,}s?(?:\s?\([bбмm]\))?       # VKP, ЦК, ВКП(б)
      | [^\W\d_](?:\.?-[^\W\d_])+\.?            # B-L, с.-д.
      | (?:[A-ZА-ЯЁ]\.\s?){2,}                  # C. I.
    )["”»’']?\s$""",
    re.VERBOSE,
)
_BEFORE = 24
_NO_GLOSS = re.compile(
    r"(?:in|on|of|at|from|since|until|by|and|or|the|в|во|на|от|из|с|до|по|к|и|или)\b|[^\w«“\"„]",
    re.IGNORECASE,
)


def bracket_kind(text: str, start: int, end: int) -> tuple[SpanKind | None, str]:
    """The kind of `text[start:end]`, brackets included, and a note mark's label.

    None where the brackets hold no word or number (`[...]`, `[?]`) or are too far apart.
    """
    inside = text[start + 1 : end - 1].strip(" \\")
    if (
        end - start > LONGEST
        or "://" in inside
        or not any(c.isalnum() or c in "*†‡" for c in inside[:80])
    ):
        return None, ""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if inside.isdigit() and _completes_number(text, start, end, inside):
        return SpanKind.COMPLETION, ""
    if _NOTE_LABEL.match(inside):
        return SpanKind.NOTE_MARK, inside
    if _is_inside_word(inside, before, after):
        capitals = text[max(0, start - 2) : start]
        glossed = len(capitals) == 2 and capitals.isalpha() and capitals.isupper()
        glossed = glossed and inside[0].isupper() and not inside.isupper()
        return (SpanKind.GLOSS if glossed else SpanKind.COMPLETION), ""
    if _LETTER_LABEL.match(inside) and not before.isspace() and before not in '([«“"':
        return SpanKind.NOTE_MARK, inside
    if _ABBREVIATION.search(text[max(0, start - _BEFORE) : start]) and not _NO_GLOSS.match(inside):
        return SpanKind.GLOSS, ""
    return SpanKind.INSERTION, ""


def _is_inside_word(inside: str, before: str, after: str) -> bool:
    first = inside.lstrip("-’'")[:1]
    return (before.isalpha() and first.isalpha()) or (after.isalpha() and inside[-1].isalpha())


def _completes_number(text: str, start: int, end: int, inside: str) -> bool:
    """Whether digits in brackets and the digits that touch them make a year: `[19]28`, `192[8]`."""
    left = start
    while left > max(0, start - 4) and text[left - 1].isdecimal():
        left -= 1
    right = end
    while right < min(len(text), end + 4) and text[right].isdecimal():
        right += 1
    if right > end:
        return True
    return left < start and _YEAR.match(text[left:start] + inside) is not None
