/** The review screen: which rows are shown, which is in hand, what is being done with it. */
import { SIDES } from "../api/types";
import type { Bead, NullReason, OperationRequest, OperationResult, Segment, Side } from "../api/types";
import type { Desk } from "../commands/table";
import { isNull, lookOf, placeOf, runLength, shape, tally } from "../model/beads";
import { doubtfulRows, type Filter, filtered, FILTERS, isDoubtfulAt, nextPassing, placeInQueue } from "../model/filters";
import type { Pending } from "../model/ledger";
import { canJoin, filledSide, neighbour } from "../model/prediction";
import { plainText } from "../model/runs";
import { type Cut, likelyCut, movedCut } from "../model/splitting";
import { words } from "../text/words.svelte";
import { Revising, type Breaking } from "./revising.svelte";
import { Panels } from "./panels.svelte";
import { LiveAlignment, type Watcher } from "./live.svelte";

export type Mode =
  | { readonly kind: "grid" }
  | { readonly kind: "split"; readonly bead: number; readonly cut: Cut }
  | { readonly kind: "edit"; readonly bead: number; readonly segment: Segment; readonly side: Side }
  | Breaking
  | { readonly kind: "version" }
  | { readonly kind: "reason"; readonly bead: number }
  | { readonly kind: "number" }
  | { readonly kind: "palette" }
  | { readonly kind: "help" };

const GRID: Mode = { kind: "grid" };
/** Moves that follow each other faster than this, in milliseconds, come from a key held down. */
const HURRY = 120;

export class Review implements Desk, Watcher {
  readonly live: LiveAlignment;
  readonly panels = new Panels(["history"]);
  readonly revising = new Revising(this);
  currentId = $state(0);
  side = $state<Side>("source");
  filter = $state<Filter>("all");
  mode = $state.raw<Mode>(GRID);
  said = $state("");
  /** A key is held down: the tools of the row in hand wait until it rests somewhere. */
  hurried = $state(false);

  /** Whether the row in hand was jumped to. */
  centred = false;
  /** Set by the grid: brings a row into view; `centre` for a jump. */
  reveal: (index: number, centre: boolean) => void = () => undefined;
  /** Set by the grid: how many rows one page shows. */
  pageSize: () => number = () => 10;
  /** Set by the grid: puts the focus on the cell in hand. */
  focus: () => void = () => undefined;

  /** Rows that a filter keeps although they no longer pass it. */
  #kept = $state.raw<ReadonlySet<number>>(new Set());
  readonly alignment = $derived.by(() => this.live.alignment);
  readonly rows = $derived.by(() => this.live.rows);
  readonly texts = $derived.by(() => this.live.texts);
  readonly threshold = $derived(this.alignment?.doubt_threshold ?? 0);
  readonly visible = $derived(
    this.filter === "recheck"
      ? this.rows.filter((bead) => this.#kept.has(bead.id) || this.revising.waits(bead))
      : filtered(this.rows, this.filter, this.threshold, this.#kept),
  );
  /** The filters that there are to choose from. */
  readonly filters = $derived<readonly Filter[]>(this.revising.any ? [...FILTERS, "recheck"] : FILTERS);
  readonly current = $derived.by(() => (this.rows.length === 0 ? undefined : this.live.ledger.get(this.currentId)));
  /** Where the row in hand stands among all rows, and among those shown; -1 where it does not. */
  readonly place = $derived(this.current === undefined ? -1 : placeOf(this.rows, this.current));
  readonly index = $derived(this.current === undefined ? -1 : this.#indexOf(this.current));
  readonly counts = $derived(tally(this.rows, this.threshold));
  readonly doubtful = $derived(doubtfulRows(this.rows, this.threshold));
  readonly queue = $derived(
    this.filter === "recheck" ? this.revising.queue : { place: placeInQueue(this.doubtful, this.place), of: this.doubtful.length },
  );
  #begun = false;
  #lastIndex = 0;
  #movedAt = -HURRY;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    id: number,
    readonly wanted: number | null,
  ) {
    this.live = new LiveAlignment(id, this);
  }

  // What the alignment tells ------------------------------------------------------------------------

  /** Begin at the asked bead, else at the first doubtful one, else at the first. */
  arrived(): void {
    void this.revising.load();
    const asked = this.wanted === null ? undefined : this.live.ledger.get(this.wanted);
    if (this.#begun && this.current !== undefined) return;
    if (this.wanted !== null && asked === undefined && !this.live.loaded) return;
    const bead = asked ?? this.rows[this.doubtful[0] ?? 0];
    if (bead === undefined) return;
    if (this.#begun) this.said = words().said.reloaded;
    this.#begun = true;
    this.#goToBead(bead.id, true);
    this.focus();
  }

  renamed(ids: ReadonlyMap<number, number>): void {
    this.currentId = ids.get(this.currentId) ?? this.currentId;
    this.#kept = new Set([...this.#kept].map((id) => ids.get(id) ?? id));
  }

  changed(result: OperationResult, by: "undo" | "redo" | "other"): void {
    const { said } = words();
    if (by === "other") {
      if (this.current === undefined) this.#goToIndex(this.#lastIndex, false);
      this.said = said.elsewhere(result.operation.actor, this.#actOf(result));
      return;
    }
    // After undo and redo the eyes go to what changed.
    const bead = result.beads[0] ?? this.live.holderOf(result.segments[0]);
    if (bead !== undefined) this.#goToBead(bead.id, false);
    this.said = (by === "undo" ? said.undone : said.redone)(this.#actOf(result));
  }

  #actOf({ operation }: OperationResult): string {
    const { acts, said } = words();
    return new Map<string | null, string>(Object.entries(acts)).get(this.live.actOf(operation)) ?? said.earlier;
  }

  refused(row: Bead | undefined): void {
    if (row !== undefined) this.#goToBead(row.id, false);
    else if (this.current === undefined) this.#goToIndex(this.#lastIndex, false);
    this.said = this.live.trouble === "" ? words().conflict.lead : this.live.trouble;
  }

  // Where one is ------------------------------------------------------------------------------------

  #indexOf(bead: Bead): number {
    return this.visible === this.rows ? placeOf(this.rows, bead) : this.visible.indexOf(bead);
  }

  readonly can = {
    desk: this,
    get act(): boolean {
      return this.desk.current !== undefined;
    },
    get unconfirm(): boolean {
      return this.desk.current?.state === "confirmed";
    },
    get join(): boolean {
      return canJoin(this.desk.current, this.desk.#following());
    },
    get split(): boolean {
      const bead = this.desk.current;
      return bead !== undefined && runLength(bead.source) + runLength(bead.target) > 1;
    },
    get shiftUp(): boolean {
      return this.desk.#receiver("up") !== undefined;
    },
    get shiftDown(): boolean {
      return this.desk.#receiver("down") !== undefined;
    },
    get unlink(): boolean {
      return this.desk.current !== undefined && !isNull(this.desk.current);
    },
    get undo(): boolean {
      return (this.desk.alignment?.can_undo ?? false) || this.desk.live.waiting > 0 || this.desk.revising.canTakeBack;
    },
    get breakSentence(): boolean {
      return this.desk.revising.canBreak;
    },
    get joinSentences(): boolean {
      return this.desk.revising.canJoin;
    },
    get recheck(): boolean {
      return this.desk.revising.any;
    },
    get newVersion(): boolean {
      return !this.desk.revising.readOnly;
    },
    get redo(): boolean {
      return this.desk.alignment?.can_redo ?? false;
    },
  };

  #following(): Bead | undefined {
    const bead = this.current;
    return bead === undefined ? undefined : this.rows[this.place + 1];
  }

  /** The pair that a shift would give a segment to. */
  #receiver(direction: "up" | "down"): Bead | undefined {
    const bead = this.current;
    void this.rows; // the ledger itself is no signal
    return bead && neighbour(this.live.ledger, bead, this.side, direction);
  }

  // Moving ----------------------------------------------------------------------------------------

  move(step: number): void {
    this.#goToIndex(this.index < 0 ? 0 : this.index + step, false);
  }

  movePage(step: 1 | -1): void {
    this.#goToIndex(Math.max(0, this.index) + step * Math.max(1, this.pageSize() - 1), false);
  }

  moveToEnd(end: "first" | "last"): void {
    this.#goToIndex(end === "first" ? 0 : this.visible.length - 1, true);
  }

  moveToDoubtful(step: 1 | -1): void {
    if (this.filter === "recheck") return this.moveToRecheck(step);
    const at = nextPassing(this.rows, this.place, step, isDoubtfulAt(this.threshold), true);
    const bead = at === null ? undefined : this.rows[at];
    if (bead === undefined) this.said = words().said.noDoubtful;
    else this.#goToBead(bead.id, true);
  }

  /** The next pair whose decision a new version touched. */
  moveToRecheck(step: 1 | -1 = 1): void {
    const at = nextPassing(this.rows, this.place, step, (bead) => this.revising.waits(bead), true);
    const bead = at === null ? undefined : this.rows[at];
    if (bead === undefined) this.said = words().revising.queue(0, 0);
    else this.#goToBead(bead.id, true);
  }

  /** Only the pairs to be checked again, or all. */
  toggleRechecks(): void {
    this.setFilter(this.filter === "recheck" ? "all" : "recheck");
  }

  /** The row with this number, counted from 1 over all rows. */
  goToNumber(number: number): void {
    const bead = this.rows[Math.min(this.rows.length, Math.max(1, number)) - 1];
    this.mode = GRID;
    if (bead !== undefined) this.#goToBead(bead.id, true);
  }

  goToRow(row: number): void {
    this.goToNumber(row + 1);
  }

  chooseSide(side: Side): void {
    this.side = side;
    this.focus();
  }

  /** Take a row in hand without moving the view: it was clicked or focused. */
  choose(id: number, side: Side): void {
    this.side = side;
    if (this.currentId === id) return;
    this.currentId = id;
    if (this.mode.kind !== "grid") this.mode = GRID;
    this.#sayRow();
  }

  #goToBead(id: number, centre: boolean): void {
    const bead = this.live.ledger.get(id);
    if (bead === undefined) return;
    if (this.#indexOf(bead) < 0) this.#kept = new Set([...this.#kept, id]);
    this.#goToIndex(this.#indexOf(bead), centre);
  }

  #goToIndex(index: number, centre: boolean): void {
    const at = Math.min(this.visible.length - 1, Math.max(0, index));
    const bead = this.visible[at];
    if (bead === undefined) return;
    this.#lastIndex = at;
    this.#hurry();
    this.currentId = bead.id;
    this.side = filledSide(bead, this.side);
    this.mode = GRID;
    this.centred = centre;
    this.reveal(at, centre);
    this.#sayRow();
  }

  #hurry(): void {
    const now = performance.now();
    this.hurried = now - this.#movedAt < HURRY;
    this.#movedAt = now;
    clearTimeout(this.#rest);
    if (this.hurried) this.#rest = setTimeout(() => this.#settle(), HURRY);
  }

  #settle(): void {
    this.hurried = false;
    if (this.index >= 0) this.reveal(this.index, false);
  }

  #sayRow(): void {
    const bead = this.current;
    if (bead === undefined) return;
    const t = words();
    this.said = t.said.row(this.place + 1, t.looks[lookOf(bead, this.threshold)], shape(bead));
  }

  // Filtering -------------------------------------------------------------------------------------

  setFilter(filter: Filter): void {
    const before = this.current;
    this.filter = filter;
    this.#kept = new Set();
    this.mode = GRID;
    if (this.visible.length === 0) {
      this.said = words().review.emptyFilter;
      return;
    }
    const at = before === undefined ? -1 : this.#indexOf(before);
    const near = at >= 0 || before === undefined ? at : this.visible.findIndex((bead) => bead.source[0] >= before.source[0]);
    this.#goToIndex(near < 0 ? this.visible.length - 1 : near, true);
    this.said = words().said.filtered(this.visible.length);
  }

  turnFilter(step: 1 | -1): void {
    const at = this.filters.indexOf(this.filter);
    this.setFilter(this.filters[(at + step + this.filters.length) % this.filters.length] ?? "all");
  }

  showAll(): void {
    this.setFilter("all");
  }

  // Deciding --------------------------------------------------------------------------------------

  confirm(): void {
    const bead = this.current;
    if (bead === undefined) return;
    if (bead.state === "proposed" && !this.#act({ kind: "confirm", bead: bead.id })) return;
    const next = nextPassing(this.visible, this.index, 1, (other) => other.state === "proposed");
    const counts = this.counts;
    if (next === null) this.said = words().said.nothingBelow;
    else {
      this.#goToIndex(next, false);
      this.said = words().said.confirmed(counts.sure + counts.doubtful + counts.none);
    }
  }

  unconfirm(): void {
    const bead = this.current;
    if (bead === undefined) return;
    if (bead.state !== "confirmed") return this.cannot(words().refused.notConfirmed);
    if (this.#act({ kind: "unconfirm", bead: bead.id })) this.said = words().said.unconfirmed;
  }

  join(): void {
    const [first, second] = [this.current, this.#following()];
    if (first === undefined) return;
    if (second === undefined || !canJoin(first, second)) return this.cannot(words().refused.notAdjacent);
    if (this.#act({ kind: "join", beads: [first.id, second.id] })) this.said = words().said.joined;
  }

  startSplit(): void {
    const bead = this.current;
    if (bead === undefined) return;
    if (!this.can.split) return this.cannot(words().refused.nothingToSplit);
    const cut = likelyCut(bead, this.#lengths(bead, "source"), this.#lengths(bead, "target"));
    this.mode = { kind: "split", bead: bead.id, cut };
    this.#sayCut(cut);
  }

  startBreak(): void {
    this.revising.startBreak();
  }

  joinSentences(): void {
    void this.revising.joinSentences();
  }

  askNewVersion(): void {
    if (this.revising.readOnly) this.cannot(words().revising.readOnly);
    else this.mode = { kind: "version" };
  }

  #sayCut(cut: Cut): void {
    const bead = this.current;
    if (bead !== undefined) this.said = words().said.cut(cut.source, runLength(bead.source), cut.target, runLength(bead.target));
  }

  #lengths(bead: Bead, side: Side): number[] {
    const [from, to] = bead[side];
    return Array.from({ length: to - from }, (_, at) => this.texts?.[side].at.get(from + at)?.text.length ?? 1);
  }

  moveCut(step: number): void {
    const bead = this.current;
    if (this.mode.kind !== "split" || bead === undefined) return;
    this.mode = { ...this.mode, cut: movedCut(bead, this.mode.cut, this.side, step) };
    this.#sayCut(this.mode.cut);
  }

  setCut(side: Side, at: number): void {
    const bead = this.current;
    if (this.mode.kind !== "split" || bead === undefined) return;
    this.side = side;
    this.mode = { ...this.mode, cut: movedCut(bead, this.mode.cut, side, at - this.mode.cut[side]) };
  }

  split(): void {
    if (this.mode.kind !== "split") return;
    const { bead, cut } = this.mode;
    this.leave();
    if (this.#act({ kind: "split", bead, source_at: cut.source, target_at: cut.target })) this.said = words().said.split;
  }

  unlink(): void {
    const bead = this.current;
    if (bead === undefined) return;
    if (isNull(bead)) return this.cannot(words().refused.nothingToUnlink);
    const request: OperationRequest = { kind: "split", bead: bead.id, source_at: runLength(bead.source), target_at: 0 };
    if (this.#act(request)) this.said = words().said.unlinked;
  }

  shift(direction: "up" | "down"): void {
    const bead = this.current;
    if (bead === undefined) return;
    const other = this.#receiver(direction);
    if (other === undefined) return this.cannot(words().refused.nothingToShift);
    if (!this.#act({ kind: "shift", bead: bead.id, side: this.side, direction })) return;
    if (this.live.ledger.get(bead.id) === undefined) this.#goToBead(other.id, false);
    this.said = words().said.shifted;
  }

  askReason(): void {
    if (this.current !== undefined) this.mode = { kind: "reason", bead: this.current.id };
  }

  noCounterpart(reason: NullReason): void {
    const bead = this.current;
    this.leave();
    if (bead === undefined || !this.#act({ kind: "no_counterpart", bead: bead.id, reason })) return;
    this.said = words().said.none(words().reasons[reason]);
  }

  startEdit(segment?: Segment, side: Side = this.side): void {
    const bead = this.current;
    if (bead === undefined) return;
    const where = filledSide(bead, side);
    const chosen = segment ?? this.texts?.[where].at.get(bead[where][0]);
    if (chosen === undefined) return;
    this.side = where;
    this.mode = { kind: "edit", bead: bead.id, segment: chosen, side: where };
  }

  /** Keep the words written for a segment, as it was when they were begun; the words as printed take the edit away. */
  saveEdit(segment: Segment, text: string): void {
    const printed = plainText(segment);
    const written = text.trim();
    if (written === (segment.edited_text ?? printed) || written === "") return;
    this.#edit(segment, written === printed ? null : written);
  }

  /** On to the next or the previous segment of the pair, original first; beyond the last, back to the pairs. */
  editNext(step: 1 | -1): void {
    const bead = this.current;
    if (this.mode.kind !== "edit" || bead === undefined) return this.leave();
    const { segment, side } = this.mode;
    const all = SIDES.flatMap((one) => Array.from({ length: runLength(bead[one]) }, (_, at) => ({ side: one, position: bead[one][0] + at })));
    const next = all[all.findIndex((place) => place.side === side && place.position === segment.position) + step];
    const found = next && this.texts?.[next.side].at.get(next.position);
    if (next === undefined || found === undefined) this.leave();
    else this.startEdit(found, next.side);
  }

  restore(segment: Segment): void {
    this.#edit(segment, null);
  }

  #edit(segment: Segment, text: string | null): void {
    const now = this.live.ledger.segments.get(segment.id);
    // Someone else wrote here meanwhile: the old version makes the server refuse, and both are shown.
    const seen = now === undefined || now.edited_text === segment.edited_text ? undefined : segment.version;
    if (this.#act({ kind: "edit_text", segment: segment.id, text }, seen)) this.said = words().said.edited;
  }

  /** Back to the pairs from whatever was begun. */
  leave(): void {
    this.mode = GRID;
    this.focus();
  }

  askNumber(): void {
    this.mode = { kind: "number" };
  }

  /** Set by the export menu: opens it. */
  showExport: () => void = () => undefined;

  openExport(): void {
    // The palette gives the focus back to the pairs first.
    requestAnimationFrame(() => requestAnimationFrame(() => this.showExport()));
  }

  toggleReference(): void {
    this.panels.toggle();
  }

  openPalette(): void {
    this.mode = { kind: "palette" };
  }

  openHelp(): void {
    this.mode = { kind: "help" };
  }

  undo(): void {
    const acts = (this.alignment?.can_undo ?? false) || this.live.waiting > 0;
    if (acts) this.live.undo();
    else if (this.revising.canTakeBack) void this.revising.takeBack();
    else this.said = words().said.nothingToUndo;
  }

  redo(): void {
    if (this.can.redo) this.live.redo();
    else this.said = words().said.nothingToRedo;
  }

  takeTheirs(row: number): void {
    this.live.conflicts.delete(row);
    this.focus();
  }

  /** Do the refused act once more, now knowing what the other did. */
  keepMine(row: number): void {
    const conflict = this.live.conflicts.get(row);
    if (conflict === undefined) return;
    this.live.conflicts.delete(row);
    if (!this.#act(conflict.pending.request)) this.live.trouble = words().conflict.cannotKeep;
    this.focus();
  }

  /** Say why something cannot be done. */
  cannot(why: string): void {
    this.live.trouble = why;
    this.said = why;
  }

  #act(request: OperationRequest, seen?: number): boolean {
    if (this.revising.readOnly) {
      this.cannot(words().revising.readOnly);
      return false;
    }
    const pending = this.live.act(request, seen);
    if (pending === null) this.cannot(words().refused.impossible);
    else this.#keep(pending);
    return pending !== null;
  }

  /** What was just worked on stays in a filtered view. */
  #keep(pending: Pending): void {
    if (this.filter === "all") return;
    this.#kept = new Set([...this.#kept, ...pending.shown.beads.map((bead) => bead.id)]);
  }
}
