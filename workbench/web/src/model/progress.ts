/** How a review went on: the buckets of the server as a line over time, the pace, and an honest estimate. */
import type { ProgressBucket } from "../api/types";

/** Where the review stood at a time. */
export interface Point {
  readonly at: number;
  readonly confirmed: number;
  readonly wrong: number;
}

/** Pairs looked at one by one, and the time that took. */
export interface Pace {
  readonly decided: number;
  readonly seconds: number;
}

const HOUR = 3_600_000;
/** With less than this nobody can say how fast someone works. */
const LEAST_DECIDED = 20;
const LEAST_SECONDS = 600;

/** The points of the chart: the beginning and end of every hour of work, and now; between them nothing was done. */
export function pointsOf(buckets: readonly ProgressBucket[], now: Point): Point[] {
  const points: Point[] = [];
  for (const bucket of buckets) {
    const start = Math.min(now.at, Date.parse(bucket.start));
    // Before anything was decided as many were expected to be wrong as ever were.
    const before = points.at(-1) ?? { confirmed: bucket.confirmed - bucket.decided, wrong: Math.max(...buckets.map((one) => one.wrong_left)) };
    points.push({ ...before, at: start }, { at: Math.min(now.at, start + HOUR), confirmed: bucket.confirmed, wrong: bucket.wrong_left });
  }
  return [...points, now];
}

/** The pace since a time (as of midnight for today's). */
export function paceSince(buckets: readonly ProgressBucket[], since: number): Pace {
  return buckets
    .filter((bucket) => Date.parse(bucket.start) >= since)
    .reduce((sum, bucket) => ({ decided: sum.decided + bucket.singly, seconds: sum.seconds + bucket.active_seconds }), { decided: 0, seconds: 0 });
}

/** The seconds of work that so many pairs take at this pace; null where there is too little to tell from. */
export function timeFor(pairs: number, pace: Pace): number | null {
  if (pace.decided < LEAST_DECIDED || pace.seconds < LEAST_SECONDS) return null;
  return (pairs * pace.seconds) / pace.decided;
}

/** Hours and minutes, minutes to fives from an hour on: an estimate is not more exact than that. */
export function hoursAndMinutes(seconds: number): { readonly hours: number; readonly minutes: number } {
  const exact = Math.max(1, Math.round(seconds / 60));
  const minutes = exact < 60 ? exact : Math.round(exact / 5) * 5;
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** The same by the reader's days, the last one first: for a table. */
export function daysOf(buckets: readonly ProgressBucket[]): { day: string; decided: number; confirmed: number; wrong: number }[] {
  const days = new Map<string, { day: string; decided: number; confirmed: number; wrong: number }>();
  for (const bucket of buckets) {
    const day = new Date(bucket.start).toDateString();
    const decided = (days.get(day)?.decided ?? 0) + bucket.decided;
    days.set(day, { day: bucket.start, decided, confirmed: bucket.confirmed, wrong: bucket.wrong_left });
  }
  return [...days.values()].reverse();
}
