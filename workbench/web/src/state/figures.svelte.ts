/** The figures of a review: where doubt begins, how many may be wrong, how it went on over time. */
import { api, take, wordsOf } from "../api/client";
import type { Alignment, ProgressBucket } from "../api/types";
import { expectedWrong } from "../model/figures";
import type { LiveAlignment } from "./live.svelte";

/** How long the clock of this place is ahead of UTC, in minutes. */
const clockOffset = (): number => -new Date().getTimezoneOffset();

export async function readProgress(alignment: number): Promise<readonly ProgressBucket[]> {
  const params = { path: { alignment_id: alignment }, query: { by: "hour" as const, offset: clockOffset() } };
  return (await take(api.GET("/api/v1/alignments/{alignment_id}/progress", { params }))).buckets;
}

export class Figures {
  buckets = $state.raw<readonly ProgressBucket[]>([]);
  /** The threshold while it is being chosen and until the server has kept it. */
  #draft = $state<number | null>(null);
  #wanted: { readonly value: number | null } | null = null;
  #busy = false;

  readonly threshold = $derived.by(() => this.#draft ?? this.live.alignment?.doubt_threshold ?? 0);
  /** How many may be wrong, at once after every act; until all pairs are here, as the server says. */
  readonly wrong = $derived.by(() => (this.live.loaded ? expectedWrong(this.live.rows) : (this.live.alignment?.expected_wrong ?? 0)));

  constructor(readonly live: LiveAlignment) {}

  /** Show what a threshold would do. */
  preview(threshold: number): void {
    this.#draft = threshold;
  }

  /** Keep a threshold for everybody; null gives the usual one back. Of several in a hurry the last one counts. */
  async choose(value: number | null): Promise<void> {
    this.#wanted = { value };
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let wanted = this.#take(); wanted !== null; wanted = this.#take()) this.live.reconsider(await this.#send(wanted.value));
    } catch (cause) {
      this.live.trouble = wordsOf(cause);
    }
    this.#draft = null;
    this.#busy = false;
  }

  #take(): { readonly value: number | null } | null {
    const wanted = this.#wanted;
    this.#wanted = null;
    return wanted;
  }

  #send(value: number | null): Promise<Alignment> {
    const params = { path: { alignment_id: this.live.id } };
    return take(api.PATCH("/api/v1/alignments/{alignment_id}", { params, body: { doubt_threshold: value } }));
  }

  /** Read the log's figures anew. */
  async refresh(): Promise<void> {
    try {
      this.buckets = await readProgress(this.live.id);
    } catch (cause) {
      this.live.trouble = wordsOf(cause);
    }
  }
}
