/** Pinpointing: a segment on one side, then its counterpart on the other; the two become a pair. */
import type { Bead, Side } from "../api/types";
import { isEmpty, otherSide, runLength } from "../model/beads";
import { holder } from "../model/recutting";
import { plainText } from "../model/runs";
import { words } from "../text/words.svelte";
import type { Review } from "./review.svelte";

interface Place {
  readonly side: Side;
  readonly position: number;
}

export type PinMark = "candidate" | "pinned";

export class Pinning {
  /** The segment marked first. */
  first = $state.raw<Place | null>(null);
  /** The segment in hand; null while the cell in hand has none. */
  candidate = $state.raw<Place | null>(null);

  constructor(readonly review: Review) {}

  get on(): boolean {
    return this.review.mode.kind === "pin";
  }

  /** A lone segment is marked at once; of several, one is chosen first. */
  start(): void {
    const { current, side } = this.review;
    if (current === undefined) return;
    const where = isEmpty(current[side]) ? otherSide(side) : side;
    this.first = null;
    this.review.mode = { kind: "pin" };
    this.review.side = where;
    this.candidate = { side: where, position: current[where][0] };
    if (runLength(current[where]) === 1) this.mark();
    else this.review.said = words().recutting.pin.started(words().recutting.pin.sides[where]);
  }

  markOf(side: Side, position: number): PinMark | null {
    if (!this.on) return null;
    const at = (place: Place | null): boolean => place?.side === side && place.position === position;
    return at(this.first) ? "pinned" : at(this.candidate) ? "candidate" : null;
  }

  /** To the next or previous segment of the side in hand, into the next rows too. */
  move(step: 1 | -1): void {
    const { review } = this;
    const { side } = review;
    const from = this.candidate?.side === side ? this.candidate.position + step : this.#near(side, step);
    const bead = from === null ? undefined : holder(review.rows, side, from);
    if (from === null || bead === undefined) this.review.said = words().recutting.pin.none;
    else this.#hold({ side, position: from }, bead);
  }

  /** The segment of that side in the nearest row above or below the one in hand. */
  #near(side: Side, step: 1 | -1): number | null {
    const { rows, place } = this.review;
    for (let at = place; at >= 0 && at < rows.length; at += step) {
      const run = rows[at]?.[side];
      if (run !== undefined && !isEmpty(run)) return step === 1 ? run[0] : run[1] - 1;
    }
    return null;
  }

  /** Go to a side; going back to the marked one takes its mark away. */
  choose(side: Side): void {
    const { current } = this.review;
    if (current === undefined) return;
    const again = this.first?.side === side ? this.first : null;
    if (again !== null) this.first = null;
    this.review.side = side;
    const bead = again === null ? current : (holder(this.review.rows, side, again.position) ?? current);
    if (again !== null) this.#hold(again, bead);
    else this.candidate = isEmpty(current[side]) ? null : { side, position: current[side][0] };
    this.review.focus();
  }

  #hold(place: Place, bead: Bead): void {
    this.candidate = place;
    this.review.holdFor(bead.id, place.side);
    const segment = this.review.texts?.[place.side].at.get(place.position);
    const text = segment === undefined ? "" : (segment.edited_text ?? plainText(segment));
    this.review.said = words().recutting.pin.segment(place.position + 1, text);
  }

  /** A segment was clicked: it is marked. */
  pick(side: Side, position: number, bead: Bead): void {
    this.candidate = { side, position };
    this.review.holdFor(bead.id, side);
    this.mark();
  }

  /** Mark the segment in hand; with one marked on the other side, pin the two. */
  mark(): void {
    const { candidate, first } = this;
    if (candidate === null) this.review.said = words().recutting.pin.none;
    else if (first !== null && first.side !== candidate.side) this.#pin(first, candidate);
    else {
      this.first = candidate;
      const other = otherSide(candidate.side);
      this.choose(other);
      this.review.said = words().recutting.pin.marked(words().recutting.pin.sides[other]);
    }
  }

  #pin(first: Place, second: Place): void {
    const [source, target] = first.side === "source" ? [first.position, second.position] : [second.position, first.position];
    const held = holder(this.review.rows, "source", source);
    this.#clear();
    if (held === undefined || !this.review.perform({ kind: "pinpoint", source, target })) return;
    this.review.handBack(held.id);
    this.review.said = words().recutting.pin.done;
  }

  /** Back to where it was begun. */
  leave(): void {
    const { first } = this;
    const begun = first === null ? undefined : holder(this.review.rows, first.side, first.position);
    if (first !== null && begun !== undefined) this.review.holdFor(begun.id, first.side);
    this.#clear();
    this.review.said = words().recutting.pin.left;
  }

  #clear(): void {
    this.first = this.candidate = null;
    this.review.leave();
  }
}
