"""Term bases as files: TBX (2 and 3), tables, OmegaT's glossary."""

from __future__ import annotations

from glossary.formats.registry import FORMATS, format_of, read_base, write_base
from glossary.formats.results import Loss, ReadBase, WriteOptions, WrittenBase

__all__ = [
    "FORMATS",
    "Loss",
    "ReadBase",
    "WriteOptions",
    "WrittenBase",
    "format_of",
    "read_base",
    "write_base",
]
