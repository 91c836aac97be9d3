"""When a bead counts as doubtful, and what each reason for doubt says in words.

Apart from `confidence`, which computes both: the application asks for these without loading numpy.
"""

from __future__ import annotations

from alignments.bitext import Reason

DOUBT_THRESHOLD = 0.8
"""A bead whose confidence is below this is doubtful: a person should look at it."""

REASONS: dict[str, str] = {
    "number-missing": "the number {detail} stands on one side only",
    "length-odd": "the lengths do not fit: {detail}",
    "runner-up-close": "another pairing is nearly as likely: {detail}",
    "weak-similarity": "the two sides are little alike ({detail})",
    "not-mutual": "{detail} is more alike",
    "shape-rare": "joins of {detail} segments are rare",
    "crosses-block": "it runs over the border of a paragraph ({detail})",
    "near-gap": "it stands next to {detail} without counterpart",
    "moved": "it stands elsewhere in the other text ({detail})",
    "may-belong": "it may belong to a pair beside it ({detail})",
}
"""Codes of reasons for doubt, and what they say in English."""


def describe(reason: Reason) -> str:
    """The reason in English words; an unknown code is given as it stands."""
    template = REASONS.get(reason.code, reason.code + " {detail}")
    return template.format(detail=reason.detail).strip()
