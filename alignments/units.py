"""From beads to what leaves the workbench: joined texts, properties, translation units.

`ReviewedBead` is the one shape every writer takes. A store feeds it row by row, so that an export
needs no Bitext in memory; `reviewed_beads` makes it from a Bitext.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from alignments.bitext import SIDES, Bead, Bitext, Document, Side, Span, TranslationUnit
from alignments.errors import FormatError
from alignments.pieces import LaidSegment, Layout, laid_plainly
from alignments.printed import (
    Brackets,
    NoteMarks,
    edited_text,
    is_unspaced,
    unit_text,
)

__all__ = [
    "Brackets",
    "Decision",
    "Edit",
    "NoteMarks",
    "PrintedSide",
    "ReviewedBead",
    "edited_text",
    "is_unspaced",
    "join_texts",
    "reviewed_bead",
    "reviewed_beads",
    "segment_spans",
    "segment_texts",
    "tmx_date",
    "translation_unit",
    "translation_units",
    "unit_text",
]

CONFIRMED = "confirmed"
PROPOSED = "proposed"


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
class Edit:
    """A segment whose words a person changed: its side and position, and what is printed there."""

    side: Side
    position: int
    printed: str


@dataclass(frozen=True, slots=True)
class ReviewedBead:
    """A bead on its way out: its id, the clean text of each segment, and what was decided.

    `source` and `target` hold one text per segment of the bead's runs, in order, as `unit_text`
    gives them. `layout` says, for formats that are set as a page, how each segment is printed;
    `edits` which of the texts are not those of the documents.
    """

    id: str
    bead: Bead
    source: tuple[str, ...]
    target: tuple[str, ...]
    decision: Decision = field(default_factory=Decision)
    edits: tuple[Edit, ...] = ()
    layout: Mapping[Side, tuple[LaidSegment, ...]] | None = None

    def laid(self, side: Side) -> tuple[LaidSegment, ...]:
        """The segments of one side as a page shows them; plain where no more is known."""
        if self.layout is not None:
            return self.layout[side]
        return laid_plainly(self.source if side == "source" else self.target)

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has confirmed it."""
        return self.decision.state == CONFIRMED

    def joined(self, side: Side, language: str) -> str:
        """The texts of one side as one, joined as `language` joins its sentences."""
        return join_texts(self.source if side == "source" else self.target, language)


def join_texts(texts: Iterable[str], language: str) -> str:
    """Segments as one text: a space between them, none in Chinese, Japanese, Thai and so on."""
    return ("" if is_unspaced(language) else " ").join(text for text in texts if text)


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


class PrintedSide:
    """The texts of one document as they leave, made segment by segment when they are asked for.

    `edits` by position take the place of the document's own words.
    """

    def __init__(
        self,
        document: Document,
        edits: Mapping[int, str] | None = None,
        *,
        note_marks: NoteMarks = "keep",
        brackets: Brackets = "keep",
    ) -> None:
        self.document = _with_ordered_spans(document)
        self._starts = [span.start for span in self.document.spans]
        self._edits = edits or {}
        self._note_marks: NoteMarks = note_marks
        self._brackets: Brackets = brackets
        self._layout = Layout(document, edits, note_marks=note_marks, brackets=brackets)

    def text(self, position: int) -> str:
        """One segment's clean text, as edited where it was."""
        edit = self._edits.get(position)
        if edit is None:
            return self._printed(position)
        return edited_text(
            edit,
            language=self.document.language,
            note_marks=self._note_marks,
            brackets=self._brackets,
        )

    def laid(self, run: range) -> tuple[LaidSegment, ...]:
        """The segments of a run as a page shows them."""
        return self._layout.run(run)

    def edits(self, side: Side, run: range) -> Iterator[Edit]:
        """Which segments of a run were edited, with what the document has there."""
        for position in run:
            if position in self._edits:
                yield Edit(side, position, self._printed(position))

    def _printed(self, position: int) -> str:
        return unit_text(
            self.document.segment_text(position),
            _spans_within(self.document, position, self._starts),
            language=self.document.language,
            note_marks=self._note_marks,
            brackets=self._brackets,
        )


def segment_texts(
    document: Document, edits: Mapping[int, str] | None = None, *, note_marks: NoteMarks = "keep"
) -> list[str]:
    """Every segment's clean text, in order; `edits` by position take the place of the slice."""
    side = PrintedSide(document, edits, note_marks=note_marks)
    return [side.text(position) for position in range(len(document))]


def reviewed_bead(
    id_: str,
    bead: Bead,
    sides: Mapping[Side, PrintedSide],
    decision: Decision | None = None,
    *,
    laid: bool = False,
) -> ReviewedBead:
    """One bead with its texts; with `laid`, also as a page shows them."""
    return ReviewedBead(
        id=id_,
        bead=bead,
        source=tuple(map(sides["source"].text, bead.source)),
        target=tuple(map(sides["target"].text, bead.target)),
        decision=decision or Decision(),
        edits=tuple(e for side in SIDES for e in sides[side].edits(side, bead.run(side))),
        layout={side: sides[side].laid(bead.run(side)) for side in SIDES} if laid else None,
    )


def reviewed_beads(
    bitext: Bitext,
    decisions: Sequence[Decision] | None = None,
    *,
    edits: Mapping[Side, Mapping[int, str]] | None = None,
    note_marks: NoteMarks = "keep",
    brackets: Brackets = "keep",
    laid: bool = False,
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
    sides: dict[Side, PrintedSide] = {
        side: PrintedSide(
            bitext.document(side), (edits or {}).get(side), note_marks=note_marks, brackets=brackets
        )
        for side in SIDES
    }
    for number, bead in enumerate(beads):
        decision = decisions[number] if decisions is not None else None
        yield reviewed_bead(str(number + 1), bead, sides, decision, laid=laid)


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
