/** Texts as a search sees them; the server folds in the same way (workbench/concordance/folding.py). */

const SAME = new Map<string, string>([
  ...[..."«»“”„‟″〝〞"].map((sign) => [sign, '"'] as const),
  ...[..."‘’‚‛′‹›ʼ`´"].map((sign) => [sign, "'"] as const),
  ...[..."‐‑‒–—―−⁃﹘﹣－"].map((sign) => [sign, "-"] as const),
  ...Object.entries({ ѣ: "е", і: "и", ѳ: "ф", ѵ: "и" }),
]);
const folded = new Map<string, string>();

/** Without case, ё, stress marks, soft hyphens, kinds of quotes, dashes and blanks, and letters of before 1918. */
export function fold(text: string): string {
  let out = "";
  for (const character of text) {
    let one = folded.get(character);
    if (one === undefined) folded.set(character, (one = foldCharacter(character)));
    out += one;
  }
  return out.replace(/ {2,}/gu, " ").replace(/(?<=[\p{L}\p{N}_])ъ+(?![\p{L}\p{N}_])/gu, "");
}

function foldCharacter(character: string): string {
  if (/^\s$/u.test(character)) return " ";
  if (/^[\u0300-\u036f]$/u.test(character) || /^\p{Cf}$/u.test(character)) return "";
  const low = [...character.toLowerCase()][0] ?? character;
  if (low === "\u0439") return low; // й is no и with a mark
  const [first = low, ...marks] = [...low.normalize("NFD")];
  const plain = marks.every((mark) => /^[\u0300-\u036f]$/u.test(mark)) ? first : low;
  return SAME.get(plain) ?? plain;
}
