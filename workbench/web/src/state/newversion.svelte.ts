/** A new version of a text on its way: chosen, sent, compared and paired by a job. */
import { api, take, wordsOf } from "../api/client";
import { hasFields, hearing, listen } from "../api/events";
import type { Job, Side } from "../api/types";
import { words } from "../text/words.svelte";
import { Draft } from "./drafts.svelte";

const isJob = hasFields<Job>("id", "state", "progress", "phase");

export class NewVersion {
  side = $state<Side>("target");
  job = $state.raw<Job | null>(null);
  trouble = $state("");
  sending = $state(false);
  readonly drafts: Record<Side, Draft> = { source: new Draft("source"), target: new Draft("target") };
  readonly running = $derived(this.job?.state === "queued" || this.job?.state === "running");
  /** The alignment that goes on with the new text, once it is there. */
  readonly made = $derived(this.job?.state === "done" ? (this.job.result?.alignment_id ?? null) : null);
  #stop: () => void = () => undefined;

  constructor(
    readonly alignment: number,
    side: Side,
    readonly arrived: (alignment: number) => void,
  ) {
    this.side = side;
  }

  get draft(): Draft {
    return this.drafts[this.side];
  }

  async start(): Promise<void> {
    const draft = this.draft;
    this.trouble = draft.trouble = "";
    this.sending = true;
    try {
      this.#follow(await this.#send(draft));
    } catch (cause) {
      draft.trouble = wordsOf(cause);
    }
    this.sending = false;
  }

  #send(draft: Draft): Promise<Job> {
    const params = { path: { alignment_id: this.alignment } };
    if (draft.pasting || draft.file === null) {
      const body = { side: this.side, name: words().upload.pasted, text: draft.text, language: draft.language || null };
      return take(api.POST("/api/v1/alignments/{alignment_id}/revisions/text", { params, body }));
    }
    const form = new FormData();
    form.append("file", draft.file);
    form.append("side", this.side);
    if (draft.language !== "") form.append("language", draft.language);
    if (draft.encoding !== "") form.append("encoding", draft.encoding);
    // The schema describes the form's fields; the form itself carries them.
    const body = { file: "", side: this.side };
    return take(api.POST("/api/v1/alignments/{alignment_id}/revisions", { params, body, bodySerializer: () => form }));
  }

  #follow(started: Job): void {
    this.#see(started);
    this.close();
    this.#stop = listen(`./api/v1/jobs/${started.id}/events`, { progress: hearing(isJob, (next) => this.#see(next)) }, () => void this.#ask(started.id));
  }

  #see(job: Job): void {
    this.job = job;
    if (this.running) return;
    this.close();
    // Warnings are read first; then one goes on by hand.
    if (this.made !== null && job.warnings.length === 0) this.arrived(this.made);
  }

  async #ask(id: number): Promise<void> {
    try {
      this.#see(await take(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } })));
    } catch (cause) {
      this.trouble = wordsOf(cause);
    }
  }

  async cancel(): Promise<void> {
    if (this.job === null) return;
    try {
      this.#see(await take(api.POST("/api/v1/jobs/{job_id}/cancel", { params: { path: { job_id: this.job.id } } })));
    } catch (cause) {
      this.trouble = wordsOf(cause);
    }
  }

  /** Stop listening; the job goes on. */
  close(): void {
    this.#stop();
  }
}
