import { describe, expect, test } from "vitest";
import type { Span } from "../api/types";
import { type Brackets, textRuns } from "./runs";

/** A text with its brackets as spans of this kind. */
function shown(text: string, kind: Span["kind"], brackets: Brackets): string {
  const spans = [...text.matchAll(/\[[^\]]*\]/gu)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length, label: "" }));
  return textRuns(text, spans, brackets).map((run) => run.text).join("");
}

describe("the editor's brackets", () => {
  test.each<[string, string, Span["kind"], string, string]>([
    ["a completion is read as one word, or leaves what was printed", "The B[olshevik] group", "completion", "The Bolshevik group", "The B group"],
    ["a gloss goes with its blank", "the VKP [All-Union Communist Party] met", "gloss", "the VKP All-Union Communist Party met", "the VKP met"],
    ["no blank is left before a full stop", "He left [in 1925].", "insertion", "He left in 1925.", "He left."],
    ["a text that begins with one", "[We] went", "insertion", "We went", " went"],
  ])("%s", (_, text, kind, expanded, stripped) => {
    expect([shown(text, kind, "printed"), shown(text, kind, "expanded"), shown(text, kind, "stripped")]).toEqual([text, expanded, stripped]);
  });

  test("what is lit inside a bracket stays lit when it is read over", () => {
    const runs = textRuns("since [May 1925]", [{ kind: "insertion", start: 6, end: 16, label: "" }], "expanded", [{ start: 11, end: 15, mark: "same" }]);
    expect(runs).toEqual([
      { kind: "text", text: "since ", marks: [] },
      { kind: "text", text: "May ", marks: ["insertion"] },
      { kind: "text", text: "1925", marks: ["insertion", "same"] },
    ]);
  });
});
