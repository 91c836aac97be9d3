/** Where a sentence can be broken in two: before a word, never inside a mark. Offsets count UTF-16 code units. */
import type { Span } from "../api/types";
import { plainText } from "./runs";

export interface Sentence {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** The offsets before which a new sentence may begin, ascending; none in a sentence of one word. */
export function breakPlaces(sentence: Sentence): number[] {
  const found: number[] = [];
  for (const gap of sentence.text.matchAll(/\s+(?=\S)/gu)) {
    const at = gap.index + gap[0].length;
    const inside = sentence.spans.some((span) => ATOMIC.has(span.kind) && span.start < at && at < span.end);
    if (!inside && halves(sentence, at).every((half) => plainText(half) !== "")) found.push(at);
  }
  return found;
}

const ATOMIC: ReadonlySet<Span["kind"]> = new Set<Span["kind"]>(["note_mark", "markup", "page_break"]);

/** The number of the place that is likely meant: behind the end of a sentence, else behind a half stop, else the middle. */
export function likelyPlace(sentence: Sentence, places: readonly number[]): number {
  const middle = sentence.text.length / 2;
  let best = 0;
  let least = Infinity;
  places.forEach((at, number) => {
    const before = sentence.text.slice(0, at).trimEnd();
    const stop = /[.!?…][»”"')\]]*$/u.test(before) ? 0 : /[;:—–]$/u.test(before) ? 1 : 2;
    const cost = stop + Math.abs(at - middle) / (sentence.text.length + 1);
    if (cost < least) [best, least] = [number, cost];
  });
  return best;
}

/** Both parts of a sentence, each with the spans that touch it. */
export function halves({ text, spans }: Sentence, at: number): [Sentence, Sentence] {
  const cut = (start: number, end: number): Sentence => ({
    text: text.slice(start, end),
    spans: spans
      .filter((span) => span.start < end && span.end > start)
      .map((span) => ({ ...span, start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start })),
  });
  return [cut(0, at), cut(at, text.length)];
}
