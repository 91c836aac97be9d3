/** A text about to be imported, and how it went. */
import { api, take } from "../api/client";
import type { Side, TextDocument } from "../api/types";

export class Draft {
  file = $state.raw<File | null>(null);
  pasting = $state(false);
  text = $state("");
  language = $state("");
  encoding = $state("");
  trouble = $state("");
  document = $state.raw<TextDocument | null>(null);

  constructor(readonly side: Side) {}

  get isFilled(): boolean {
    return this.pasting ? this.text.trim() !== "" : this.file !== null;
  }

  choose(file: File | null | undefined): void {
    if (file === null || file === undefined) return;
    this.file = file;
    this.pasting = false;
    this.trouble = "";
    this.document = null;
  }

  get name(): string {
    return this.file?.name ?? "";
  }

  /** Import it into a project; what the server refuses is thrown. */
  async send(project: number, untitled: string): Promise<TextDocument> {
    const path = { project_id: project };
    if (this.pasting || this.file === null) {
      const body = { side: this.side, name: untitled, text: this.text, language: this.language || null };
      return take(api.POST("/api/v1/projects/{project_id}/documents/text", { params: { path }, body }));
    }
    const form = new FormData();
    form.append("file", this.file);
    form.append("side", this.side);
    if (this.language !== "") form.append("language", this.language);
    if (this.encoding !== "") form.append("encoding", this.encoding);
    const call = api.POST("/api/v1/projects/{project_id}/documents", {
      params: { path },
      // The schema describes the form's fields; the form itself carries them.
      body: { file: "", side: this.side },
      bodySerializer: () => form,
    });
    return take(call);
  }
}

export const sizeOf = (bytes: number): string =>
  bytes < 1_000 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
