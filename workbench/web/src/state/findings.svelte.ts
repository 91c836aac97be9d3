/** What the checks find in the alignment on the screen: all of it, and at once for what was just changed. */
import { api, done, take, wordsOf } from "../api/client";
import type { Bead, CheckCount, Dismissal, DismissalReason, Finding, Severity } from "../api/types";
import { type FindingIndex, findingKey, findingsOf, hasOpenFindings, indexOf, isOpen, merged } from "../model/findings";
import type { LiveAlignment } from "./live.svelte";

export type FindingsShown = "all" | Severity;

/** All is asked for anew when nothing was done for so long, in milliseconds. */
const QUIET = 1_200;
const AGAIN = 1_000;
const PAGE = 5_000;
const MOST_BEADS = 50;

export class Findings {
  items = $state.raw<readonly Finding[]>([]);
  counts = $state.raw<readonly CheckCount[]>([]);
  ready = $state(false);
  trouble = $state("");
  /** The finding whose places are lit in the texts. */
  lit = $state.raw<Finding | null>(null);
  shown = $state<FindingsShown>("all");
  withDismissed = $state(false);
  /** The dismissal that an undo takes back: the last act was it. */
  last = $state.raw<Dismissal | null>(null);

  readonly index: FindingIndex = $derived.by(() => indexOf(this.items));
  readonly open = $derived(this.items.filter(isOpen).length);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #closed = false;

  constructor(readonly live: LiveAlignment) {}

  of(bead: Bead): Finding[] {
    return findingsOf(this.index, bead);
  }

  /** Whether a pair has a finding that nobody dismissed: for filters. */
  has(bead: Bead): boolean {
    return hasOpenFindings(this.index, bead);
  }

  /** Something was changed: look at the beads touched now, and at everything once it is quiet. */
  look(touched: readonly number[]): void {
    if (touched.length > 0 && touched.length <= MOST_BEADS) void this.#lookAt(touched);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), touched.length === 0 ? 0 : QUIET);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    const items: Finding[] = [];
    let after: string | null = null;
    try {
      do {
        const page = await this.#read(after);
        if (turn !== this.#turn || this.#closed) return;
        if (page.state === "running") {
          this.#timer = setTimeout(() => void this.load(), AGAIN);
          return;
        }
        items.push(...page.items);
        this.counts = page.counts;
        after = page.next;
      } while (after !== null);
    } catch (cause) {
      this.trouble = wordsOf(cause);
      return;
    }
    [this.items, this.ready, this.trouble] = [items, true, ""];
  }

  #read(after: string | null): ReturnType<typeof readPage> {
    return readPage(this.live.id, after);
  }

  async #lookAt(ids: readonly number[]): Promise<void> {
    const params = { path: { alignment_id: this.live.id }, query: { bead: [...ids] } };
    try {
      const told = await take(api.GET("/api/v1/alignments/{alignment_id}/findings/of-beads", { params }));
      const beads = ids.map((id) => this.live.ledger.get(id)).filter((bead) => bead !== undefined);
      this.items = merged(this.items, beads, told.items, new Set(told.covered));
    } catch (cause) {
      this.trouble = wordsOf(cause); // the look at everything, which follows, tries again
    }
  }

  /** Say that a finding is no fault; gives whether the server took it. */
  async dismiss(finding: Finding, reason: DismissalReason): Promise<boolean> {
    const project = this.live.alignment?.project_id;
    if (project === undefined) return false;
    const body = { code: finding.code, about: finding.about, words: [...finding.words].slice(0, 140).join(""), reason };
    try {
      const made = await take(api.POST("/api/v1/projects/{project_id}/dismissals", { params: { path: { project_id: project } }, body }));
      this.last = made;
      this.#lay(made.code, made.about, made);
      return true;
    } catch (cause) {
      this.trouble = wordsOf(cause);
      return false;
    }
  }

  /** Take a dismissal back: the finding is open again. */
  async revoke(dismissal: Dismissal): Promise<boolean> {
    this.last = null;
    try {
      await done(api.DELETE("/api/v1/dismissals/{dismissal_id}", { params: { path: { dismissal_id: dismissal.id } } }));
      this.#lay(dismissal.code, dismissal.about, null);
      return true;
    } catch (cause) {
      this.trouble = wordsOf(cause);
      return false;
    }
  }

  /** Whether this is the finding that is lit. */
  isLit(finding: Finding): boolean {
    return this.lit !== null && findingKey(this.lit) === findingKey(finding);
  }

  #lay(code: string, about: string, dismissal: Dismissal | null): void {
    this.items = this.items.map((one) => (one.code === code && one.about === about ? { ...one, dismissal } : one));
  }
}

/** One page of the findings of an alignment. */
export function readPage(alignment: number, after: string | null) {
  const query = after === null ? { limit: PAGE } : { limit: PAGE, after };
  return take(api.GET("/api/v1/alignments/{alignment_id}/findings", { params: { path: { alignment_id: alignment }, query } }));
}

/** All findings of an alignment; waits while a long one is being checked. */
export async function readAll(alignment: number): Promise<{ items: Finding[]; counts: readonly CheckCount[] }> {
  const items: Finding[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(alignment, after);
    if (page.state === "running") {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      continue;
    }
    items.push(...page.items);
    if (page.next === null) return { items, counts: page.counts };
    after = page.next;
  }
}
