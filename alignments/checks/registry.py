"""The one registry: every family of checks, and every check by its code."""

from __future__ import annotations

from alignments.checks import consistency, lengths, notes, numbers, punctuation, signs, words
from alignments.checks.values import Check

FAMILIES = {
    "Numbers and dates": numbers,
    "Notes": notes,
    "Brackets and quotation marks": signs,
    "Words": words,
    "Ends, capitals, blanks": punctuation,
    "Consistency": consistency,
    "Length": lengths,
}
"""Families by their names, in the order in which they are told."""

CHECKS: dict[str, Check] = {
    check.code: check for family in FAMILIES.values() for check in family.CHECKS
}
"""Every check by its code."""

OF_WHOLE = frozenset(check.code for check in consistency.CHECKS) | {"note-missing", "note-uncalled"}
"""Codes that only a look at the whole text can find or clear."""
