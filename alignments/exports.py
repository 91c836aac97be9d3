"""What every export shares: its settings, which beads it takes, and its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from alignments.bitext import Bead
from alignments.doubt import DOUBT_THRESHOLD
from alignments.units import Brackets, NoteMarks, ReviewedBead

Include = Literal["confirmed", "sure", "all"]
Part = Literal["main", "without_source"]

SHOWN_PLACES = 100


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What is to be written, and how.

    `include` takes confirmed beads only, or also the proposals whose confidence reaches the
    threshold of doubt ("sure"), or all; `part` "main" takes the pairs, "without_source" the
    segments without an original. `note_marks` and `brackets` state how the texts were made
    (`unit_text`); `title` stands at the head of a page. `byte_order_mark` is for CSV, which
    spreadsheets take for UTF-8 only with it.
    `created_at` must carry its time zone; without it a file carries no date. `properties` go into
    the file's header where the format has one.
    """

    source_language: str
    target_language: str
    source_name: str = ""
    target_name: str = ""
    title: str = ""
    signature: str = ""
    include: Include = "all"
    part: Part = "main"
    note_marks: NoteMarks = "keep"
    brackets: Brackets = "keep"
    byte_order_mark: bool = True
    tool_version: str = ""
    created_at: datetime | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CleanedCharacter:
    """A character the format cannot carry: unit, field ("ru", "x-reviewer"), position, "U+000B"."""

    unit: str
    place: str
    position: int
    character: str


@dataclass(slots=True, kw_only=True)
class Cleaning:
    """Characters the format could not carry: how many, and the places of the first hundred."""

    cleaned_characters: int = 0
    cleaned: list[CleanedCharacter] = field(default_factory=list)

    def note_cleaned(self, places: Iterable[CleanedCharacter]) -> None:
        """Count replaced or removed characters, and keep the first of their places."""
        for place in places:
            self.cleaned_characters += 1
            if len(self.cleaned) < SHOWN_PLACES:
                self.cleaned.append(place)


@dataclass(slots=True, kw_only=True)
class ExportReport(Cleaning):
    """What an export did with each bead it saw; filled while the file is written.

    `beads` were seen and `units` written, of which `unconfirmed` no person has confirmed.
    `left_out_unconfirmed` were left out for that; `without_text` since a side is empty once
    cleaned. `without_source` and `without_target` have no segment on that side: a format that
    cannot say so leaves them out. `expected_wrong` is the sum of 1 - confidence over the written
    beads that nobody confirmed and that have a confidence; `shortened` counts texts that a format
    could not hold whole.
    """

    beads: int = 0
    units: int = 0
    unconfirmed: int = 0
    left_out_unconfirmed: int = 0
    without_source: int = 0
    without_target: int = 0
    without_text: int = 0
    expected_wrong: float = 0.0
    shortened: int = 0

    def take(self, reviewed: ReviewedBead) -> None:
        """Count a bead as written."""
        self.units += 1
        if reviewed.is_confirmed:
            return
        self.unconfirmed += 1
        confidence = reviewed.bead.confidence
        self.expected_wrong += 0.0 if confidence is None else 1.0 - confidence

    @property
    def left_out(self) -> int:
        """How many beads were seen and not written, for whatever reason."""
        return self.beads - self.units


def selected(
    beads: Iterable[ReviewedBead], settings: ExportSettings, report: ExportReport, *, nulls: bool
) -> Iterator[ReviewedBead]:
    """The beads an export takes, in order; `report` counts those and the ones it leaves.

    With `nulls` (formats that can say "nothing on this side") the main part keeps beads that have
    one side only; otherwise they are left out. The part "without_source" has nothing else.
    """
    for reviewed in beads:
        report.beads += 1
        report.without_source += not reviewed.bead.source
        report.without_target += not reviewed.bead.target
        if not _belongs(reviewed.bead, settings.part, nulls=nulls):
            continue
        if not is_taken(reviewed, settings.include):
            report.left_out_unconfirmed += 1
        elif not nulls and _lacks_text(reviewed):
            report.without_text += 1
        else:
            report.take(reviewed)
            yield reviewed


def is_taken(reviewed: ReviewedBead, include: Include) -> bool:
    """Whether an export that takes `include` takes a bead, by what was decided on it."""
    if reviewed.is_confirmed or include == "all":
        return True
    return include == "sure" and (reviewed.bead.confidence or 0.0) >= DOUBT_THRESHOLD


def _belongs(bead: Bead, part: Part, *, nulls: bool) -> bool:
    if part == "without_source":
        return not bead.source
    return nulls or not bead.is_null


def _lacks_text(reviewed: ReviewedBead) -> bool:
    bead = reviewed.bead
    return any(
        run and not any(texts)
        for run, texts in (
            (bead.source, reviewed.source),
            (bead.target, reviewed.target),
        )
    )
