import { describe, expect, test } from "vitest";
import type { Bead } from "../api/types";
import { bead } from "./made";
import { bandMap } from "./map";
import { planOf, rowNear } from "./plan";

const DOUBT = 0.8;
const pairs = (count: number, other: (at: number) => Partial<Bead> = () => ({})): Bead[] =>
  Array.from({ length: count }, (_, at) => bead(at + 1, [at, at + 1], [at, at + 1], other(at)));

describe("the band", () => {
  test("of no rows is empty", () => {
    expect(bandMap([], DOUBT, 600)).toEqual({ height: 0, stretches: [], marks: [], strands: [] });
  });

  test("of a few rows shows each by itself, none taller than a line of text", () => {
    const { height, stretches } = bandMap(pairs(10), DOUBT, 600);
    expect(height).toBe(140);
    expect(stretches).toHaveLength(10);
  });

  test("covers the whole strip without a hole, however many rows share a line", () => {
    for (const count of [200, 601, 4_999, 50_000]) {
      const { height, stretches } = bandMap(pairs(count, (at) => ({ state: at % 700 < 300 ? "confirmed" : "proposed" })), DOUBT, 600);
      expect(height).toBe(600);
      expect(stretches[0]?.from).toBe(0);
      expect(stretches.at(-1)?.to).toBeCloseTo(600, 6);
      stretches.forEach((one, at) => at > 0 && expect(one.from).toBe(stretches[at - 1]?.to));
    }
  });

  test("a line is what most of its rows are", () => {
    const { stretches } = bandMap(pairs(9_000, (at) => ({ state: at >= 4_500 && at % 10 < 7 ? "confirmed" : "proposed" })), DOUBT, 600);
    expect(stretches.map((one) => one.filling)).toEqual(["sure", "confirmed"]);
    expect(stretches[1]?.from).toBeCloseTo(300, 0);
  });

  test("one doubtful pair of fifty thousand is still a mark, at its height", () => {
    const { marks } = bandMap(pairs(50_000, (at) => (at === 25_000 ? { confidence: 0.2 } : {})), DOUBT, 600);
    expect(marks).toHaveLength(1);
    expect(Math.abs((marks[0]?.y ?? 0) - 300)).toBeLessThan(7);
    expect(marks[0]?.count).toBe(1);
    expect(marks[0]?.share).toBeLessThan(0.01);
  });

  test("marks are as many as can be told apart, and count what they gather", () => {
    const { marks } = bandMap(pairs(50_000, () => ({ confidence: 0.2 })), DOUBT, 600);
    expect(marks.length).toBeLessThanOrEqual(86);
    expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(50_000);
    expect(marks[40]?.share).toBeCloseTo(1, 1);
  });

  test("a confirmed pair is no mark, whatever its confidence", () => {
    expect(bandMap(pairs(50, () => ({ confidence: 0.1, state: "confirmed" })), DOUBT, 600).marks).toEqual([]);
  });

  test("a text that stands alone is half a band", () => {
    const rows = [bead(1, [0, 1], [0, 1]), bead(2, [1, 2], [1, 1]), bead(3, [2, 2], [1, 2])];
    expect(bandMap(rows, DOUBT, 600).stretches.map((one) => one.filling)).toEqual(["sure", "source", "target"]);
  });

  test("a passage that moved is a strand to where its translation stands", () => {
    // Rows 1 to 10 in their place, but the eighth original is translated before the second.
    const place = [0, 2, 3, 4, 5, 6, 7, 1, 8, 9];
    const rows = pairs(10).map((one, at) => bead(one.id, one.source, [place[at] ?? 0, (place[at] ?? 0) + 1], { crossing: at === 7 }));
    const { strands } = bandMap(rows, DOUBT, 100);
    expect(strands).toEqual([{ left: 75, right: 10 }]);
  });

  test("a long passage that moved is not more strands than can be seen", () => {
    const rows = pairs(50_000, (at) => ({ crossing: at > 20_000 && at < 40_000 }));
    expect(bandMap(rows, DOUBT, 600).strands.length).toBeLessThan(120);
  });
});

describe("the plan", () => {
  const sizes = { source: 10, target: 10 };

  test("of pairs in their places is a diagonal", () => {
    expect(planOf(pairs(10), DOUBT, sizes, 10).map((cell) => cell.x - cell.y)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  test("shows in a shared cell what needs eyes most", () => {
    const rows = pairs(10, (at) => (at === 3 ? { confidence: 0.1 } : { state: "confirmed" }));
    expect(planOf(rows, DOUBT, sizes, 1)).toEqual([{ x: 0, y: 0, filling: "doubtful" }]);
  });

  test("has no more cells than the eye, for any number of pairs", () => {
    expect(planOf(pairs(50_000), DOUBT, { source: 50_000, target: 50_000 }, 128).length).toBe(128);
  });

  test("of a side without text keeps within its square", () => {
    const rows = [bead(1, [0, 0], [0, 1]), bead(2, [0, 0], [1, 2])];
    expect(planOf(rows, DOUBT, { source: 0, target: 2 }, 8).map((cell) => [cell.x, cell.y])).toEqual([[0, 0], [0, 4]]);
  });

  test.each([
    ["on the diagonal", 0.55, 0.55, 5],
    ["near the beginning", 0, 0, 0],
    ["beyond the end", 1, 1, 9],
  ])("the pair under the pointer is found %s", (_, across, down, row) => {
    expect(rowNear(pairs(10), sizes, across, down)).toBe(row);
  });

  test("of two pairs under each other the nearer one is found", () => {
    const rows = [bead(1, [0, 1], [9, 10]), bead(2, [1, 2], [0, 1])];
    expect(rowNear(rows, { source: 2, target: 10 }, 0.25, 0.8)).toBe(0);
    expect(rowNear(rows, { source: 2, target: 10 }, 0.25, 0.1)).toBe(1);
    expect(rowNear([], sizes, 0.5, 0.5)).toBeNull();
  });
});
