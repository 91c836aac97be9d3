"""The notes as footnotes of the marks that call them; what no mark calls stays for the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from alignments.bitext import SIDES, Side
from alignments.formats.book import BookRow, Called, paragraphs
from alignments.formats.docx.runs import Runs, paragraph
from alignments.pieces import LaidSegment, Piece

Contents = list[tuple[Side, tuple[LaidSegment, ...]]]
MISSING = "This note is not in this file: its pair is not confirmed."
_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)


def divide(
    notes: Iterable[BookRow], called: Mapping[Called, int]
) -> tuple[dict[Called, Contents], list[BookRow]]:
    """What stands in each footnote, and the rows whose notes no mark calls.

    A side whose note is called goes under its own mark. Its counterpart that nothing calls, an
    original without marks, goes with it: no word is lost, and none stands twice.
    """
    contents: dict[Called, Contents] = {note: [] for note in called}
    uncalled = []
    for row in notes:
        own = {side: _called_in(row, side, called) for side in SIDES}
        if not any(own.values()):
            uncalled.append(row)
            continue
        # The side that is called comes first, its counterpart after it.
        for side in sorted(SIDES, key=lambda side: own[side] is None):
            home = own[side] or own["target" if side == "source" else "source"]
            if home is not None and row.side(side):
                contents[home].append((side, row.side(side)))
    return contents, uncalled


def _called_in(row: BookRow, side: Side, called: Mapping[Called, int]) -> Called | None:
    notes = ((side, segment.note) for segment in row.side(side))
    return next((note for note in notes if note in called), None)


def footnote_parts(contents: Mapping[Called, Contents], runs: Runs) -> Iterator[str]:
    """The footnotes as XML, the two rules above them first."""
    yield _RULES
    for note, parts in contents.items():
        yield f'<w:footnote w:id="{runs.footnotes[note]}">{_inside(note, parts, runs)}</w:footnote>'


def _inside(note: Called, parts: Contents, runs: Runs) -> str:
    side, label = note
    # In brackets: LibreOffice prints a mark of one's own before the note by itself, once more.
    mark = runs.run(f"[{label}] ", side)
    if not parts:
        return paragraph("FootnoteText", mark + runs.run(MISSING, side))
    written = []
    for of_side, segments in _by_side(parts, side):
        for part in paragraphs(segments):
            inside = mark + runs.segments([_numberless(s) for s in part], of_side, in_note=True)
            mark = ""
            written.append(paragraph("FootnoteText", inside, bidi=runs.is_bidi(of_side)))
    return "".join(written)


def _numberless(segment: LaidSegment) -> LaidSegment:
    """The segment without the number it may begin with: the footnote begins with its mark."""
    numbers = [at for at, piece in enumerate(segment.pieces) if piece.kind == "number"]
    if not numbers:
        return segment
    first, *others = segment.pieces[numbers[0] + 1 :] or (Piece(""),)
    before = segment.pieces[: numbers[0]]
    return replace(segment, pieces=(*before, replace(first, text=first.text.lstrip()), *others))


def _by_side(parts: Contents, first: Side) -> Iterator[tuple[Side, list[LaidSegment]]]:
    """All segments of the mark's own side, then those of the other."""
    other: Side = "target" if first == "source" else "source"
    for side in (first, other):
        segments = [segment for of_side, run in parts if of_side == side for segment in run]
        if segments:
            yield side, segments
