/** The map beside the grid: the rows gathered into a fixed number of stitches, top to bottom. */
import type { Bead } from "../api/types";
import { isEmpty, type Look, lookOf } from "./beads";

export interface Stitch {
  readonly look: Look;
  readonly confirmed: boolean;
  /** Which side has no text, if one has none. */
  readonly half: "source" | "target" | null;
}

/** What should be seen first wins where many rows share one stitch. */
const WEIGHT: Record<Look, number> = { doubtful: 4, look: 3.5, moved: 3, none: 2, sure: 1, confirmed: 0 };

export function stitches(rows: readonly Bead[], threshold: number, most: number): Stitch[] {
  const count = Math.min(most, rows.length);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * rows.length) / count);
    const to = Math.floor(((at + 1) * rows.length) / count);
    return gathered(rows, from, to, threshold);
  });
}

function gathered(rows: readonly Bead[], from: number, to: number, threshold: number): Stitch {
  let best: Stitch = { look: "confirmed", confirmed: true, half: null };
  let weight = -1;
  for (let at = from; at < to; at++) {
    const bead = rows[at];
    if (bead === undefined) break;
    const look = lookOf(bead, threshold);
    if (WEIGHT[look] <= weight) continue;
    weight = WEIGHT[look];
    const half = isEmpty(bead.source) ? "source" : isEmpty(bead.target) ? "target" : null;
    best = { look, confirmed: bead.state === "confirmed", half };
  }
  return best;
}
