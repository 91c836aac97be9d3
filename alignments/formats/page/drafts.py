"""The blocks of a page while its links are not yet known to be notes' marks."""

from __future__ import annotations

from dataclasses import dataclass, field

from alignments.bitext import BlockKind, Stream


@dataclass(slots=True)
class Part:
    """A stretch of a block: text as shown, its emphasis, where it links to, whether it is raised.

    `target` is "page#id" for a link within the pages read, "" for text, "out" for any other link.
    """

    text: str
    emphasis: int = 0
    target: str = ""
    raised: bool = False
    calls: bool = False
    kept: bool = False


@dataclass(slots=True)
class PageBlock:
    """A block of a page; `ids` are the names by which links reach it, with how much text is before.

    `note` says that the page itself calls it a note; `holder` is the element around it (an item, a
    named division), which may hold a note of several blocks. `prefix` is what a list prints before
    it.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    prefix: str = ""
    cell: bool = False
    note: bool = False
    note_number: str = ""
    continues: bool = False
    holder: str = ""
    stream: Stream | None = None
    parts: list[Part] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All that is shown of it."""
        return "".join(part.text for part in self.parts)
