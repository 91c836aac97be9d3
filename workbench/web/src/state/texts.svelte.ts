/** The segments of one document, fetched by position where they are looked at, and kept. */
import { SvelteMap } from "svelte/reactivity";
import { api, take } from "../api/client";
import type { Run, Segment } from "../api/types";

const PAGE = 250;
const AT_ONCE = 3;
const RETRY = 2_000;
/** Documents up to this size are fetched whole in the background, for the outline. */
const WHOLE = 20_000;

export class Texts {
  readonly at = new SvelteMap<number, Segment>();
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

  /** See that the segments of these positions are there or on their way. */
  need(from: number, to: number): void {
    if (this.document === null || from >= to) return;
    for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, this.size); page++) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      this.#waiting.push(page);
    }
    this.#fetchNext();
  }

  /** Whether all segments of a run are there. */
  hasAll([from, to]: Run): boolean {
    for (let position = from; position < to; position++) if (!this.at.has(position)) return false;
    return true;
  }

  /** Fetch all of a document of usual size, page by page, after what is looked at. */
  async fetchAll(upTo = WHOLE): Promise<void> {
    if (this.size > upTo) return;
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
    if (segment !== undefined && this.at.get(segment.position)?.id === id) this.at.set(segment.position, segment);
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
        this.at.set(segment.position, segment);
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
