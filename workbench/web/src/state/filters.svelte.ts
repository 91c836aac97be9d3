/** Which pairs are shown: the present filter, and the views saved under names for all of the project. */
import { api, done, take, wordsOf } from "../api/client";
import { SIDES } from "../api/types";
import type { Bead, Side, View } from "../api/types";
import { CRITERIA, type CriterionId, EVERYTHING, type Facts, type Filter, isEverything, readFilter, readsTexts, sameFilter, writeFilter } from "../model/criteria";
import { FILTERS, type PresetId, presetOf, PRESETS } from "../model/filters";
import { words } from "../text/words.svelte";
import type { Texts } from "./texts.svelte";

/** What the filters need of the review. */
export interface Filtering {
  readonly threshold: number;
  readonly project: number | null;
  readonly texts: Record<Side, Texts> | null;
  readonly live: { trouble: string };
  readonly comments: { openOf(bead: Bead): readonly unknown[]; readonly open: readonly unknown[] };
  readonly counts: { readonly look: number };
  readonly findings: { has(bead: Bead): boolean };
  readonly revising: { waits(bead: Bead): boolean; readonly any: boolean };
  /** The filter is another one: show what it shows, near the pair in hand. */
  refilter(): void;
}

const VIEW = /^view=(\d{1,15})$/;

export class Filters {
  now = $state.raw<Filter>(EVERYTHING);
  views = $state.raw<readonly View[]>([]);
  /** The view that was chosen last. */
  viewId = $state<number | null>(null);
  trouble = $state("");
  /** Set by the popover: opens it. */
  open: () => void = () => undefined;

  readonly preset = $derived<PresetId | null>(presetOf(this.now));
  readonly isActive = $derived(!isEverything(this.now));
  readonly view = $derived(this.views.find((view) => view.id === this.viewId && sameFilter(readFilter(view.query), this.now)));
  /** What the address says of the filter. */
  readonly query = $derived(this.view === undefined ? writeFilter(this.now) : `view=${this.view.id}`);
  #asked = "";
  /** How often views were kept, named anew or taken away here. */
  #changes = 0;

  constructor(readonly review: Filtering) {}

  /** What criteria look at; follows the texts where the present ones do. */
  get facts(): Facts {
    const texts = this.review.texts;
    if (readsTexts(this.now)) for (const side of SIDES) void texts?.[side].changes;
    const { comments, findings, revising } = this.review;
    return {
      threshold: this.review.threshold,
      segment: (side, position) => texts?.[side].peek(position),
      commented: (bead) => comments.openOf(bead).length > 0,
      found: (bead) => findings.has(bead),
      rechecked: (bead) => revising.waits(bead),
    };
  }

  /** Whether pairs may still be missing because their texts are on their way. */
  get isReading(): boolean {
    return readsTexts(this.now) && SIDES.some((side) => this.review.texts?.[side].isWhole === false);
  }

  set(filter: Filter): void {
    this.now = filter;
    this.#fetchTexts();
    this.review.refilter();
  }

  choose(preset: PresetId): void {
    this.set(PRESETS[preset]);
  }

  /** The filters with a button: those that every alignment has, and those of what there is to answer. */
  get presets(): readonly PresetId[] {
    const { comments, counts, revising } = this.review;
    const offered: Partial<Record<PresetId, boolean>> = { look: counts.look > 0, commented: comments.open.length > 0, recheck: revising.any };
    return FILTERS.filter((id) => (offered[id] ?? true) || this.preset === id);
  }

  turn(step: 1 | -1): void {
    const all = this.presets;
    const at = this.preset === null ? 0 : all.indexOf(this.preset);
    this.choose(all[(at + step + all.length) % all.length] ?? "all");
  }

  toggle(id: CriterionId): void {
    const has = this.now.chosen.includes(id);
    const chosen = CRITERIA.map((one) => one.id).filter((one) => (one === id ? !has : this.now.chosen.includes(one)));
    this.set({ ...this.now, chosen });
  }

  toggleReviewer(name: string): void {
    const has = this.now.reviewers.includes(name);
    this.set({ ...this.now, reviewers: has ? this.now.reviewers.filter((one) => one !== name) : [...this.now.reviewers, name] });
  }

  /** Take the filter of an address, which may name a view. */
  async read(query: string): Promise<void> {
    if (query === this.#asked) return;
    this.#asked = query;
    const named = VIEW.exec(query)?.[1];
    if (named === undefined) return this.#takeUp(readFilter(query));
    try {
      this.apply(await take(api.GET("/api/v1/views/{view_id}", { params: { path: { view_id: Number(named) } } })));
    } catch (cause) {
      this.review.live.trouble = wordsOf(cause);
    }
  }

  #takeUp(filter: Filter): void {
    if (!sameFilter(filter, this.now)) this.set(filter);
  }

  /** Texts that came to be known after the filter was chosen. */
  begun(): void {
    this.#fetchTexts();
  }

  #fetchTexts(): void {
    if (!readsTexts(this.now)) return;
    for (const side of SIDES) void this.review.texts?.[side].fetchAll(Infinity);
  }

  // Views -----------------------------------------------------------------------------------------

  apply(view: View): void {
    if (!this.views.some((one) => one.id === view.id)) this.views = [...this.views, view];
    this.viewId = view.id;
    this.#takeUp(readFilter(view.query));
  }

  load(): Promise<void> {
    return this.#ask(async (path) => {
      const before = this.#changes;
      const { items } = await take(api.GET("/api/v1/projects/{project_id}/views", { params: { path } }));
      // A list that was asked for before a view was kept or taken away comes too late.
      if (before === this.#changes) this.views = items;
    });
  }

  /** Keep the present filter under a name; the view of that name, if there is one, becomes it. */
  save(name: string): Promise<void> {
    const body = { name, query: writeFilter(this.now) };
    const known = this.views.find((view) => view.name === name.trim());
    return this.#ask(async (path) => {
      const saved =
        known === undefined
          ? await take(api.POST("/api/v1/projects/{project_id}/views", { params: { path }, body }))
          : await take(api.PATCH("/api/v1/views/{view_id}", { params: { path: { view_id: known.id } }, body }));
      this.#put(saved);
      this.viewId = saved.id;
    });
  }

  rename(view: View, name: string): Promise<void> {
    if (name.trim() === "" || name.trim() === view.name) return Promise.resolve();
    return this.#ask(async () => this.#put(await take(api.PATCH("/api/v1/views/{view_id}", { params: { path: { view_id: view.id } }, body: { name } }))));
  }

  remove(view: View): Promise<void> {
    return this.#ask(async () => {
      await done(api.DELETE("/api/v1/views/{view_id}", { params: { path: { view_id: view.id } } }));
      this.#changes++;
      this.views = this.views.filter((one) => one.id !== view.id);
    });
  }

  #put(view: View): void {
    const others = this.views.filter((one) => one.id !== view.id);
    this.#changes++;
    this.views = [...others, view].sort((a, b) => a.name.localeCompare(b.name));
  }

  async #ask(act: (path: { project_id: number }) => Promise<void>): Promise<void> {
    const project = this.review.project;
    if (project === null) return;
    this.trouble = "";
    try {
      await act({ project_id: project });
    } catch (cause) {
      this.trouble = wordsOf(cause);
    }
  }

  /** What the present filter asks for, each with what takes it away. */
  get chips(): { readonly text: string; readonly remove: () => void }[] {
    const t = words().search;
    const { chosen, reviewers, since, text } = this.now;
    return [
      ...chosen.map((id) => ({ text: t.criteria[id], remove: () => this.toggle(id) })),
      ...reviewers.map((name) => ({ text: t.byReviewer(words().review.actor(name)), remove: () => this.toggleReviewer(name) })),
      ...(since === "" ? [] : [{ text: t.sinceDay(since), remove: () => this.set({ ...this.now, since: "" }) }]),
      ...(text.trim() === "" ? [] : [{ text: t.withText(text.trim()), remove: () => this.set({ ...this.now, text: "" }) }]),
    ];
  }
}
