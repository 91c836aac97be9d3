import { describe, expect, test } from "vitest";
import type { Bead, Segment, Side } from "../api/types";
import { CRITERIA, type CriterionId, EVERYTHING, type Facts, type Filter, readFilter, readsTexts, testOf, writeFilter } from "./criteria";
import { filtered } from "./filters";
import { fold } from "./folding";
import { pieces } from "./kwic";
import { bead, segment } from "./made";
import { beadAddress, queryOf, readRoute } from "./routes";

const TEXTS: Record<Side, readonly Segment[]> = {
  source: [
    segment(0, "О печати", { kind: "heading" }),
    segment(1, "Решение ЦК ВКП(б) принято «единогласно»."),
    segment(2, "Всё ещё спорят.", { edited_text: "Всё еще спорили." }),
    segment(3, "См. том 3.", { kind: "note" }),
  ],
  target: [segment(0, "On the press", { kind: "heading" }), segment(1, "The decision was unanimous."), segment(2, "They still argue."), segment(3, "See vol. 3.", { kind: "note" })],
};
const FACTS: Facts = { threshold: 0.8, segment: (side, position) => TEXTS[side][position], commented: () => false, found: () => false, rechecked: () => false };
const ROWS: readonly Bead[] = [
  bead(1, [0, 1], [0, 1], { confidence: 0.97, state: "confirmed", reviewer: "Анна", decided_at: "2026-11-20T10:00:00Z" }),
  bead(2, [1, 2], [1, 2], { confidence: 0.85, state: "confirmed", reviewer: "Boris", decided_at: "2026-11-25T10:00:00Z" }),
  bead(3, [2, 3], [2, 2], { confidence: 0.4 }),
  bead(4, [3, 3], [2, 3], { confidence: 0.6, crossing: true }),
  bead(5, [3, 4], [3, 4], { confidence: null, origin: "person" }),
];
const shown = (filter: Partial<Filter>): number[] => filtered(ROWS, { ...EVERYTHING, ...filter }, FACTS, new Set()).map((row) => row.id);

describe("criteria", () => {
  test.each<[CriterionId[], number[], string]>([
    [[], [1, 2, 3, 4, 5], "nothing asked shows everything"],
    [["confirmed"], [1, 2], "one criterion"],
    [["confirmed", "doubtful"], [1, 2, 3, 4, 5], "of one group one is enough"],
    [["confirmed", "over95"], [1], "of two groups each must hold"],
    [["under50", "under80"], [3, 4], "bands lie side by side"],
    [["under80", "under95"], [2, 4], "a band begins with its lower end"],
    [["unknown"], [5], "what a person cut has no confidence"],
    [["one"], [1, 2, 5], "one to one"],
    [["sourceAlone"], [3], "nothing in the translation"],
    [["targetAlone"], [4], "nothing in the original"],
    [["several"], [], "no pair here has several"],
    [["heading"], [1], "the kind of a segment"],
    [["heading", "note"], [1, 5], "either kind"],
    [["edited"], [3], "a text that a person changed"],
    [["moved"], [4], "another place in the order"],
    [["moved", "edited"], [], "these hold together, or not at all"],
    [["recut", "note"], [5], "cut by hand, and a note"],
  ])("%j shows %j: %s", (chosen, ids) => {
    expect(shown({ chosen })).toEqual(ids);
  });

  test("reviewers, days and words narrow it further", () => {
    expect(shown({ reviewers: ["Анна"] })).toEqual([1]);
    expect(shown({ reviewers: ["Анна", "Boris"], since: "2026-11-24" })).toEqual([2]);
    expect(shown({ text: "ВКП(б)" })).toEqual([2]);
    expect(shown({ text: "ЕДИНОГЛАСНО\"" })).toEqual([2]);
    expect(shown({ text: "спорили" })).toEqual([3]);
    expect(shown({ text: "спорят" })).toEqual([]);
    expect(shown({ text: "argue", chosen: ["confirmed"] })).toEqual([]);
  });

  test("only what needs the texts waits for them", () => {
    expect(CRITERIA.filter((one) => readsTexts({ ...EVERYTHING, chosen: [one.id] })).map((one) => one.group)).toEqual(["kind", "kind", "kind", "kind", "kind", "is"]);
    expect(readsTexts({ ...EVERYTHING, text: " " })).toBe(false);
    expect(readsTexts({ ...EVERYTHING, text: "ЦК" })).toBe(true);
  });

  test("no two criteria have one name in the address", () => {
    expect(new Set(CRITERIA.map((one) => one.id)).size).toBe(CRITERIA.length);
  });

  test("50,000 pairs are looked through in less time than a key takes", () => {
    const many = Array.from({ length: 50_000 }, (_, at) => bead(at + 1, [at, at + 1], [at, at + 1], { confidence: (at % 100) / 100 }));
    const texts = many.map((_, at) => segment(at, `Предложение номер ${at} из документа о съезде партии и её решениях.`));
    const facts: Facts = { threshold: 0.8, segment: (_, position) => texts[position], commented: () => false, found: () => false, rechecked: () => false };
    const test = testOf({ ...EVERYTHING, chosen: ["proposed", "under50"], text: "номер 12" }, facts);
    many.filter(test ?? (() => true)); // folds the texts once
    const before = performance.now();
    expect(many.filter(test ?? (() => true)).length).toBeGreaterThan(100);
    expect(performance.now() - before).toBeLessThan(500); // 10 ms where nothing else runs
  });
});

describe("a filter in the address", () => {
  test.each<[Partial<Filter>, string]>([
    [{}, ""],
    [{ chosen: ["proposed", "sourceAlone", "several"] }, "state=proposed&shape=sourceAlone,several"],
    [{ chosen: ["edited"], reviewers: ["Анна К.", "Boris"] }, "is=edited&reviewer=Boris&reviewer=%D0%90%D0%BD%D0%BD%D0%B0+%D0%9A."],
    [{ since: "2026-11-20", text: "ВКП(б) & ЦК" }, "since=2026-11-20&text=%D0%92%D0%9A%D0%9F%28%D0%B1%29+%26+%D0%A6%D0%9A"],
  ])("%j is %s, and back", (filter, query) => {
    const whole = { ...EVERYTHING, ...filter };
    expect(writeFilter(whole)).toBe(query);
    expect(writeFilter(readFilter(query))).toBe(query);
  });

  test("what is unknown or no day is left out", () => {
    expect(writeFilter(readFilter("state=proposed,later&kind=poem&since=yesterday&other=1"))).toBe("state=proposed");
  });

  test("a query leaves the page and the pair as they are", () => {
    expect(readRoute("#/alignments/5/b/7?state=proposed/x&text=a%2Fb")).toEqual({ page: "review", id: 5, bead: 7 });
    expect(readRoute("#/alignments/5?view=3")).toEqual({ page: "review", id: 5, bead: null });
    expect(queryOf("#/alignments/5/b/7?view=3")).toBe("view=3");
    expect(queryOf("#/alignments/5")).toBe("");
    expect(beadAddress(5, 7, "view=3")).toBe("#/alignments/5/b/7?view=3");
  });
});

describe("folding", () => {
  test.each([
    ["ЁЛКА", "елка", "case and ё"],
    ["за́мок", "замок", "a stress mark"],
    ["«Правда» — „Искра“", '"правда" - "искра"', "quotes and dashes"],
    ["объ\u00adединение\u00a0 сил", "объединение сил", "soft hyphens and blanks"],
    ["Въ домѣ сего мiра", "в доме сего мiра", "letters of before 1918; i of the Latin alphabet stays"],
    ["подъезд, съ", "подъезд, с", "ъ only at the end of a word"],
    ["1ЪЪ ъ", "1 ъ", "nor twice, but alone"],
    ["Мой йод", "мой йод", "й is a letter of its own"],
    ["Café", "cafe", "marks of other alphabets"],
  ])("%s is %s: %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });
});

describe("a found text", () => {
  test("is cut at its marks, and loses no letter", () => {
    const kwic = { text: "решение ЦК и ЦКК", marks: [[8, 10], [13, 15], [14, 16]] as [number, number][], before: false, after: true };
    expect(pieces(kwic)).toEqual([
      { text: "решение ", found: false },
      { text: "ЦК", found: true },
      { text: " и ", found: false },
      { text: "ЦК", found: true },
      { text: "К", found: true },
    ]);
  });
});
