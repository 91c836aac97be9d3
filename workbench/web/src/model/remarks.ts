/** What people say about pairs: who is named, where it stands, which rows an old act was about. */
import type { Bead, Comment, HistoryEntry, Run, Side } from "../api/types";
import { SIDES } from "../api/types";

/** "AK" for Anna Karenina, "An" for Anna; the server's name for a person without one stays. */
export function initials(name: string): string {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  if (name === "you" || parts.length === 0) return name;
  const [first = "", ...rest] = parts;
  const last = rest.at(-1);
  return last === undefined ? [...first].slice(0, 2).join("") : `${[...first][0] ?? ""}${[...last][0] ?? ""}`.toUpperCase();
}

export interface Said {
  readonly text: string;
  readonly isName: boolean;
}

/** A comment's text in runs: `@name` where a word begins with it. */
export function mentions(text: string): Said[] {
  return text
    .split(/((?<![\p{L}\p{N}@])@[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)/u)
    .map((part, at) => ({ text: part, isName: at % 2 === 1 }))
    .filter((part) => part.text !== "");
}

export const placeKey = (side: Side, position: number): string => `${side}:${position}`;

/** Comments by the place of their segment; those whose segment is no more have none. */
export function byPlace(comments: Iterable<Comment>): Map<string, Comment[]> {
  const found = new Map<string, Comment[]>();
  for (const comment of comments) {
    if (comment.side === null || comment.position === null) continue;
    const key = placeKey(comment.side, comment.position);
    found.set(key, [...(found.get(key) ?? []), comment]);
  }
  return found;
}

/** The comments at the segments of a pair, oldest first. */
export function commentsOf(places: ReadonlyMap<string, readonly Comment[]>, bead: Bead): Comment[] {
  const found: Comment[] = [];
  for (const side of SIDES) {
    for (let position = bead[side][0]; position < bead[side][1]; position++) found.push(...(places.get(placeKey(side, position)) ?? []));
  }
  return found.sort((a, b) => a.id - b.id);
}

/** The row of each segment, by side: as many numbers as there are segments. */
export type RowsOf = Record<Side, Int32Array>;

export function rowsOf(rows: readonly Bead[]): RowsOf {
  const size = (side: Side): number => rows.reduce((most, bead) => Math.max(most, bead[side][1]), 0);
  const found: RowsOf = { source: new Int32Array(size("source")).fill(-1), target: new Int32Array(size("target")).fill(-1) };
  rows.forEach((bead, row) => {
    for (const side of SIDES) found[side].fill(row, bead[side][0], bead[side][1]);
  });
  return found;
}

/** The first and last of the rows that hold these stretches now; null where none does. */
export function rowsTouched(where: RowsOf, source: Run | null, target: Run | null): readonly [number, number] | null {
  let [first, last] = [Infinity, -1];
  for (const [side, run] of [["source", source], ["target", target]] as const) {
    if (run === null) continue;
    for (const row of where[side].subarray(run[0], run[1])) {
      if (row < 0) continue;
      first = Math.min(first, row);
      last = Math.max(last, row);
    }
  }
  return last < 0 ? null : [first, last];
}

/** Whether an entry was about the whole alignment, not about some pairs. */
export const isWhole = (entry: HistoryEntry): boolean => entry.act === "align" || entry.act === "restore";
