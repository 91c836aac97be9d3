import { describe, expect, it } from "vitest";
import { counted, OPEN, WARNINGS } from "./closing";
import { testOf } from "./criteria";
import { PRESETS } from "./filters";
import { bead } from "./made";

const rows = [
  bead(1, [0, 1], [0, 1], { state: "confirmed" }),
  bead(2, [1, 2], [1, 2], { confidence: 0.99 }),
  bead(3, [2, 3], [2, 3], { confidence: 0.2 }),
  bead(4, [3, 3], [3, 4], { state: "confirmed", null_reason: null }),
  bead(5, [3, 3], [4, 5], { state: "confirmed", null_reason: "editor" }),
];

describe("the end of the queue", () => {
  it("lists what is open, each pair once", () => {
    expect(counted(OPEN, rows, 0.8).map(({ item, count }) => [item.id, count])).toEqual([["doubtful", 1], ["proposed", 1]]);
  });

  it("leaves out a line that counts nothing", () => {
    expect(counted(OPEN, rows.slice(0, 1), 0.8)).toEqual([]);
  });

  it("warns of a text alone without a reason", () => {
    expect(counted(WARNINGS, rows, 0.8).map(({ item, count }) => [item.id, count])).toEqual([["reasonless", 1]]);
  });

  it("shows each line's pairs under its filter", () => {
    for (const { item } of [...counted(OPEN, rows, 0.8), ...counted(WARNINGS, rows, 0.8)]) {
      const meant = rows.filter((row) => item.of(row, 0.8));
      const test = testOf(PRESETS[item.filter], { threshold: 0.8, segment: () => undefined, commented: () => false, found: () => false, rechecked: () => false });
      expect(meant.every((row) => test?.(row))).toBe(true);
    }
  });
});
