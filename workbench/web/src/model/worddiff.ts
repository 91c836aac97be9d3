/** What changed between two texts, word by word. */

export interface DiffRun {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

type Op = DiffRun;

/** Words with the marks that belong to them, blanks, and every other sign alone. */
const TOKEN = /\s+|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*|./gsu;
/** Texts longer than this, in pairs of words, are not compared word by word between their ends. */
const MOST = 4_000_000;

/** Runs of `old` and `now` in order, what went before what came; their texts give both back. */
export function wordDiff(old: string, now: string): DiffRun[] {
  const [a, b] = [tokens(old), tokens(now)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const ops = [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
  return gathered(withoutCrumbs(ops));
}

const tokens = (text: string): string[] => text.match(TOKEN) ?? [];
const same = (text: string): Op => ({ kind: "same", text });
const removed = (text: string): Op => ({ kind: "removed", text });
const added = (text: string): Op => ({ kind: "added", text });

/** By a longest common subsequence. */
function middle(a: readonly string[], b: readonly string[]): Op[] {
  if (a.length * b.length > MOST) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const ops: Op[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] ?? "", b[j] ?? ""];
    if (left === right) {
      ops.push(same(left));
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ops.push(removed(left));
      i++;
    } else {
      ops.push(added(right));
      j++;
    }
  }
  return [...ops, ...a.slice(i).map(removed), ...b.slice(j).map(added)];
}

/** A blank alone between two changes is changed with them: "one two" for "three four" is one change. */
function withoutCrumbs(ops: readonly Op[]): Op[] {
  return ops.flatMap((op, at) => {
    const [before, after] = [ops[at - 1], ops[at + 1]];
    const crumb = op.kind === "same" && op.text.trim() === "" && isChange(before) && isChange(after);
    return crumb ? [removed(op.text), added(op.text)] : [op];
  });
}

const isChange = (op: Op | undefined): boolean => op !== undefined && op.kind !== "same";

/** Neighbours made one; of a change, what went stands first. */
function gathered(ops: readonly Op[]): DiffRun[] {
  const runs: DiffRun[] = [];
  let [went, came] = ["", ""];
  const flush = (): void => {
    if (went !== "") runs.push(removed(went));
    if (came !== "") runs.push(added(came));
    [went, came] = ["", ""];
  };
  for (const op of ops) {
    if (op.kind === "removed") went += op.text;
    else if (op.kind === "added") came += op.text;
    else {
      flush();
      const last = runs.at(-1);
      if (last?.kind === "same") runs[runs.length - 1] = same(last.text + op.text);
      else runs.push(op);
    }
  }
  flush();
  return runs;
}
