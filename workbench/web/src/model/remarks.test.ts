import { describe, expect, test } from "vitest";
import type { Comment } from "../api/types";
import { diff, tokens } from "./diff";
import { bead } from "./made";
import { byPlace, commentsOf, initials, mentions, rowsOf, rowsTouched } from "./remarks";

const shown = (before: string, after: string): string =>
  diff(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "out" ? `[-${text}-]` : `{+${text}+}`))
    .join("");

describe("the words an edit changed", () => {
  test.each([
    ["The decision was taken.", "The decision was made.", "The decision was [-taken-]{+made+}.", "one word"],
    ["A memorandum", "A long memorandum", "A {+long +}memorandum", "a word put in"],
    ["A long memorandum", "A memorandum", "A [-long -]memorandum", "a word taken out"],
    ["in 1926", "in 1927", "in [-1926-]{+1927+}", "a number is one word"],
    ["B[olshevik]", "B[olsheviks]", "B[[-olshevik-]{+olsheviks+}]", "brackets stay apart from words"],
    ["don't", "do not", "[-don't-]{+do not+}", "an apostrophe belongs to its word"],
    ["one two three", "uno dos three", "[-one two-]{+uno dos+} three", "neighbouring changes are read as one"],
    ["ёж", "еж", "[-ёж-]{+еж+}", "Cyrillic words are words"],
    ["", "New", "{+New+}", "from nothing"],
    ["Old", "", "[-Old-]", "to nothing"],
    ["Same", "Same", "Same", "no change"],
    ["a  b", "a b", "a[-  -]{+ +}b", "blanks count"],
  ])("%s → %s", (before, after, expected, _why) => {
    expect(shown(before, after)).toBe(expected);
  });

  test("without what was put in it reads as before, without what was taken out as after", () => {
    const vocabulary = ["the", " ", "press", ", ", "1926", "и", "слово", "\n", "[", "]", "a-b", "👩"];
    let seed = 7;
    const next = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
    for (let round = 0; round < 300; round++) {
      const text = (): string => Array.from({ length: next(14) }, () => vocabulary[next(vocabulary.length)]).join("");
      const [before, after] = [text(), text()];
      const pieces = diff(before, after);
      expect(pieces.filter((p) => p.kind !== "in").map((p) => p.text).join("")).toBe(before);
      expect(pieces.filter((p) => p.kind !== "out").map((p) => p.text).join("")).toBe(after);
    }
  });

  test("a very long text changed throughout is still told, at once", () => {
    const words = (word: string): string => Array.from({ length: 3_000 }, (_, at) => `${word}${at}`).join(" ");
    const started = performance.now();
    const pieces = diff(words("a"), words("b"));
    expect(pieces.map((piece) => piece.kind)).toEqual(["out", "in"]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test("nothing of a text is lost in its tokens", () => {
    const text = "Ну, что-нибудь\n\t[в 1926 г.] e\u0301te 👩‍🚀";
    expect(tokens(text).join("")).toBe(text);
    expect(tokens("e\u0301te")).toEqual(["e\u0301te"]);
  });
});

describe("people", () => {
  test.each([
    ["Anna Karenina", "AK", "first and last name"],
    ["Анна Сергеевна Иванова", "АИ", "the name between is left out"],
    ["anna", "an", "one word gives two letters"],
    ["anna.k@example.org", "AO", "whatever parts an address has"],
    ["you", "you", "the server's word for a person without a name"],
    ["!", "!", "no letter at all"],
  ])("%s is %s", (name, expected, _why) => {
    expect(initials(name)).toBe(expected);
  });

  test.each([
    ["@Anna, which year?", ["@Anna"], "at the beginning"],
    ["ask @Мария.", ["@Мария"], "the full stop is not of the name"],
    ["@a @b.c", ["@a", "@b.c"], "two of them"],
    ["mail a@b.org", [], "an address names nobody"],
    ["@ and @@x", [], "a lone sign"],
  ])("%s names %s", (text, names, _why) => {
    const runs = mentions(text);
    expect(runs.filter((run) => run.isName).map((run) => run.text)).toEqual(names);
    expect(runs.map((run) => run.text).join("")).toBe(text);
  });
});

describe("where remarks stand", () => {
  const comment = (id: number, side: Comment["side"], position: number | null): Comment => ({
    id, side, position, author: "Anna", at: "2026-01-01T00:00:00Z", text: "?", state: "open", turns: [],
  });

  test("a pair has the comments of its segments on both sides, oldest first", () => {
    const places = byPlace([comment(1, "target", 3), comment(2, "source", 1), comment(3, "source", 2), comment(4, null, null)]);
    expect(commentsOf(places, bead(1, [0, 2], [3, 4])).map((one) => one.id)).toEqual([1, 2]);
    expect(commentsOf(places, bead(1, [2, 3], [4, 4])).map((one) => one.id)).toEqual([3]);
    expect(commentsOf(places, bead(1, [3, 3], [4, 5]))).toEqual([]);
  });

  test("an old act is found at the rows that hold its segments now", () => {
    const where = rowsOf([bead(1, [0, 1], [0, 1]), bead(2, [1, 1], [1, 2]), bead(3, [1, 3], [2, 3])]);
    expect(rowsTouched(where, [0, 1], [0, 2])).toEqual([0, 1]);
    expect(rowsTouched(where, [2, 3], null)).toEqual([2, 2]);
    expect(rowsTouched(where, null, null)).toBe(null);
    expect(rowsTouched(where, [7, 9], null)).toBe(null);
  });
});
