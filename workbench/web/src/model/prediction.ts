/**
 * What an operation will do, worked out before the server answers, so that it is seen at once.
 *
 * The server's answer always replaces the prediction; a prediction of null says that the operation
 * cannot be done on these rows. A new bead carries a negative id until the server names it.
 */
import type { Bead, OperationRequest, Run, Side } from "../api/types";
import { isEmpty, isNull, otherSide, type Patch, placeOf, runLength } from "./beads";
import { recut, stillAsked } from "./cutting";
import { pinpointed, realigned, sureUpTo } from "./recutting";

export interface Beads {
  readonly rows: readonly Bead[];
  get(id: number): Bead | undefined;
}

export interface Prediction extends Patch {
  /** Ids of the beads that the operation reads or changes: their versions are sent along. */
  readonly touched: readonly number[];
}

/** The patch and the touched beads of `request`, or null; `newId` and those after it are for beads that it may make. */
export function predict(beads: Beads, request: OperationRequest, newId: number): Prediction | null {
  switch (request.kind) {
    case "confirm":
      return inState(beads, [request.bead], "confirmed");
    case "confirm_many":
      return inState(beads, request.beads, "confirmed");
    case "confirm_sure":
      return allSure(beads, request.last, request.threshold);
    case "unconfirm":
      return inState(beads, [request.bead], "proposed");
    case "join":
      return joined(beads, request.beads);
    case "split":
      return splitAt(beads.get(request.bead), request.source_at, request.target_at, newId);
    case "shift":
      return shifted(beads, request.bead, request.side, request.direction);
    case "pinpoint":
      return pinpointed(beads.rows, request.source, request.target, newId);
    case "realign":
      return realigned((id) => beads.get(id), request.replaces, request.beads, newId);
    case "no_counterpart":
      return withoutCounterpart(beads.get(request.bead), request.reason, newId);
    case "second_look":
      return lookedAtAgain(beads.get(request.bead), request.note ?? null);
    case "edit_text":
      return { removed: [], beads: [], touched: [] };
  }
}

function inState(beads: Beads, ids: readonly number[], state: Bead["state"]): Prediction | null {
  const changed: Bead[] = [];
  for (const id of ids) {
    const bead = beads.get(id);
    if (bead === undefined) return null;
    changed.push(state === "confirmed" ? decided(bead) : { ...bead, state, reviewer: null, decided_at: null, note: null });
  }
  return { removed: [], beads: changed, touched: ids };
}

/** Its rows are too many to be named one by one: the version of the whole alignment stands for them. */
function allSure(beads: Beads, last: number, threshold: number): Prediction | null {
  const bead = beads.get(last);
  if (bead === undefined) return null;
  return { removed: [], beads: sureUpTo(beads.rows, bead, threshold).map(decided), touched: [] };
}

function decided(bead: Bead): Bead {
  return { ...bead, state: "confirmed", decided_at: new Date().toISOString(), note: null };
}

function lookedAtAgain(bead: Bead | undefined, note: string | null): Prediction | null {
  if (bead === undefined) return null;
  return { removed: [], beads: [{ ...decided(bead), state: "second_look", note }], touched: [bead.id] };
}

/** Whether two beads meet on one side without a gap; an empty run meets where it stands. */
const meet = (first: Run, second: Run): boolean => first[1] === second[0];

export function canJoin(first: Bead | undefined, second: Bead | undefined): boolean {
  return (
    first !== undefined &&
    second !== undefined &&
    meet(first.source, second.source) &&
    meet(first.target, second.target)
  );
}

function joined(beads: Beads, ids: readonly number[]): Prediction | null {
  const [first, second] = [beads.get(ids[0] ?? 0), beads.get(ids[1] ?? 0)];
  if (first === undefined || second === undefined || !canJoin(first, second)) return null;
  const one = recut(first, [first.source[0], second.source[1]], [first.target[0], second.target[1]]);
  return { removed: [second.id], beads: [stillAsked(one, first, second)], touched: [first.id, second.id] };
}

/** Whether a split there leaves two parts, neither of them empty on both sides. */
export function canSplit(bead: Bead, sourceAt: number, targetAt: number): boolean {
  const [n, m] = [runLength(bead.source), runLength(bead.target)];
  if (sourceAt < 0 || targetAt < 0 || sourceAt > n || targetAt > m) return false;
  return sourceAt + targetAt > 0 && sourceAt + targetAt < n + m;
}

function splitAt(bead: Bead | undefined, sourceAt: number, targetAt: number, newId: number): Prediction | null {
  if (bead === undefined || !canSplit(bead, sourceAt, targetAt)) return null;
  const [s, t] = [bead.source[0] + sourceAt, bead.target[0] + targetAt];
  const first = recut(bead, [bead.source[0], s], [bead.target[0], t]);
  const second = recut(bead, [s, bead.source[1]], [t, bead.target[1]], newId);
  return { removed: [], beads: [first, second], touched: [bead.id] };
}

/** The bead that receives a segment shifted out of `bead`, or undefined where there is none. */
export function neighbour(beads: Beads, bead: Bead, side: Side, direction: "up" | "down"): Bead | undefined {
  const run = bead[side];
  if (isEmpty(run)) return undefined;
  const step = direction === "up" ? -1 : 1;
  const { rows } = beads;
  for (let at = placeOf(rows, bead) + step; at >= 0 && at < rows.length; at += step) {
    const other = rows[at];
    if (other === undefined) return undefined;
    if (direction === "up" ? other[side][1] === run[0] : other[side][0] === run[1]) return other;
  }
  return undefined;
}

function shifted(beads: Beads, id: number, side: Side, direction: "up" | "down"): Prediction | null {
  const bead = beads.get(id);
  const other = bead && neighbour(beads, bead, side, direction);
  if (bead === undefined || other === undefined) return null;
  const [run, theirs] = [bead[side], other[side]];
  const up = direction === "up";
  const rest = resized(bead, side, up ? [run[0] + 1, run[1]] : [run[0], run[1] - 1]);
  const grown = resized(other, side, up ? [theirs[0], theirs[1] + 1] : [theirs[0] - 1, theirs[1]]);
  const gone = isEmpty(rest.source) && isEmpty(rest.target);
  return {
    removed: gone ? [bead.id] : [],
    beads: gone ? [stillAsked(grown, other, bead)] : [rest, grown],
    touched: [bead.id, other.id],
  };
}

function resized(bead: Bead, side: Side, run: Run): Bead {
  return side === "source" ? recut(bead, run, bead.target) : recut(bead, bead.source, run);
}

function withoutCounterpart(bead: Bead | undefined, reason: Bead["null_reason"], newId: number): Prediction | null {
  if (bead === undefined) return null;
  if (isNull(bead)) {
    return { removed: [], beads: [{ ...decided(bead), null_reason: reason }], touched: [bead.id] };
  }
  const { source, target } = bead;
  const halves = [
    recut(bead, source, [target[0], target[0]]),
    recut(bead, [source[1], source[1]], target, newId),
  ];
  return {
    removed: [],
    beads: halves.map((half) => ({ ...decided(half), null_reason: reason })),
    touched: [bead.id],
  };
}

/** The side that has text where only one has; both sides filled gives the asked one. */
export function filledSide(bead: Bead, asked: Side): Side {
  return isEmpty(bead[asked]) ? otherSide(asked) : asked;
}
