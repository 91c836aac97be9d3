"""Files that are ZIP packages of parts: opened with care, read part by part, never unpacked."""

from __future__ import annotations

from alignments.formats.packages.parts import parse_part
from alignments.formats.packages.zipped import Package, open_package

__all__ = ["Package", "open_package", "parse_part"]
