/** The glossary of a project: its terms as sought, what is being edited, chosen, and done with them. */
import { api, done, take, wordsOf } from "../api/client";
import type { Concept, Project, Term, TermBase, TermStatus, TermUsage } from "../api/types";
import { bodyOf, newTerm, speaks, termsIn } from "../model/terms";
import { currentAlignment } from "../model/versions";
import { words } from "../text/words.svelte";

const TYPING = 120;
const PAGE = 1_000;

/** A concept that is not kept yet has no id. */
const NEW = 0;

export class Glossary {
  project = $state.raw<Project | null>(null);
  bases = $state.raw<readonly TermBase[]>([]);
  concepts = $state.raw<readonly Concept[] | null>(null);
  q = $state("");
  status = $state<TermStatus | "">("");
  base = $state<number | null>(null);
  /** The concept that is edited in its row; NEW for one that is being entered. */
  editing = $state.raw<Concept | null>(null);
  chosen = $state.raw<readonly number[]>([]);
  uses = $state.raw<readonly TermUsage[]>([]);
  at = $state(0);
  said = $state("");
  trouble = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  /** The base that the last change went to: the one that an undo is for. */
  #changed: number | null = null;

  constructor(readonly id: number) {}

  readonly alignment = $derived(currentAlignment(this.project?.alignments ?? [])?.id ?? null);
  readonly languages = $derived([this.project?.source_language ?? "ru", this.project?.target_language ?? "en"] as const);
  /** The base that new terms and files go to. */
  readonly own = $derived(this.bases.find((one) => one.id === this.base) ?? this.bases.find((one) => one.project_id !== null && one.priority >= 0));

  async open(): Promise<void> {
    await this.#try(async () => {
      const path = { project_id: this.id };
      this.project = await take(api.GET("/api/v1/projects/{project_id}", { params: { path } }));
      await this.load();
    });
  }

  /** What is sought changes with every key; it is asked for once the hand rests. */
  seek(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#try(() => this.load()), TYPING);
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    const path = { project_id: this.id };
    const bases = (await take(api.GET("/api/v1/projects/{project_id}/term-bases", { params: { path } }))).items;
    const found: Concept[] = [];
    let after: string | null = null;
    do {
      const page: { items: Concept[]; next: string | null } = await this.#page(after);
      found.push(...page.items);
      after = page.next;
    } while (after !== null);
    if (turn !== this.#turn) return;
    const [source] = this.languages;
    const collator = new Intl.Collator(source);
    this.bases = bases;
    this.concepts = found.toSorted((a, b) => collator.compare(this.nameOf(a), this.nameOf(b)));
    this.chosen = this.chosen.filter((id) => found.some((one) => one.id === id));
    this.at = Math.max(0, Math.min(this.at, found.length - 1));
  }

  #page(after: string | null) {
    const query = {
      q: this.q.trim(),
      limit: PAGE,
      ...(this.status === "" ? {} : { status: this.status }),
      ...(this.base === null ? {} : { base_id: this.base }),
      ...(after === null ? {} : { after }),
    };
    return take(api.GET("/api/v1/projects/{project_id}/concepts", { params: { path: { project_id: this.id }, query } }));
  }

  nameOf(concept: Concept): string {
    return (termsIn(concept, this.languages[0])[0] ?? concept.terms[0])?.text ?? concept.key;
  }

  baseOf(concept: Concept): string {
    return this.bases.find((one) => one.id === concept.base_id)?.name ?? "";
  }

  // Editing -----------------------------------------------------------------------------------------

  begin(concept: Concept): void {
    this.editing = concept;
    this.uses = [];
    if (this.alignment === null || concept.id === NEW) return;
    const params = { path: { concept_id: concept.id }, query: { alignment_id: this.alignment } };
    void this.#try(async () => {
      const found = (await take(api.GET("/api/v1/concepts/{concept_id}/usage", { params }))).items;
      if (this.editing?.id === concept.id) this.uses = found;
    });
  }

  beginNew(): void {
    const terms = this.languages.map((language) => newTerm("", language));
    this.begin({ id: NEW, base_id: NEW, version: 1, key: "", terms, definition: "", domain: "", notes: [], source: "", image: "" });
  }

  leave(): void {
    this.editing = null;
  }

  /** Keep what was written; forms without letters are left out. */
  async save(written: Concept): Promise<boolean> {
    const texts = new Set(written.terms.map((term) => `${term.language} ${term.text.trim()}`));
    const terms = written.terms
      .filter((term) => term.text.trim() !== "")
      .map((term) => ({ ...term, text: term.text.trim(), abbreviates: texts.has(`${term.language} ${term.abbreviates}`) ? term.abbreviates : "" }));
    return this.#try(async () => {
      const body = bodyOf({ ...written, terms });
      const path = { project_id: this.id };
      const kept =
        written.id === NEW
          ? await take(api.POST("/api/v1/projects/{project_id}/concepts", { params: { path }, body: { ...body, ...(this.own === undefined ? {} : { base_id: this.own.id }) } }))
          : await take(api.PUT("/api/v1/concepts/{concept_id}", { params: { path: { concept_id: written.id } }, body: { ...body, version: written.version } }));
      await this.#after(kept.base_id, words().terms.page.saidSaved);
      this.at = Math.max(0, this.concepts?.findIndex((one) => one.id === kept.id) ?? 0);
    });
  }

  async remove(concept: Concept): Promise<void> {
    await this.#try(async () => {
      const params = { path: { concept_id: concept.id }, query: { version: concept.version } };
      await done(api.DELETE("/api/v1/concepts/{concept_id}", { params }));
      await this.#after(concept.base_id, words().terms.page.saidDeleted);
    });
  }

  /** Say of a form how it is to be used; of two preferred ones the older is admitted from now on. */
  async judge(concept: Concept, form: string, status: TermStatus): Promise<void> {
    const [, language] = this.languages;
    const judged = (term: Term): Term => {
      if (!speaks(term.language, language)) return term;
      if (term.text === form) return { ...term, status };
      return status === "preferred" && term.status === "preferred" && term.kind !== "abbreviation" ? { ...term, status: "admitted" } : term;
    };
    await this.save({ ...concept, terms: concept.terms.map(judged) });
  }

  choose(id: number): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
  }

  async merge(): Promise<void> {
    const [first, ...others] = this.chosen;
    const concept = this.concepts?.find((one) => one.id === first);
    if (concept === undefined || others.length === 0) return;
    await this.#try(async () => {
      const params = { path: { concept_id: concept.id } };
      await take(api.POST("/api/v1/concepts/{concept_id}/merge", { params, body: { version: concept.version, others } }));
      this.chosen = [];
      await this.#after(concept.base_id, words().terms.page.merged);
    });
  }

  async undo(): Promise<void> {
    const base = this.#changed ?? this.own?.id;
    if (base === undefined) return;
    await this.#try(async () => {
      const { undone } = await take(api.POST("/api/v1/term-bases/{base_id}/undo", { params: { path: { base_id: base } } }));
      await this.#after(base, words().terms.page.undone(undone));
    });
  }

  // Files -------------------------------------------------------------------------------------------

  async bring(file: File): Promise<void> {
    await this.#try(async () => {
      const base = this.own ?? (await this.#newBase());
      const form = new FormData();
      const [source_language, target_language] = this.languages;
      form.append("file", file);
      form.append("source_language", source_language);
      form.append("target_language", target_language);
      const call = api.POST("/api/v1/term-bases/{base_id}/import", {
        params: { path: { base_id: base.id } },
        // The schema describes the form's fields; the form itself carries them.
        body: { file: "", source_language, target_language, encoding: "" },
        bodySerializer: () => form,
      });
      const told = await take(call);
      await this.#after(base.id, [words().terms.page.imported(told.added, told.changed), ...told.notices.slice(0, 5)].join(" "));
    });
  }

  #newBase(): Promise<TermBase> {
    const body = { name: this.project?.name ?? "", priority: 0, shared: false };
    return take(api.POST("/api/v1/projects/{project_id}/term-bases", { params: { path: { project_id: this.id } }, body }));
  }

  async installStarter(): Promise<void> {
    await this.#try(async () => {
      const told = await take(api.POST("/api/v1/projects/{project_id}/term-bases/starter", { params: { path: { project_id: this.id } } }));
      await this.#after(told.base.id, words().terms.page.imported(told.added, told.changed));
    });
  }

  /** Where a base is to be had as a file. */
  fileAddress(base: TermBase, format: string): string {
    const [source, target] = this.languages;
    return `./api/v1/term-bases/${base.id}/export?format=${format}&source_language=${source}&target_language=${target}`;
  }

  async #after(base: number, said: string): Promise<void> {
    this.#changed = base;
    this.editing = null;
    await this.load();
    this.said = said;
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    this.trouble = "";
    try {
      await act();
      return true;
    } catch (cause) {
      this.trouble = wordsOf(cause);
      return false;
    }
  }
}
