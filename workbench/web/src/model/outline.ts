/** The sections of a text, from its headings, and how far each is reviewed. */
import type { Bead, Segment, Side } from "../api/types";
import { rowsHolding, type Tally, tally } from "./beads";

export interface Heading {
  readonly position: number;
  readonly level: number;
  readonly text: string;
}

export interface Section {
  readonly heading: Heading;
  readonly row: number;
  readonly bead: number;
  readonly tally: Tally;
}

export function headingsOf(segments: Iterable<Segment>, plain: (segment: Segment) => string): Heading[] {
  const found: Heading[] = [];
  for (const segment of segments) {
    if (segment.kind !== "heading") continue;
    const last = found.at(-1);
    const text = plain(segment).trim();
    if (!segment.first_of_block && last !== undefined) {
      found[found.length - 1] = { ...last, text: `${last.text} ${text}` };
    } else {
      found.push({ position: segment.position, level: segment.level || 1, text });
    }
  }
  return found.sort((a, b) => a.position - b.position);
}

/** One section a heading, in row order; what stands before the first heading has none. */
export function sectionsOf(rows: readonly Bead[], side: Side, headings: readonly Heading[], threshold: number): Section[] {
  const where = rowsHolding(rows, side, headings.map((heading) => heading.position));
  const placed = headings
    .flatMap((heading) => {
      const row = where.get(heading.position);
      return row === undefined ? [] : [{ heading, row }];
    })
    .sort((a, b) => a.row - b.row);
  return placed.map(({ heading, row }, at) => ({
    heading,
    row,
    bead: rows[row]?.id ?? 0,
    tally: tally(rows, threshold, row, placed[at + 1]?.row ?? rows.length),
  }));
}
