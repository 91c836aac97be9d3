/** The segments of one document, fetched by position where they are looked at, and kept. */
import { SvelteMap } from "svelte/reactivity";
import { api, take } from "../api/client";
import type { Run, Segment } from "../api/types";

const PAGE = 250;
const AT_ONCE = 3;
const RETRY = 2_000;
/** How long news wait for each other, in milliseconds. */
const TOLD = 100;
/** Documents up to this size are fetched whole in the background, for the outline. */
const WHOLE = 20_000;

export class Texts {
  readonly at = new SvelteMap<number, Segment>();
  /** Changes a moment after segments came or changed, for what looks at many with `peek`. */
  changes = $state(0);
  readonly #all = new Map<number, Segment>();
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #asked = new Set<number>();
  readonly #waiting: number[] = [];
  readonly #there = new Set<number>();
  readonly #awaited = new Map<number, (() => void)[]>();
  #running = 0;

  constructor(
    readonly document: number | null,
    readonly size: number,
    readonly known: Map<number, Segment>,
    readonly onTrouble: (cause: unknown) => void,
  ) {}

  /** See that the segments of these positions are there or on their way, and after them those around. */
  need(from: number, to: number): void {
    if (this.document === null || from >= to) return;
    const first = Math.floor(from / PAGE);
    const last = Math.floor((Math.min(to, this.size) - 1) / PAGE);
    for (let page = first; page <= last; page++) if (this.#ask(page)) this.#waiting.push(page);
    // Where one scrolls to is there before it is seen.
    for (const page of [first - 1, last + 1]) if (this.#ask(page)) this.#waiting.unshift(page);
    this.#fetchNext();
  }

  /** Whether a page is one that nobody has asked for yet. */
  #ask(page: number): boolean {
    if (page < 0 || page * PAGE >= this.size || this.#asked.has(page)) return false;
    this.#asked.add(page);
    return true;
  }

  /** A segment, without following its changes. */
  peek(position: number): Segment | undefined {
    return this.#all.get(position);
  }

  /** Whether every segment of the document is there. */
  get isWhole(): boolean {
    void this.changes;
    return this.document === null || this.#all.size >= this.size;
  }

  #put(segment: Segment): void {
    this.at.set(segment.position, segment);
    this.#all.set(segment.position, segment);
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.changes++;
    }, TOLD);
  }

  /** Whether all segments of a run are there. */
  hasAll([from, to]: Run): boolean {
    for (let position = from; position < to; position++) if (!this.at.has(position)) return false;
    return true;
  }

  /** Fetch all of a document of at most this size, page by page, after what is looked at. */
  async fetchAll(most = WHOLE): Promise<void> {
    if (this.size > most) return;
    for (let from = 0; from < this.size; from += PAGE) {
      const page = from / PAGE;
      if (this.#asked.has(page)) await this.#arrival(page);
      else {
        this.#asked.add(page);
        await this.#fetch(page);
      }
    }
  }

  /** Until a page that was asked for is there. */
  #arrival(page: number): Promise<void> {
    if (this.#there.has(page)) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.set(page, [...(this.#awaited.get(page) ?? []), resolve]));
  }

  #arrived(page: number): void {
    this.#there.add(page);
    for (const resolve of this.#awaited.get(page) ?? []) resolve();
    this.#awaited.delete(page);
  }

  /** A segment changed: show it as `known` has it. */
  refresh(id: number): void {
    const segment = this.known.get(id);
    if (segment !== undefined && this.at.get(segment.position)?.id === id) this.#put(segment);
  }

  #fetchNext(): void {
    while (this.#running < AT_ONCE) {
      const page = this.#waiting.pop(); // what was asked last is what is looked at now
      if (page === undefined) return;
      this.#running++;
      void this.#fetch(page).finally(() => {
        this.#running--;
        this.#fetchNext();
      });
    }
  }

  async #fetch(page: number): Promise<void> {
    if (this.document === null) return;
    // The cursor of this list is the position before the page.
    const query = page === 0 ? { limit: PAGE } : { after: String(page * PAGE - 1), limit: PAGE };
    try {
      const path = { document_id: this.document };
      const { items } = await take(api.GET("/api/v1/documents/{document_id}/segments", { params: { path, query } }));
      for (const segment of items) {
        this.known.set(segment.id, segment);
        this.#put(segment);
      }
      this.#arrived(page);
    } catch (cause) {
      this.onTrouble(cause);
      setTimeout(() => {
        this.#waiting.push(page);
        this.#fetchNext();
      }, RETRY);
    }
  }
}
