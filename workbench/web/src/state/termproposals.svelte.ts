/** Terms proposed from the texts of a project: taken, refused, and the last refusal taken back. */
import { api, done, take, wordsOf } from "../api/client";
import type { TermProposal } from "../api/types";
import { newTerm } from "../model/terms";
import { words } from "../text/words.svelte";
import type { Glossary } from "./glossary.svelte";

/** While the texts are read, this is how long until the next look, in milliseconds. */
const AGAIN = 700;
const MOST = 200;

export const nameOfProposal = (one: TermProposal): string => `${one.source} – ${one.target}`;

export class TermProposals {
  items = $state.raw<readonly TermProposal[]>([]);
  total = $state(0);
  ready = $state(false);
  at = $state(0);
  trouble = $state("");
  #refused: { readonly id: number; readonly name: string }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly glossary: Glossary) {}

  close(): void {
    clearTimeout(this.#timer);
  }

  async load(): Promise<void> {
    clearTimeout(this.#timer);
    const params = { path: { project_id: this.glossary.id }, query: { limit: MOST } };
    await this.#try(async () => {
      const found = await take(api.GET("/api/v1/projects/{project_id}/term-proposals", { params }));
      if (found.state === "running") this.#timer = setTimeout(() => void this.load(), AGAIN);
      else [this.items, this.total, this.ready] = [found.items, found.total, true];
      this.move(0);
    });
  }

  move(step: number): void {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + step));
  }

  /** Make a concept of a proposal: of a pair in both languages, or of a short and a full form in one. */
  async take(one: TermProposal | undefined): Promise<void> {
    if (one === undefined) return;
    const [source, target] = this.glossary.languages;
    const terms =
      one.kind === "pair"
        ? [newTerm(one.source, source), newTerm(one.target, target)]
        : [newTerm(one.target, one.language), { ...newTerm(one.source, one.language), kind: "abbreviation" as const, abbreviates: one.target }];
    await this.#try(async () => {
      const body = { terms, definition: "", domain: "", notes: [], source: "", image: "" };
      await take(api.POST("/api/v1/projects/{project_id}/concepts", { params: { path: { project_id: this.glossary.id } }, body }));
      this.#drop(one);
      await this.glossary.load();
      this.glossary.said = words().terms.page.taken(nameOfProposal(one));
    });
  }

  async refuse(one: TermProposal | undefined): Promise<void> {
    if (one === undefined) return;
    await this.#try(async () => {
      const body = { source: one.source, target: one.target };
      const kept = await take(api.POST("/api/v1/projects/{project_id}/refused-terms", { params: { path: { project_id: this.glossary.id } }, body }));
      this.#refused.push({ id: kept.id, name: nameOfProposal(one) });
      this.#drop(one);
      this.glossary.said = words().terms.page.refused(nameOfProposal(one));
    });
  }

  /** Bring the last refused one back. */
  async back(): Promise<void> {
    const last = this.#refused.pop();
    if (last === undefined) return;
    await this.#try(async () => {
      await done(api.DELETE("/api/v1/refused-terms/{refused_id}", { params: { path: { refused_id: last.id } } }));
      await this.load();
      this.glossary.said = words().terms.page.back(last.name);
    });
  }

  #drop(one: TermProposal): void {
    this.items = this.items.filter((other) => other !== one);
    this.total -= 1;
    this.move(0);
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.trouble = "";
    try {
      await act();
    } catch (cause) {
      this.trouble = wordsOf(cause);
    }
  }
}
