import { describe, expect, test } from "vitest";
import type { Bead, ProgressBucket } from "../api/types";
import { barOf, expectedWrong, histogram, partedAt } from "./figures";
import { bead } from "./made";
import { daysOf, hoursAndMinutes, paceSince, pointsOf, timeFor } from "./progress";

const made = (confidence: number | null, other: Partial<Bead> = {}): Bead => bead(1, [0, 1], [0, 1], { confidence, ...other });
const ROWS = [made(0.95), made(0.9, { target: [1, 1] }), made(0.5), made(null), made(0.2, { state: "confirmed" })];

describe("expected errors", () => {
  test("are those of undecided pairs, texts that stand alone too; what a person cut has none", () => {
    expect(expectedWrong(ROWS)).toBeCloseTo(0.05 + 0.1 + 0.5);
  });

  test("fall at once by what is confirmed", () => {
    const confirmed = ROWS.map((row) => (row.confidence === 0.5 ? { ...row, state: "confirmed" as const } : row));
    expect(expectedWrong(ROWS) - expectedWrong(confirmed)).toBeCloseTo(0.5);
  });
});

describe("a threshold", () => {
  test.each([
    ["trusts everything that has a confidence at nought", 0, 4, 0.65, 0, 0],
    ["parts the proposed pairs", 0.8, 2, 0.15, 2, 0.5],
    ["a pair exactly at it is above", 0.9, 2, 0.15, 2, 0.5],
    ["asks for everything at one", 1, 0, 0, 4, 0.65],
  ])("%s", (_, threshold, above, wrongAbove, below, wrongBelow) => {
    const found = partedAt(ROWS, threshold);
    expect([found.above, found.below]).toEqual([above, below]);
    expect([found.wrongAbove, found.wrongBelow]).toEqual([expect.closeTo(wrongAbove), expect.closeTo(wrongBelow)]);
  });

  test("parts without loss wherever it stands", () => {
    for (let percent = 0; percent <= 100; percent++) {
      const found = partedAt(ROWS, percent / 100);
      expect(found.above + found.below).toBe(4);
      expect(found.wrongAbove + found.wrongBelow).toBeCloseTo(expectedWrong(ROWS));
    }
  });
});

describe("the histogram", () => {
  test("counts every pair with a confidence once, decided ones apart", () => {
    const bars = histogram(ROWS);
    expect(bars.reduce((sum, bar) => sum + bar.proposed, 0)).toBe(3);
    expect(bars.reduce((sum, bar) => sum + bar.confirmed, 0)).toBe(1);
    expect(bars[4]?.confirmed).toBe(1);
  });

  test("a confidence on a border is in the bar that begins there", () => {
    for (let at = 0; at < 20; at++) expect(barOf(at / 20)).toBe(at);
    for (const percent of [5, 10, 15, 20, 30, 35, 55, 60, 70, 95]) expect(barOf(percent / 100)).toBe(percent / 5);
    expect(barOf(1)).toBe(19);
    expect(barOf(0.9499)).toBe(18);
  });
});

describe("progress", () => {
  const bucket = (hour: number, other: Partial<ProgressBucket> = {}): ProgressBucket => ({
    start: new Date(2026, 2, 1, hour).toISOString(), operations: 1, decided: 10, singly: 10, active_seconds: 300, confirmed: 10, wrong_left: 5, ...other,
  });
  const at = (hour: number): number => new Date(2026, 2, 1, hour).getTime();

  test("the line begins with the aligning and ends now", () => {
    const buckets = [bucket(9, { decided: 0, confirmed: 0, wrong_left: 6 }), bucket(11)];
    const points = pointsOf(buckets, { at: at(14), confirmed: 12, wrong: 4.5 });
    expect(points.map((point) => [point.at, point.confirmed, point.wrong])).toEqual([
      [at(9), 0, 6],
      [at(10), 0, 6],
      [at(11), 0, 6],
      [at(12), 10, 5],
      [at(14), 12, 4.5],
    ]);
  });

  test("the line never runs ahead of the clock", () => {
    const now = at(9) + 60_000;
    for (const point of pointsOf([bucket(9)], { at: now, confirmed: 10, wrong: 5 })) expect(point.at).toBeLessThanOrEqual(now);
  });

  test("today's pace leaves out yesterday and what was decided many at once", () => {
    const buckets = [bucket(9), bucket(12, { singly: 30, decided: 400 }), bucket(13, { singly: 6 })];
    expect(paceSince(buckets, at(12))).toEqual({ decided: 36, seconds: 600 });
  });

  test.each([
    ["twice as many take twice as long", 80, { decided: 40, seconds: 1200 }, 2400],
    ["too few pairs tell nothing", 80, { decided: 19, seconds: 1200 }, null],
    ["too short a time tells nothing", 80, { decided: 40, seconds: 599 }, null],
    ["more taken back than decided tells nothing", 80, { decided: -40, seconds: 1200 }, null],
  ])("%s", (_, pairs, pace, seconds) => {
    expect(timeFor(pairs, pace)).toBe(seconds);
  });

  test.each([
    [5, 0, 1],
    [2400, 0, 40],
    [3599, 1, 0],
    [12_060, 3, 20],
  ])("%i seconds are said as %i h %i min", (seconds, hours, minutes) => {
    expect(hoursAndMinutes(seconds)).toEqual({ hours, minutes });
  });

  test("the table sums the hours of a day and shows how it ended, the last day first", () => {
    const days = daysOf([bucket(9), bucket(23, { confirmed: 20 }), bucket(25, { confirmed: 30 })]);
    expect(days.map((day) => [day.decided, day.confirmed])).toEqual([[10, 30], [20, 20]]);
  });
});
