"""The pieces of a Word paragraph: its runs, note marks and emphasis, without what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from alignments.formats.docx.looks import Look, Styles, child, look_of, name_of, value_of
from alignments.formats.extracts import Counts
from alignments.formats.raised import raised_mark
from alignments.structure.declared import Piece

Element = Any

_SKIPPED = frozenset(
    {"pPr", "rPr", "drawing", "pict", "object", "p", "txbxContent", "instrText", "delText", "tbl"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SIGNS["softHyphen"] = "\u00ad"
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


class CallsNotes(Protocol):
    """Gives the notes of a document their numbers, in the order in which they are called."""

    def call(self, kind: str, note_id: str, custom: str | None) -> str:
        """The number under which a note is printed; `custom` where the author set a mark."""


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, those of links and insertions too, not of text boxes."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name == "r":
            yield element
        elif name not in _SKIPPED:
            waiting.extend(reversed(element))


class PieceReader:
    """Reads paragraphs one after another; counts what it leaves out."""

    def __init__(self, styles: Styles, notes: CallsNotes, counts: Counts) -> None:
        self._styles = styles
        self._notes = notes
        self._counts = counts

    def read(self, paragraph: Element, base: Look) -> list[Piece]:
        """The pieces of a paragraph whose style looks like `base`."""
        pieces: list[Piece] = []
        hidden = False
        for run in runs_of(paragraph):
            look = self._look(run, base)
            if not look.hidden:
                self._add(run, look, pieces)
                hidden = False
            elif not hidden and any(name_of(e) == "t" and e.text for e in run):
                self._counts.add("hidden passage", "hidden passages", "left out")
                hidden = True
        return pieces

    def _look(self, run: Element, base: Look) -> Look:
        properties = child(run, "rPr")
        style = self._styles.look(value_of(child(properties, "rStyle")))
        # A heading's own bold sets no word apart.
        under = Look(hidden=base.hidden)
        return look_of(properties).over(style.over(under))

    def _add(self, run: Element, look: Look, pieces: list[Piece]) -> None:
        text: list[str] = []
        marked = False
        for element in run:
            name = name_of(element)
            if name in _NOTES:
                marked = self._call(element, run, pieces) or marked
            elif name == "t":
                text.append(element.text or "")
            elif name == "sym":
                text.append(_symbol(value_of(element, "char")))
            elif name in _SIGNS:
                text.append(_SIGNS[name])
        words = "".join(text)
        if not words or marked:
            return
        before = "".join(piece.text for piece in pieces[-2:])
        mark = raised_mark(words, before) if look.raised else None
        pieces.append(mark or Piece(words, "text", look.emphasis))

    def _call(self, reference: Element, run: Element, pieces: list[Piece]) -> bool:
        """Add the note's mark; True if the run's own text is that mark."""
        own = value_of(reference, "customMarkFollows") not in (None, "0", "false")
        typed = "".join(e.text or "" for e in run if name_of(e) == "t").strip() if own else ""
        note = value_of(reference, "id") or ""
        label = self._notes.call(_NOTES[name_of(reference)], note, typed or None)
        pieces.append(Piece(label, "mark"))
        return bool(typed)


def _symbol(code: str | None) -> str:
    try:
        value = int(code or "", 16)
    except ValueError:
        return "\ufffd"
    # Symbol fonts lie in the private use area; what they print cannot be known.
    return chr(value) if 0x20 <= value < 0xD800 else "\ufffd"
