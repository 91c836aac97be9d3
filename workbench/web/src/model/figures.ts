/** What the confidences of an alignment say together: how they are spread, and what a threshold would do. */
import type { Bead } from "../api/types";
import { isDoubtful } from "./beads";

/** How many errors are expected among the pairs not confirmed: the sum of 1 - confidence, null beads too. */
export function expectedWrong(rows: readonly Bead[]): number {
  let sum = 0;
  for (const bead of rows) if (bead.state !== "confirmed" && bead.confidence !== null) sum += 1 - bead.confidence;
  return sum;
}

/** What a threshold parts: proposed pairs trusted unseen with the errors expected in them, and those to look at. */
export interface Parting {
  readonly above: number;
  readonly wrongAbove: number;
  readonly below: number;
  readonly wrongBelow: number;
}

export function partedAt(rows: readonly Bead[], threshold: number): Parting {
  const found = { above: 0, wrongAbove: 0, below: 0, wrongBelow: 0 };
  for (const bead of rows) {
    if (bead.state !== "proposed") continue;
    const wrong = bead.confidence === null ? 0 : 1 - bead.confidence;
    if (isDoubtful(bead, threshold)) {
      found.below++;
      found.wrongBelow += wrong;
    } else {
      found.above++;
      found.wrongAbove += wrong;
    }
  }
  return found;
}

export const BARS = 20;

/** A bar of the histogram: how many pairs of that confidence are decided, and how many are not. */
export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  confirmed: number;
  proposed: number;
}

/** Pairs by confidence in bars of equal width; pairs that a person cut have none and are in no bar. */
export function histogram(rows: readonly Bead[]): HistogramBar[] {
  const bars = Array.from({ length: BARS }, (_, at) => ({ from: at / BARS, to: (at + 1) / BARS, confirmed: 0, proposed: 0 }));
  for (const bead of rows) {
    if (bead.confidence === null) continue;
    const bar = bars[barOf(bead.confidence)];
    if (bar !== undefined) bar[bead.state === "confirmed" ? "confirmed" : "proposed"]++;
  }
  return bars;
}

/** A confidence on the border of two bars is in the upper one, as it is not below a threshold there. */
export function barOf(confidence: number): number {
  const at = Math.min(BARS - 1, Math.floor(confidence * BARS));
  // 0.15 * 20 is a little less than 3 for a computer.
  return at + 1 < BARS && (at + 1) / BARS <= confidence ? at + 1 : at;
}
