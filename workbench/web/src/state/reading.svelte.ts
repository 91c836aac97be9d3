/** How the reader has the texts set: brackets, size, leading and face, kept over visits. */
import { type Brackets, BRACKETS } from "../model/runs";
import { type Side, SIDES } from "../api/types";

export const SIZES = [0.9375, 1, 1.0625, 1.1875, 1.3125, 1.5] as const;
export const LEADINGS = [1.4, 1.6, 1.8] as const;
export const FACES = ["serif", "sans"] as const;
export type Face = (typeof FACES)[number];

interface Setting {
  brackets: Brackets;
  face: Face;
  leading: number;
  size: Record<Side, number>;
  /** Whether the rarer acts at the pair in hand are open. */
  allActs: boolean;
}

const KEY = "workbench.reading";
const USUAL: Setting = { brackets: "printed", face: "serif", leading: 1.6, size: { source: 1.0625, target: 1.0625 }, allActs: false };
const chosen = $state<Setting>(stored());

function stored(): Setting {
  const kept = read();
  const among = <T>(values: readonly T[], value: unknown, usual: T): T => values.find((one) => one === value) ?? usual;
  return {
    brackets: among(BRACKETS, kept.brackets, USUAL.brackets),
    face: among(FACES, kept.face, USUAL.face),
    allActs: kept.allActs === true,
    leading: among<number>(LEADINGS, kept.leading, USUAL.leading),
    size: {
      source: among<number>(SIZES, kept.size?.source, USUAL.size.source),
      target: among<number>(SIZES, kept.size?.target, USUAL.size.target),
    },
  };
}

function read(): Partial<Setting> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Setting>;
  } catch {
    return {}; // written by hand, or by another version
  }
}

export const reading = (): Readonly<Setting> => chosen;

export function setReading(change: Partial<Setting>): void {
  Object.assign(chosen, change);
  localStorage.setItem(KEY, JSON.stringify(chosen));
  showReading();
}

/** The next way to show brackets, from the last round to the first. */
export function turnBrackets(): Brackets {
  const next = BRACKETS[(BRACKETS.indexOf(chosen.brackets) + 1) % BRACKETS.length] ?? "printed";
  setReading({ brackets: next });
  return next;
}

/** One size up or down for a side's column. */
export function resize(side: Side, step: 1 | -1): void {
  const at = SIZES.findIndex((size) => size === chosen.size[side]) + step;
  const next = SIZES[at];
  if (next !== undefined) setReading({ size: { ...chosen.size, [side]: next } });
}

/** Tell the style sheets. */
export function showReading(): void {
  const { style } = document.documentElement;
  style.setProperty("--text-face", `var(--face-${chosen.face})`);
  style.setProperty("--text-leading", String(chosen.leading));
  for (const side of SIDES) style.setProperty(`--text-size-${side}`, `${chosen.size[side]}rem`);
}
