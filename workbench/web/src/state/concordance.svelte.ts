/** The concordance: what is sought in all texts of the project, and what was found of it so far. */
import { api, take, takeAs, wordsOf } from "../api/client";
import { hasFields, hearing, listen } from "../api/events";
import type { ConcordancePage, Hit, Job } from "../api/types";
import { beadAddress } from "../model/routes";

export const MODES = ["substring", "words", "regex"] as const;
export const PLACES = ["either", "source", "target", "source_only", "target_only"] as const;
export const ORDERS = ["text", "relevance"] as const;
export type SearchMode = (typeof MODES)[number];
export type SearchPlace = (typeof PLACES)[number];
export type SearchOrder = (typeof ORDERS)[number];

/** What the search needs of the review. */
export interface Searching {
  readonly project: number | null;
  readonly live: { readonly id: number };
  goTo(bead: number): void;
}

interface Wanted {
  readonly q: string;
  readonly mode: SearchMode;
  readonly where: SearchPlace;
  readonly lacks: string;
  readonly order: SearchOrder;
}

/** A key that follows within this time, in milliseconds, is waited for. */
const TYPING = 60;
const PAGE = 50;
const isPage = hasFields<ConcordancePage>("items", "next", "total");
const isJob = hasFields<Job>("id", "state", "progress");

/** Going to a pair of another alignment opens another review: what was sought stays. */
let remembered: Wanted = { q: "", mode: "substring", where: "either", lacks: "", order: "text" };

export class Concordance {
  wanted = $state.raw<Wanted>(remembered);
  hits = $state.raw<readonly Hit[]>([]);
  /** How many there are, where they could be counted. */
  total = $state<number | null>(null);
  order = $state<SearchOrder>("text");
  next = $state.raw<string | null>(null);
  /** The query that `hits` answer; empty before the first answer. */
  answered = $state("");
  busy = $state(false);
  trouble = $state("");
  waiting = $state(0);
  /** How far the texts are prepared, 0 to 1, while they are. */
  progress = $state<number | null>(null);
  at = $state(0);
  /** Set by the leaf: takes the focus into the box. */
  focusBox: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;
  #unlisten: () => void = () => undefined;

  constructor(readonly review: Searching) {}

  /** The leaf is opened; `selected` words are sought at once. */
  begin(selected: string): void {
    if (selected !== "") this.seek({ q: selected });
    else this.resume();
    this.focusBox();
  }

  /** Answer what was sought before, if it is not answered yet. */
  resume(): void {
    if (this.answered === "" && this.wanted.q.trim() !== "") this.seek({});
  }

  seek(change: Partial<Wanted>): void {
    this.wanted = remembered = { ...this.wanted, ...change };
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.busy = this.wanted.q.trim() !== "";
    if (!this.busy) return this.#show({ items: [], next: null, total: null, order: "text", waiting: 0 }, "");
    this.#timer = setTimeout(() => void this.#ask(null), TYPING);
  }

  more(): void {
    if (this.next !== null && !this.busy) void this.#ask(this.next);
  }

  choose(step: number): void {
    this.at = Math.max(0, Math.min(this.hits.length - 1, this.at + step));
    if (this.at === this.hits.length - 1) this.more();
  }

  address(hit: Hit): string {
    return beadAddress(hit.alignment_id, hit.bead_id);
  }

  open(hit: Hit | undefined): void {
    if (hit === undefined) return;
    this.at = Math.max(0, this.hits.indexOf(hit));
    if (hit.alignment_id === this.review.live.id) this.review.goTo(hit.bead_id);
    else location.hash = this.address(hit);
  }

  /** The leaf is closed: nothing more is asked for. */
  close(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#unlisten();
  }

  async #ask(after: string | null): Promise<void> {
    const project = this.review.project;
    if (project === null) return;
    const asking = (this.#asking = new AbortController());
    this.busy = true;
    const { q, lacks, ...how } = this.wanted;
    const query = { q, lacks, ...how, alignment_id: this.review.live.id, limit: PAGE, ...(after === null ? {} : { after }) };
    try {
      const params = { path: { project_id: project }, query };
      const page = await takeAs(isPage, api.GET("/api/v1/projects/{project_id}/concordance", { params, signal: asking.signal }));
      if (asking.signal.aborted) return;
      this.busy = false;
      this.#show(after === null ? page : { ...page, items: [...this.hits, ...page.items] }, q);
      // A page of a search that cannot be looked up may come before it is full.
      if (page.next !== null && this.hits.length < PAGE) void this.#ask(page.next);
      if (page.waiting > 0 && this.progress === null) await this.#prepare(project);
    } catch (cause) {
      if (asking.signal.aborted) return;
      this.busy = false;
      this.trouble = wordsOf(cause);
    }
  }

  #show(page: ConcordancePage, q: string): void {
    this.trouble = "";
    [this.hits, this.next, this.total, this.order] = [page.items, page.next, page.total, page.order];
    this.waiting = page.waiting;
    if (q !== this.answered) this.at = 0;
    this.at = Math.max(0, Math.min(this.at, page.items.length - 1));
    this.answered = q;
  }

  /** Texts of an older database are made ready once, in the background; then the search is repeated. */
  async #prepare(project: number): Promise<void> {
    this.progress = 0;
    const job = await take(api.POST("/api/v1/projects/{project_id}/search-index", { params: { path: { project_id: project } } }));
    const look = (now: Job): void => {
      this.progress = now.progress;
      if (now.state === "queued" || now.state === "running") return;
      this.#unlisten();
      this.progress = null;
      if (now.state === "done") this.seek({});
      else this.trouble = now.error?.detail ?? "";
    };
    this.#unlisten = listen(`./api/v1/jobs/${job.id}/events`, { progress: hearing(isJob, look) });
  }
}

/** The words that are selected in the page, on one line. */
export function selectedText(): string {
  const text = getSelection()?.toString().replace(/\s+/g, " ").trim() ?? "";
  return text.slice(0, 200);
}
