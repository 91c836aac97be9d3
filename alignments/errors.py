"""Errors of the engine: one small tree, so that a caller can catch what it can mend.

Every message names the place (a file, a line, a segment) and the remedy, in words for the person
who gave the input.
"""

from __future__ import annotations


class AlignmentsError(Exception):
    """Base of every error this package raises on purpose."""


class InvariantError(AlignmentsError):
    """Values that do not form a valid Document, Alignment or Bitext."""


class FormatError(AlignmentsError):
    """A file that cannot be read, or units that cannot be written, in the named format."""


class EncodingError(FormatError):
    """Bytes whose character encoding is unknown, or not the one that was named."""


class EncoderError(AlignmentsError):
    """An encoder that cannot be found, loaded or used."""


class ScoringError(AlignmentsError):
    """Arrays that do not fit together, or a search that has no solution within its limits."""
