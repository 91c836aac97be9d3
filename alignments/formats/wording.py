"""The words that files for people carry beside the texts: why a side is empty, what is proposed."""

from __future__ import annotations

from alignments.doubt import describe
from alignments.units import ReviewedBead

NULL_REASONS: dict[str, str] = {
    "omitted": "left out by the translator",
    "added": "added by the translator",
    "editor": "the editor's text",
    "note": "only a note",
    "unclear": "unclear",
}
"""Codes of reasons why a bead has one side only, and what they say."""


def why_empty(reviewed: ReviewedBead) -> str:
    """What stands in place of a side without segments."""
    reason = reviewed.decision.null_reason
    if reason:
        return f"No counterpart: {NULL_REASONS.get(reason, reason)}"
    if reviewed.is_confirmed:
        return "No counterpart; no reason given"
    return "No counterpart found (not confirmed)"


def reasons_in_words(reviewed: ReviewedBead) -> str:
    """Why a side is empty and why the bead is doubted, parted by "; "; "" where nothing is said."""
    null_reason = reviewed.decision.null_reason
    empty = [NULL_REASONS.get(null_reason, null_reason)] if null_reason else []
    return "; ".join(empty + [describe(reason) for reason in reviewed.bead.reasons])


def standing(reviewed: ReviewedBead) -> str:
    """ "confirmed", "proposed, 87 %", "proposed": what was decided, and how sure the machine is."""
    confidence = reviewed.bead.confidence
    if reviewed.is_confirmed or confidence is None:
        return reviewed.decision.state
    # Rounded down: a proposal is never said to be surer than it is.
    return f"{reviewed.decision.state}, {int(confidence * 100)}\u00a0%"
