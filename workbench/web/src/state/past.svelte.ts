/** The alignment as it was after an operation: looked at, never changed; the way back is one operation. */
import { api, take, takeAs, wordsOf } from "../api/client";
import { hasFields } from "../api/events";
import type { Bead, BeadPage, PastAlignment, Segment } from "../api/types";
import { words } from "../text/words.svelte";
import type { LiveAlignment } from "./live.svelte";

const PAGE = 5_000;
const isPage = hasFields<BeadPage>("items", "next");

export class Past {
  /** What is shown instead of now; null while now is shown. */
  shown = $state.raw<PastAlignment | null>(null);
  rows = $state.raw<readonly Bead[]>([]);
  loading = $state(false);
  readonly #byId = $derived(new Map(this.rows.map((bead) => [bead.id, bead])));
  readonly #segments = $derived(new Map(this.shown?.segments.map((segment) => [segment.id, segment]) ?? []));
  /** Counts the looks back: an answer to an earlier one comes too late. */
  #look = 0;

  constructor(readonly live: LiveAlignment) {}

  get on(): boolean {
    return this.shown !== null;
  }

  bead(id: number): Bead | undefined {
    return this.#byId.get(id);
  }

  /** A segment with the words it had. */
  segment(segment: Segment): Segment {
    return this.#segments.get(segment.id) ?? segment;
  }

  /** Show how it was after an operation; false, and the reason shown, where that could not be had. */
  async open(operation: number): Promise<boolean> {
    const look = ++this.#look;
    this.loading = true;
    try {
      const path = { alignment_id: this.live.id, operation };
      const past = await take(api.GET("/api/v1/alignments/{alignment_id}/at/{operation}", { params: { path } }));
      const rows: Bead[] = [];
      let after: string | null = null;
      do {
        const page: BeadPage = await this.#readBeads(operation, after);
        rows.push(...page.items);
        after = page.next;
      } while (after !== null && look === this.#look);
      if (look !== this.#look) return false;
      [this.rows, this.shown] = [rows, past];
      return true;
    } catch (cause) {
      if (look === this.#look) this.live.trouble = words().remarks.failed(wordsOf(cause));
      return false;
    } finally {
      if (look === this.#look) this.loading = false;
    }
  }

  #readBeads(operation: number, after: string | null): Promise<BeadPage> {
    const path = { alignment_id: this.live.id, operation };
    const query = after === null ? { limit: PAGE } : { limit: PAGE, after };
    return takeAs(isPage, api.GET("/api/v1/alignments/{alignment_id}/at/{operation}/beads", { params: { path, query } }));
  }

  leave(): void {
    this.#look++;
    this.loading = false;
    [this.rows, this.shown] = [[], null];
  }

  restore(): void {
    if (this.shown !== null) this.live.restore(this.shown.operation.number, this.shown.head);
  }
}
