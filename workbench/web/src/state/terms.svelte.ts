/** The terms of the pairs in view: their marks, the concepts they name, and what is done with them. */
import { SvelteMap } from "svelte/reactivity";
import { api, take, wordsOf } from "../api/client";
import type { Bead, Concept, Side, TermSpan, TermStatus, TermUsage } from "../api/types";
import { bodyOf, conceptsIn, newTerm, preferredIn, unknownAround, withTerm } from "../model/terms";
import { words } from "../text/words.svelte";
import type { Review } from "./review.svelte";

/** Rows above and below those in view that are asked about with them. */
const AROUND = 8;
const MOST = 120;
/** A scroll that goes on asks once it rests, in milliseconds. */
const REST = 90;
/** The concept of the word under the mouse. */
function conceptAt(target: EventTarget | null): number | null {
  const word = target instanceof Element ? target.closest<HTMLElement>("[data-concept]") : null;
  return word === null ? null : Number(word.dataset["concept"]);
}

const NOTHING: readonly TermSpan[] = [];

/** Words selected on both sides of one pair: a browser keeps only the last selection, so they are remembered. */
interface Selected {
  readonly bead: number;
  readonly source: string;
  readonly target: string;
}

const EMPTY: Selected = { bead: 0, source: "", target: "" };

export class Terms {
  readonly concepts = new SvelteMap<number, Concept>();
  /** The concept whose card was asked for by its word. */
  wanted = $state<number | null>(null);
  selected = $state.raw<Selected>(EMPTY);
  trouble = $state("");
  readonly #spans = new SvelteMap<number, readonly TermSpan[]>();
  readonly #known = new Map<number, number>();
  #changes = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly review: Review) {}

  /** The marks of a pair; none while looking back, where words may have been others. */
  of(bead: Bead): readonly TermSpan[] {
    return this.review.past.on ? NOTHING : (this.#spans.get(bead.id) ?? NOTHING);
  }

  /** The concepts of the pair in hand; the one that was asked for comes first. */
  readonly here = $derived.by((): Concept[] => {
    const bead = this.review.current;
    const ids = bead === undefined ? [] : conceptsIn(this.of(bead));
    const ordered = this.wanted !== null && ids.includes(this.wanted) ? [this.wanted, ...ids.filter((id) => id !== this.wanted)] : ids;
    return ordered.map((id) => this.concepts.get(id)).filter((one) => one !== undefined);
  });

  /** What an edit of a side may take in: the renderings of the other side's terms. */
  renderings(side: Side): string[] {
    const language = this.#language(side);
    return [...new Set(this.here.map((concept) => preferredIn(concept, language)?.text).filter((text) => text !== undefined))];
  }

  /** Ask about what is in view and not known; called whenever that may have changed. */
  look(): void {
    void [this.#changes, this.review.view.from, this.review.view.to];
    const rows = this.review.visible;
    clearTimeout(this.#timer);
    if (this.review.past.on || rows.length === 0) return;
    this.#timer = setTimeout(() => void this.#ask(rows), REST);
  }

  /** What is known of these pairs and their neighbours holds no longer. */
  forget(ids: readonly number[]): void {
    const rows = this.review.rows;
    for (const id of ids) {
      const at = rows.findIndex((bead) => bead.id === id);
      for (const near of [at - 1, at, at + 1]) this.#known.delete(rows[near]?.id ?? id);
    }
    this.#changes++;
  }

  /** A concept was changed: every mark may be another. */
  renew(): void {
    this.#known.clear();
    this.#changes++;
    this.review.findings.look([]);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #ask(rows: readonly Bead[]): Promise<void> {
    const { from, to } = this.review.view;
    const ids = unknownAround(rows, from, to, this.#known, AROUND, MOST);
    if (ids.length === 0) return;
    const asked = new Map(rows.filter((bead) => ids.includes(bead.id)).map((bead) => [bead.id, bead.version]));
    for (const [id, version] of asked) this.#known.set(id, version);
    const params = { path: { alignment_id: this.review.live.id }, query: { bead: ids } };
    try {
      const seen = await take(api.GET("/api/v1/alignments/{alignment_id}/terms", { params }));
      for (const concept of seen.concepts) this.concepts.set(concept.id, concept);
      for (const { bead, spans } of seen.items) this.#put(bead, spans);
      this.trouble = "";
    } catch (cause) {
      for (const id of asked.keys()) this.#known.delete(id);
      this.trouble = wordsOf(cause);
    }
  }

  #put(bead: number, spans: readonly TermSpan[]): void {
    if (spans.length > 0) this.#spans.set(bead, spans);
    else this.#spans.delete(bead);
  }

  #language(side: Side): string {
    const { alignment } = this.review;
    return (side === "source" ? alignment?.source_language : alignment?.target_language) ?? "";
  }

  /** The mouse is over a word: its card comes first, if the leaf is open. */
  point(target: EventTarget | null): void {
    const id = conceptAt(target);
    if (id !== null && this.review.panels.shown === "terms") this.wanted = id;
  }

  /** A word was pressed: open its card. */
  press(target: EventTarget | null): void {
    const id = conceptAt(target);
    if (id === null || (getSelection()?.toString() ?? "") !== "") return;
    this.wanted = id;
    this.review.panels.show("terms");
  }

  /** How the pairs render a concept. */
  async usage(concept: number): Promise<TermUsage[]> {
    const params = { path: { concept_id: concept }, query: { alignment_id: this.review.live.id } };
    return (await take(api.GET("/api/v1/concepts/{concept_id}/usage", { params }))).items;
  }

  /** Remember words that are selected on one side of a pair. */
  select(side: Side, bead: number, text: string): void {
    const before = this.selected.bead === bead ? this.selected : EMPTY;
    this.selected = { ...before, bead, [side]: text };
  }

  /** The words selected on both sides of the pair in hand, as terms are entered. */
  async drafts(): Promise<Record<Side, string>> {
    const { bead, source, target } = this.selected;
    if (bead !== this.review.currentId) return { source: "", target: "" };
    const [one, other] = await Promise.all([this.#citation(source, "source"), this.#citation(target, "target")]);
    return { source: one, target: other };
  }

  async #citation(text: string, side: Side): Promise<string> {
    if (text === "") return "";
    const query = { text: text.slice(0, 500), language: this.#language(side) };
    return (await take(api.GET("/api/v1/citation-form", { params: { query } }))).text;
  }

  /** Keep a new concept; throws what the server refused. */
  async add(source: string, target: string, status: TermStatus, note: string): Promise<void> {
    const project = this.review.project;
    if (project === null) return;
    const sides = [newTerm(source, this.#language("source")), newTerm(target, this.#language("target"), status)];
    const body = { terms: sides.filter((term) => term.text !== ""), definition: "", domain: "", notes: note === "" ? [] : [note], source: "", image: "" };
    await take(api.POST("/api/v1/projects/{project_id}/concepts", { params: { path: { project_id: project } }, body }));
    this.selected = EMPTY;
    this.renew();
    this.review.said = words().terms.saidNew(source, target);
  }

  /** Give a known concept more names; throws what the server refused. */
  async extend(concept: Concept, names: Record<Side, string>, status: TermStatus): Promise<void> {
    let wider = concept;
    for (const side of ["source", "target"] as const) {
      if (names[side].trim() !== "") wider = withTerm(wider, newTerm(names[side], this.#language(side), status)) ?? wider;
    }
    if (wider !== concept) await this.change(wider);
    this.selected = EMPTY;
    this.review.said = words().terms.saidVariant(concept.terms[0]?.text ?? "");
  }

  /** Put a concept in the place of what it was; throws what the server refused. */
  async change(concept: Concept): Promise<void> {
    const params = { path: { concept_id: concept.id } };
    const body = { ...bodyOf(concept), version: concept.version };
    this.concepts.set(concept.id, await take(api.PUT("/api/v1/concepts/{concept_id}", { params, body })));
    this.renew();
  }

  /** The concepts of the project that hold a text, a few. */
  async find(q: string): Promise<Concept[]> {
    const project = this.review.project;
    if (project === null) return [];
    const params = { path: { project_id: project }, query: { q, limit: 12 } };
    return (await take(api.GET("/api/v1/projects/{project_id}/concepts", { params }))).items;
  }
}
