import { describe, expect, test } from "vitest";
import type { Alignment, Bead, OperationRequest, OperationResult, Segment } from "../api/types";
import { entityTags, Ledger } from "./ledger";
import { bead, segment } from "./made";

const ALIGNMENT: Alignment = {
  id: 1, project_id: 1, source_document_id: 1, target_document_id: 2, source_language: "ru", target_language: "en",
  encoder: "made", signature: "", source_segments: 4, target_segments: 4, beads: 4, head: 1, doubt_threshold: 0.8, threshold_chosen: false,
  counts: { confirmed: 0, sure: 0, doubtful: 0, null: 0, second_look: 0 }, expected_wrong: 0, can_undo: true, can_redo: false, revises: null, revised_by: null, withdrawn: false, created_at: "",
};

function result(beads: Bead[], removed: number[] = [], segments: Segment[] = []): OperationResult {
  const operation: OperationResult["operation"] = { number: 2, kind: "confirm", actor: "you", at: "", reverts: null, summary: "" };
  return { operation, removed, beads, segments, alignment: ALIGNMENT };
}

function fresh(): Ledger {
  const ledger = new Ledger();
  ledger.load([0, 1, 2, 3].map((at) => bead(at + 1, [at, at + 1], [at, at + 1])));
  return ledger;
}

const view = (ledger: Ledger): string[] =>
  ledger.rows.map((row) => `${row.id}:${row.source.join("-")}|${row.target.join("-")}${row.state === "confirmed" ? "!" : ""}`);

describe("what is shown before the server answers", () => {
  const SHOWN: [OperationRequest, string, string][] = [
    [{ kind: "confirm", bead: 2 }, "2:1-2|1-2!", "confirmed where it stands"],
    [{ kind: "join", beads: [2, 3] }, "2:1-3|1-3", "the first keeps its id"],
    [{ kind: "split", bead: 2, source_at: 1, target_at: 0 }, "2:1-2|1-1", "the first part keeps the id"],
    [{ kind: "shift", bead: 2, side: "target", direction: "up" }, "2:1-2|2-2", "its segment goes to the bead before"],
    [{ kind: "no_counterpart", bead: 2, reason: "omitted" }, "2:1-2|1-1!", "both halves are decided"],
    [{ kind: "second_look", bead: 2, note: "why?" }, "2:1-2|1-2", "asked for where it stands"],
  ];
  test.each(SHOWN)("an act is shown at once (%#)", (request, shown, _reason) => {
    const ledger = fresh();
    expect(ledger.propose(request)).not.toBeNull();
    expect(view(ledger)).toContain(shown);
  });

  const asked = { state: "second_look", note: "why?", reviewer: "Anna", decided_at: "2026-01-01T00:00:00Z" } as const;
  const CUT: [OperationRequest, number[], string][] = [
    [{ kind: "split", bead: 2, source_at: 1, target_at: 0 }, [2, -1000], "both parts wait for the second look"],
    [{ kind: "join", beads: [1, 2] }, [1], "the joined pair takes it over"],
    [{ kind: "shift", bead: 2, side: "target", direction: "up" }, [2], "only its own pair waits"],
    [{ kind: "confirm", bead: 2 }, [], "a decision ends it"],
    [{ kind: "unconfirm", bead: 2 }, [], "so does taking it back"],
    [{ kind: "no_counterpart", bead: 2, reason: "omitted" }, [], "and saying that there is no counterpart"],
  ];
  test.each(CUT)("a cut does not silence who asked for a second look, a decision does (%#)", (request, waiting, _reason) => {
    const ledger = new Ledger();
    ledger.load([0, 1, 2, 3].map((at) => bead(at + 1, [at, at + 1], [at, at + 1], at === 1 ? asked : {})));
    ledger.propose(request);
    const found = ledger.rows.filter((row) => row.state === "second_look");
    expect(found.map((row) => row.id).sort((a, b) => b - a)).toEqual(waiting);
    for (const row of found) expect([row.note, row.reviewer]).toEqual(["why?", "Anna"]);
  });

  const IMPOSSIBLE: [OperationRequest, string][] = [
    [{ kind: "join", beads: [1, 3] }, "not next to each other"],
    [{ kind: "split", bead: 1, source_at: 0, target_at: 0 }, "a part would be empty on both sides"],
    [{ kind: "split", bead: 1, source_at: 2, target_at: 0 }, "beyond the bead"],
    [{ kind: "shift", bead: 1, side: "source", direction: "up" }, "nothing stands before"],
    [{ kind: "confirm", bead: 99 }, "no such bead"],
    [{ kind: "edit_text", segment: 5, text: "x" }, "no such segment"],
  ];
  test.each(IMPOSSIBLE)("what cannot be done is not shown (%#)", (request, _reason) => {
    const ledger = fresh();
    expect(ledger.propose(request)).toBeNull();
    expect(ledger.line).toHaveLength(0);
  });

  test("a bead emptied on both sides by a shift disappears", () => {
    const ledger = new Ledger();
    ledger.load([bead(1, [0, 1], [0, 1]), bead(2, [1, 1], [1, 2])]);
    ledger.propose({ kind: "shift", bead: 2, side: "target", direction: "up" });
    expect(view(ledger)).toEqual(["1:0-1|0-2"]);
  });
});

describe("the line", () => {
  test("acts typed fast go out one by one, each with the version that the one before made", () => {
    const ledger = fresh();
    ledger.propose({ kind: "confirm", bead: 1 });
    ledger.propose({ kind: "unconfirm", bead: 1 });
    ledger.settle(result([bead(1, [0, 1], [0, 1], { state: "confirmed", version: 2 })]));
    expect(entityTags(ledger.line[0]?.seen ?? new Map())).toBe('"b1.2"');
    expect(view(ledger)[0]).toBe("1:0-1|0-1");
  });

  test("an act on a bead that the server has not named yet gets its name", () => {
    const ledger = fresh();
    ledger.propose({ kind: "split", bead: 2, source_at: 1, target_at: 0 });
    const made = ledger.rows.find((row) => row.id < 0);
    ledger.propose({ kind: "confirm", bead: made?.id ?? 0 });
    const settled = ledger.settle(
      result([bead(2, [1, 2], [1, 1], { version: 2 }), bead(77, [2, 2], [1, 2])]),
    );
    expect([...settled.renamed]).toEqual([[made?.id, 77]]);
    expect(ledger.line[0]?.request).toEqual({ kind: "confirm", bead: 77 });
    expect(entityTags(ledger.line[0]?.seen ?? new Map())).toBe('"b77.1"');
    expect(view(ledger)).toContain("77:2-2|1-2!");
  });

  test("a refusal gives back what stood there, and what was built on it falls", () => {
    const ledger = fresh();
    const before = view(ledger);
    ledger.propose({ kind: "join", beads: [1, 2] });
    ledger.propose({ kind: "confirm", bead: 1 });
    ledger.propose({ kind: "confirm", bead: 4 });
    const refusal = ledger.refuse();
    expect(refusal?.dropped.map((pending) => pending.request.kind)).toEqual(["confirm"]);
    expect(view(ledger)).toEqual([...before.slice(0, 3), "4:3-4|3-4!"]);
  });

  test("a stale write shows what the server has now", () => {
    const ledger = fresh();
    ledger.propose({ kind: "join", beads: [1, 2] });
    ledger.refuse({ beads: [bead(1, [0, 2], [0, 2], { version: 2, state: "confirmed" })], segments: [] });
    expect(view(ledger)).toEqual(["1:0-2|0-2!", "3:2-3|2-3", "4:3-4|3-4"]);
  });

  test("another's change keeps the version that the person saw, so that the server will refuse", () => {
    const ledger = fresh();
    ledger.propose({ kind: "confirm", bead: 1 });
    ledger.absorb(result([bead(1, [0, 1], [0, 1], { version: 5 })]));
    expect(entityTags(ledger.line[0]?.seen ?? new Map())).toBe('"b1.1"');
  });

  test("one's own undo hands its versions on", () => {
    const ledger = fresh();
    ledger.propose({ kind: "confirm", bead: 1 });
    ledger.absorb(result([bead(1, [0, 1], [0, 1], { version: 5 })]), true);
    expect(entityTags(ledger.line[0]?.seen ?? new Map())).toBe('"b1.5"');
  });

  test("an act that another's change made impossible falls out of the line", () => {
    const ledger = fresh();
    ledger.propose({ kind: "join", beads: [1, 2] });
    const dropped = ledger.absorb(result([bead(2, [1, 3], [1, 3], { version: 2 })], [3]));
    expect(dropped).toHaveLength(0);
    ledger.absorb(result([bead(4, [2, 4], [2, 4], { version: 2 })], [2]));
    expect(ledger.line).toHaveLength(0);
    expect(view(ledger)).toEqual(["1:0-1|0-1", "4:2-4|2-4"]);
  });

  test("an older answer that comes late does not undo a newer one", () => {
    const ledger = fresh();
    ledger.absorb(result([bead(1, [0, 1], [0, 1], { version: 3, state: "confirmed" })]));
    ledger.absorb(result([bead(1, [0, 1], [0, 1], { version: 2 })]));
    expect(view(ledger)[0]).toBe("1:0-1|0-1!");
  });

  test("a text is changed, refused and given back", () => {
    const ledger = fresh();
    ledger.segments.set(100, segment(0, "was"));
    ledger.propose({ kind: "edit_text", segment: 100, text: "is" });
    expect(ledger.segments.get(100)?.edited_text).toBe("is");
    expect(entityTags(ledger.line[0]?.seen ?? new Map())).toBe('"s100.1"');
    ledger.refuse();
    expect(ledger.segments.get(100)?.edited_text).toBeNull();
  });

  test("whatever is typed, rows cover every segment once when all is settled or refused", () => {
    let state = 7;
    const random = (n: number): number => (state = (state * 48271) % 2147483647) % n;
    const ledger = fresh();
    const sides = ["source", "target"] as const;
    for (let step = 0; step < 300; step++) {
      const row = ledger.rows[random(ledger.rows.length)];
      if (row === undefined) continue;
      const next = ledger.rows[ledger.rows.indexOf(row) + 1];
      const kind = random(5);
      if (kind === 0) ledger.propose({ kind: "confirm", bead: row.id });
      if (kind === 1 && next) ledger.propose({ kind: "join", beads: [row.id, next.id] });
      if (kind === 2) ledger.propose({ kind: "split", bead: row.id, source_at: random(3), target_at: random(3) });
      if (kind === 3) ledger.propose({ kind: "shift", bead: row.id, side: sides[random(2)] ?? "source", direction: random(2) ? "up" : "down" });
      if (kind === 4 && random(3) === 0) ledger.refuse();
      for (const side of sides) {
        const held = ledger.rows.flatMap((one) => Array.from({ length: one[side][1] - one[side][0] }, (_, at) => one[side][0] + at));
        expect(held.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
      }
    }
    while (ledger.line.length > 0) ledger.refuse();
    expect(view(ledger)).toEqual(view(fresh()));
  });
});
