/**
 * The rows as shown: what the server has said, and on top of it what is still on its way there.
 *
 * An act is shown at once from its prediction and waits in line. When the server answers the first
 * in line, everything on its way is taken back, the answer is laid down, and the rest is laid on top
 * again; so the rows never drift from the server's. Each act carries the versions that the person
 * saw: a change by someone else in between makes the server refuse it, and nothing is overwritten.
 */
import type { Bead, CurrentRows, OperationRequest, OperationResult, Segment } from "../api/types";
import { applyPatch, compareBeads } from "./beads";
import { type Beads, predict } from "./prediction";

export interface Pending {
  request: OperationRequest;
  /** The first of the ids of beads that the act may make, until the server gives them some. */
  readonly newId: number;
  /** Versions seen of every touched row, by the row's tag: "b12", "s7"; "a3" stands for all rows. */
  readonly seen: Map<string, number>;
  /** The beads and segments that the prediction shows. */
  shown: CurrentRows;
  /** What stood there before: beads to drop, beads and segments to put back. */
  before: { drop: number[]; beads: Bead[]; segments: Segment[] };
}

/** How an act ended that the server refused: what it would have shown, and what fell with it. */
export interface Refusal {
  readonly pending: Pending;
  readonly dropped: readonly Pending[];
}

/** How an act ended that the server did: ids it gave, and acts in line that no longer can be done. */
export interface Settlement {
  readonly renamed: ReadonlyMap<number, number>;
  readonly dropped: readonly Pending[];
}

/** Ids kept free for the beads that one act may make. */
const NEW_IDS = 1_000;

export class Ledger implements Beads {
  /** The alignment and the number of its last operation, as the server said. */
  head: readonly [id: number, number: number] = [0, 0];
  rows: readonly Bead[] = [];
  readonly segments = new Map<number, Segment>();
  readonly line: Pending[] = [];
  readonly #byId = new Map<number, Bead>();
  #lastNewId = 0;

  get(id: number): Bead | undefined {
    return this.#byId.get(id);
  }

  /** More rows of the alignment, as the server lists them; rows already known stay as they are. */
  load(beads: readonly Bead[]): void {
    const fresh = beads.filter((bead) => !this.#byId.has(bead.id));
    const last = this.rows.at(-1);
    const rows = [...this.rows, ...fresh];
    const first = fresh[0];
    if (last !== undefined && first !== undefined && compareBeads(first, last) < 0) rows.sort(compareBeads);
    this.rows = rows;
    for (const bead of fresh) this.#byId.set(bead.id, bead);
  }

  clear(): void {
    this.rows = [];
    this.#byId.clear();
    this.line.length = 0;
  }

  /**
   * Show what `request` will do and put it in line; null where it cannot be done here.
   *
   * `seenSegment` is the version of the edited segment that its writer saw, where that is no longer the last one.
   */
  propose(request: OperationRequest, seenSegment?: number): Pending | null {
    const newId = (this.#lastNewId -= NEW_IDS);
    const prediction = predict(this, request, newId);
    if (prediction === null) return null;
    const seen = new Map<string, number>();
    for (const id of prediction.touched) seen.set(`b${id}`, this.get(id)?.version ?? 0);
    if (request.kind === "confirm_sure") seen.set(`a${this.head[0]}`, this.head[1]);
    const segment = request.kind === "edit_text" ? this.segments.get(request.segment) : undefined;
    if (request.kind === "edit_text" && segment === undefined) return null;
    if (segment !== undefined) seen.set(`s${segment.id}`, seenSegment ?? segment.version);
    const pending: Pending = {
      request,
      newId,
      seen,
      shown: { beads: [], segments: [] },
      before: { drop: [], beads: [], segments: [] },
    };
    this.#lay(pending);
    this.line.push(pending);
    return pending;
  }

  /** The server did what the first in line asked. */
  settle(result: OperationResult): Settlement {
    this.#takeBack();
    const first = this.line.shift();
    this.#acceptNewer(result);
    const renamed = first === undefined ? new Map<number, number>() : newNames(first, result);
    this.#rename(renamed);
    this.#handOn(result);
    return { renamed, dropped: this.#layAgain() };
  }

  /**
   * Rows were changed otherwise; gives the acts in line that no longer can be done.
   *
   * After a change by someone else the acts in line keep the versions that their person saw, so that
   * the server refuses them. After one's `own` undo they take the new versions.
   */
  absorb(result: OperationResult, own = false): Pending[] {
    this.#takeBack();
    this.#acceptNewer(result);
    if (own) this.#handOn(result);
    return this.#layAgain();
  }

  /** The server refused the first in line; `current` are the touched rows as they stand there. */
  refuse(current?: CurrentRows): Refusal | null {
    this.#takeBack();
    const first = this.line.shift();
    if (first === undefined) return null;
    if (current !== undefined) {
      const there = new Set(current.beads.map((bead) => bead.id));
      const gone = [...first.seen.keys()].filter((tag) => tag.startsWith("b")).map((tag) => Number(tag.slice(1)));
      this.#accept(gone.filter((id) => !there.has(id)), current.beads, current.segments);
    }
    const fallen = this.line.filter((later) => dependsOn(later, first));
    for (const pending of fallen) this.line.splice(this.line.indexOf(pending), 1);
    return { pending: first, dropped: [...fallen, ...this.#layAgain()] };
  }

  #lay(pending: Pending): boolean {
    const prediction = predict(this, pending.request, pending.newId);
    if (prediction === null) return false;
    const segments = this.#editedSegments(pending.request);
    const ids = [...prediction.removed, ...prediction.beads.map((bead) => bead.id)];
    pending.before = {
      drop: prediction.beads.map((bead) => bead.id),
      beads: ids.flatMap((id) => this.get(id) ?? []),
      segments: segments.flatMap((segment) => this.segments.get(segment.id) ?? []),
    };
    pending.shown = { beads: [...prediction.beads], segments };
    this.#accept(prediction.removed, prediction.beads, segments);
    return true;
  }

  #editedSegments(request: OperationRequest): Segment[] {
    if (request.kind !== "edit_text") return [];
    const segment = this.segments.get(request.segment);
    return segment === undefined ? [] : [{ ...segment, edited_text: request.text }];
  }

  #takeBack(): void {
    for (const { before } of [...this.line].reverse()) this.#accept(before.drop, before.beads, before.segments);
  }

  #layAgain(): Pending[] {
    const impossible = this.line.filter((pending) => !this.#lay(pending));
    for (const pending of impossible) this.line.splice(this.line.indexOf(pending), 1);
    return impossible;
  }

  #accept(removed: readonly number[], beads: readonly Bead[], segments: readonly Segment[]): void {
    if (removed.length + beads.length > 0) this.rows = applyPatch(this.rows, { removed, beads }, (id) => this.get(id));
    for (const id of removed) this.#byId.delete(id);
    for (const bead of beads) this.#byId.set(bead.id, bead);
    for (const segment of segments) if (this.segments.has(segment.id)) this.segments.set(segment.id, segment);
  }

  /** Answers can cross: a row never goes back to an older version. */
  #acceptNewer(result: OperationResult): void {
    const newer = result.beads.filter((bead) => bead.version >= (this.get(bead.id)?.version ?? 0));
    const segments = result.segments.filter((one) => one.version >= (this.segments.get(one.id)?.version ?? 0));
    this.#accept(result.removed, newer, segments);
  }

  #rename(renamed: ReadonlyMap<number, number>): void {
    for (const later of this.line) {
      later.request = withIds(later.request, renamed);
      for (const [old, id] of renamed) if (later.seen.delete(`b${old}`)) later.seen.set(`b${id}`, 0);
    }
  }

  /** Tell the acts in line the versions that the server gave to the rows they stand on. */
  #handOn(result: OperationResult): void {
    const fresh = new Map([
      [`a${result.alignment.id}`, result.alignment.head] as [string, number],
      ...result.beads.map((bead): [string, number] => [`b${bead.id}`, bead.version]),
      ...result.segments.map((segment): [string, number] => [`s${segment.id}`, segment.version]),
    ]);
    for (const { seen } of this.line) {
      for (const tag of seen.keys()) seen.set(tag, fresh.get(tag) ?? seen.get(tag) ?? 0);
    }
  }
}

/** The ids that the server gave to the beads that an act made, by the id they were shown under. */
function newNames(first: Pending, result: OperationResult): Map<number, number> {
  const renamed = new Map<number, number>();
  for (const shown of first.shown.beads) {
    const real = result.beads.find((bead) => sameRuns(bead, shown));
    if (real !== undefined && real.id !== shown.id) renamed.set(shown.id, real.id);
  }
  return renamed;
}

export const sameRuns = (a: Bead, b: Bead): boolean =>
  a.source[0] === b.source[0] && a.source[1] === b.source[1] && a.target[0] === b.target[0] && a.target[1] === b.target[1];

/** The value of If-Match: one strong entity tag for every row seen. */
export function entityTags(seen: ReadonlyMap<string, number>): string {
  return [...seen].map(([tag, version]) => `"${tag}.${version}"`).join(", ");
}

function dependsOn(later: Pending, first: Pending): boolean {
  const rows = [
    ...first.shown.beads.map((bead) => `b${bead.id}`),
    ...first.shown.segments.map((segment) => `s${segment.id}`),
    ...first.seen.keys(),
  ];
  return rows.some((tag) => later.seen.has(tag));
}

function withIds(request: OperationRequest, renamed: ReadonlyMap<number, number>): OperationRequest {
  const real = (id: number): number => renamed.get(id) ?? id;
  switch (request.kind) {
    case "edit_text":
      return request;
    case "join":
      return { ...request, beads: [real(request.beads[0]), real(request.beads[1])] };
    case "confirm_many":
      return { ...request, beads: request.beads.map(real) };
    case "confirm_sure":
      return { ...request, last: real(request.last) };
    case "pinpoint":
      return request;
    case "realign":
      return { ...request, replaces: request.replaces.map(real) };
    default:
      return { ...request, bead: real(request.bead) };
  }
}
