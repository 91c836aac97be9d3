/** The numbers of the notes that some segments call, each once, in the order of the calls. */
import type { Segment } from "../api/types";

export function calledNotes(segments: readonly Pick<Segment, "spans">[]): string[] {
  const marks = segments.flatMap((segment) => segment.spans.filter((span) => span.kind === "note_mark" && span.label !== ""));
  return [...new Set(marks.map((mark) => mark.label))];
}
