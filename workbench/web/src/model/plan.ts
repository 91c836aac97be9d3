/** The alignment as a plan: across, where a pair stands in the original; down, where in the translation. */
import type { Bead, Run } from "../api/types";
import { isDoubtful, isEmpty } from "./beads";
import type { Filling } from "./map";

/** A square of the plan, in cells from its upper left corner, and what most of its pairs are. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly filling: Filling | "moved";
}

export interface Sizes {
  readonly source: number;
  readonly target: number;
}

/** What is seen where several pairs share a cell: the rarer, the more in need of eyes. */
const WEIGHT: Record<Cell["filling"], number> = { sure: 0, confirmed: 1, target: 2, source: 3, moved: 4, doubtful: 5 };

function fillingOf(bead: Bead, threshold: number): Cell["filling"] {
  if (isDoubtful(bead, threshold)) return "doubtful";
  if (isEmpty(bead.target)) return "source";
  if (isEmpty(bead.source)) return "target";
  if (bead.crossing) return "moved";
  return bead.state === "confirmed" ? "confirmed" : "sure";
}

const share = (position: number, size: number): number => (size === 0 ? 0 : position / size);

/** The cells that hold something, `side` cells a side; texts that stand alone are where their neighbours are. */
export function planOf(rows: readonly Bead[], threshold: number, sizes: Sizes, side: number): Cell[] {
  const found = new Map<number, Cell>();
  for (const bead of rows) {
    const x = Math.min(side - 1, Math.floor(share(bead.source[0], sizes.source) * side));
    const y = Math.min(side - 1, Math.floor(share(bead.target[0], sizes.target) * side));
    const cell = { x, y, filling: fillingOf(bead, threshold) };
    const there = found.get(y * side + x);
    if (there === undefined || WEIGHT[cell.filling] > WEIGHT[there.filling]) found.set(y * side + x, cell);
  }
  return [...found.values()];
}

const middle = (run: Run): number => (run[0] + run[1]) / 2;

/** The row nearest to a point of the plan, which is given by its shares of both texts; null for no rows. */
export function rowNear(rows: readonly Bead[], sizes: Sizes, across: number, down: number): number | null {
  const reach = 0.02 * sizes.source + 1;
  const [from, to] = [firstFrom(rows, across * sizes.source - reach), firstFrom(rows, across * sizes.source + reach)];
  let best: number | null = null;
  let least = Infinity;
  for (let at = Math.max(0, from - 1); at <= Math.min(to, rows.length - 1); at++) {
    const bead = rows[at];
    if (bead === undefined) break;
    const far = Math.hypot(share(middle(bead.source), sizes.source) - across, share(middle(bead.target), sizes.target) - down);
    if (far < least) [best, least] = [at, far];
  }
  return best;
}

/** The first row whose original stands at this position or later. */
function firstFrom(rows: readonly Bead[], position: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.source[0] ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
