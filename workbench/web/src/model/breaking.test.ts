import { describe, expect, test } from "vitest";
import type { Span } from "../api/types";
import { breakPlaces, halves, likelyPlace } from "./breaking";

const plain = (text: string, spans: readonly Span[] = []): { text: string; spans: readonly Span[] } => ({ text, spans });

describe("breaking a sentence", () => {
  test.each([
    ["before every word but the first", "One two  three.", [4, 9]],
    ["not in one word", "Alone.", []],
    ["over a line break", "One\ntwo", [4]],
    ["an emoji counts as two", "🙂 two", [3]],
  ])("%s", (_, text, places) => {
    expect(breakPlaces(plain(text))).toEqual(places);
  });

  test("not before what holds no word, nor inside a mark", () => {
    const note: Span = { kind: "note_mark", start: 4, end: 9, label: "8" };
    expect(breakPlaces(plain("One [ 8 ]", [note]))).toEqual([]);
  });

  test.each([
    ["behind a full stop", "He came. She went away at once.", "She went away at once."],
    ["behind the full stop nearest the middle", "A. B c d. E f g h i j k l.", "E f g h i j k l."],
    ["behind a semicolon where no sentence ends", "He came home; she went.", "she went."],
    ["in the middle of what has no stop", "one two three four", "three four"],
  ])("the likely place is %s", (_, text, second) => {
    const places = breakPlaces(plain(text));
    expect(text.slice(places[likelyPlace(plain(text), places)])).toBe(second);
  });

  test("spans go along with their part, cut where they run over the place", () => {
    const stress: Span = { kind: "emphasis", start: 2, end: 8, label: "1" };
    const [left, right] = halves(plain("0123456789", [stress]), 5);
    expect(left).toEqual({ text: "01234", spans: [{ ...stress, start: 2, end: 5 }] });
    expect(right).toEqual({ text: "56789", spans: [{ ...stress, start: 0, end: 3 }] });
  });
});
