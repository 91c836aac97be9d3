/**
 * The queue of doubtful pairs: in the order of the text, or by the errors that a keystroke is expected to find.
 *
 * Of a pair that is right with probability c and has n segments on both sides together:
 *
 *     at stake  = (1 - c) · n                 segments expected to be wrong
 *     keys      = c · 1 + (1 - c) · max(2, n)   one confirms; what is wrong takes a cut or shift a segment
 *     gain      = Σ at stake / (1 + Σ keys)   over the pairs of one visit; 1 gets there
 *
 * Doubtful pairs next to each other are one visit: they are on the screen together and are read together.
 */
import type { Bead } from "../api/types";
import { isDoubtful, runLength } from "./beads";

export const ORDERS = ["text", "gain"] as const;
export type Order = (typeof ORDERS)[number];

/** Pairs with at most this many sure rows between them are seen at one visit. */
const BETWEEN = 1;
/** What is taken for the confidence of a pair that a person cut: nothing is known of it. */
const UNKNOWN = 0.5;
/** The fewest keys that put a wrong pair right: one changes it, one confirms. */
const LEAST_REPAIR = 2;

const certainty = (bead: Bead): number => bead.confidence ?? UNKNOWN;
const segments = (bead: Bead): number => runLength(bead.source) + runLength(bead.target);

/** How many segments are expected to be wrong. */
export const atStake = (bead: Bead): number => (1 - certainty(bead)) * segments(bead);

/** How many keys it is expected to take to decide. */
export function keysFor(bead: Bead): number {
  const sure = certainty(bead);
  return sure + (1 - sure) * Math.max(LEAST_REPAIR, segments(bead));
}

/** Doubtful rows that are decided at one visit: their places among the rows, ascending. */
export interface Visit {
  readonly rows: readonly number[];
  readonly gain: number;
}

export function visits(rows: readonly Bead[], threshold: number): Visit[] {
  const found: { rows: number[]; stake: number; keys: number }[] = [];
  rows.forEach((bead, at) => {
    if (!isDoubtful(bead, threshold)) return;
    let visit = found.at(-1);
    if (visit === undefined || at - (visit.rows.at(-1) ?? at) > BETWEEN + 1) {
      visit = { rows: [], stake: 0, keys: 1 };
      found.push(visit);
    }
    visit.rows.push(at);
    visit.stake += atStake(bead);
    visit.keys += keysFor(bead);
  });
  return found.map((visit) => ({ rows: visit.rows, gain: visit.stake / visit.keys }));
}

/** The places of the doubtful rows in the order of the queue; equal gains stay in the order of the text. */
export function queued(rows: readonly Bead[], threshold: number, order: Order): number[] {
  const found = visits(rows, threshold);
  if (order === "gain") found.sort((a, b) => b.gain - a.gain);
  return found.flatMap((visit) => visit.rows);
}

/**
 * The place in a queue to go to next, around its end; null where the queue is empty.
 *
 * `last` is the place of the row gone to before, or where it stood before it was decided and left the queue;
 * `inHand` is the place of the row in hand, or -1: one is never sent to where one is.
 */
export function nextInQueue(length: number, last: number, left: boolean, inHand: number, step: 1 | -1): number | null {
  if (length === 0) return null;
  const around = (at: number): number => ((at % length) + length) % length;
  const at = around(left && step === 1 ? last : last + step);
  return at === inHand && length > 1 ? around(at + step) : at;
}
