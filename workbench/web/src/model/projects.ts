/** What of a project is in use now. */
import type { Side, TextDocument } from "../api/types";

/** The newest of rows that are numbered as they are made. */
export function latest<T extends { readonly id: number }>(rows: readonly T[]): T | undefined {
  return rows.reduce<T | undefined>((best, row) => (best === undefined || row.id > best.id ? row : best), undefined);
}

export function documentOf(documents: readonly TextDocument[], side: Side): TextDocument | undefined {
  return latest(documents.filter((document) => document.side === side));
}

/** A project's name from a file's: without its suffix and the language before it, blanks for underscores. */
export function proposedName(file: string): string {
  const stem = file.replace(/\.[^.]+$/, "").replace(/[._-](?:ru|rus|en|eng)$/i, "");
  return stem.replaceAll("_", " ").trim();
}
