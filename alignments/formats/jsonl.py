"""JSON Lines: one bead per line with everything known of it; the lossless export for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from alignments.exports import ExportReport, ExportSettings, selected
from alignments.units import ReviewedBead

# Line ends to many readers, though not to JSON: written as escapes.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def bead_record(reviewed: ReviewedBead, settings: ExportSettings) -> dict[str, object]:
    """A bead as plain values: positions, texts, confidence, reasons, crossing, decision, edits."""
    bead, decision = reviewed.bead, reviewed.decision
    return {
        "id": reviewed.id,
        "source": list(bead.source),
        "target": list(bead.target),
        "source_text": reviewed.joined("source", settings.source_language),
        "target_text": reviewed.joined("target", settings.target_language),
        "source_segments": list(reviewed.source),
        "target_segments": list(reviewed.target),
        "confidence": bead.confidence,
        "reasons": [{"code": reason.code, "detail": reason.detail} for reason in bead.reasons],
        "crossing": bead.crossing,
        "state": decision.state,
        "null_reason": decision.null_reason or None,
        "reviewer": decision.reviewer or None,
        "decided_at": decision.decided_at.isoformat() if decision.decided_at else None,
        "note": decision.note or None,
        "edits": [
            {"side": edit.side, "position": edit.position, "printed": edit.printed}
            for edit in reviewed.edits
        ],
    }


def write_jsonl(
    out: BinaryIO, beads: Iterable[ReviewedBead], settings: ExportSettings
) -> ExportReport:
    """Write one JSON object per line, in the order given, null beads included; UTF-8."""
    report = ExportReport()
    for reviewed in selected(beads, settings, report, nulls=True):
        out.write(_line(bead_record(reviewed, settings)) + b"\n")
    return report


def _line(record: dict[str, object]) -> bytes:
    line = json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
    try:
        return line.encode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; as an escape JSON carries it unharmed.
        return json.dumps(record).encode("ascii")
