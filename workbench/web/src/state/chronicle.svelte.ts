/** The history as the panel shows it: of the pair in hand or of all, page by page. */
import { api, takeAs, wordsOf } from "../api/client";
import { hasFields } from "../api/events";
import type { HistoryEntry, HistoryPage } from "../api/types";

export type Scope = "pair" | "all";

const PAGE = 50;
const isPage = hasFields<HistoryPage>("items", "next");

export class Chronicle {
  scope = $state<Scope>("pair");
  entries = $state.raw<readonly HistoryEntry[]>([]);
  next = $state.raw<string | null>(null);
  trouble = $state("");
  loaded = $state(false);
  #asked = 0;

  constructor(readonly alignment: number) {}

  /** The newest entries anew; `bead` is the pair in hand, or null where there is none. */
  async load(bead: number | null): Promise<void> {
    await this.#read(bead, null);
  }

  async more(bead: number | null): Promise<void> {
    if (this.next !== null) await this.#read(bead, this.next);
  }

  async #read(bead: number | null, after: string | null): Promise<void> {
    const asked = ++this.#asked;
    const path = { alignment_id: this.alignment };
    const query = { limit: PAGE, ...(after === null ? {} : { after }), ...(this.scope === "pair" && bead !== null ? { bead } : {}) };
    try {
      const page = await takeAs(isPage, api.GET("/api/v1/alignments/{alignment_id}/history", { params: { path, query } }));
      if (asked !== this.#asked) return;
      this.entries = after === null ? page.items : [...this.entries, ...page.items];
      [this.next, this.trouble, this.loaded] = [page.next, "", true];
    } catch (cause) {
      if (asked === this.#asked) this.trouble = wordsOf(cause);
    }
  }
}
