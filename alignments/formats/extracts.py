"""What a reader takes out of a file: declared blocks and notices, and both as JSON.

A reader runs in a process of its own, so what it found must pass through a pipe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alignments.bitext import BlockKind, Notice, Stream
from alignments.structure.declared import Declared, Piece

LEFT_OUT = "left-out"
"""The code of notices that say what a file holds besides the text that was read."""


@dataclass(frozen=True, slots=True)
class Extract:
    """Blocks in their order, notes last, and what a person should know."""

    blocks: tuple[Declared, ...]
    notices: tuple[Notice, ...] = ()


class Counts:
    """How often something was left out or taken in, as notices."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str, str], int] = {}

    def add(self, one: str, many: str, fate: str, count: int = 1) -> None:
        """Count `count` more; `one` and `many` name the thing, `fate` says what became of it."""
        key = (one, many, fate)
        if count:
            self._counts[key] = self._counts.get(key, 0) + count

    def notices(self) -> tuple[Notice, ...]:
        """One notice for each thing counted: "3 comments were left out."."""
        return tuple(
            Notice(LEFT_OUT, f"{n} {one if n == 1 else many} {'was' if n == 1 else 'were'} {fate}.")
            for (one, many, fate), n in self._counts.items()
        )


def to_json(extract: Extract) -> str:
    """An extract as a JSON text of ASCII."""
    blocks = [
        [
            [[piece.text, piece.kind, piece.emphasis] for piece in block.pieces],
            block.kind,
            block.level,
            block.number,
            block.continues,
            block.cell,
            block.stream,
        ]
        for block in extract.blocks
    ]
    notices = [[notice.code, notice.message] for notice in extract.notices]
    return json.dumps({"blocks": blocks, "notices": notices})


def from_json(found: Mapping[str, Any]) -> Extract:
    """The extract that `to_json` wrote."""
    return Extract(
        tuple(_block(*row) for row in found["blocks"]),
        tuple(Notice(code, message) for code, message in found["notices"]),
    )


def _block(
    pieces: list[Any], kind: str, level: int, number: str, continues: bool, cell: bool, stream: str
) -> Declared:
    return Declared(
        tuple(Piece(*piece) for piece in pieces),
        BlockKind(kind),
        level,
        number,
        continues,
        cell,
        Stream(stream) if stream is not None else None,
    )
