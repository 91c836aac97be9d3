import { describe, expect, test } from "vitest";
import { alike, skeleton } from "./likeness";

const lit = (texts: readonly string[], marks: readonly (readonly { start: number; end: number }[])[]): string[] =>
  texts.flatMap((text, at) => (marks[at] ?? []).map(({ start, end }) => text.slice(start, end)));

function shared(source: string, target: string): [string[], string[]] {
  const found = alike([source], [target]);
  return [lit([source], found.source), lit([target], found.target)];
}

describe("what both sides share", () => {
  test.each([
    ["a year is the same on both sides", "В 1926 году", "In 1926", ["1926"], ["1926"]],
    ["thousands may be set apart in any way", "около 12 000 рабочих", "about 12,000 workers", ["12 000"], ["12,000"]],
    ["an ending of a number is no part of it", "XV съезд, 1920-х", "the 1920s", ["1920"], ["1920"]],
    ["another number is not lit", "В 1926 году", "In 1927", [], []],
    ["a number is lit as often as both have it", "5 и 5", "5", ["5"], ["5"]],
    ["a name is known by its consonants, whatever its case", "письмо Раковского", "a letter by Rakovsky", ["Раковского"], ["Rakovsky"]],
    ["a misspelt vowel does no harm", "Зиновьева", "Zinioviev", ["Зиновьева"], ["Zinioviev"]],
    ["an apostrophe and s are no part of a name", "Троцкого", "Trotsky’s", ["Троцкого"], ["Trotsky’s"]],
    ["two consonants make no name", "Они", "One", [], []],
    ["other names are not alike", "Бухарин", "Kamenev", [], []],
  ])("%s", (_, source, target, left, right) => {
    expect(shared(source, target)).toEqual([left, right]);
  });

  test("both spellings of a name have one skeleton", () => {
    expect(skeleton("Shcherbakov")).toBe(skeleton("Щербаков"));
    expect(skeleton("Bukhárin")).toBe(skeleton("Бухарин"));
  });

  test("each of several segments gets its own marks", () => {
    const found = alike(["Зима.", "В 1926 году."], ["In 1926, winter."]);
    expect(found.source).toEqual([[], [{ start: 2, end: 6, mark: "same" }]]);
  });
});
