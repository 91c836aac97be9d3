/**
 * What the server tells in English, in the reader's language.
 *
 * Doubts, notices, joins and refusals come with a code and a sentence. `told.json` knows the forms of
 * those sentences; the parts that a form catches go into the catalogue's own sentence. Whatever has
 * no form or no words stays as the server said it.
 */
import forms from "./told.json";

export type Forms = typeof forms;
export type Group = keyof Forms;
/** Makes a sentence of the parts that a form caught; a part that may be left out comes as "". */
export type Teller = (...parts: string[]) => string;
/** English leaves out what the server says well enough; other languages need everything. */
export type Told = { readonly [G in Group]: { readonly [K in keyof Forms[G]]?: Teller } };
export type ToldFully = { readonly [G in Group]: { readonly [K in keyof Forms[G]]: Teller } };

const known = new Map(
  Object.entries(forms).map(([group, entries]) => [
    group,
    Object.entries(entries).map(([key, form]) => ({ key, code: key.replace(/\/.*/, ""), form: new RegExp(`^(?:${form})$`, "su") })),
  ]),
);

/** `said` in the words of `told`; `whole` is the server's own sentence, where that is more than `said`. */
export function tell(told: Told, group: Group, code: string, said: string, whole = said): string {
  const tellers = new Map<string, Teller>(Object.entries(told[group]));
  for (const entry of known.get(group) ?? []) {
    const parts = entry.code === code ? entry.form.exec(said) : null;
    const teller = tellers.get(entry.key);
    if (parts !== null && teller !== undefined) return teller(...parts.slice(1).map((part) => part ?? ""));
  }
  return whole;
}
