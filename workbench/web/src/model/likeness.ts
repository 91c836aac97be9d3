/** What both sides of a pair have in common to the eye: numbers, and names whatever their alphabet. */
import type { Lit } from "./runs";

/** Digits, with blanks, points or commas between groups of three. */
const NUMBER = /\d{1,3}(?:[\s\u00a0.,]\d{3})+(?!\d)|\d+/gu;
const NAME = /\p{Lu}[\p{L}\u0301’'-]+/gu;
/** So many consonants make a name; fewer are found in too many words. */
const ENOUGH = 3;
/** An inflected name has at most so many consonants more than its stem. */
const ENDING = 2;

/** Both alphabets' consonants by their sound; the longer spellings come first. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/shch/g, "щ"], [/sch|sh/g, "ш"], [/zh/g, "ж"], [/kh/g, "х"], [/tch|ch/g, "ч"], [/ts|tz/g, "ц"], [/ph/g, "ф"], [/x/g, "кс"],
  [/b/g, "б"], [/v|w/g, "в"], [/g|h/g, "г"], [/d/g, "д"], [/z/g, "з"], [/c|k|q/g, "к"], [/l/g, "л"], [/m/g, "м"],
  [/n/g, "н"], [/p/g, "п"], [/r/g, "р"], [/s/g, "с"], [/t/g, "т"], [/f/g, "ф"],
];

interface Found {
  readonly text: number;
  readonly start: number;
  readonly end: number;
  readonly key: string;
}

/** For each text of the two sides, what to light because the other side has it, too. */
export function alike(source: readonly string[], target: readonly string[]): { source: Lit[][]; target: Lit[][] } {
  const marked = { source: source.map((): Lit[] => []), target: target.map((): Lit[] => []) };
  const light = (one: Found, other: Found): void => {
    marked.source[one.text]?.push({ start: one.start, end: one.end, mark: "same" });
    marked.target[other.text]?.push({ start: other.start, end: other.end, mark: "same" });
  };
  pairOff(all(source, NUMBER, valueOf), all(target, NUMBER, valueOf), (a, b) => a === b, light);
  pairOff(all(source, NAME, skeleton), all(target, NAME, skeleton), soundAlike, light);
  return marked;
}

function all(texts: readonly string[], pattern: RegExp, keyOf: (word: string) => string): Found[] {
  return texts.flatMap((text, at) =>
    [...text.matchAll(pattern)].map((match) => ({ text: at, start: match.index, end: match.index + match[0].length, key: keyOf(match[0]) })),
  );
}

/** Each on one side with the first on the other that fits and is free. */
function pairOff(source: Found[], target: Found[], fits: (a: string, b: string) => boolean, light: (a: Found, b: Found) => void): void {
  const free = [...target];
  for (const one of source) {
    const at = free.findIndex((other) => fits(one.key, other.key));
    const [other] = at < 0 ? [] : free.splice(at, 1);
    if (other !== undefined) light(one, other);
  }
}

const valueOf = (number: string): string => number.replace(/\D/gu, "");

/** The consonants of a word by their sound, in Cyrillic letters: Zinoviev and Зиновьева begin alike. */
export function skeleton(word: string): string {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']s$/u, "");
  const sounds = LATIN.reduce((text, [from, to]) => text.replace(from, to), plain);
  return sounds.replace(/[^бвгджзклмнпрстфхцчшщ]/gu, "").replace(/(.)\1+/gu, "$1");
}

function soundAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= ENOUGH && long.startsWith(short) && long.length - short.length <= ENDING;
}
