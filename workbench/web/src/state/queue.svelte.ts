/** The queue of doubtful pairs, in the order that its reader chose; the choice is kept over visits. */
import type { Bead } from "../api/types";
import { placeOf } from "../model/beads";
import { doubtfulRows, isDoubtfulAt, nextPassing, placeInQueue } from "../model/filters";
import { nextInQueue, type Order, ORDERS, queued } from "../model/queue";

const KEY = "workbench.queue";

/** What the queue needs to know of the review. */
export interface Queueing {
  readonly rows: readonly Bead[];
  readonly threshold: number;
  readonly current: Bead | undefined;
  /** Where the row in hand stands among all rows. */
  readonly place: number;
}

export class Queue {
  order = $state<Order>(ORDERS.find((order) => order === localStorage.getItem(KEY)) ?? "text");
  /** The doubtful rows by their places in the text, and the same in the order of the queue. */
  readonly doubtful = $derived.by(() => doubtfulRows(this.desk.rows, this.desk.threshold));
  readonly rows = $derived.by(() => (this.order === "text" ? this.doubtful : queued(this.desk.rows, this.desk.threshold, this.order)));
  readonly of = $derived.by(() => this.rows.length);
  /** "2 of 7": where the row in hand stands in the queue; between two in the text, how many were before it. */
  readonly place = $derived.by(() => (this.order === "text" ? placeInQueue(this.doubtful, this.desk.place) : this.rows.indexOf(this.desk.place) + 1));
  /** Where the queue led last, and which pair that was. */
  #last = -1;
  #lastBead: Bead | undefined;

  constructor(readonly desk: Queueing) {}

  choose(order: Order): void {
    this.order = order;
    this.#last = -1;
    this.#lastBead = undefined;
    localStorage.setItem(KEY, order);
  }

  /** The doubtful pair to look at next; undefined where there is none. */
  next(step: 1 | -1): Bead | undefined {
    const { rows, threshold, place } = this.desk;
    const at = this.order === "text" ? nextPassing(rows, place, step, isDoubtfulAt(threshold), true) : this.#nextByGain(step);
    return at === null ? undefined : rows[at];
  }

  #nextByGain(step: 1 | -1): number | null {
    const stands = this.#lastBead === undefined ? -1 : this.rows.indexOf(this.#placeOf(this.#lastBead));
    const left = this.#lastBead !== undefined && stands < 0;
    if (stands >= 0) this.#last = stands;
    const at = nextInQueue(this.rows.length, this.#last, left, this.rows.indexOf(this.desk.place), step);
    const row = at === null ? undefined : this.rows[at];
    if (at === null || row === undefined) return null;
    [this.#last, this.#lastBead] = [at, this.desk.rows[row]];
    return row;
  }

  /** Where a pair stands in the text; -1 where it is no more. */
  #placeOf(bead: Bead): number {
    const at = placeOf(this.desk.rows, bead);
    return this.desk.rows[at]?.id === bead.id ? at : -1;
  }
}
