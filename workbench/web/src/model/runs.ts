/** A segment's text cut into runs that are set in one way each; spans mark, they never change a letter. */
import type { Span } from "../api/types";

/** How a run is set; several may hold at once. */
export type Mark = "completion" | "gloss" | "insertion" | "emphasis" | "number" | "same" | TermMark;
export type TermMark = "term-preferred" | "term-missing" | "term-forbidden" | "term-candidate";

/** How the editor's brackets are shown: as printed, read over, or left out with what they hold. */
export const BRACKETS = ["printed", "expanded", "stripped"] as const;
export type Brackets = (typeof BRACKETS)[number];

/** A stretch to light, beside what the spans mark; UTF-16 code units, half-open. */
export interface Lit {
  readonly start: number;
  readonly end: number;
  readonly mark?: Mark;
  /** The concept that a term names. */
  readonly concept?: number;
}

export type TextRun =
  | { readonly kind: "text"; readonly text: string; readonly marks: readonly Mark[]; readonly lit?: true; readonly concept?: number }
  | { readonly kind: "note"; readonly text: string; readonly label: string; readonly lit?: true }
  | { readonly kind: "page"; readonly text: string };

const MARKS: Partial<Record<Span["kind"], Mark>> = {
  completion: "completion",
  gloss: "gloss",
  insertion: "insertion",
  emphasis: "emphasis",
  note_number: "number",
};

const BRACKETED: ReadonlySet<Span["kind"]> = new Set<Span["kind"]>(["completion", "gloss", "insertion"]);

/**
 * Offsets count UTF-16 code units, as JavaScript does. Markup is left out of what is shown. A stretch
 * of `lit` gets its mark; where it has none, all that it touches is lit.
 */
export function textRuns(text: string, spans: readonly Span[], brackets: Brackets = "printed", lit: readonly Lit[] = []): TextRun[] {
  const inside = spans.filter((span) => span.start < span.end && span.end <= text.length);
  const lights = lit.filter((one) => one.start < one.end && one.end <= text.length);
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...inside, ...lights]) edges.add(start).add(end);
  if (brackets === "expanded") for (const span of inside.filter(isBracketed)) edges.add(span.start + 1).add(span.end - 1);
  const cuts = [...edges].sort((a, b) => a - b);
  const runs: TextRun[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, end] = [cuts[at] ?? 0, cuts[at + 1] ?? 0];
    const covering = inside.filter((span) => span.start <= start && span.end >= end);
    if (isHidden(covering, start, end, brackets)) continue;
    addRun(runs, text.slice(start, end), covering, start, lightsOver(lights, covering, start, end));
  }
  return brackets === "stripped" ? closedUp(runs) : runs;
}

const isBracketed = (span: Span): boolean => BRACKETED.has(span.kind);

/** Whether a stretch is a bracket that is read over, or stands within one that is left out. */
function isHidden(covering: readonly Span[], start: number, end: number, brackets: Brackets): boolean {
  if (brackets === "printed") return false;
  return covering.some((span) => isBracketed(span) && (brackets === "stripped" || start === span.start || end === span.end));
}

/** Where words were left out, two blanks are one, and none stands before a full stop. */
function closedUp(runs: readonly TextRun[]): TextRun[] {
  const closed: TextRun[] = [];
  for (const run of runs) {
    const before = closed.at(-1);
    if (run.kind === "text" && before?.kind === "text" && before.text.endsWith(" ")) {
      if (/^[\s,.;:!?…)»”]/u.test(run.text)) closed[closed.length - 1] = { ...before, text: before.text.trimEnd() };
    }
    closed.push(run);
  }
  return closed.filter((run) => run.text !== "");
}

interface Light {
  readonly marks: readonly Mark[];
  readonly lit?: true;
  readonly concept?: number;
}

function lightsOver(lights: readonly Lit[], covering: readonly Span[], start: number, end: number): Light {
  const atomic = covering.find(isAtomic);
  const [from, to] = atomic === undefined ? [start, end] : [atomic.start, atomic.end];
  const marks = lights.flatMap((one) => (one.mark !== undefined && one.start <= start && one.end >= end ? [one.mark] : []));
  const term = lights.find((one) => one.concept !== undefined && one.start <= start && one.end >= end);
  const light = term?.concept === undefined ? { marks } : { marks, concept: term.concept };
  return lights.some((one) => one.mark === undefined && one.start < to && from < one.end) ? { ...light, lit: true } : light;
}

const isAtomic = (span: Span): boolean => span.kind === "note_mark" || span.kind === "page_break";

function addRun(runs: TextRun[], text: string, covering: readonly Span[], start: number, { marks: own, concept, ...lit }: Light): void {
  const atomic = covering.find(isAtomic);
  if (atomic !== undefined) {
    if (atomic.start !== start) return; // the rest of a mark that another span cuts
    runs.push(atomic.kind === "note_mark" ? { kind: "note", text, label: atomic.label, ...lit } : { kind: "page", text });
    return;
  }
  if (covering.some((span) => span.kind === "markup")) return;
  const marks = covering.flatMap((span) => MARKS[span.kind] ?? []);
  runs.push({ kind: "text", text, marks: [...new Set([...marks, ...own])], ...lit, ...(concept === undefined ? {} : { concept }) });
}

/** A segment's words as a reader sees them: without markup, note marks and page breaks. */
export function plainText(segment: { readonly text: string; readonly spans: readonly Span[] }): string {
  const shown = textRuns(segment.text, segment.spans).filter((run) => run.kind === "text");
  return shown.map((run) => run.text).join("").replace(/\s+/g, " ").trim();
}
