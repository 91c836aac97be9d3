"""The whole text in two columns as one web page, for reading and printing."""

from __future__ import annotations

from alignments.formats.html.writing import write_html

__all__ = ["write_html"]
