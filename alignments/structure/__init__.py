"""Structure: what the parts of a text are, over plain text or Markdown."""

from __future__ import annotations

from alignments.structure.correcting import set_kind
from alignments.structure.finding import find_structure
from alignments.structure.joins import set_join

__all__ = ["find_structure", "set_join", "set_kind"]
