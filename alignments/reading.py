"""The reading text of a segment: what an encoder or a reader needs, without marks.

What is done with each span, and why:

- mark-up, note marks and note numbers vanish: the other language has its own;
- completions are read whole, `B[olshevik]` as "Bolshevik": that is the word;
- glosses and insertions lose their brackets and keep their words: `[we]` or `[Leninist]` carry
  sense that the original expresses otherwise, and a gloss says in full what is abbreviated;
- an insertion that is only a date, `[in December 1925]`, vanishes: it stands for nothing in the
  original, and its numbers would look like numbers missing there;
- a page break is read as a blank, or as nothing within a word; blanks are made single.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from alignments.bitext import Document, Span, SpanKind

_MONTHS = (
    "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|"
    "янв|фев|март|мар|апр|ма[йяе]|июн|июл|авг|сент?|окт|ноя|дек"
)
_DATE_WORD = re.compile(
    rf"(?:(?:{_MONTHS})[^\W\d_]*|in|on|of|the|early|late|mid|since|from|to|until|and|spring|summer"
    r"|autumn|winter|fall|в|во|на|с|по|от|до|и|начале|конце|середине|весной|летом|осенью|зимой"
    r"|гг?|года?|году|годах|годов|st|nd|rd|th|\d+)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_BLANKS = re.compile(r"\s+")
_LOST_BLANK = re.compile(r" (?=[,.;:!?…)»”])")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_VANISHING = (SpanKind.MARKUP, SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER)
_BRACKETED = (SpanKind.COMPLETION, SpanKind.GLOSS, SpanKind.INSERTION)

# A stretch to replace, and by what; `soft` ones stay if nothing else would be left to read.
_Edit = tuple[int, int, str, bool]


def reading_texts(document: Document) -> list[str]:
    """The reading texts of all segments, in order; linear in the text.

    A text is empty only where the segment holds nothing but marks.
    """
    edits = sorted(_edits(document.text, document.spans))
    texts: list[str] = []
    first = 0
    for segment in document.segments:
        while first < len(edits) and edits[first][1] <= segment.start:
            first += 1
        last = first
        while last < len(edits) and edits[last][0] < segment.end:
            last += 1
        texts.append(_read(document.text, segment.start, segment.end, edits[first:last]))
    return texts


def reading_text(document: Document, position: int) -> str:
    """The reading text of one segment; for many, `reading_texts` saves going over all spans."""
    segment = document.segments[position]
    near = [s for s in document.spans if s.start < segment.end and s.end > segment.start]
    edits = sorted(
        edit
        for edit in _edits(document.text, near)
        if edit[0] < segment.end and edit[1] > segment.start
    )
    return _read(document.text, segment.start, segment.end, edits)


def _edits(text: str, spans: Iterable[Span]) -> Iterator[_Edit]:
    for span in spans:
        if span.kind in _VANISHING:
            yield span.start, span.end, "", False
        elif span.kind is SpanKind.PAGE_BREAK:
            yield span.start, span.end, "" if span.label == "word" else " ", False
        elif span.kind in _BRACKETED:
            yield span.start, span.start + 1, "", False
            yield span.end - 1, span.end, "", False
            if span.kind is SpanKind.INSERTION and is_date(text[span.start + 1 : span.end - 1]):
                yield span.start + 1, span.end - 1, "", True


def is_date(words: str) -> bool:
    """Whether words inserted by an editor are only a date: digits, a month, "in", "г."."""
    if len(words) > 60 or not any(map(str.isdecimal, words)):
        return False
    return all(_DATE_WORD.match(token) for token in _TOKEN.findall(words))


def _read(text: str, start: int, end: int, edits: Sequence[_Edit]) -> str:
    read = _apply(text, start, end, edits)
    if edits and not any(map(str.isalnum, read)):
        kept = [edit for edit in edits if not edit[3]]
        read = _apply(text, start, end, kept)
    return read


def _apply(text: str, start: int, end: int, edits: Sequence[_Edit]) -> str:
    parts: list[str] = []
    for from_, to, instead, _ in edits:
        if to <= start:
            continue
        if from_ > start:
            parts.append(text[start:from_])
        parts.append(instead)
        start = min(to, end)
    parts.append(text[start:end])
    joined = _INVISIBLE.sub("", "".join(parts))
    joined = _BLANKS.sub(" ", joined).strip()
    return _LOST_BLANK.sub("", joined) if any(edit[3] for edit in edits) else joined
