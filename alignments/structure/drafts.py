"""A block while it is being recognised: what the steps of `find_structure` hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field

from alignments.bitext import BlockKind, Stream


@dataclass(slots=True, eq=False)
class Draft:
    """A block to be: `text[start:end]`, without outer blank characters.

    `words` is where the words begin, behind marks such as `## `, `- ` or `> `; `style` names the
    numbering ("roman", "arabic", ...) or is empty; `marks` are stretches of mark-up at the edges;
    `verbatim` blocks (program text, rules) are not searched for spans; `fixed` ones were declared
    by mark-up, so that looks no longer count; `continues` marks a block that goes on with the note
    of the block before it. `emphasis` is the mark (`*`, `**`, `***`) of a block that its file sets
    in italics or bold as a whole, without such a mark in the text.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    words: int = 0
    level: int = 0
    number: str = ""
    style: str = ""
    stream: Stream = Stream.BODY
    copy_of: Draft | None = None
    verbatim: bool = False
    fixed: bool = False
    continues: bool = False
    starts_page: bool = False
    emphasis: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = max(self.words, self.start)

    def __len__(self) -> int:
        return self.end - self.start
