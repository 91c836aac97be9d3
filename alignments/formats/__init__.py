"""Readers and writers of the formats, one module each."""

from __future__ import annotations

from alignments.formats.decoding import Decoded, decode
from alignments.formats.segmented import read_loose, read_segmented
from alignments.formats.text_files import encoding_of, read_document

__all__ = ["Decoded", "decode", "encoding_of", "read_document", "read_loose", "read_segmented"]
