/** Which words an edit took out and put in: the longest common run of tokens stays. */

export interface Piece {
  readonly kind: "same" | "out" | "in";
  readonly text: string;
}

/** Beyond so many comparisons the middle is shown as taken out and put in whole. */
const MOST = 1_000_000;

/** Words with their apostrophes and hyphens, runs of blanks, and single signs. */
export function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*|\s+|./gsu) ?? [];
}

/** `before` and `after` as one text: without "in" it reads as before, without "out" as after. */
export function diff(before: string, after: string): Piece[] {
  const [old, now] = [tokens(before), tokens(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const middle = changed(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return gathered([...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))]);
}

const same = (all: readonly string[]): Piece[] => all.map((text) => ({ kind: "same", text }));

function changed(old: readonly string[], now: readonly string[]): Piece[] {
  if (old.length * now.length > MOST) {
    return [...old.map((text): Piece => ({ kind: "out", text })), ...now.map((text): Piece => ({ kind: "in", text }))];
  }
  const lengths = commonLengths(old, now);
  const width = now.length + 1;
  const found: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [left, right] = [old[i], now[j]];
    if (left !== undefined && left === right) {
      found.push({ kind: "same", text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))) {
      found.push({ kind: "out", text: left });
      i++;
    } else if (right !== undefined) {
      found.push({ kind: "in", text: right });
      j++;
    }
  }
  return found;
}

/** Row by row: how many tokens the rests from `i` and `j` on have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [down, right, both] = [lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0, lengths[(i + 1) * width + j + 1] ?? 0];
      lengths[i * width + j] = old[i] === now[j] ? both + 1 : Math.max(down, right);
    }
  }
  return lengths;
}

/** Neighbours of one kind as one piece; a lone blank between two changes counts to both. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  let [out, put] = ["", ""];
  const flush = (): void => {
    if (out !== "") found.push({ kind: "out", text: out });
    if (put !== "") found.push({ kind: "in", text: put });
    [out, put] = ["", ""];
  };
  pieces.forEach((piece, at) => {
    const next = pieces[at + 1];
    const bridged = piece.kind === "same" && /^\s+$/u.test(piece.text) && out !== "" && put !== "" && next !== undefined && next.kind !== "same";
    if (piece.kind === "out" || bridged) out += piece.text;
    if (piece.kind === "in" || bridged) put += piece.text;
    if (piece.kind !== "same" || bridged) return;
    flush();
    const last = found.at(-1);
    if (last?.kind === "same") found[found.length - 1] = { kind: "same", text: last.text + piece.text };
    else found.push(piece);
  });
  flush();
  return found;
}
