/** The words in the reader's language: `words()` in a component follows the choice. */
import { type Catalogue, en } from "./en";
import { ru } from "./ru";

export const CATALOGUES = { en, ru } as const;
export type UiLanguage = keyof typeof CATALOGUES;

const KEY = "workbench.language";
let chosen = $state<UiLanguage>(atStart());

export const words = (): Catalogue => CATALOGUES[chosen];
export const uiLanguage = (): UiLanguage => chosen;

export function chooseLanguage(language: UiLanguage): void {
  chosen = language;
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}

function atStart(): UiLanguage {
  return globalThis.localStorage?.getItem(KEY) === "ru" ? "ru" : "en";
}

/** The name of a language in itself, or its tag. */
export function languageName(tag: string): string {
  return new Map(Object.entries(words().languages)).get(tag) ?? tag;
}

/** A time of day, or a day where it was another. */
export function clock(at: string | Date): string {
  const time = new Date(at);
  const today = new Date().toDateString() === time.toDateString();
  return today
    ? time.toLocaleTimeString(chosen, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    : time.toLocaleDateString(chosen, { day: "numeric", month: "short" });
}

/** A day and a time of day in full. */
export function moment(at: string | Date): string {
  return new Date(at).toLocaleString(chosen, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
