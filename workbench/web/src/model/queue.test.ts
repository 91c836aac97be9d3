import { describe, expect, test } from "vitest";
import type { Bead, Run } from "../api/types";
import { bead } from "./made";
import { atStake, keysFor, nextInQueue, queued, visits } from "./queue";

const DOUBT = 0.8;
/** Pairs of one segment a side with these confidences. */
const pairs = (...confidences: (number | null)[]): Bead[] =>
  confidences.map((confidence, at) => bead(at + 1, [at, at + 1], [at, at + 1], { confidence }));

describe("what a decision finds and costs", () => {
  test.each([
    ["a sure pair costs the key that confirms it", [0, 1], [0, 1], 1, 0, 1],
    ["a wrong pair is changed and confirmed", [0, 1], [0, 1], 0, 2, 2],
    ["of a big pair more is at stake, and more keys cut it", [0, 3], [0, 2], 0, 5, 5],
    ["a text that stands alone is joined and confirmed", [0, 1], [0, 0], 0, 1, 2],
    ["an even chance is half of both", [0, 1], [0, 1], 0.5, 1, 1.5],
    ["what a person cut is an even chance", [0, 1], [0, 1], null, 1, 1.5],
  ] satisfies [string, Run, Run, number | null, number, number][])("%s", (_, source, target, confidence, stake, keys) => {
    const made = bead(1, source, target, { confidence });
    expect(atStake(made)).toBeCloseTo(stake);
    expect(keysFor(made)).toBeCloseTo(keys);
  });
});

describe("visits", () => {
  test("neighbours are one visit, also over one sure pair; farther ones are not", () => {
    expect(visits(pairs(0.1, 0.2, 0.9, 0.3, 0.9, 0.9, 0.4), DOUBT).map((visit) => visit.rows)).toEqual([[0, 1, 3], [6]]);
  });

  test("a second doubtful pair in the same place is cheaper than one elsewhere", () => {
    const [together] = visits(pairs(0.5, 0.5), DOUBT);
    const [alone] = visits(pairs(0.5), DOUBT);
    expect(together?.gain).toBeGreaterThan(alone?.gain ?? Infinity);
  });
});

describe("the order of the queue", () => {
  const rows = pairs(0.7, 0.9, 0.9, 0.1, 0.9, 0.9, 0.4, 0.9, 0.9, 0.7);

  test("is that of the text, or by what is found a key; equals keep the order of the text", () => {
    expect(queued(rows, DOUBT, "text")).toEqual([0, 3, 6, 9]);
    expect(queued(rows, DOUBT, "gain")).toEqual([3, 6, 0, 9]);
  });

  test("holds the same pairs whichever it is, and none that is confirmed", () => {
    const some = rows.map((one, at) => (at === 3 ? { ...one, state: "confirmed" as const } : one));
    expect(queued(some, DOUBT, "gain").toSorted((a, b) => a - b)).toEqual(queued(some, DOUBT, "text"));
    expect(queued(some, DOUBT, "gain")).not.toContain(3);
  });
});

test.each([
  ["from the beginning to the first", 3, -1, false, -1, 1, 0],
  ["on to the next", 3, 0, false, 0, 1, 1],
  ["around the end", 3, 2, false, 2, 1, 0],
  ["back around the beginning", 3, 0, false, 0, -1, 2],
  ["what was decided left its place to the next", 3, 1, true, -1, 1, 1],
  ["back from there to the one before", 3, 1, true, -1, -1, 0],
  ["never to where one is", 3, 1, true, 1, 1, 2],
  ["decided at the end: to the first", 3, 3, true, -1, 1, 0],
  ["the only one stays", 1, 0, false, 0, 1, 0],
  ["nowhere in an empty queue", 0, 0, true, -1, 1, null],
] satisfies [string, number, number, boolean, number, 1 | -1, number | null][])("the queue goes %s", (_, length, last, left, inHand, step, next) => {
  expect(nextInQueue(length, last, left, inHand, step)).toBe(next);
});
