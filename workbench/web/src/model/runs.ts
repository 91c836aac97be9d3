/** A segment's text cut into runs that are set in one way each; spans mark, they never change a letter. */
import type { Span } from "../api/types";
import type { Lit } from "./findings";

/** How a run is set; several may hold at once. */
export type Mark = "completion" | "gloss" | "insertion" | "emphasis" | "number";

export type TextRun =
  | { readonly kind: "text"; readonly text: string; readonly marks: readonly Mark[]; readonly lit?: true }
  | { readonly kind: "note"; readonly text: string; readonly label: string; readonly lit?: true }
  | { readonly kind: "page"; readonly text: string };

const MARKS: Partial<Record<Span["kind"], Mark>> = {
  completion: "completion",
  gloss: "gloss",
  insertion: "insertion",
  emphasis: "emphasis",
  note_number: "number",
};

/** Offsets count UTF-16 code units, as JavaScript does. Markup is left out of what is shown; what overlaps `lit` is lit. */
export function textRuns(text: string, spans: readonly Span[], lit: readonly Lit[] = []): TextRun[] {
  const inside = spans.filter((span) => span.start < span.end && span.end <= text.length);
  const edges = new Set([0, text.length]);
  const shining = lit.filter((one) => one.end <= text.length); // else the text is no longer the one that was checked
  for (const span of [...inside, ...shining]) edges.add(span.start).add(span.end);
  const cuts = [...edges].sort((a, b) => a - b);
  const runs: TextRun[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, end] = [cuts[at] ?? 0, cuts[at + 1] ?? 0];
    const covering = inside.filter((span) => span.start <= start && span.end >= end);
    const atomic = covering.find((span) => span.kind === "note_mark" || span.kind === "page_break");
    const [from, to] = atomic === undefined ? [start, end] : [atomic.start, atomic.end];
    const isLit = shining.some((one) => one.start < to && from < one.end);
    addRun(runs, text.slice(start, end), covering, start, isLit ? LIT : {});
  }
  return runs;
}

const LIT = { lit: true } as const;

function addRun(runs: TextRun[], text: string, covering: readonly Span[], start: number, lit: { lit?: true }): void {
  const atomic = covering.find((span) => span.kind === "note_mark" || span.kind === "page_break");
  if (atomic !== undefined) {
    if (atomic.start !== start) return; // the rest of a mark that another span cuts
    runs.push(atomic.kind === "note_mark" ? { kind: "note", text, label: atomic.label, ...lit } : { kind: "page", text });
    return;
  }
  if (covering.some((span) => span.kind === "markup")) return;
  const marks = covering.flatMap((span) => MARKS[span.kind] ?? []);
  runs.push({ kind: "text", text, marks: [...new Set(marks)], ...lit });
}

/** A segment's words as a reader sees them: without markup, note marks and page breaks. */
export function plainText(segment: { readonly text: string; readonly spans: readonly Span[] }): string {
  const shown = textRuns(segment.text, segment.spans).filter((run) => run.kind === "text");
  return shown.map((run) => run.text).join("").replace(/\s+/g, " ").trim();
}
