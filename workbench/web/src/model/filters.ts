/** Which rows are shown, and the queue of the doubtful ones. */
import type { Bead } from "../api/types";
import { isDoubtful } from "./beads";
import { EVERYTHING, type Facts, type Filter, sameFilter, testOf } from "./criteria";

export const FILTERS = ["all", "doubtful", "look", "commented", "proposed", "confirmed", "none", "uneven", "recheck"] as const;
/** A filter that has a button of its own. */
export type PresetId = (typeof FILTERS)[number];

export const PRESETS: Readonly<Record<PresetId, Filter>> = {
  all: EVERYTHING,
  doubtful: { ...EVERYTHING, chosen: ["doubtful"] },
  look: { ...EVERYTHING, chosen: ["secondLook"] },
  commented: { ...EVERYTHING, chosen: ["commented"] },
  proposed: { ...EVERYTHING, chosen: ["proposed"] },
  confirmed: { ...EVERYTHING, chosen: ["confirmed"] },
  none: { ...EVERYTHING, chosen: ["sourceAlone", "targetAlone"] },
  uneven: { ...EVERYTHING, chosen: ["sourceAlone", "targetAlone", "several"] },
  recheck: { ...EVERYTHING, chosen: ["recheck"] },
};

export const presetOf = (filter: Filter): PresetId | null => FILTERS.find((id) => sameFilter(PRESETS[id], filter)) ?? null;

/**
 * The rows a filter shows. A row in `kept` stays although it no longer passes: what was just decided
 * does not jump away from under the eyes; choosing the filter again lets it go.
 */
export function filtered(rows: readonly Bead[], filter: Filter, facts: Facts, kept: ReadonlySet<number>): readonly Bead[] {
  const test = testOf(filter, facts);
  return test === null ? rows : rows.filter((bead) => kept.has(bead.id) || test(bead));
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
