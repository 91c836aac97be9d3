"""The whole text in two columns as a Word document, with real footnotes."""

from __future__ import annotations

from alignments.formats.docx.writing import write_docx

__all__ = ["write_docx"]
