/** Terms as the page shows them: marks in segments, forms of a concept by language. */
import type { Bead, Concept, Side, Term, TermMet, TermSpan, TermStatus } from "../api/types";
import { SIDES } from "../api/types";
import type { Lit, Mark } from "./runs";

export const MARK_OF: Readonly<Record<TermMet, Mark>> = {
  preferred: "term-preferred",
  missing: "term-missing",
  forbidden: "term-forbidden",
  candidate: "term-candidate",
};

/** The classes of parts.css that draw a status in a list. */
export const LOOK_OF: Readonly<Record<TermStatus, "is-preferred" | "is-admitted" | "is-forbidden" | "is-candidate">> = {
  preferred: "is-preferred",
  admitted: "is-admitted",
  deprecated: "is-forbidden",
  proposed: "is-candidate",
};

/** What the terms of one segment light up. */
export function litTerms(spans: readonly TermSpan[], side: Side, position: number): Lit[] {
  return spans
    .filter((span) => span.side === side && span.position === position)
    .map(({ start, end, concept, met }) => ({ start, end, mark: MARK_OF[met], concept }));
}

/** The concepts of a pair, in the order of their places, original first. */
export function conceptsIn(spans: readonly TermSpan[]): number[] {
  return [...new Set(SIDES.flatMap((side) => spans.filter((span) => span.side === side).map((span) => span.concept)))];
}

/** Whether a tag is the language or a region of it, as the server has it. */
export const speaks = (tag: string, language: string): boolean => {
  const [is, wanted] = [tag.toLowerCase(), language.toLowerCase()];
  return is === wanted || is.startsWith(`${wanted}-`);
};

export const termsIn = (concept: Concept, language: string): Term[] => concept.terms.filter((term) => speaks(term.language, language));

/** The rendering to use in a language: a preferred full form, else any preferred, else an admitted one. */
export function preferredIn(concept: Concept, language: string): Term | undefined {
  const rank = (term: Term): number => (term.status === "preferred" ? 0 : 2) + (term.kind === "abbreviation" ? 1 : 0);
  return termsIn(concept, language)
    .filter((term) => term.status === "preferred" || term.status === "admitted")
    .sort((a, b) => rank(a) - rank(b))[0];
}

/** Which pairs to ask about: those in view and a few around, of which nothing is known as they are now. */
export function unknownAround(rows: readonly Bead[], from: number, to: number, known: ReadonlyMap<number, number>, around: number, most: number): number[] {
  const near = rows.slice(Math.max(0, Math.floor(from) - around), Math.ceil(to) + around + 1);
  if (near.every((bead) => bead.id <= 0 || known.get(bead.id) === bead.version)) return [];
  // Neighbours go together: a rendering may stand in the pair beside.
  return near.filter((bead) => bead.id > 0).slice(0, most).map((bead) => bead.id);
}

/** A term as a person enters it. */
export function newTerm(text: string, language: string, status: TermStatus = "preferred"): Term {
  return { text: text.trim(), language, status, kind: "full form", part_of_speech: "", case: "by rule", do_not_translate: false, abbreviates: "", context: "", note: "", source: "" };
}

/** Whether two names are one but for case and blanks. */
export const isSameText = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The concept with one more name; null where it has that already. */
export function withTerm(concept: Concept, term: Term): Concept | null {
  if (concept.terms.some((one) => one.language === term.language && isSameText(one.text, term.text))) return null;
  return { ...concept, terms: [...concept.terms, term] };
}

/** What the server takes of a concept. */
export function bodyOf({ terms, definition, domain, notes, source, image }: Concept) {
  return { terms, definition, domain, notes, source, image };
}
