/** How an alignment goes on from another: what is to be checked again, and sentences broken or joined. */
import { api, take, wordsOf } from "../api/client";
import type { Bead, Recheck, Revision, Segment, Side } from "../api/types";
import { runLength } from "../model/beads";
import { breakPlaces, halves, likelyPlace } from "../model/breaking";
import { placeInQueue } from "../model/filters";
import { filledSide } from "../model/prediction";
import { isGone, RecheckIndex } from "../model/rechecks";
import { beadAddress, reviewAddress } from "../model/routes";
import { plainText } from "../model/runs";
import { words } from "../text/words.svelte";
import type { Review } from "./review.svelte";

/** Where a sentence is being broken: which of its places is chosen. */
export interface Breaking {
  readonly kind: "break";
  readonly bead: number;
  readonly side: Side;
  readonly segment: Segment;
  readonly places: readonly number[];
  readonly chosen: number;
}

type Fix = { kind: "break"; segment: number; at: number } | { kind: "join"; segments: [number, number] };

const PAGE = 1_000;
const SOON = 50;

/** What the page that is opened next says first, and the side it has in hand. */
let next: { readonly said: string; readonly side: Side } | null = null;

export class Revising {
  revision = $state.raw<Revision | null>(null);
  items = $state.raw<readonly Recheck[]>([]);
  hidden = $state(false);
  busy = $state(false);
  #asked = false;

  readonly #index = $derived(new RecheckIndex(this.items));
  readonly gone = $derived(this.items.filter(isGone));
  /** The rows that wait to be checked again, in order. */
  readonly #waiting = $derived.by(() => {
    const found: number[] = [];
    if (this.items.length > 0) this.review.rows.forEach((bead, at) => this.waits(bead) && found.push(at));
    return found;
  });
  readonly queue = $derived.by(() => ({ place: placeInQueue(this.#waiting, this.review.place), of: this.#waiting.length }));

  constructor(readonly review: Review) {}

  /** Once the alignment is known: go on where the version before was left, and read what came of it. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const told = next;
    next = null;
    if (told !== null) this.review.side = told.side;
    await this.#read();
    if (told !== null) this.review.said = told.said;
  }

  async #read(): Promise<void> {
    const alignment = this.review.alignment;
    if (alignment === null || alignment.revises === null) return;
    const path = { alignment_id: alignment.id };
    try {
      this.revision = await take(api.GET("/api/v1/alignments/{alignment_id}/revision", { params: { path } }));
      if (this.revision.touched > 0) await this.#readItems(path);
    } catch (cause) {
      this.review.live.trouble = wordsOf(cause);
    }
  }

  async #readItems(path: { alignment_id: number }): Promise<void> {
    let after: string | null = null;
    do {
      const query: { limit: number; after?: string } = after === null ? { limit: PAGE } : { limit: PAGE, after };
      const page: { items: Recheck[]; next: string | null } = await take(
        api.GET("/api/v1/alignments/{alignment_id}/rechecks", { params: { path, query } }),
      );
      this.items = [...this.items, ...page.items];
      after = page.next;
    } while (after !== null);
  }

  get any(): boolean {
    return this.items.length > this.gone.length;
  }

  itemsOf(bead: Bead): Recheck[] {
    return this.items.length === 0 ? [] : this.#index.of(bead);
  }

  touches(bead: Bead): boolean {
    return this.itemsOf(bead).length > 0;
  }

  /** Whether a pair is to be checked again: its words were decided on, and no one has since. */
  waits(bead: Bead): boolean {
    return bead.state === "proposed" && this.touches(bead);
  }

  // Breaking and joining sentences ----------------------------------------------------------------

  get canBreak(): boolean {
    const bead = this.review.current;
    return bead !== undefined && !this.readOnly;
  }

  get canJoin(): boolean {
    const bead = this.review.current;
    return bead !== undefined && !this.readOnly && runLength(bead[this.review.side]) > 1;
  }

  get readOnly(): boolean {
    const alignment = this.review.alignment;
    return alignment === null || alignment.revised_by !== null || alignment.withdrawn;
  }

  /** Choose a place in a sentence of the pair in hand; by itself the first of the side in hand. */
  startBreak(position?: number): void {
    const { review } = this;
    const bead = review.current;
    if (bead === undefined) return;
    if (this.readOnly) return review.cannot(words().revising.readOnly);
    const side = filledSide(bead, review.side);
    const segment = review.texts?.[side].at.get(position ?? this.#longest(bead, side));
    if (segment === undefined) return;
    if (segment.edited_text !== null) return review.cannot(words().revising.editedFirst);
    const places = breakPlaces(segment);
    if (places.length === 0) return review.cannot(words().revising.nothingToBreak);
    review.side = side;
    review.mode = { kind: "break", bead: bead.id, side, segment, places, chosen: likelyPlace(segment, places) };
    this.#sayPlace();
  }

  /** The longest sentence is the one that most likely is two. */
  #longest(bead: Bead, side: Side): number {
    let best = bead[side][0];
    const length = (position: number): number => this.review.texts?.[side].at.get(position)?.text.length ?? 0;
    for (let position = best; position < bead[side][1]; position++) if (length(position) > length(best)) best = position;
    return best;
  }

  movePlace(step: number): void {
    const mode = this.review.mode;
    if (mode.kind !== "break") return;
    const chosen = Math.min(mode.places.length - 1, Math.max(0, mode.chosen + step));
    this.review.mode = { ...mode, chosen };
    this.#sayPlace();
  }

  /** On to another sentence of the pair. */
  moveSentence(step: number): void {
    const { mode, current } = this.review;
    if (mode.kind !== "break" || current === undefined) return;
    const position = mode.segment.position + step;
    if (position >= current[mode.side][0] && position < current[mode.side][1]) this.startBreak(position);
  }

  #sayPlace(): void {
    const mode = this.review.mode;
    if (mode.kind !== "break") return;
    const [left, right] = halves(mode.segment, mode.places[mode.chosen] ?? 0).map(plainText);
    const [before, after] = [left?.split(" ").slice(-3).join(" ") ?? "", right?.split(" ").slice(0, 3).join(" ") ?? ""];
    this.review.said = words().revising.place(before, after);
  }

  async break(): Promise<void> {
    const mode = this.review.mode;
    if (mode.kind !== "break") return;
    const at = mode.places[mode.chosen];
    this.review.leave();
    if (at === undefined) return;
    await this.#fix({ kind: "break", segment: mode.segment.id, at }, [mode.segment], words().revising.broken);
  }

  /** The first two sentences of the side in hand become one. */
  async joinSentences(): Promise<void> {
    const { current, side, texts } = this.review;
    if (this.readOnly) return this.review.cannot(words().revising.readOnly);
    if (current === undefined || !this.canJoin) return this.review.cannot(words().revising.nothingToJoin);
    const [first, second] = [0, 1].map((at) => texts?.[side].at.get(current[side][0] + at));
    if (first === undefined || second === undefined) return;
    await this.#fix({ kind: "join", segments: [first.id, second.id] }, [first, second], words().revising.joined);
  }

  async #fix(body: Fix, segments: readonly Segment[], said: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.#saved();
      const tags = segments.map(({ id, version }) => `"s${id}.${this.review.live.ledger.segments.get(id)?.version ?? version}"`).join(", ");
      const params = { path: { alignment_id: this.review.live.id }, header: { "If-Match": tags } };
      const made = await take(api.POST("/api/v1/alignments/{alignment_id}/sentences", { params, body }));
      this.#goOn(made.alignment_id, made.bead, said);
    } catch (cause) {
      this.review.cannot(wordsOf(cause));
    }
    this.busy = false;
  }

  /** Everything done so far is on the server: the alignment can go on as another. */
  async #saved(): Promise<void> {
    while (this.review.live.waiting > 0) await new Promise((resolve) => setTimeout(resolve, SOON));
  }

  #goOn(alignment: number, bead: number | null, said: string): void {
    next = { said, side: this.review.side };
    location.hash = bead === null ? reviewAddress(alignment) : beadAddress(alignment, bead);
  }

  // Taking back -----------------------------------------------------------------------------------

  /** Whether undo takes this version itself back: a sentence was broken or joined, and nothing was done since. */
  get canTakeBack(): boolean {
    return this.revision !== null && this.revision.kind !== "text" && !this.readOnly;
  }

  /** The review goes on in the version before this one, which stays to be read. */
  async takeBack(): Promise<void> {
    if (this.busy || this.revision === null) return;
    this.busy = true;
    try {
      await this.#saved();
      const params = { path: { alignment_id: this.review.live.id } };
      const found = await take(api.POST("/api/v1/alignments/{alignment_id}/revision/withdraw", { params }));
      this.#goOn(found.revises, found.revises_bead, words().revising.takenBack);
    } catch (cause) {
      this.review.cannot(wordsOf(cause));
    }
    this.busy = false;
  }
}
