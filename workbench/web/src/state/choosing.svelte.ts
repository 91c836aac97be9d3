/** Several pairs at once: a run chosen row by row, and all that is sure up to the row in hand. */
import type { Bead } from "../api/types";
import { placeOf } from "../model/beads";
import { nextPassing } from "../model/filters";
import { expectedWrong, sureUpTo } from "../model/recutting";
import { words } from "../text/words.svelte";
import type { Review } from "./review.svelte";

/** A request names each of its rows; the server takes so many. */
export const MOST_AT_ONCE = 2_000;

export class Choosing {
  /** The pair where the run was begun. */
  #anchor = $state<number | null>(null);
  #extending = false;

  /** Indexes among the shown rows, from and to, both within; null while only the row in hand is chosen. */
  readonly range = $derived.by((): readonly [number, number] | null => {
    const { visible, rows, index, live } = this.review;
    const bead = this.#anchor === null ? undefined : live.ledger.get(this.#anchor);
    if (bead === undefined || index < 0) return null;
    const at = visible === rows ? placeOf(rows, bead) : visible.indexOf(bead);
    return at < 0 || at === index ? null : [Math.min(at, index), Math.max(at, index)];
  });

  /** What "all sure up to here" would confirm. */
  readonly sure = $derived.by((): { beads: readonly Bead[]; wrong: number } => {
    const { current, rows, threshold, mode } = this.review;
    const beads = current === undefined || mode.kind !== "sure" ? [] : sureUpTo(rows, current, threshold);
    return { beads, wrong: expectedWrong(beads) };
  });

  constructor(readonly review: Review) {}

  holds(index: number): boolean {
    return this.range !== null && this.range[0] <= index && index <= this.range[1];
  }

  extend(step: 1 | -1): void {
    this.#anchor ??= this.review.currentId;
    this.#extending = true;
    this.review.move(step);
    this.#extending = false;
    const [from, to] = this.range ?? [0, 0];
    this.review.said = words().recutting.run.chosen(to - from + 1);
  }

  /** Another row was taken in hand: unless by extending, the run is let go. */
  moved(): void {
    if (!this.#extending) this.#anchor = null;
  }

  /** Let the run go. */
  clear(): void {
    this.#anchor = null;
    this.review.said = words().recutting.run.let;
  }

  renamed(ids: ReadonlyMap<number, number>): void {
    if (this.#anchor !== null) this.#anchor = ids.get(this.#anchor) ?? this.#anchor;
  }

  /** Confirm the run; false where none is chosen. */
  confirm(): boolean {
    if (this.range === null) return false;
    const [from, to] = this.range;
    const { review } = this;
    const { run } = words().recutting;
    const beads = review.visible.slice(from, to + 1).filter((bead) => bead.state === "proposed");
    if (beads.length === 0) review.said = run.nothing;
    else if (beads.length > MOST_AT_ONCE) review.cannot(run.tooMany(MOST_AT_ONCE));
    else if (review.perform({ kind: "confirm_many", beads: beads.map((bead) => bead.id) })) {
      this.#anchor = null;
      const next = nextPassing(review.visible, to, 1, (other) => other.state === "proposed");
      const { sure, doubtful, none } = review.counts;
      if (next !== null) review.move(next - review.index);
      review.said = run.confirmed(beads.length, sure + doubtful + none);
    }
    return true;
  }

  askSure(): void {
    const { current, rows, threshold } = this.review;
    if (current === undefined) return;
    if (sureUpTo(rows, current, threshold).length === 0) this.review.said = words().recutting.sure.nothing;
    else this.review.mode = { kind: "sure" };
  }

  confirmSure(): void {
    const { current, threshold } = this.review;
    const { length } = this.sure.beads;
    this.review.leave();
    if (current === undefined || !this.review.perform({ kind: "confirm_sure", last: current.id, threshold })) return;
    this.review.said = words().recutting.sure.done(length);
  }
}
