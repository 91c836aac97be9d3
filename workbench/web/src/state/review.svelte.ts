/** The review screen: which rows are shown, which is in hand, what is being done with it. */
import { flushSync } from "svelte";
import { SIDES } from "../api/types";
import type { Bead, Comment, CommentState, Dismissal, DismissalReason, Finding, NullReason, OperationRequest, OperationResult, Segment, Side } from "../api/types";
import type { Desk } from "../commands/table";
import { isDoubtful, isNull, lookOf, placeOf, runLength, shape, tally } from "../model/beads";
import { filtered, nextPassing } from "../model/filters";
import { holderOf, isOpen } from "../model/findings";
import type { Pending } from "../model/ledger";
import { beadAddress } from "../model/routes";
import { canJoin, filledSide, neighbour } from "../model/prediction";
import { plainText } from "../model/runs";
import { type Cut, likelyCut, movedCut } from "../model/splitting";
import { moment, words } from "../text/words.svelte";
import { Figures } from "./figures.svelte";
import { Exporting } from "./exporting.svelte";
import { Concordance, selectedText } from "./concordance.svelte";
import { Filters } from "./filters.svelte";
import { Terms } from "./terms.svelte";
import { Findings } from "./findings.svelte";
import { Comments } from "./comments.svelte";
import { Past } from "./past.svelte";
import { Panels, type PanelId } from "./panels.svelte";
import { hearing, type Heard } from "../api/events";
import { isPresent, Presence } from "./presence.svelte";
import { Notes } from "./notes.svelte";
import { turnBrackets } from "./reading.svelte";
import { Queue } from "./queue.svelte";
import { View } from "./view.svelte";
import { Choosing } from "./choosing.svelte";
import { Pinning } from "./pinning.svelte";
import { Realigning } from "./realigning.svelte";
import { Revising, type Breaking } from "./revising.svelte";
import { LiveAlignment, type Watcher } from "./live.svelte";

/** Words being written about a pair: a note for a second look, or a comment. */
export interface RemarkMode {
  readonly kind: "remark";
  readonly about: "look" | "comment";
  readonly bead: number;
}

export type Mode =
  | RemarkMode
  | { readonly kind: "grid" }
  | { readonly kind: "split"; readonly bead: number; readonly cut: Cut }
  | { readonly kind: "edit"; readonly bead: number; readonly segment: Segment; readonly side: Side }
  | Breaking
  | { readonly kind: "version" }
  | { readonly kind: "reason"; readonly bead: number }
  | { readonly kind: "dismiss"; readonly bead: number; readonly finding: Finding | null }
  | { readonly kind: "term"; readonly known: boolean }
  | { readonly kind: "number" }
  | { readonly kind: "pin" }
  | { readonly kind: "sure" }
  | { readonly kind: "palette" }
  | { readonly kind: "help" }
  | { readonly kind: "export" }
  | { readonly kind: "finished" };

const GRID: Mode = { kind: "grid" };
/** Moves that follow each other faster than this, in milliseconds, come from a key held down. */
const HURRY = 120;
/** Where the reference panel lies over the pairs, as in review.css. */
const OVERLAID = "(max-width: 72rem)";

export class Review implements Desk, Watcher {
  readonly live: LiveAlignment;
  readonly notes = new Notes(this);
  readonly presence = new Presence(this);
  readonly hears: Heard = { presence: hearing(isPresent, (present) => this.presence.hear(present)) };
  readonly findings: Findings;
  readonly panels = new Panels(["concordance", "terms", "findings", "comments", "history", "map", "figures"]);
  readonly terms = new Terms(this);
  readonly filters = new Filters(this);
  readonly concordance = new Concordance(this);
  readonly figures: Figures;
  readonly view = new View();
  readonly queue = new Queue(this);
  readonly exporting: Exporting;
  /** The word at the end of the queue was put away. */
  putAway = $state(false);
  readonly past: Past;
  readonly comments: Comments;
  readonly revising = new Revising(this);
  currentId = $state(0);
  side = $state<Side>("source");
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
  readonly rows = $derived.by(() => (this.past.on ? this.past.rows : this.live.rows));
  readonly texts = $derived.by(() => this.live.texts);
  readonly project = $derived(this.alignment?.project_id ?? null);
  readonly threshold = $derived.by(() => this.figures.threshold);
  readonly visible = $derived(filtered(this.rows, this.filters.now, this.filters.facts, this.#kept));
  readonly current = $derived.by(() => (this.rows.length === 0 ? undefined : this.#bead(this.currentId)));
  /** Where the row in hand stands among all rows, and among those shown; -1 where it does not. */
  readonly place = $derived(this.current === undefined ? -1 : placeOf(this.rows, this.current));
  readonly index = $derived(this.current === undefined ? -1 : this.#indexOf(this.current));
  readonly counts = $derived(tally(this.rows, this.threshold));
  readonly realigning = new Realigning(this);
  readonly pinning = new Pinning(this);
  readonly choosing = new Choosing(this);
  #begun = false;
  #lastIndex = 0;
  #movedAt = -HURRY;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    id: number,
    readonly wanted: number | null,
  ) {
    this.live = new LiveAlignment(id, this);
    this.figures = new Figures(this.live);
    this.exporting = new Exporting(id);
    this.findings = new Findings(this.live);
    this.past = new Past(this.live);
    this.comments = new Comments(this.live, (comment) => (this.said = words().remarks.heard(words().review.actor(comment.author))));
  }

  #bead(id: number): Bead | undefined {
    return this.past.on ? this.past.bead(id) : this.live.ledger.get(id);
  }

  // What the alignment tells ------------------------------------------------------------------------

  /** Begin at the asked bead, else at the first doubtful one, else at the first. */
  arrived(): void {
    this.filters.begun();
    void this.revising.load();
    const asked = this.wanted === null ? undefined : this.live.ledger.get(this.wanted);
    if (this.#begun && this.current !== undefined) return;
    if (this.wanted !== null && asked === undefined && !this.live.loaded) return;
    const bead = asked ?? this.rows[this.queue.doubtful[0] ?? 0];
    if (bead === undefined) return;
    if (this.#begun) this.said = words().said.reloaded;
    this.#begun = true;
    this.#goToBead(bead.id, true);
    this.focus();
  }

  renamed(ids: ReadonlyMap<number, number>): void {
    this.currentId = ids.get(this.currentId) ?? this.currentId;
    this.#kept = new Set([...this.#kept].map((id) => ids.get(id) ?? id));
    this.choosing.renamed(ids);
  }

  done(request: OperationRequest, result: OperationResult): void {
    this.realigning.after(request, result);
  }

  changed(result: OperationResult, by: "undo" | "redo" | "restore" | "other"): void {
    const { said } = words();
    if (by === "restore") {
      this.leavePast();
      this.said = words().remarks.restored;
      return;
    }
    if (by === "other") {
      // Whoever looks back would restore over what they have not seen: the look is taken anew.
      if (this.past.shown !== null) void this.past.open(this.past.shown.operation.number);
      if (this.current === undefined) this.#goToIndex(this.#lastIndex, false);
      this.said = said.elsewhere(result.operation.actor, this.#actOf(result));
      return;
    }
    // After undo and redo the eyes go to what changed, unless they are there.
    const inHand = result.beads.find((one) => one.id === this.currentId);
    const bead = inHand ?? result.beads[0] ?? this.live.holderOf(result.segments[0]);
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
      return this.desk.current !== undefined && this.desk.current.state !== "proposed";
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
    get dismiss(): boolean {
      return this.desk.current !== undefined && this.desk.findings.has(this.desk.current);
    },
    get undo(): boolean {
      if (this.desk.past.on) return false;
      return this.desk.findings.last !== null || (this.desk.alignment?.can_undo ?? false) || this.desk.live.waiting > 0 || this.desk.revising.canTakeBack;
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
      return !this.desk.past.on && (this.desk.alignment?.can_redo ?? false);
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
    if (this.filters.preset === "recheck") return this.moveToRecheck(step);
    const bead = this.queue.next(step);
    if (bead !== undefined) return this.#goToBead(bead.id, true);
    this.said = words().said.noDoubtful;
    if (this.live.loaded) this.openFinished();
  }

  /** The doubtful pairs in the order of the text, or by the errors that a key is expected to find. */
  turnQueue(): void {
    this.queue.choose(this.queue.order === "text" ? "gain" : "text");
    const { queue } = words().pictures;
    this.said = this.queue.order === "text" ? queue.toText : queue.toGain;
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
    this.filters.choose(this.filters.preset === "recheck" ? "all" : "recheck");
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
    this.choosing.moved();
    if (this.mode.kind !== "grid" && this.mode.kind !== "pin") this.mode = GRID;
    this.#sayRow();
  }

  #goToBead(id: number, centre: boolean): void {
    const bead = this.#bead(id);
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
    this.choosing.moved();
    this.side = filledSide(bead, this.side);
    this.mode = GRID;
    this.centred = centre;
    this.reveal(at, centre);
    this.#sayRow();
  }

  /** Take a row in hand while a segment is being chosen. */
  holdFor(id: number, side: Side): void {
    const { mode } = this;
    if (id !== this.currentId) this.#goToBead(id, false);
    [this.mode, this.side] = [mode, side];
    this.focus();
  }

  /** After an act on several rows: the one that has the id, where there still is one. */
  handBack(id: number): void {
    if (this.live.ledger.get(id) !== undefined) this.#goToBead(id, false);
    else if (this.current === undefined) this.#goToIndex(this.#lastIndex, false);
    this.focus();
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

  refilter(): void {
    const before = this.current;
    this.#kept = new Set();
    this.mode = GRID;
    if (!this.#begun) return;
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
    this.filters.turn(step);
  }

  showAll(): void {
    this.filters.choose("all");
  }

  openFilters(): void {
    this.filters.open();
  }

  /** The concordance, of what is selected in the texts or of what was sought last. */
  openSearch(): void {
    const selected = selectedText();
    this.panels.show("concordance");
    flushSync(); // what is typed next belongs into the box
    this.concordance.begin(selected);
  }

  /** A pair of this alignment, wherever it is known from. */
  goTo(bead: number): void {
    this.leaveReference();
    this.#goToBead(bead, true);
  }

  /** Back to the pairs; where the panel lies over them it closes. */
  leaveReference(): void {
    if (matchMedia(OVERLAID).matches) this.panels.close();
    this.focus();
  }

  /** The address of the pair in hand, for others; what one filters by is left out. */
  copyLink(): void {
    const link = new URL(beadAddress(this.live.id, this.currentId), location.href).href;
    const { said } = words().search;
    const copied = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error());
    copied.then(
      () => (this.said = said.copied),
      () => (this.live.trouble = said.notCopied(link)),
    );
  }

  // Deciding --------------------------------------------------------------------------------------

  confirm(): void {
    const bead = this.current;
    if (bead === undefined || this.choosing.confirm()) return;
    const queued = this.queue.order === "gain" && isDoubtful(bead, this.threshold);
    if (bead.state !== "confirmed" && !this.#act({ kind: "confirm", bead: bead.id })) return;
    const likely = queued ? this.queue.next(1) : undefined;
    if (likely !== undefined) return this.#confirmedThen(() => this.#goToBead(likely.id, true));
    const next = nextPassing(this.visible, this.index, 1, (other) => other.state === "proposed");
    if (next === null) this.said = words().said.nothingBelow;
    else this.#confirmedThen(() => this.#goToIndex(next, false));
  }

  #confirmedThen(go: () => void): void {
    const { sure, doubtful, none } = this.counts;
    go();
    this.said = words().said.confirmed(sure + doubtful + none);
  }

  unconfirm(): void {
    const bead = this.current;
    if (bead === undefined) return;
    if (bead.state === "proposed") return this.cannot(words().refused.notConfirmed);
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

  /** Ask which finding of the pair in hand is no fault, or of a given one why. */
  askDismissal(bead = this.current?.id, finding: Finding | null = null): void {
    if (bead === undefined) return;
    if (bead !== this.currentId) this.#goToBead(bead, false);
    if (finding !== null && !isOpen(finding)) return;
    if (finding === null && !this.can.dismiss) return this.cannot(words().findings.nothingHere);
    this.mode = { kind: "dismiss", bead, finding };
  }

  dismiss(finding: Finding, reason: DismissalReason): void {
    this.leave();
    const { findings } = words();
    void this.findings.dismiss(finding, reason).then((taken) => {
      this.said = taken ? findings.said(findings.reasons[reason]) : this.findings.trouble;
    });
  }

  takeBack(dismissal: Dismissal): void {
    this.focus();
    void this.findings.revoke(dismissal).then((taken) => {
      this.said = taken ? words().findings.saidBack : this.findings.trouble;
    });
  }

  goToFinding(finding: Finding): void {
    const bead = holderOf(this.rows, finding);
    if (bead === undefined) return;
    this.#goToBead(bead.id, true);
    this.focus();
  }

  startEdit(segment?: Segment, side: Side = this.side): void {
    const bead = this.current;
    if (bead === undefined) return;
    if (this.past.on) return this.sayReadOnly();
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

  // Remarks -----------------------------------------------------------------------------------------

  startLook(): void {
    this.#startRemark("look");
  }

  startComment(): void {
    this.#startRemark("comment");
  }

  #startRemark(about: RemarkMode["about"]): void {
    if (this.past.on) return this.sayReadOnly();
    if (this.current !== undefined) this.mode = { kind: "remark", about, bead: this.current.id };
  }

  /** What was begun to be written there before, else the note that stands there. */
  draft(mode: RemarkMode): string {
    const begun = this.comments.drafts.get(`${mode.about}:${mode.bead}`);
    return begun ?? (mode.about === "look" ? (this.#bead(mode.bead)?.note ?? "") : "");
  }

  keepDraft(mode: RemarkMode, text: string): void {
    this.comments.drafts.set(`${mode.about}:${mode.bead}`, text);
  }

  saveRemark(mode: RemarkMode, text: string): void {
    const bead = this.current;
    const written = text.trim();
    if (bead === undefined || bead.id !== mode.bead) return this.leave();
    if (mode.about === "comment") return void (written !== "" && this.#saveComment(mode, bead, written));
    this.leave();
    this.comments.drafts.delete(`look:${bead.id}`);
    if (bead.state === "second_look" && (bead.note ?? "") === written) return;
    if (this.#act({ kind: "second_look", bead: bead.id, note: written === "" ? null : written })) this.said = words().remarks.saidLook;
  }

  async #saveComment(mode: RemarkMode, bead: Bead, text: string): Promise<void> {
    const side = filledSide(bead, this.side);
    const segment = this.texts?.[side].at.get(bead[side][0]);
    if (segment === undefined) return;
    this.comments.drafts.delete(`comment:${mode.bead}`);
    this.leave();
    if (await this.comments.add(segment, text)) this.said = words().remarks.saidComment;
    else this.keepDraft(mode, text);
  }

  async turnComment(comment: Comment, state: CommentState): Promise<void> {
    if (!(await this.comments.turn(comment, state))) return;
    const { saidResolved, saidReopened, saidWithdrawn } = words().remarks;
    this.said = { resolved: saidResolved, open: saidReopened, withdrawn: saidWithdrawn }[state];
  }

  showComments(): void {
    this.#showLeaf("comments", "#leaf");
  }

  showTerms(): void {
    this.#showLeaf("terms", "#leaf");
  }

  /** Enter a term of the words selected in the pair in hand, or add them to a known one. */
  enterTerm(known: boolean): void {
    if (this.current !== undefined) this.mode = { kind: "term", known };
  }

  showHistory(): void {
    this.#showLeaf("history", ".log .entry");
  }

  /** Open a leaf and go into it: to what `where` names, once that is there. */
  #showLeaf(id: PanelId, where: string): void {
    this.panels.show(id);
    let tries = 60;
    const enter = (): void => {
      const found = document.querySelector<HTMLElement>(where);
      if (found !== null) found.focus();
      else if (--tries > 0) requestAnimationFrame(enter);
      else document.getElementById("leaf")?.focus();
    };
    requestAnimationFrame(() => requestAnimationFrame(enter)); // the palette gives the focus back first
  }

  // The past ----------------------------------------------------------------------------------------

  get readOnly(): boolean {
    return this.past.on;
  }

  sayReadOnly(): void {
    this.cannot(words().remarks.readOnly);
  }

  /** Show the alignment as it was after an operation, at the row where that was done. */
  async openPast(operation: number, row: number | null): Promise<void> {
    const before = this.current;
    this.mode = GRID;
    if (!(await this.past.open(operation))) return;
    this.panels.uncover();
    const near = before === undefined ? 0 : placeOf(this.rows, before);
    const bead = this.rows[Math.min(this.rows.length - 1, row ?? near)];
    if (bead !== undefined) this.#goToBead(bead.id, true);
    const { shown } = this.past;
    if (shown !== null) this.said = words().remarks.past(moment(shown.operation.at), operation);
  }

  leavePast(): void {
    const before = this.current;
    this.past.leave();
    const bead = before === undefined ? undefined : (this.live.ledger.get(before.id) ?? this.rows[Math.min(this.rows.length - 1, placeOf(this.rows, before))]);
    if (bead !== undefined) this.#goToBead(bead.id, true);
    this.live.trouble = "";
    this.said = words().remarks.nowAgain;
    this.focus();
  }

  restorePast(): void {
    this.past.restore();
  }

  /** Back to the pairs from whatever was begun. */
  leave(): void {
    this.mode = GRID;
    this.focus();
  }

  askNumber(): void {
    this.mode = { kind: "number" };
  }

  openExport(): void {
    this.mode = { kind: "export" };
  }

  openFinished(): void {
    this.mode = { kind: "finished" };
  }

  toggleNotes(): void {
    this.notes.toggle();
  }

  turnBrackets(): void {
    const { title, ...names } = words().reading.brackets;
    this.said = `${title}: ${names[turnBrackets()]}`;
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
    if (this.findings.last !== null) this.takeBack(this.findings.last);
    else if (acts) this.live.undo();
    else if (this.revising.canTakeBack) void this.revising.takeBack();
    else this.said = words().said.nothingToUndo;
  }

  redo(): void {
    if (this.can.redo) this.live.redo();
    else this.said = words().said.nothingToRedo;
  }

  takeTheirs(row: number): void {
    this.live.settle(row);
    this.focus();
  }

  /** Do the refused act once more, now knowing what the other did. */
  keepMine(row: number): void {
    const conflict = this.live.settle(row);
    if (conflict === undefined) return;
    if (!this.#act(conflict.pending.request)) this.live.trouble = words().conflict.cannotKeep;
    this.focus();
  }

  extend(step: 1 | -1): void {
    this.choosing.extend(step);
  }

  confirmSure(): void {
    this.choosing.askSure();
  }

  pinpoint(): void {
    this.pinning.start();
  }

  /** Do an act and show it at once; false, and said why, where it cannot be done. */
  perform(request: OperationRequest): boolean {
    return this.#act(request);
  }

  /** Say why something cannot be done. */
  cannot(why: string): void {
    this.live.trouble = why;
    this.said = why;
  }

  #act(request: OperationRequest, seen?: number): boolean {
    this.findings.last = null;
    if (this.revising.readOnly) {
      this.cannot(words().revising.readOnly);
      return false;
    }
    if (this.past.on) {
      this.sayReadOnly();
      return false;
    }
    const pending = this.live.act(request, seen);
    if (pending === null) this.cannot(words().refused.impossible);
    else this.#keep(pending);
    return pending !== null;
  }

  /** What was just worked on stays in a filtered view. */
  #keep(pending: Pending): void {
    if (!this.filters.isActive) return;
    this.#kept = new Set([...this.#kept, ...pending.shown.beads.map((bead) => bead.id)]);
  }
}
