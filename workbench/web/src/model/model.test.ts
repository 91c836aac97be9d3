import { describe, expect, test } from "vitest";
import type { Bead, Segment } from "../api/types";
import { applyPatch, isDoubtful, lookOf, placeOf, shape, tally } from "./beads";
import { doubtfulRows, filtered, FILTERS, isDoubtfulAt, nextPassing, placeInQueue, presetOf, type PresetId, PRESETS } from "./filters";
import { bead, segment } from "./made";
import { headingsOf, sectionsOf } from "./outline";
import { isOfReview, readRoute } from "./routes";
import { wholeWords } from "./joins";
import { proposedName } from "./projects";
import { plainText, textRuns } from "./runs";
import { likelyCut, movedCut } from "./splitting";

const DOUBT = 0.8;
const FACTS = { threshold: DOUBT, segment: () => undefined, commented: () => false, found: () => false, rechecked: () => false };
const known = (id: number): Bead | undefined => ROWS.find((row) => row.id === id);
const ROWS: readonly Bead[] = [
  bead(1, [0, 1], [0, 1], { confidence: 0.95 }),
  bead(2, [1, 2], [1, 3], { confidence: 0.5 }),
  bead(3, [2, 2], [3, 4], { confidence: 0.85 }),
  bead(4, [2, 4], [4, 5], { confidence: 0.7 }),
  bead(5, [4, 5], [5, 6], { state: "confirmed", confidence: 0.3 }),
];

describe("rows", () => {
  test("every row is found where it stands", () => {
    expect(ROWS.map((row) => placeOf(ROWS, row))).toEqual([0, 1, 2, 3, 4]);
  });

  test("a patch puts new beads in source order, empty runs before the segment they precede", () => {
    const patched = applyPatch(ROWS, { removed: [2], beads: [bead(9, [1, 2], [1, 2]), bead(8, [2, 2], [2, 3])] }, known);
    expect(patched.map((row) => row.id)).toEqual([1, 9, 8, 3, 4, 5]);
  });

  test("a patch replaces the bead of the same id and keeps the others as they are", () => {
    const patched = applyPatch(ROWS, { removed: [], beads: [bead(4, [2, 4], [4, 5], { version: 2 })] }, known);
    expect(patched.map((row) => row.version)).toEqual([1, 1, 1, 2, 1]);
    expect(patched[0]).toBe(ROWS[0]);
  });

  test("the counts are those of the server: confirmed first, then doubtful, then what has no counterpart", () => {
    expect(tally(ROWS, DOUBT)).toEqual({ confirmed: 1, sure: 1, doubtful: 2, none: 1, look: 0 });
  });

  test.each([
    [ROWS[0], "sure", "above the threshold"],
    [ROWS[1], "doubtful", "below it"],
    [ROWS[2], "none", "one side empty, and sure of it"],
    [bead(7, [0, 1], [0, 0], { confidence: 0.4 }), "doubtful", "one side empty, but perhaps wrongly"],
    [ROWS[4], "confirmed", "a person's word counts more than a low number"],
    [bead(7, [0, 1], [0, 1], { confidence: 0.9, crossing: true }), "moved", "sure, but elsewhere"],
    [bead(7, [0, 1], [0, 1], { confidence: 0.1, crossing: true }), "doubtful", "doubt comes before place"],
    [bead(7, [0, 1], [0, 0], { state: "second_look", confidence: 0.1 }), "look", "a person's question comes before all"],
  ])("a bead looks as it is to be treated (%#)", (one, look) => {
    expect(one && lookOf(one, DOUBT)).toBe(look);
  });

  test("a bead that a person cut anew has no confidence and waits to be looked at", () => {
    expect(isDoubtful(bead(1, [0, 1], [0, 1], { confidence: null }), DOUBT)).toBe(true);
    expect(shape(bead(1, [0, 2], [3, 3]))).toBe("2:0");
  });
});

describe("filters and queue", () => {
  test("each filter shows what it says", () => {
    const ids = (id: PresetId): number[] => filtered(ROWS, PRESETS[id], FACTS, new Set()).map((row) => row.id);
    expect(ids("all")).toEqual([1, 2, 3, 4, 5]);
    expect(ids("doubtful")).toEqual([2, 4]);
    expect(ids("proposed")).toEqual([1, 2, 3, 4]);
    expect(ids("confirmed")).toEqual([5]);
    expect(ids("none")).toEqual([3]);
    expect(ids("uneven")).toEqual([2, 3, 4]);
  });

  test("second looks and open comments are queues of their own", () => {
    const rows = [...ROWS, bead(6, [5, 6], [6, 7], { state: "second_look", confidence: 0.1 })];
    const shown = (id: PresetId): number[] => filtered(rows, PRESETS[id], { ...FACTS, commented: (row) => row.id === 3 }, new Set()).map((row) => row.id);
    expect([shown("look"), shown("doubtful"), shown("commented")]).toEqual([[6], [2, 4], [3]]);
    expect(tally(rows, DOUBT).look).toBe(1);
  });

  test("a filter that has a button is known again", () => {
    expect(FILTERS.map((id) => presetOf(PRESETS[id]))).toEqual([...FILTERS]);
    expect(presetOf({ ...PRESETS.doubtful, text: "ЦК" })).toBe(null);
  });

  test("a row just decided stays under the filter", () => {
    expect(filtered(ROWS, PRESETS.doubtful, FACTS, new Set([5])).map((row) => row.id)).toEqual([2, 4, 5]);
  });

  test("the next doubtful row is found downwards, upwards and round the end", () => {
    const doubtful = isDoubtfulAt(DOUBT);
    expect(nextPassing(ROWS, 1, 1, doubtful)).toBe(3);
    expect(nextPassing(ROWS, 3, 1, doubtful)).toBe(null);
    expect(nextPassing(ROWS, 3, 1, doubtful, true)).toBe(1);
    expect(nextPassing(ROWS, 1, -1, doubtful, true)).toBe(3);
    expect(nextPassing([], 0, 1, doubtful, true)).toBe(null);
  });

  test("the place in the queue counts the doubtful rows up to the one in hand", () => {
    const queue = doubtfulRows(ROWS, DOUBT);
    expect([-1, 0, 1, 2, 3, 4].map((at) => placeInQueue(queue, at))).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe("text", () => {
  test("spans mark runs by UTF-16 offsets, also after a character of two units", () => {
    const text = "𝕏 B[olshevik]-L";
    expect(textRuns(text, [{ kind: "completion", start: 4, end: 13, label: "" }])).toEqual([
      { kind: "text", text: "𝕏 B", marks: [] },
      { kind: "text", text: "[olshevik]".slice(0, 9), marks: ["completion"] },
      { kind: "text", text: "]-L", marks: [] },
    ]);
  });

  test("markup is hidden, a note mark is one chip even inside other spans", () => {
    const runs = textRuns("*see<sup>[8]</sup>*", [
      { kind: "markup", start: 0, end: 1, label: "" },
      { kind: "emphasis", start: 1, end: 18, label: "" },
      { kind: "note_mark", start: 4, end: 18, label: "8" },
      { kind: "markup", start: 4, end: 9, label: "" },
      { kind: "markup", start: 18, end: 19, label: "" },
    ]);
    expect(runs).toEqual([
      { kind: "text", text: "see", marks: ["emphasis"] },
      { kind: "note", text: "<sup>", label: "8" },
    ]);
  });

  test("no letter of the text is lost where nothing is hidden", () => {
    const text = "VKP [All-Union] was";
    const runs = textRuns(text, [{ kind: "gloss", start: 4, end: 15, label: "" }, { kind: "insertion", start: 6, end: 19, label: "" }]);
    expect(runs.map((run) => run.text).join("")).toBe(text);
  });

  test("a span that leaves the text is not taken", () => {
    expect(textRuns("ab", [{ kind: "gloss", start: 1, end: 9, label: "" }])).toEqual([{ kind: "text", text: "ab", marks: [] }]);
  });

  test("what a finding speaks of is lit, across spans and with the whole of a note's mark", () => {
    const runs = textRuns("see[8] the the", [{ kind: "note_mark", start: 3, end: 6, label: "8" }], "printed", [{ start: 4, end: 6 }, { start: 7, end: 14 }]);
    expect(runs).toEqual([
      { kind: "text", text: "see", marks: [] },
      { kind: "note", text: "[", label: "8", lit: true },
      { kind: "text", text: " ", marks: [] },
      { kind: "text", text: "the the", marks: [], lit: true },
    ]);
    expect(textRuns("ab", [], "printed", [{ start: 0, end: 9 }])).toEqual([{ kind: "text", text: "ab", marks: [] }]);
  });

  test("the words of a segment come without markup, note marks and line breaks", () => {
    const one: Pick<Segment, "text" | "spans"> = {
      text: "the\n*whole*[3] ",
      spans: [
        { kind: "markup", start: 4, end: 5, label: "" },
        { kind: "markup", start: 10, end: 11, label: "" },
        { kind: "note_mark", start: 11, end: 14, label: "3" },
      ],
    };
    expect(plainText(one)).toBe("the whole");
  });
});

describe("splitting", () => {
  const two = bead(1, [0, 2], [0, 2]);

  test("the likely cut follows the lengths of both sides", () => {
    expect(likelyCut(two, [90, 10], [80, 15])).toEqual({ source: 1, target: 1 });
    expect(likelyCut(bead(1, [0, 3], [0, 2]), [10, 10, 80], [20, 80])).toEqual({ source: 2, target: 1 });
  });

  test("a 1:1 bead is cut into original and translation, one alone in the middle", () => {
    expect(likelyCut(bead(1, [0, 1], [0, 1]), [10], [10])).toEqual({ source: 1, target: 0 });
    expect(likelyCut(bead(1, [0, 0], [0, 4]), [], [5, 5, 5, 5])).toEqual({ source: 0, target: 2 });
  });

  test("a boundary never leaves the bead and never makes an empty part", () => {
    expect(movedCut(two, { source: 1, target: 1 }, "source", 5)).toEqual({ source: 1, target: 1 });
    expect(movedCut(two, { source: 1, target: 0 }, "source", -1)).toEqual({ source: 1, target: 0 });
    expect(movedCut(two, { source: 1, target: 1 }, "target", -1)).toEqual({ source: 1, target: 0 });
  });
});

describe("outline", () => {
  test("sections run from heading to heading and count their rows", () => {
    const texts = [segment(0, "## I", { kind: "heading", level: 2 }), segment(1, "a"), segment(2, "## II", { kind: "heading", level: 2 })];
    const headings = headingsOf(texts, (one) => one.text.replace("## ", ""));
    expect(headings.map((heading) => heading.text)).toEqual(["I", "II"]);
    const sections = sectionsOf(ROWS, "source", headings, DOUBT);
    expect(sections.map((section) => [section.row, section.tally.doubtful])).toEqual([[0, 1], [3, 1]]);
  });
});

test.each([
  ["", { page: "projects" }],
  ["#/", { page: "projects" }],
  ["#/projects/3", { page: "project", id: 3 }],
  ["#/alignments/3", { page: "review", id: 3, bead: null }],
  ["#/alignments/3/b/12", { page: "review", id: 3, bead: 12 }],
  ["#/alignments/x", { page: "unknown" }],
  ["#/alignments/3/c/12", { page: "unknown" }],
])("the address %s leads to its page", (hash, route) => {
  expect(readRoute(hash)).toEqual(route);
});

test.each([
  ["#/alignments/3", true, "the review itself"],
  ["#/alignments/3/b/12", true, "a pair of it"],
  ["#/alignments/4/b/12", false, "another review"],
  ["#/projects/3", false, "the page that one is leaving for"],
])("%s is of the third alignment's review: %s (%s)", (hash, is) => {
  expect(isOfReview(hash, 3)).toBe(is);
});

describe("names and words of imported texts", () => {
  test.each([
    ["the suffix goes", "memorandum.md", "memorandum"],
    ["so does the language before it", "doc.en.md", "doc"],
    ["or after a line", "tactics_ru.txt", "tactics"],
    ["underscores are blanks", "on_the_press.txt", "on the press"],
    ["a name that ends like a language keeps it", "Magyaren.txt", "Magyaren"],
    ["nothing gives nothing", "", ""],
  ])("%s", (_, file, expected) => {
    expect(proposedName(file)).toBe(expected);
  });

  test("a word that the limit cut is left out, a short text stays whole", () => {
    const long = "ion in 1923 was one of the reasons for its defeat in Moscow,";
    expect(wholeWords(long, "start")).toBe("in 1923 was one of the reasons for its defeat in Moscow,");
    expect(wholeWords("revolutionary opportunities of the whole epoch and of a wo", "end")).toBe("revolutionary opportunities of the whole epoch and of a");
    expect(wholeWords("only these words", "end")).toBe("only these words");
  });
});
