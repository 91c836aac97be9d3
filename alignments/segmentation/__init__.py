"""Segmentation: text to segments with offsets, by one rule table per language.

`segment_document` cuts a Document's blocks, `segment_text` a plain run of text. The rules and the
tables' fields are described in docs/segmentation.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from alignments.segmentation.documents import segment_document
from alignments.segmentation.registry import languages, table_for
from alignments.segmentation.rules import cut

__all__ = ["languages", "segment_document", "segment_text"]


def segment_text(
    text: str, language: str, protected: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Offsets (code points, half-open, in order) of the segments of a run of text.

    Segments are without outer blanks and never blank; together they hold every other character. No
    segment begins or ends inside a stretch of `protected` (half-open offsets). `language` is a
    BCP 47 tag; one without a table of its own is cut by the generic table. Linear in the text.
    """
    return cut(text, table_for(language), protected)
