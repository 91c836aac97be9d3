/** One alignment in step with the server: its rows, and the line of acts on their way there. */
import { SvelteMap } from "svelte/reactivity";
import { api, Refused, take, takeAs, wordsOf } from "../api/client";
import { hasFields, type Heard, hearing, listen } from "../api/events";
import { SIDES } from "../api/types";
import type { components } from "../api/schema";
import type { Alignment, Bead, BeadPage, CurrentRows, Operation, OperationRequest, OperationResult, Realign, Segment, Side } from "../api/types";
import { compareBeads, placeOf } from "../model/beads";
import { entityTags, Ledger, type Pending, sameRuns } from "../model/ledger";
import { noteUnsaved } from "./connection.svelte";
import { dropProposal, keepProposal, proposalsOf } from "./proposals";
import { words } from "../text/words.svelte";
import { Texts } from "./texts.svelte";

/** Two versions of a row: what a person did, refused because someone else was first, and what that was. */
export interface Conflict {
  readonly pending: Pick<Pending, "request" | "shown">;
  readonly theirs: CurrentRows;
}

/** What the screen wants to hear about. */
export interface Watcher {
  /** Other events than operations that it wants to hear. */
  readonly hears: Heard;
  /** The first rows are there, or all are there anew. */
  arrived(): void;
  /** The server named beads that were shown under other ids. */
  renamed(ids: ReadonlyMap<number, number>): void;
  /** The server did an act of one's own. */
  done(request: OperationRequest, result: OperationResult): void;
  /** An undo, a redo or someone else's act changed rows. */
  changed(result: OperationResult, by: "undo" | "redo" | "restore" | "other"): void;
  /** An act was refused and taken back; the row that it was about, where there still is one. */
  refused(row: Bead | undefined): void;
}

type Sent = components["schemas"]["Realign"] | Exclude<OperationRequest, Realign>;

type Step =
  | { readonly kind: "act"; readonly pending: Pending }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "restore"; readonly operation: number; readonly head: number };

export type Saving = "saved" | "saving" | "unreachable";

/** A short first page is on the screen soon; the rest comes in long ones. */
const FIRST_BEADS = 500;
const BEADS_PAGE = 5_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const isPage = hasFields<BeadPage>("items", "next");
const isAlignment = hasFields<Alignment>("id", "doubt_threshold", "threshold_chosen");
const isResult = hasFields<OperationResult>("operation", "beads", "removed", "alignment");

export class LiveAlignment {
  alignment = $state.raw<Alignment | null>(null);
  rows = $state.raw<readonly Bead[]>([]);
  texts = $state.raw<Record<Side, Texts> | null>(null);
  loaded = $state(false);
  /** Why there is nothing to show. */
  missing = $state("");
  /** What could not be done, for a person to read and put away. */
  trouble = $state("");
  saving = $state<Saving>("saved");
  savedAt = $state.raw<Date | null>(null);
  waiting = $state(0);
  /** The beads that the last operation heard of has touched. */
  touched = $state.raw<readonly number[]>([]);
  readonly conflicts = new SvelteMap<number, Conflict>();
  readonly ledger = new Ledger();

  /** Who hears of the alignment's other events, by their name; to be set before it is opened. */
  readonly hearers: Record<string, (value: unknown) => void> = {};
  /** Called when the connection is back: what was told meanwhile was missed. */
  onReturn: () => void = () => undefined;

  readonly #steps: Step[] = [];
  readonly #edited = new Set<number>();
  /** Operations heard of, by number: an undo only names the number that it takes back. */
  readonly #log = new Map<number, Operation>();
  #early: OperationResult[] = [];
  #head = 0;
  #busy = false;
  #retried = false;
  #stopped = false;
  #unlisten: () => void = () => undefined;

  constructor(
    readonly id: number,
    readonly watcher: Watcher,
  ) {}

  // Loading ---------------------------------------------------------------------------------------

  async open(): Promise<void> {
    try {
      this.#begin(await this.#readAlignment());
    } catch (cause) {
      if (!(cause instanceof Refused) || !cause.isUnreachable) this.missing = wordsOf(cause);
      else if (!this.#stopped) setTimeout(() => void this.open(), 2_000);
      return;
    }
    this.#unlisten = listen(
      `./api/v1/alignments/${this.id}/events`,
      {
        operation: hearing(isResult, (result) => this.#hear(result)),
        alignment: hearing(isAlignment, (alignment) => this.reconsider(alignment)),
        ...this.watcher.hears,
        ...this.hearers,
      },
      () => {
        void this.#catchUp();
        this.onReturn();
      },
    );
    await this.#loadBeads();
    await this.texts?.source.fetchAll();
    await this.texts?.target.fetchAll();
    this.#recall();
  }

  /** Words that lost a race before the page was left stand beside the saved ones again. */
  #recall(): void {
    for (const { segment: id, text } of proposalsOf(this.id)) {
      const segment = this.ledger.segments.get(id);
      const row = this.holderOf(segment);
      if (segment === undefined || row === undefined) continue; // not of this document any more, or not fetched
      if (segment.edited_text === text) dropProposal(this.id, id);
      else {
        const pending = { request: { kind: "edit_text", segment: id, text } as const, shown: { beads: [], segments: [{ ...segment, edited_text: text }] } };
        this.conflicts.set(row.id, { pending, theirs: { beads: [], segments: [segment] } });
      }
    }
  }

  /** The two versions of a row are settled: nothing is kept of them. */
  settle(row: number): Conflict | undefined {
    const conflict = this.conflicts.get(row);
    this.conflicts.delete(row);
    if (conflict?.pending.request.kind === "edit_text") dropProposal(this.id, conflict.pending.request.segment);
    return conflict;
  }

  /** Stop listening; what was done goes on being sent. */
  close(): void {
    this.#stopped = true;
    this.#unlisten();
  }

  get closed(): boolean {
    return this.#stopped;
  }

  /** Doubt begins elsewhere now, as someone chose. */
  reconsider({ doubt_threshold, threshold_chosen }: Alignment): void {
    if (this.alignment !== null) this.alignment = { ...this.alignment, doubt_threshold, threshold_chosen };
  }

  #readAlignment(): Promise<Alignment> {
    return take(api.GET("/api/v1/alignments/{alignment_id}", { params: { path: { alignment_id: this.id } } }));
  }

  #begin(alignment: Alignment): void {
    this.alignment = alignment;
    this.#head = alignment.head;
    this.ledger.head = [alignment.id, alignment.head];
    const known = this.ledger.segments;
    const trouble = (cause: unknown): void => this.#note(cause);
    this.texts ??= {
      source: new Texts(alignment.source_document_id, alignment.source_segments, known, trouble),
      target: new Texts(alignment.target_document_id, alignment.target_segments, known, trouble),
    };
  }

  async #loadBeads(): Promise<void> {
    let after: string | null = null;
    do {
      try {
        const page: BeadPage = await this.#readBeads(after);
        this.ledger.load(page.items);
        after = page.next;
      } catch (cause) {
        this.#note(cause);
        await pause(2_000);
        continue;
      }
      this.#show();
      this.watcher.arrived();
    } while (after !== null && !this.#stopped);
    this.loaded = true;
    this.watcher.arrived();
    for (const result of this.#early.splice(0)) this.#hear(result);
  }

  #readBeads(after: string | null): Promise<BeadPage> {
    const query = after === null ? { limit: FIRST_BEADS } : { limit: BEADS_PAGE, after };
    const path = { alignment_id: this.id };
    return takeAs(isPage, api.GET("/api/v1/alignments/{alignment_id}/beads", { params: { path, query } }));
  }

  /** After a lost connection: nothing to do if no one did anything, else everything anew. */
  async #catchUp(): Promise<void> {
    try {
      const now = await this.#readAlignment();
      if (now.head !== this.#head && this.#steps.length === 0) await this.#reload(now);
    } catch (cause) {
      this.#note(cause);
    }
  }

  async #reload(alignment: Alignment): Promise<void> {
    this.loaded = false;
    this.ledger.clear();
    this.#begin(alignment);
    await this.#loadBeads();
  }

  #show(): void {
    this.rows = this.ledger.rows;
    for (const id of this.#edited) {
      this.texts?.source.refresh(id);
      this.texts?.target.refresh(id);
    }
  }

  // Acting ----------------------------------------------------------------------------------------

  /** Show what `request` does and send it when its turn comes; null where it cannot be done. */
  act(request: OperationRequest, seenSegment?: number): Pending | null {
    const pending = this.ledger.propose(request, seenSegment);
    if (pending === null) return null;
    this.trouble = "";
    for (const segment of pending.shown.segments) this.#edited.add(segment.id);
    this.#show();
    this.#queue({ kind: "act", pending });
    return pending;
  }

  undo(): void {
    this.#queue({ kind: "undo" });
  }

  redo(): void {
    this.#queue({ kind: "redo" });
  }

  /** Bring back how it was after an operation, having seen the log up to `head`. */
  restore(operation: number, head: number): void {
    this.#queue({ kind: "restore", operation, head });
  }

  /** The kind of act that an operation is, or that it takes back or repeats; null where that was long ago. */
  actOf(operation: Operation): string | null {
    let found: Operation | undefined = operation;
    while (found !== undefined && found.reverts !== null && found.kind !== "restore") found = this.#log.get(found.reverts);
    return found?.kind ?? null;
  }

  /** The bead that holds a segment. */
  holderOf(segment: Segment | undefined): Bead | undefined {
    if (segment === undefined) return undefined;
    const side: Side = this.texts?.source.at.get(segment.position)?.id === segment.id ? "source" : "target";
    return this.rows.find((bead) => bead[side][0] <= segment.position && segment.position < bead[side][1]);
  }

  #queue(step: Step): void {
    this.#steps.push(step);
    this.waiting = this.#steps.length;
    noteUnsaved(this, true);
    if (this.saving === "saved") this.saving = "saving";
    void this.#pump();
  }

  /** Send what waits, one after the other, in the order in which it was done. */
  async #pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let wait = FIRST_WAIT;
    for (let step = this.#steps[0]; step !== undefined; step = this.#steps[0]) {
      try {
        this.#arrived(step, await this.#send(step));
        this.saving = "saving";
        wait = FIRST_WAIT;
      } catch (cause) {
        if (step.kind !== "act" || !(cause instanceof Refused) || !cause.isUnreachable) this.#fell(step, cause);
        else wait = await this.#waitFor(wait);
      }
      this.waiting = this.#steps.length;
    }
    this.#busy = false;
    noteUnsaved(this, this.#steps.length > 0);
    if (this.#steps.length === 0) [this.saving, this.savedAt] = ["saved", new Date()];
    for (const result of this.#early.splice(0)) this.#hear(result);
  }

  async #waitFor(wait: number): Promise<number> {
    this.saving = "unreachable";
    this.#retried = true;
    await pause(wait);
    return Math.min(LONGEST_WAIT, wait * 2);
  }

  #send(step: Step): Promise<OperationResult> {
    const path = { alignment_id: this.id };
    switch (step.kind) {
      case "undo":
        return takeAs(isResult, api.POST("/api/v1/alignments/{alignment_id}/undo", { params: { path } }));
      case "redo":
        return takeAs(isResult, api.POST("/api/v1/alignments/{alignment_id}/redo", { params: { path } }));
      case "restore": {
        const params = { path: { ...path, operation: step.operation } };
        const body = { head: step.head };
        return takeAs(isResult, api.POST("/api/v1/alignments/{alignment_id}/at/{operation}/restore", { params, body }));
      }
      case "act": {
        const params = { path, header: { "If-Match": entityTags(step.pending.seen) } };
        const body = sent(step.pending.request);
        return takeAs(isResult, api.POST("/api/v1/alignments/{alignment_id}/operations", { params, body }));
      }
    }
  }

  #arrived(step: Step, result: OperationResult): void {
    this.#steps.shift();
    this.waiting = this.#steps.length;
    this.#retried = false;
    this.#seen(result);
    if (step.kind === "act") {
      const { renamed, dropped } = this.ledger.settle(result);
      if (renamed.size > 0) this.watcher.renamed(renamed);
      this.#drop(dropped);
      this.#show();
      this.watcher.done(step.pending.request, result);
    } else {
      this.#drop(this.ledger.absorb(result, true));
      this.#show();
      this.watcher.changed(result, step.kind);
    }
  }

  #seen(result: OperationResult): void {
    this.alignment = result.alignment;
    this.#head = Math.max(this.#head, result.operation.number);
    this.ledger.head = [this.id, this.#head];
    this.#log.set(result.operation.number, result.operation);
    for (const segment of result.segments) this.#edited.add(segment.id);
    const holders = result.segments.flatMap((segment) => this.holderOf(segment)?.id ?? []);
    this.touched = [...new Set([...result.beads.map((bead) => bead.id), ...holders])];
  }

  #drop(dropped: readonly Pending[]): void {
    for (const pending of dropped) {
      const at = this.#steps.findIndex((step) => step.kind === "act" && step.pending === pending);
      if (at >= 0) this.#steps.splice(at, 1);
    }
    if (dropped.length > 0) this.trouble = words().refused.fell(dropped.length);
  }

  /** The server refused: what was shown is taken back, and both versions are put on the row. */
  #fell(step: Step, cause: unknown): void {
    this.#steps.shift();
    if (step.kind !== "act") {
      this.trouble = words().refused.act(words().acts[step.kind], wordsOf(cause));
      void this.#catchUp();
      return;
    }
    const { pending } = step;
    const current = cause instanceof Refused ? cause.current : undefined;
    const refusal = this.ledger.refuse(current);
    this.#show();
    const arrived = this.#retried && current !== undefined && isDone(pending, current);
    this.#retried = false;
    if (arrived) return void this.#catchUp();
    this.#drop(refusal?.dropped ?? []);
    if (current === undefined || isOfMany(pending.request)) this.trouble = words().refused.act(words().acts[pending.request.kind], wordsOf(cause));
    else void this.#disagree(pending, current);
    this.watcher.refused(this.#rowOf(pending));
  }

  /** Put both versions on the row; where touched beads are gone, theirs are the ones that hold the text now. */
  async #disagree(pending: Pending, current: CurrentRows): Promise<void> {
    let theirs = current;
    if (pending.request.kind === "edit_text") keepProposal(this.id, { segment: pending.request.segment, text: pending.request.text });
    const touched = [...pending.seen.keys()].filter((tag) => tag.startsWith("b")).length;
    if (current.beads.length < touched) {
      await this.#catchUp();
      theirs = { ...current, beads: this.rows.filter((row) => pending.before.beads.some((bead) => overlap(row, bead))) };
    }
    const row = theirs.beads.toSorted(compareBeads)[0] ?? this.#rowOf(pending);
    if (row === undefined) this.trouble = words().conflict.gone;
    else this.conflicts.set(row.id, { pending, theirs });
    this.watcher.refused(row);
  }

  #rowOf(pending: Pending): Bead | undefined {
    if (pending.request.kind === "edit_text") return this.holderOf(this.ledger.segments.get(pending.request.segment));
    const [first] = pending.before.beads.toSorted(compareBeads);
    return first === undefined ? undefined : (this.ledger.get(first.id) ?? this.rows[placeOf(this.rows, first)]);
  }

  /** An operation told by the server: one's own come back here too, and those of others. */
  #hear(result: OperationResult): void {
    if (this.#busy || !this.loaded) {
      this.#early.push(result);
      return;
    }
    if (result.operation.number <= this.#head) return;
    const missed = result.operation.number > this.#head + 1;
    this.#seen(result);
    this.#drop(this.ledger.absorb(result));
    this.#show();
    this.watcher.changed(result, "other");
    if (missed) void this.#readAlignment().then((now) => this.#reload(now)).catch((cause: unknown) => this.#note(cause));
  }

  #note(cause: unknown): void {
    if (!(cause instanceof Refused) || !cause.isUnreachable) this.trouble = wordsOf(cause);
  }
}

/** Acts on many rows are refused in words: no two versions of one row tell what was wrong. */
const isOfMany = (request: OperationRequest): boolean => request.kind === "confirm_sure" || request.kind === "realign";

/** A request as the server takes it. */
const sent = (request: OperationRequest): Sent =>
  request.kind === "realign" ? { ...request, beads: request.beads.map(({ source, target }) => ({ source, target })) } : request;

const overlap = (a: Bead, b: Bead): boolean =>
  SIDES.some((side) => a[side][0] < b[side][1] && b[side][0] < a[side][1]);

/** Whether a refused second attempt only says that the first one had arrived. */
function isDone(pending: Pending, current: CurrentRows): boolean {
  const beads = pending.shown.beads.every((mine) =>
    current.beads.some((bead) => sameRuns(bead, mine) && bead.state === mine.state && bead.null_reason === mine.null_reason),
  );
  return beads && pending.shown.segments.every((mine) => current.segments.some((one) => one.edited_text === mine.edited_text));
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
