/** What is still open in a review, as the card at the end of the queue lists it. */
import type { Bead } from "../api/types";
import type { PresetId } from "./filters";
import { isDoubtful, isNull } from "./beads";

/** One line of a list: what it is about, how many pairs, and the filter that shows them. */
export interface ClosingItem<Id extends string> {
  readonly id: Id;
  readonly filter: PresetId;
  readonly of: (bead: Bead, threshold: number) => boolean;
}

const items = <Id extends string>(...all: ClosingItem<Id>[]): readonly ClosingItem<Id>[] => all;

/** What keeps a review from being finished; a line is shown where it counts any pair. */
export const OPEN = items(
  { id: "doubtful", filter: "doubtful", of: isDoubtful },
  { id: "proposed", filter: "proposed", of: (bead, threshold) => bead.state === "proposed" && !isDoubtful(bead, threshold) },
);

/** What may stay as it is, but deserves a look before the text goes out. */
export const WARNINGS = items({
  id: "reasonless",
  filter: "none",
  of: (bead) => bead.state === "confirmed" && isNull(bead) && bead.null_reason === null,
});

/** The lines of a list that count any pair, in its order. */
export function counted<Id extends string>(
  list: readonly ClosingItem<Id>[],
  rows: readonly Bead[],
  threshold: number,
): { item: ClosingItem<Id>; count: number }[] {
  return list
    .map((item) => ({ item, count: rows.reduce((sum, bead) => sum + Number(item.of(bead, threshold)), 0) }))
    .filter(({ count }) => count > 0);
}
