import { describe, expect, test } from "vitest";
import type { Bead, OperationResult, ProposedBead, Run } from "../api/types";
import { applyPatch } from "./beads";
import { Ledger } from "./ledger";
import { bead } from "./made";
import { expectedWrong, parts, sureUpTo } from "./recutting";

type Runs = readonly [number, number, number, number];

const rowsOf = (...runs: Runs[]): Ledger => {
  const ledger = new Ledger();
  ledger.load(runs.map(([a, b, c, d], at) => bead(at + 1, [a, b], [c, d])));
  return ledger;
};
const view = (ledger: Ledger): string[] =>
  ledger.rows.map((row) => `${row.source.join("-")}|${row.target.join("-")}${row.state === "confirmed" ? "!" : ""}`);
const found = (source: Run, target: Run, confidence = 0.9): ProposedBead => ({ source, target, confidence, reasons: [], crossing: false });

describe("a pinpoint is shown as the server will do it", () => {
  // The same table as the server's own test.
  const PINNED: [Runs[], [number, number], string[], string][] = [
    [[[0, 1, 0, 1]], [0, 0], ["0-1|0-1!"], "a pair is only confirmed"],
    [[[0, 3, 0, 2]], [1, 1], ["0-1|0-1", "1-2|1-2!", "2-3|2-2"], "cut out of the middle of one bead"],
    [[[0, 2, 0, 1]], [0, 0], ["0-1|0-1!", "1-2|1-1"], "nothing before: no bead for it"],
    [[[0, 1, 0, 1], [1, 2, 1, 2]], [0, 1], ["0-0|0-1", "0-1|1-2!", "1-2|2-2"], "what each of two neighbours had stands alone"],
    [[[0, 1, 0, 1], [1, 2, 1, 2]], [1, 0], ["0-1|0-0", "1-2|0-1!", "2-2|1-2"], "the other way round"],
    [[[0, 1, 0, 0], [1, 2, 0, 1], [2, 2, 1, 2]], [0, 1], ["0-1|1-2!", "1-2|0-1"], "two null beads become one pair"],
    [[[0, 3, 0, 1], [3, 4, 1, 4]], [1, 2], ["0-1|0-1", "1-1|1-2", "1-2|2-3!", "2-3|3-3", "3-4|3-4"], "each rest keeps its other side"],
  ];
  test.each(PINNED)("%#", (runs, [source, target], shown, _reason) => {
    const ledger = rowsOf(...runs);
    expect(ledger.propose({ kind: "pinpoint", source, target })).not.toBeNull();
    expect(view(ledger)).toEqual(shown);
  });

  test("a segment that is not there cannot be pinned", () => {
    expect(rowsOf([0, 1, 0, 1]).propose({ kind: "pinpoint", source: 0, target: 7 })).toBeNull();
  });
});

describe("a re-alignment that is taken", () => {
  test("shows its beads at once under the ids of those they replace, with their confidence", () => {
    const ledger = rowsOf([0, 1, 0, 1], [1, 2, 1, 3], [2, 3, 3, 4]);
    ledger.propose({ kind: "realign", replaces: [1, 2], beads: [found([0, 1], [0, 2]), found([1, 2], [2, 3])] });
    expect(view(ledger)).toEqual(["0-1|0-2", "1-2|2-3", "2-3|3-4"]);
    expect(ledger.rows.map((row) => [row.id, row.confidence])).toEqual([[1, 0.9], [2, 0.9], [3, ledger.get(3)?.confidence]]);
  });

  test("names every replaced row, and gives new ones ids of their own until the server does", () => {
    const ledger = rowsOf([0, 3, 0, 3]);
    const beads = [found([0, 1], [0, 1]), found([1, 2], [1, 2]), found([2, 3], [2, 3])];
    const pending = ledger.propose({ kind: "realign", replaces: [1], beads });
    expect([...(pending?.seen.keys() ?? [])]).toEqual(["b1"]);
    const ids = ledger.rows.map((row) => row.id);
    expect(new Set(ids).size).toBe(3);
    expect(ids.filter((id) => id < 0)).toHaveLength(2);
  });

  test("is refused here where a row was decided or is gone", () => {
    const ledger = rowsOf([0, 1, 0, 1], [1, 2, 1, 2]);
    ledger.propose({ kind: "confirm", bead: 1 });
    const beads = [found([0, 2], [0, 2])];
    expect(ledger.propose({ kind: "realign", replaces: [1, 2], beads })).toBeNull();
    expect(ledger.propose({ kind: "realign", replaces: [2, 9], beads })).toBeNull();
  });

  test("is told apart into parts that share no segment", () => {
    const old = [bead(1, [0, 1], [0, 1]), bead(2, [1, 2], [1, 2]), bead(3, [5, 6], [5, 6])];
    const told = parts(old, [found([5, 6], [5, 5]), found([0, 2], [0, 2]), found([6, 6], [5, 6])]);
    expect(told.map((part) => [part.old.map((one) => one.id), part.new.length])).toEqual([[[1, 2], 1], [[3], 2]]);
  });
});

describe("all that is sure up to a row", () => {
  const rows: Bead[] = [0.9, 0.5, 0.99, 0.85].map((confidence, at) => ({ ...bead(at + 1, [at, at + 1], [at, at + 1]), confidence }));

  test("are the proposed ones of enough confidence, to that row and with it", () => {
    const last = rows[2];
    expect(last && sureUpTo(rows, last, 0.8).map((one) => one.id)).toEqual([1, 3]);
  });

  test("are expected to hold as many errors as their confidence lacks", () => {
    expect(expectedWrong(rows)).toBeCloseTo(0.76);
  });

  test("are confirmed at once under the version of the whole alignment, which a later one gets handed on", () => {
    const ledger = new Ledger();
    ledger.load(rows);
    ledger.head = [7, 3];
    const first = ledger.propose({ kind: "confirm_sure", last: 3, threshold: 0.8 });
    expect([...(first?.seen ?? [])]).toEqual([["a7", 3]]);
    expect(view(ledger).map((row) => row.endsWith("!"))).toEqual([true, false, true, false]);
    const second = ledger.propose({ kind: "confirm_sure", last: 4, threshold: 0.8 });
    const operation: OperationResult["operation"] = { number: 4, kind: "confirm_sure", actor: "you", at: "", reverts: null, summary: "" };
    const alignment: OperationResult["alignment"] = {
      id: 7, threshold_chosen: false, revises: null, revised_by: null, withdrawn: false, project_id: 1, source_document_id: 1, target_document_id: 2, source_language: "ru", target_language: "en", encoder: "made",
      signature: "", source_segments: 4, target_segments: 4, beads: 4, head: 4, doubt_threshold: 0.8, can_undo: true, can_redo: false,
      counts: { confirmed: 2, sure: 1, doubtful: 1, null: 0, second_look: 0 }, expected_wrong: 0, created_at: "",
    };
    ledger.settle({ operation, removed: [], beads: [], segments: [], alignment });
    expect(second?.seen.get("a7")).toBe(4);
  });

  test("50,000 of them are shown in a moment", () => {
    const many = Array.from({ length: 50_000 }, (_, at) => bead(at + 1, [at, at + 1], [at, at + 1]));
    const byId = new Map(many.map((one) => [one.id, one]));
    const decided = many.map((one): Bead => ({ ...one, state: "confirmed" }));
    const begun = performance.now();
    const after = applyPatch(many, { removed: [], beads: decided }, (id) => byId.get(id));
    expect(after.every((one) => one.state === "confirmed")).toBe(true);
    expect(performance.now() - begun).toBeLessThan(2_000); // shifting rows one by one took half a minute
  });
});
