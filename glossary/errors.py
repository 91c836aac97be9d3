"""Errors of the terminology engine: one small tree, so that a caller can catch what it can mend.

Every message names the place (a line, a concept, a term) and the remedy.
"""

from __future__ import annotations


class GlossaryError(Exception):
    """Base of every error this package raises on purpose."""


class ConceptError(GlossaryError):
    """Values that form no valid term, concept or term base."""


class TermFormatError(GlossaryError):
    """A file that cannot be read, or a term base that cannot be written, in the named format."""
