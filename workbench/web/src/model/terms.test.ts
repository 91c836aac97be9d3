import { describe, expect, test } from "vitest";
import type { Bead, Concept, TermSpan } from "../api/types";
import { conceptsIn, litTerms, newTerm, preferredIn, speaks, unknownAround, withTerm } from "./terms";

const concept = (...terms: Concept["terms"]): Concept => ({ id: 1, base_id: 1, version: 1, key: "k", terms, definition: "", domain: "", notes: [], source: "", image: "" });
const span = (side: TermSpan["side"], position: number, start: number, of: number, met: TermSpan["met"] = "preferred"): TermSpan => ({ side, position, start, end: start + 3, concept: of, term: "t", met });

describe("marks of terms", () => {
  const spans = [span("target", 4, 0, 2), span("source", 3, 5, 1, "missing"), span("source", 3, 0, 2)];

  test("a segment is lit by its own terms only, each with its concept", () => {
    expect(litTerms(spans, "source", 3)).toEqual([
      { start: 5, end: 8, mark: "term-missing", concept: 1 },
      { start: 0, end: 3, mark: "term-preferred", concept: 2 },
    ]);
    expect(litTerms(spans, "source", 4)).toEqual([]);
  });

  test("the concepts of a pair are told once, those of the original first", () => {
    expect(conceptsIn(spans)).toEqual([1, 2]);
  });
});

describe("the rendering to use", () => {
  test.each([
    ["a preferred full form comes before an abbreviation", [{ ...newTerm("CC", "en"), kind: "abbreviation" as const }, newTerm("Central Committee", "en")], "Central Committee"],
    ["an admitted one will do", [newTerm("cell", "en", "admitted")], "cell"],
    ["a region is of the language", [newTerm("programme", "en-GB")], "programme"],
    ["what is forbidden or only proposed is none", [newTerm("a", "en", "deprecated"), newTerm("b", "en", "proposed")], undefined],
    ["nor is another language's", [newTerm("съезд", "ru")], undefined],
  ])("%s", (_, terms, expected) => {
    expect(preferredIn(concept(...terms), "en")?.text).toBe(expected);
  });
});

test("en-GB is en, en is not en-GB", () => {
  expect(speaks("en-GB", "en")).toBe(true);
  expect(speaks("en", "en-GB")).toBe(false);
});

test("a name that a concept has, in whatever case, is not added twice", () => {
  const known = concept(newTerm("Congress", "en"));
  expect(withTerm(known, newTerm("congress", "en", "admitted"))).toBeNull();
  expect(withTerm(known, newTerm("convention", "en"))?.terms).toHaveLength(2);
});

describe("which pairs are asked about", () => {
  const bead = (id: number, version = 1): Bead => ({ id, version }) as Bead;
  const rows = [bead(1), bead(2), bead(-3), bead(4, 2), bead(5)];

  test.each([
    ["those in view with their neighbours", 1, 2, [], [1, 2, 4]],
    ["none where all is known as it is", 0, 0, [[1, 1], [2, 1]], []],
    ["all together where one changed", 3, 4, [[4, 1], [5, 1]], [4, 5]],
  ] as const)("%s", (_, from, to, known, expected) => {
    expect(unknownAround(rows, from, to, new Map(known.map(([id, version]) => [id, version])), 1, 9)).toEqual(expected);
  });
});
