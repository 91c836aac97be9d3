"""The footnotes and endnotes of a Word document, numbered in the order they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alignments.formats.counting import printed_number
from alignments.formats.docx.looks import child, name_of, value_of

Element = Any

_USUAL = {"footnotes": "decimal", "endnotes": "lowerRoman"}
_PROPERTIES = {"footnotes": "footnotePr", "endnotes": "endnotePr"}
_KINDS = ("footnotes", "endnotes")


class Notes:
    """Notes by their ids; `roots` are the parts that hold them."""

    def __init__(self, roots: Mapping[str, Element | None], settings: Element | None) -> None:
        self._notes = {kind: _notes(roots.get(kind)) for kind in _KINDS}
        self._numbers: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
        self._counted = dict.fromkeys(_KINDS, 0)
        self._styles = {
            kind: value_of(child(settings, _PROPERTIES[kind], "numFmt")) or _USUAL[kind]
            for kind in _KINDS
        }

    def call(self, kind: str, note_id: str, custom: str | None) -> str:
        """The number of a note; the same note called again keeps its own."""
        numbers = self._numbers[kind]
        if note_id not in numbers:
            if custom is None:
                self._counted[kind] += 1
            numbers[note_id] = custom or printed_number(self._counted[kind], self._styles[kind])
        return numbers[note_id]

    def called(self) -> Iterator[tuple[str, Element]]:
        """Number and content of each note that is called, those that notes call last."""
        for kind in _KINDS:
            done: set[str] = set()
            while waiting := [key for key in self._numbers[kind] if key not in done]:
                for key in waiting:
                    done.add(key)
                    if key in self._notes[kind]:
                        yield self._numbers[kind][key], self._notes[kind][key]

    def uncalled(self) -> int:
        """How many notes nothing calls."""
        return sum(
            key not in self._numbers[kind]
            and any((t.text or "").strip() for t in note.iter("{*}t"))
            for kind in _KINDS
            for key, note in self._notes[kind].items()
        )


def _notes(root: Element | None) -> dict[str, Element]:
    """The notes of a part by id, without the lines that part notes from the text."""
    found: dict[str, Element] = {}
    for note in () if root is None else root:
        special = value_of(note, "type") not in (None, "normal")
        if name_of(note) in ("footnote", "endnote") and not special:
            found[value_of(note, "id") or ""] = note
    return found
