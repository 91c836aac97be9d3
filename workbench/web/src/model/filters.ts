/** Which rows are shown, and the queue of the doubtful ones. */
import type { Bead } from "../api/types";
import { isDoubtful, isNull, runLength } from "./beads";

export const FILTERS = ["all", "doubtful", "proposed", "confirmed", "none", "uneven"] as const;
/** Those that every alignment has, and the one of a new version. */
export type Filter = (typeof FILTERS)[number] | "recheck";

export function passes(bead: Bead, filter: Filter, threshold: number): boolean {
  switch (filter) {
    case "all":
      return true;
    case "doubtful":
      return isDoubtful(bead, threshold);
    case "proposed":
      return bead.state === "proposed";
    case "confirmed":
      return bead.state === "confirmed";
    case "none":
      return isNull(bead);
    case "uneven":
      return runLength(bead.source) !== 1 || runLength(bead.target) !== 1;
    case "recheck":
      return false; // a bead alone does not tell what was decided before
  }
}

/**
 * The rows a filter shows. A row in `kept` stays although it no longer passes: what was just decided
 * does not jump away from under the eyes; choosing the filter again lets it go.
 */
export function filtered(rows: readonly Bead[], filter: Filter, threshold: number, kept: ReadonlySet<number>): readonly Bead[] {
  if (filter === "all") return rows;
  return rows.filter((bead) => kept.has(bead.id) || passes(bead, filter, threshold));
}

/** The index of the next row that passes, from `from` (exclusive) on, around the end if asked. */
export function nextPassing(
  rows: readonly Bead[],
  from: number,
  step: 1 | -1,
  test: (bead: Bead) => boolean,
  around = false,
): number | null {
  for (let count = 1; count <= rows.length; count++) {
    let at = from + step * count;
    if (at < 0 || at >= rows.length) {
      if (!around) return null;
      at = (at + rows.length * 2) % rows.length;
    }
    const bead = rows[at];
    if (bead !== undefined && test(bead)) return at;
  }
  return null;
}

export const isDoubtfulAt =
  (threshold: number) =>
  (bead: Bead): boolean =>
    isDoubtful(bead, threshold);

/** The indexes of the doubtful rows, in order. */
export function doubtfulRows(rows: readonly Bead[], threshold: number): number[] {
  const found: number[] = [];
  rows.forEach((bead, at) => {
    if (isDoubtful(bead, threshold)) found.push(at);
  });
  return found;
}

/** "Doubtful 2 of 7": how many of the ascending `indexes` stand at or before `index`. */
export function placeInQueue(indexes: readonly number[], index: number): number {
  let low = 0;
  let high = indexes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((indexes[middle] ?? Infinity) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}
