/** A found text cut into what is marked and what is not. */
import type { Kwic } from "../api/types";

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Marks are in order; those that overlap, as of two words in one, are taken for what is left of them. */
export function pieces(kwic: Kwic): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const [from, to] of kwic.marks) {
    const start = Math.max(from, end);
    if (to <= start) continue;
    if (start > end) found.push({ text: kwic.text.slice(end, start), found: false });
    found.push({ text: kwic.text.slice(start, to), found: true });
    end = to;
  }
  if (end < kwic.text.length) found.push({ text: kwic.text.slice(end), found: false });
  return found;
}
