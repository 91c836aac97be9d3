/** Values made for the tests. */
import type { Bead, Run, Segment } from "../api/types";

export function bead(id: number, source: Run, target: Run, other: Partial<Bead> = {}): Bead {
  return {
    id,
    version: 1,
    source,
    target,
    state: "proposed",
    confidence: 0.9,
    reasons: [],
    crossing: false,
    origin: "machine",
    null_reason: null,
    reviewer: null,
    decided_at: null,
    note: null,
    ...other,
  };
}

export function segment(position: number, text: string, other: Partial<Segment> = {}): Segment {
  return {
    id: position + 100,
    position,
    version: 1,
    text,
    edited_text: null,
    kind: "paragraph",
    stream: "body",
    level: 0,
    number: "",
    block: position,
    first_of_block: true,
    spans: [],
    ...other,
  };
}
