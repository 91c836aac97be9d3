/**
 * The map of the alignment: what a strip of some height can show of any number of rows.
 *
 * Rows go down the left edge in their order; on the right edge a row stands where its translation does, so
 * that a pair in its place is a level thread of the band and a moved one a strand that crosses it. A line of
 * pixels that many rows share is filled by what most of them are; doubts do not drown in that, they are marks
 * of their own.
 */
import type { Bead } from "../api/types";
import { isDoubtful, isEmpty, isNull } from "./beads";

/** How a stretch of the band is filled; "source" and "target" are texts that stand alone on that side. */
export const FILLINGS = ["confirmed", "sure", "doubtful", "source", "target"] as const;
export type Filling = (typeof FILLINGS)[number];

/** All lengths are pixels from the top of the strip. */
export interface BandMap {
  /** Where the last row ends. */
  readonly height: number;
  readonly stretches: readonly { readonly filling: Filling; readonly from: number; readonly to: number }[];
  /** Doubtful places: where, how many rows are doubtful there, and which share of the rows there that is. */
  readonly marks: readonly { readonly y: number; readonly count: number; readonly share: number }[];
  /** Moved rows, gathered: from this height on the left to that on the right. */
  readonly strands: readonly { readonly left: number; readonly right: number }[];
}

/** The most that one row takes, so that a short text does not become a few blocks. */
const TALLEST_ROW = 14;
/** Doubts nearer than this are one mark. */
const MARK_STEP = 7;
/** Rows at least this tall are set off from each other. */
const SET_OFF = 4;
/** Strands nearer than this at both ends are one. */
const STRAND_STEP = 3;
/** More than a strip has steps: two of them make one number. */
const SPREAD = 100_000;

/** The height that so many rows take in a strip of `height` pixels. */
export const bandHeight = (rows: number, height: number): number => Math.max(0, Math.min(height, rows * TALLEST_ROW));

export function bandMap(rows: readonly Bead[], threshold: number, height: number): BandMap {
  const tall = bandHeight(rows.length, height);
  const scale = rows.length === 0 ? 0 : tall / rows.length;
  return {
    height: tall,
    stretches: scale >= SET_OFF ? singly(rows, threshold, scale) : gathered(rows, threshold, scale),
    marks: marksOf(rows, threshold, scale, tall),
    strands: strandsOf(rows, scale),
  };
}

function marksOf(rows: readonly Bead[], threshold: number, scale: number, tall: number): BandMap["marks"] {
  const counts = new Uint32Array(Math.ceil(tall / MARK_STEP) + 1);
  for (let at = 0; at < rows.length; at++) {
    const bead = rows[at];
    if (bead === undefined || !isDoubtful(bead, threshold)) continue;
    const step = Math.floor(((at + 0.5) * scale) / MARK_STEP);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  const most = Math.max(1, MARK_STEP / scale);
  return [...counts].flatMap((count, step) => (count === 0 ? [] : [{ y: markHeight(step, scale, tall), count, share: Math.min(1, count / most) }]));
}

/** In the middle of its step, but of its row where rows are taller than steps. */
function markHeight(step: number, scale: number, tall: number): number {
  const middle = (step + 0.5) * MARK_STEP;
  return Math.min(tall, scale > MARK_STEP ? (Math.floor(middle / scale) + 0.5) * scale : middle);
}

function fillingOf(bead: Bead, threshold: number): Filling {
  if (isEmpty(bead.target)) return "source";
  if (isEmpty(bead.source)) return "target";
  if (bead.state === "confirmed") return "confirmed";
  return isDoubtful(bead, threshold) ? "doubtful" : "sure";
}

function singly(rows: readonly Bead[], threshold: number, scale: number): BandMap["stretches"] {
  return rows.map((bead, at) => ({ filling: fillingOf(bead, threshold), from: at * scale + 0.5, to: (at + 1) * scale - 0.5 }));
}

/** Line by line what most of its rows are; equal lines that follow each other are one stretch. */
function gathered(rows: readonly Bead[], threshold: number, scale: number): BandMap["stretches"] {
  const found: { filling: Filling; from: number; to: number }[] = [];
  for (let line = 0, row = 0; row < rows.length; line++) {
    const end = Math.min(rows.length, Math.max(row + 1, Math.floor((line + 1) / scale)));
    const filling = mostly(rows, row, end, threshold);
    const last = found.at(-1);
    if (last?.filling === filling) last.to = end * scale;
    else found.push({ filling, from: row * scale, to: end * scale });
    row = end;
  }
  return found;
}

function mostly(rows: readonly Bead[], from: number, to: number, threshold: number): Filling {
  const counts: Record<Filling, number> = { confirmed: 0, sure: 0, doubtful: 0, source: 0, target: 0 };
  for (let at = from; at < to; at++) {
    const bead = rows[at];
    if (bead !== undefined) counts[fillingOf(bead, threshold)]++;
  }
  return FILLINGS.reduce((best, one) => (counts[one] > counts[best] ? one : best));
}

function strandsOf(rows: readonly Bead[], scale: number): BandMap["strands"] {
  const [moved, inPlace]: [number[], number[]] = [[], []];
  for (let at = 0; at < rows.length; at++) {
    const bead = rows[at];
    if (bead !== undefined && !isNull(bead)) (bead.crossing ? moved : inPlace).push(at);
  }
  const found = new Map<number, { left: number; right: number }>();
  for (const at of moved) {
    const left = (at + 0.5) * scale;
    const right = whereInTranslation(rows, inPlace, rows[at]?.target[0] ?? 0) * scale;
    const place = Math.floor(left / STRAND_STEP) * SPREAD + Math.floor(right / STRAND_STEP);
    if (!found.has(place)) found.set(place, { left, right });
  }
  return [...found.values()];
}

/** Before which row of those in their place a translation stands. */
function whereInTranslation(rows: readonly Bead[], inPlace: readonly number[], target: number): number {
  let [low, high] = [0, inPlace.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[inPlace[middle] ?? 0]?.target[0] ?? Infinity) < target) low = middle + 1;
    else high = middle;
  }
  return inPlace[low] ?? rows.length;
}
