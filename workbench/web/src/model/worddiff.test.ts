import { describe, expect, test } from "vitest";
import { wordDiff } from "./worddiff";

/** "same -went- +came+", so that a case can be read. */
const shown = (old: string, now: string): string =>
  wordDiff(old, now)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `[+${text}+]`))
    .join("");

describe("the words that changed", () => {
  test.each([
    ["nothing", "The letter came.", "The letter came.", "The letter came."],
    ["one word", "The letter came late.", "The letter went late.", "The letter [-came-][+went+] late."],
    ["a word put in", "The letter came.", "The long letter came.", "The [+long +]letter came."],
    ["a word taken out", "The long letter came.", "The letter came.", "The [-long -]letter came."],
    ["two neighbours are one change", "We saw it.", "They read it.", "[-We saw-][+They read+] it."],
    ["only a sign", "Is it so?", "Is it so!", "Is it so[-?-][+!+]"],
    ["Russian", "Письмо пришло поздно.", "Письмо дошло поздно.", "Письмо [-пришло-][+дошло+] поздно."],
    ["everything came", "", "New.", "[+New.+]"],
    ["everything went", "Old.", "", "[-Old.-]"],
    ["two empty texts", "", "", ""],
  ])("%s", (_, old, now, expected) => {
    expect(shown(old, now)).toBe(expected);
  });

  test("both texts can be read off the runs, whatever they are", () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    const text = (): string => Array.from({ length: random(12) }, () => ["one", "два", " ", ".", "three ", "\n"][random(6)]).join("");
    for (let round = 0; round < 200; round++) {
      const [old, now] = [text(), text()];
      const runs = wordDiff(old, now);
      expect(runs.filter((run) => run.kind !== "added").map((run) => run.text).join("")).toBe(old);
      expect(runs.filter((run) => run.kind !== "removed").map((run) => run.text).join("")).toBe(now);
      expect(runs.every((run, at) => run.text !== "" && run.kind !== runs[at - 1]?.kind)).toBe(true);
    }
  });

  test("two very long texts are told apart at once", () => {
    const [old, now] = ["a ", "b "].map((word) => `First. ${word.repeat(5_000)}Last.`);
    expect(wordDiff(old ?? "", now ?? "").map((run) => run.kind)).toEqual(["same", "removed", "added", "same"]);
  });
});
