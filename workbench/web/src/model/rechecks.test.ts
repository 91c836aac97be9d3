import { describe, expect, test } from "vitest";
import type { Recheck } from "../api/types";
import { bead, segment } from "./made";
import { comparedWords, isGone, RecheckIndex } from "./rechecks";

const side = (...positions: number[]): Recheck["source"] => ({ changed: true, before: "", after: "", positions });
const item = (id: number, source: number[], target: number[]): Recheck => ({
  id, bead: id, state: "confirmed", null_reason: null, reviewer: null, decided_at: null, source: side(...source), target: side(...target),
});

describe("what is to be checked again", () => {
  test("a pair stands for a decision when it holds one of its segments on either side", () => {
    const items = [item(1, [3], [4]), item(2, [], [7]), item(3, [], [])];
    const index = new RecheckIndex(items);
    expect(index.of(bead(9, [3, 4], [5, 6])).map(({ id }) => id)).toEqual([1]);
    expect(index.of(bead(9, [2, 4], [4, 8])).map(({ id }) => id)).toEqual([1, 2]);
    expect(index.of(bead(9, [8, 9], [8, 9]))).toEqual([]);
    expect(items.map(isGone)).toEqual([false, false, true]);
  });

  test("words are compared without note marks and numbers, and as they were edited", () => {
    const spans = [{ kind: "note_number", start: 0, end: 4, label: "8" }, { kind: "note_mark", start: 9, end: 12, label: "1" }] as const;
    const note = segment(0, "[8] Said [1] here.", { spans: [...spans] });
    expect(comparedWords(note)).toBe("Said here.");
    expect(comparedWords({ ...note, edited_text: "Other." })).toBe("Other.");
  });
});
