/** What is said about the pairs of an alignment: loaded once, then told by the server as it happens. */
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { api, Refused, take, wordsOf } from "../api/client";
import { hasFields } from "../api/events";
import type { Bead, Comment, CommentState, Segment } from "../api/types";
import { byPlace, commentsOf } from "../model/remarks";
import { words } from "../text/words.svelte";
import type { LiveAlignment } from "./live.svelte";

const PAGE = 500;
const RETRY = 2_000;
const isComment = hasFields<Comment>("author", "text", "state", "turns");

export class Comments {
  readonly #all = new SvelteMap<number, Comment>();
  /** Those written here, which their writer may take back. */
  readonly #mine = new SvelteSet<number>();
  /** Words begun and not yet saved, by the row and what they are. */
  readonly drafts = new Map<string, string>();
  readonly shown = $derived([...this.#all.values()].filter((one) => one.state !== "withdrawn").sort((a, b) => a.id - b.id));
  readonly open = $derived(this.shown.filter((one) => one.state === "open"));
  readonly #places = $derived(byPlace(this.shown));
  readonly #openPlaces = $derived(byPlace(this.open));

  constructor(
    readonly live: LiveAlignment,
    readonly onHeard: (comment: Comment) => void,
  ) {
    live.hearers["comment"] = (value) => this.#hear(value);
    live.onReturn = () => void this.load();
  }

  of(bead: Bead): Comment[] {
    return commentsOf(this.#places, bead);
  }

  openOf(bead: Bead): Comment[] {
    return this.open.length === 0 ? [] : commentsOf(this.#openPlaces, bead);
  }

  canWithdraw(comment: Comment): boolean {
    return this.#mine.has(comment.id) || comment.author === "you";
  }

  async load(): Promise<void> {
    let after: string | null = null;
    try {
      do {
        const query: { limit: number; after?: string } = after === null ? { limit: PAGE } : { limit: PAGE, after };
        const path = { alignment_id: this.live.id };
        const page: { items: Comment[]; next: string | null } = await take(
          api.GET("/api/v1/alignments/{alignment_id}/comments", { params: { path, query } }),
        );
        for (const comment of page.items) this.#all.set(comment.id, comment);
        after = page.next;
      } while (after !== null);
    } catch (cause) {
      // The page says by itself that the server is gone; comments come when it is back.
      if (cause instanceof Refused && cause.isUnreachable) setTimeout(() => !this.live.closed && void this.load(), RETRY);
      else this.live.trouble = wordsOf(cause);
    }
  }

  /** Say something about a segment; false, and the reason shown, where it could not be saved. */
  async add(segment: Segment, text: string): Promise<boolean> {
    try {
      const path = { alignment_id: this.live.id };
      const body = { segment: segment.id, text };
      const made = await take(api.POST("/api/v1/alignments/{alignment_id}/comments", { params: { path }, body }));
      this.#mine.add(made.id);
      this.#all.set(made.id, made);
      return true;
    } catch (cause) {
      this.live.trouble = words().remarks.notSaved(wordsOf(cause));
      return false;
    }
  }

  async turn(comment: Comment, state: CommentState): Promise<boolean> {
    try {
      const path = { alignment_id: this.live.id, comment_id: comment.id };
      const turned = await take(
        api.PATCH("/api/v1/alignments/{alignment_id}/comments/{comment_id}", { params: { path }, body: { state } }),
      );
      this.#all.set(turned.id, turned);
      return true;
    } catch (cause) {
      this.live.trouble = wordsOf(cause);
      return false;
    }
  }

  #hear(value: unknown): void {
    if (!isComment(value)) return;
    const known = this.#all.get(value.id);
    if (known !== undefined && known.turns.length > value.turns.length) return; // answers can cross
    this.#all.set(value.id, value);
    if (known === undefined) this.onHeard(value);
  }
}
