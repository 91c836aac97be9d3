"""TMX 1.4, the exchange format of translation memories: write, read, check, all as streams."""

from __future__ import annotations

from alignments.formats.tmx.checking import check_tmx
from alignments.formats.tmx.language_tags import canonical_tag
from alignments.formats.tmx.reading import TmxHeader, TmxReader, read_tmx
from alignments.formats.tmx.writing import TmxReport, write_tmx

__all__ = [
    "TmxHeader",
    "TmxReader",
    "TmxReport",
    "canonical_tag",
    "check_tmx",
    "read_tmx",
    "write_tmx",
]
