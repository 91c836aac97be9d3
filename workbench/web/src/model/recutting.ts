/** What a pinpoint, a taken re-alignment and the confirming of all that is sure do to the rows. */
import type { Bead, ProposedBead, Run, Side } from "../api/types";
import { recut } from "./cutting";
import { compareBeads, isDoubtful, isEmpty, type Patch, placeOf } from "./beads";

interface Recutting extends Patch {
  readonly touched: readonly number[];
}

type Piece = readonly [Run, Run];

/** The bead that holds the segment at a position of one side. */
export function holder(rows: readonly Bead[], side: Side, position: number): Bead | undefined {
  return rows.find((bead) => bead[side][0] <= position && position < bead[side][1]);
}

/**
 * Two segments as a confirmed pair of their own. What is left of their beads stands before and after it;
 * what a bead has on the other side stays whole, with the part that stands where it does.
 */
export function pinpointed(rows: readonly Bead[], source: number, target: number, newId: number): Recutting | null {
  const [first, second] = [holder(rows, "source", source), holder(rows, "target", target)];
  if (first === undefined || second === undefined) return null;
  const [s, t]: [Run, Run] = [[source, source + 1], [target, target + 1]];
  const pair: Bead = { ...recut(first, s, t), state: "confirmed", decided_at: new Date().toISOString(), note: null };
  let next = newId;
  const made = (bead: Bead, pieces: readonly Piece[]): Bead[] => pieces.map((piece) => recut(bead, ...piece, next++));
  if (first.id === second.id) {
    const pieces: Piece[] = [
      [[first.source[0], s[0]], [first.target[0], t[0]]],
      [[s[1], first.source[1]], [t[1], first.target[1]]],
    ];
    return { removed: [], beads: [pair, ...made(first, pieces.filter(holdsText))], touched: [first.id] };
  }
  const ofFirst = rest(first.source, first.target, s, t);
  const ofSecond = rest(second.target, second.source, t, s).map(([own, theirs]): Piece => [theirs, own]);
  const kept = ofSecond.slice(0, 1).map((piece) => recut(second, ...piece));
  const beads = [pair, ...kept, ...made(first, ofFirst), ...made(second, ofSecond.slice(1))];
  return { removed: kept.length === 0 ? [second.id] : [], beads, touched: [first.id, second.id] };
}

/** What a bead keeps that loses `cut` of its run `own`, before and after the pair. */
function rest(own: Run, theirs: Run, cut: Run, other: Run): Piece[] {
  const precedes = !isEmpty(theirs) && theirs[0] < other[0];
  const follows = !isEmpty(theirs) && !precedes;
  const pieces: Piece[] = [
    [[own[0], cut[0]], precedes ? theirs : [other[0], other[0]]],
    [[cut[1], own[1]], follows ? theirs : [other[1], other[1]]],
  ];
  return pieces.filter(holdsText);
}

const holdsText = ([a, b]: Piece): boolean => !isEmpty(a) || !isEmpty(b);

/** The found beads in the place of the old ones; in row order they take their ids. */
export function realigned(
  get: (id: number) => Bead | undefined,
  replaces: readonly number[],
  found: readonly ProposedBead[],
  newId: number,
): Recutting | null {
  const old = replaces.flatMap((id) => get(id) ?? []).sort(compareBeads);
  const model = old[0];
  if (model === undefined || old.length < replaces.length || old.some((bead) => bead.state === "confirmed")) return null;
  const beads = found.map((bead, at): Bead => {
    const place = old[at];
    return { ...recut(place ?? model, bead.source, bead.target, place?.id ?? newId + at), ...bead, origin: "machine" };
  });
  return { removed: old.slice(found.length).map((bead) => bead.id), beads, touched: replaces };
}

/** The proposed beads that are sure, up to the row of `last`. */
export function sureUpTo(rows: readonly Bead[], last: Bead, threshold: number): Bead[] {
  return rows.slice(0, placeOf(rows, last) + 1).filter((bead) => bead.state === "proposed" && !isDoubtful(bead, threshold));
}

/** How many of these beads are expected to be wrong. */
export function expectedWrong(beads: readonly Bead[]): number {
  return beads.reduce((sum, bead) => sum + 1 - (bead.confidence ?? 0), 0);
}

/** Old and new beads of a proposal, divided into parts that share no segment, in row order. */
export interface Part {
  readonly old: readonly Bead[];
  readonly new: readonly ProposedBead[];
}

export function parts(old: readonly Bead[], found: readonly ProposedBead[]): Part[] {
  const all: { segments: Set<string>; old: Bead[]; new: ProposedBead[] }[] = [];
  const add = (segments: string[], put: (part: { old: Bead[]; new: ProposedBead[] }) => void): void => {
    const touched = all.filter((part) => segments.some((segment) => part.segments.has(segment)));
    const merged = {
      segments: new Set([...segments, ...touched.flatMap((part) => [...part.segments])]),
      old: touched.flatMap((part) => part.old),
      new: touched.flatMap((part) => part.new),
    };
    for (const part of touched) all.splice(all.indexOf(part), 1);
    put(merged);
    all.push(merged);
  };
  for (const bead of old) add(segmentsOf(bead), (part) => part.old.push(bead));
  for (const bead of found) add(segmentsOf(bead), (part) => part.new.push(bead));
  return all.sort((a, b) => startOf(a.new) - startOf(b.new));
}

const startOf = (beads: readonly ProposedBead[]): number => Math.min(...beads.map((bead) => bead.source[0]));

function segmentsOf(bead: { readonly source: Run; readonly target: Run }): string[] {
  return (["source", "target"] as const).flatMap((side) => {
    const [from, to] = bead[side];
    return Array.from({ length: to - from }, (_, at) => `${side}${from + at}`);
  });
}
