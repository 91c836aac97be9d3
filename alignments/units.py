"""From beads to what leaves the workbench: joined texts, properties, translation units.

`ReviewedBead` is the one shape every writer takes. A store feeds it row by row, so that an export
needs no Bitext in memory; `reviewed_beads` makes it from a Bitext.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from alignments.bitext import SIDES, Bead, Bitext, Document, Side, Span, SpanKind, TranslationUnit
from alignments.errors import FormatError
from alignments.structure import find_structure

NoteMarks = Literal["keep", "drop"]

CONFIRMED = "confirmed"
PROPOSED = "proposed"

# Languages whose sentences follow each other without a space (BCP 47 primary subtags).
_UNSPACED = frozenset({"zh", "yue", "wuu", "nan", "hak", "lzh", "ja", "th", "lo", "km", "my", "bo"})
# No-break spaces are printed on purpose (French, initials) and stay; they are not line layout.
_BLANKS = re.compile("[^\\S\u00a0\u2007\u202f]+")
_LINE_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_MAY_HOLD_MARKS = re.compile(r"[*_<\[`#\\⁰¹²³⁴-⁹]")
# Note marks that are written with signs of a markup language, not printed as they stand.
_WRITTEN_MARK = re.compile(r"<sup>|\[\^|\]\(")
_NOTES = frozenset({SpanKind.NOTE_MARK, SpanKind.NOTE_NUMBER})
_REWRITTEN = _NOTES | {SpanKind.MARKUP, SpanKind.PAGE_BREAK}
_CLOSING = frozenset(".,;:!?…)»”")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has said of a bead; the default is what the machine proposes.

    `state` is "proposed", "confirmed" or "second_look": somebody asks that it be looked at again,
    and `note` may say why; it counts as not confirmed. `null_reason` says why a bead has no
    counterpart; `decided_at` must carry its time zone.
    """

    state: str = PROPOSED
    reviewer: str = ""
    decided_at: datetime | None = None
    null_reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedBead:
    """A bead on its way out: its id, the clean text of each segment, and what was decided.

    `source` and `target` hold one text per segment of the bead's runs, in order, as `unit_text`
    gives them.
    """

    id: str
    bead: Bead
    source: tuple[str, ...]
    target: tuple[str, ...]
    decision: Decision = field(default_factory=Decision)

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has confirmed it."""
        return self.decision.state == CONFIRMED

    def joined(self, side: Side, language: str) -> str:
        """The texts of one side as one, joined as `language` joins its sentences."""
        return join_texts(self.source if side == "source" else self.target, language)


def is_unspaced(language: str) -> bool:
    """Whether the language writes its sentences without spaces between them (Chinese, Thai)."""
    return language.replace("_", "-").partition("-")[0].lower() in _UNSPACED


def join_texts(texts: Iterable[str], language: str) -> str:
    """Segments as one text: a space between them, none in Chinese, Japanese, Thai and so on."""
    return ("" if is_unspaced(language) else " ").join(text for text in texts if text)


def unit_text(
    text: str,
    spans: Sequence[Span] = (),
    *,
    language: str = "und",
    note_marks: NoteMarks = "keep",
) -> str:
    """A segment's text as it leaves: no markup, white space collapsed, brackets as printed.

    `spans` are relative to `text`. Markup spans go; page-break gaps become a space, or nothing
    where they cut a word. Note marks and note numbers become plain `[8]` (or stay as they are
    printed: `*)`) or, with `note_marks="drop"`, go as well. Editorial brackets stay. Nothing else
    of the text is changed.
    """
    parts: list[str] = []
    cursor = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start, end = max(span.start, cursor), min(span.end, len(text))
        if span.kind not in _REWRITTEN or start >= end:
            continue
        before, printed = text[cursor:start], _rewritten(span, text[start:end], note_marks)
        if not printed and span.kind in _NOTES and text[end : end + 1] in _CLOSING:
            before = before.rstrip()  # "said [8]." without its mark is "said."
        parts += [before, printed]
        cursor = end
    parts.append(text[cursor:])
    return _collapsed("".join(parts), language)


def edited_text(text: str, *, language: str = "und", note_marks: NoteMarks = "keep") -> str:
    """A text typed by a person, cleaned like `unit_text`; markup and note marks are found anew."""
    if _MAY_HOLD_MARKS.search(text) is None:
        return _collapsed(text, language)
    found = find_structure(text, "", language, "markdown")
    return unit_text(found.text, found.spans, language=language, note_marks=note_marks)


def _rewritten(span: Span, printed: str, note_marks: NoteMarks) -> str:
    if span.kind is SpanKind.MARKUP:
        return ""
    if span.kind is SpanKind.PAGE_BREAK:
        return "" if span.label == "word" else " "
    if note_marks == "drop":
        return ""
    return f"[{span.label}]" if span.label and _WRITTEN_MARK.search(printed) else printed


def _collapsed(text: str, language: str) -> str:
    unspaced = is_unspaced(language)

    def gap(hit: re.Match[str]) -> str:
        # A line break between two Chinese characters is layout, not a space.
        return "" if unspaced and _LINE_BREAK.search(hit.group()) else " "

    return _BLANKS.sub(gap, text).strip()


def segment_spans(document: Document, number: int) -> list[Span]:
    """The spans inside one segment, in order, with offsets relative to the segment's start."""
    ordered = _with_ordered_spans(document)
    return _spans_within(ordered, number, [span.start for span in ordered.spans])


def _with_ordered_spans(document: Document) -> Document:
    return replace(document, spans=tuple(sorted(document.spans, key=lambda span: span.start)))


def _spans_within(document: Document, number: int, starts: Sequence[int]) -> list[Span]:
    segment = document.segments[number]
    first = bisect_left(starts, segment.start)
    found = []
    for span in document.spans[first : bisect_left(starts, segment.end)]:
        end = min(span.end, segment.end)
        found.append(replace(span, start=span.start - segment.start, end=end - segment.start))
    return found


def segment_texts(
    document: Document, edits: Mapping[int, str] | None = None, *, note_marks: NoteMarks = "keep"
) -> list[str]:
    """Every segment's clean text, in order; `edits` by position take the place of the slice."""
    ordered = _with_ordered_spans(document)
    starts = [span.start for span in ordered.spans]
    texts = []
    for number in range(len(document)):
        if edits is not None and number in edits:
            edit = edits[number]
            texts.append(edited_text(edit, language=document.language, note_marks=note_marks))
            continue
        spans = _spans_within(ordered, number, starts)
        slice_ = document.segment_text(number)
        texts.append(unit_text(slice_, spans, language=document.language, note_marks=note_marks))
    return texts


def reviewed_beads(
    bitext: Bitext,
    decisions: Sequence[Decision] | None = None,
    *,
    edits: Mapping[Side, Mapping[int, str]] | None = None,
    note_marks: NoteMarks = "keep",
) -> Iterator[ReviewedBead]:
    """The beads of a bitext, in order, with their texts; ids are "1", "2", ... .

    `decisions` has one entry per bead (none: all proposed); `edits` maps a side to texts by segment
    position. Raises FormatError when the numbers of beads and decisions differ.
    """
    beads = bitext.alignment.beads
    if decisions is not None and len(decisions) != len(beads):
        raise FormatError(
            f"{len(decisions)} decisions were given for {len(beads)} beads; give one per bead"
        )
    texts = {
        side: segment_texts(bitext.document(side), (edits or {}).get(side), note_marks=note_marks)
        for side in SIDES
    }
    for number, bead in enumerate(beads):
        yield ReviewedBead(
            id=str(number + 1),
            bead=bead,
            source=tuple(texts["source"][position] for position in bead.source),
            target=tuple(texts["target"][position] for position in bead.target),
            decision=decisions[number] if decisions is not None else Decision(),
        )


def translation_unit(
    reviewed: ReviewedBead,
    *,
    source_language: str,
    target_language: str,
    properties: Mapping[str, str] | None = None,
) -> TranslationUnit:
    """The unit of one bead: texts by language and all that is known of it as properties.

    `properties` are added to each unit (document names). A side without text is absent.
    """
    texts = {}
    for side, language in (("source", source_language), ("target", target_language)):
        text = reviewed.joined("source" if side == "source" else "target", language)
        if text:
            texts[language] = text
    return TranslationUnit(
        id=reviewed.id,
        texts=texts,
        properties=_properties(reviewed) | dict(properties or {}),
        note=reviewed.decision.note,
    )


def translation_units(
    bitext: Bitext, decisions: Sequence[Decision] | None = None, *, note_marks: NoteMarks = "keep"
) -> Iterator[TranslationUnit]:
    """One unit per bead of a bitext, in order, null beads too (with one text)."""
    names = {"x-source-document": bitext.source.name, "x-target-document": bitext.target.name}
    for reviewed in reviewed_beads(bitext, decisions, note_marks=note_marks):
        yield translation_unit(
            reviewed,
            source_language=bitext.source.language,
            target_language=bitext.target.language,
            properties={name: value for name, value in names.items() if value},
        )


def _properties(reviewed: ReviewedBead) -> dict[str, str]:
    bead, decision = reviewed.bead, reviewed.decision
    known = {
        "changeid": decision.reviewer,
        "changedate": tmx_date(decision.decided_at) if decision.decided_at else "",
        "x-state": decision.state,
        "x-align": bead.shape,
        "x-confidence": "" if bead.confidence is None else f"{bead.confidence:.4f}",
        "x-reviewer": decision.reviewer,
        "x-null-reason": decision.null_reason,
        "x-crossing": "yes" if bead.crossing else "",
        "x-doubts": " ".join(reason.code for reason in bead.reasons),
        "x-source-segments": " ".join(map(str, bead.source)),
        "x-target-segments": " ".join(map(str, bead.target)),
    }
    return {name: value for name, value in known.items() if value}


def tmx_date(moment: datetime) -> str:
    """A moment as TMX writes it, in UTC: YYYYMMDDThhmmssZ. Raises FormatError without a zone."""
    if moment.tzinfo is None:
        raise FormatError(f"the time {moment.isoformat()} has no time zone; give one, such as UTC")
    # strftime("%Y") does not pad years before 1000 everywhere.
    utc = moment.astimezone(UTC)
    return f"{utc.year:04d}{utc:%m%dT%H%M%SZ}"
