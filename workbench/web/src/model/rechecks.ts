/** Decisions that a revision touched, and the pairs that now stand for them. */
import { type Bead, type Recheck, type Segment, SIDES } from "../api/types";
import { textRuns } from "./runs";

/** Whether nothing of it is left in either text. */
export const isGone = (item: Recheck): boolean => SIDES.every((side) => item[side].positions.length === 0);

/** The touched decisions by the position of each segment that stands for them, for both sides. */
export class RecheckIndex {
  readonly #at = { source: new Map<number, Recheck[]>(), target: new Map<number, Recheck[]>() };

  constructor(items: readonly Recheck[]) {
    for (const item of items) {
      for (const side of SIDES) {
        for (const position of item[side].positions) {
          const known = this.#at[side].get(position);
          if (known === undefined) this.#at[side].set(position, [item]);
          else known.push(item);
        }
      }
    }
  }

  /** Those that a pair stands for. */
  of(bead: Bead): Recheck[] {
    const found = new Set<Recheck>();
    for (const side of SIDES) {
      for (let position = bead[side][0]; position < bead[side][1]; position++) {
        for (const item of this.#at[side].get(position) ?? []) found.add(item);
      }
    }
    return [...found];
  }
}

/** A segment's words as they are compared: as edited, else as printed without markup, note marks and note numbers. */
export function comparedWords(segment: Segment): string {
  if (segment.edited_text !== null) return segment.edited_text;
  const runs = textRuns(segment.text, segment.spans);
  const said = runs.filter((run) => run.kind === "text" && !run.marks.includes("number"));
  return said.map((run) => run.text).join("").replace(/\s+/g, " ").trim();
}
