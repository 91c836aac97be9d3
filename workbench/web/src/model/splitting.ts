/** Where a bead is cut in two: the boundaries offered, and the one that is likely meant. */
import type { Bead } from "../api/types";
import { runLength } from "./beads";
import { canSplit } from "./prediction";

export interface Cut {
  readonly source: number;
  readonly target: number;
}

/** The cut whose two parts have the most alike share of the text on both sides. */
export function likelyCut(bead: Bead, sourceLengths: readonly number[], targetLengths: readonly number[]): Cut {
  const [s, t] = [shares(sourceLengths), shares(targetLengths)];
  let best: Cut = { source: runLength(bead.source), target: 0 };
  let least = Infinity;
  for (let source = 0; source < s.length; source++) {
    for (let target = 0; target < t.length; target++) {
      const cost = costOf(s[source] ?? 0, t[target] ?? 0, s.length > 1, t.length > 1);
      if (cost < least && canSplit(bead, source, target)) {
        least = cost;
        best = { source, target };
      }
    }
  }
  return best;
}

/** The next cut from `from` that can be made, moving one boundary by `step`; `from` if none can. */
export function movedCut(bead: Bead, from: Cut, side: "source" | "target", step: number): Cut {
  const cut = { ...from, [side]: from[side] + step };
  return canSplit(bead, cut.source, cut.target) ? cut : from;
}

/** Shares of the text before each boundary: 0, ..., 1. */
function shares(lengths: readonly number[]): number[] {
  const total = lengths.reduce((sum, length) => sum + length, 0) || 1;
  let sum = 0;
  return [0, ...lengths.map((length) => (sum += length) / total)];
}

/** Unequal shares cost, a part without one side costs more; of equals, the later cut of the source. */
function costOf(source: number, target: number, hasSource: boolean, hasTarget: boolean): number {
  if (!hasSource) return Math.abs(target - 0.5);
  if (!hasTarget) return Math.abs(source - 0.5);
  const oneSided = (source === 0) !== (target === 0) || (source === 1) !== (target === 1);
  return Math.abs(source - target) + (oneSided ? 1 : 0) + 0.01 * Math.abs(source - 0.5) - 0.001 * source;
}
