/** Beads as the page sees them: their order, their shape, what is left to do about them. */
import type { Bead, Run, Side } from "../api/types";

/** What a bead looks like: the one word, icon and colour that stand on its spine. */
export type Look = "confirmed" | "sure" | "doubtful" | "none" | "moved" | "look";

export interface Patch {
  readonly removed: readonly number[];
  readonly beads: readonly Bead[];
}

export interface Tally {
  confirmed: number;
  sure: number;
  doubtful: number;
  none: number;
  /** Somebody asks that they be looked at again. */
  look: number;
}

export const runLength = (run: Run): number => run[1] - run[0];
export const isEmpty = (run: Run): boolean => run[0] === run[1];
export const isNull = (bead: Bead): boolean => isEmpty(bead.source) || isEmpty(bead.target);
export const shape = (bead: Pick<Bead, Side>): string => `${runLength(bead.source)}:${runLength(bead.target)}`;
export const otherSide = (side: Side): Side => (side === "source" ? "target" : "source");

/** The order of rows: by source, then by target, then by id, as the server orders them. */
export function compareBeads(a: Bead, b: Bead): number {
  return (
    a.source[0] - b.source[0] ||
    a.source[1] - b.source[1] ||
    a.target[0] - b.target[0] ||
    a.target[1] - b.target[1] ||
    a.id - b.id
  );
}

/** Where `bead` stands, or would stand, in ordered rows. */
export function placeOf(rows: readonly Bead[], bead: Bead): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other !== undefined && compareBeads(other, bead) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The rows after a change: `removed` go, `beads` come in or replace the one with their id.
 *
 * `known` gives the bead that stands in the rows under an id; so 50,000 rows are never searched.
 */
export function applyPatch(rows: readonly Bead[], patch: Patch, known: (id: number) => Bead | undefined): Bead[] {
  const changed = [...rows];
  const moved = patch.beads.filter((bead) => !replaceInPlace(changed, bead, known(bead.id)));
  // What is removed may come back under its id in the same patch.
  const back = new Set(patch.beads.map((bead) => bead.id));
  for (const id of [...patch.removed.filter((gone) => !back.has(gone)), ...moved.map((bead) => bead.id)]) {
    const old = known(id);
    const at = old === undefined ? -1 : placeOf(changed, old);
    if (at >= 0 && changed[at]?.id === id) changed.splice(at, 1);
  }
  for (const bead of moved) changed.splice(placeOf(changed, bead), 0, bead);
  return changed;
}

/** A bead that keeps its runs keeps its place: 25,000 confirmed at once shift no row. */
function replaceInPlace(rows: Bead[], bead: Bead, old: Bead | undefined): boolean {
  if (old === undefined || compareBeads(old, bead) !== 0) return false;
  const at = placeOf(rows, old);
  if (rows[at]?.id !== bead.id) return false;
  rows[at] = bead;
  return true;
}

/** Proposed and too uncertain to be left alone, a missing counterpart too; what a person cut anew counts as such. */
export function isDoubtful(bead: Bead, threshold: number): boolean {
  return bead.state === "proposed" && (bead.confidence ?? 0) < threshold;
}

export function lookOf(bead: Bead, threshold: number): Look {
  if (bead.state === "second_look") return "look";
  if (isDoubtful(bead, threshold)) return "doubtful";
  if (isNull(bead)) return "none";
  if (bead.state === "confirmed") return "confirmed";
  return bead.crossing ? "moved" : "sure";
}

/** How many beads are in which state, counted as the server counts them. */
export function tally(rows: readonly Bead[], threshold: number, from = 0, to = rows.length): Tally {
  const counts: Tally = { confirmed: 0, sure: 0, doubtful: 0, none: 0, look: 0 };
  for (let index = from; index < to; index++) {
    const bead = rows[index];
    if (bead === undefined) break;
    if (bead.state === "confirmed") counts.confirmed++;
    else if (bead.state === "second_look") counts.look++;
    else if (isDoubtful(bead, threshold)) counts.doubtful++;
    else if (isNull(bead)) counts.none++;
    else counts.sure++;
  }
  return counts;
}

/** Which bead holds each of the asked segment positions of one side: the index of its row. */
export function rowsHolding(rows: readonly Bead[], side: Side, positions: readonly number[]): Map<number, number> {
  const asked = new Set(positions);
  const found = new Map<number, number>();
  rows.forEach((bead, index) => {
    const run = bead[side];
    for (let position = run[0]; position < run[1]; position++) {
      if (asked.has(position)) found.set(position, index);
    }
  });
  return found;
}
