/** What pairs can be asked for: one line a criterion; a filter is a conjunction of chosen ones. */
import { SIDES } from "../api/types";
import type { Bead, Segment, Side } from "../api/types";
import type { Catalogue } from "../text/en";
import { isDoubtful, isEmpty, shape } from "./beads";
import { fold } from "./folding";
import { plainText } from "./runs";

export type CriterionId = keyof Catalogue["search"]["criteria"];
export type GroupId = keyof Catalogue["search"]["groups"];

/** What a criterion may look at besides the bead. */
export interface Facts {
  readonly threshold: number;
  readonly segment: (side: Side, position: number) => Segment | undefined;
  /** Whether open comments, or open findings, stand at a pair. */
  readonly commented: (bead: Bead) => boolean;
  readonly found: (bead: Bead) => boolean;
  /** Whether a decision on a pair was touched by a new version and is to be made again. */
  readonly rechecked: (bead: Bead) => boolean;
}

export interface Criterion {
  readonly id: CriterionId;
  readonly group: GroupId;
  readonly test: (bead: Bead, facts: Facts) => boolean;
  /** Looks at the texts, which must all be there first. */
  readonly reads?: true;
}

/** Of the groups that say what a pair is, one must hold; of the others all must. */
export const GROUPS: readonly { readonly id: GroupId; readonly all?: true }[] = [
  { id: "state" },
  { id: "confidence" },
  { id: "shape" },
  { id: "kind" },
  { id: "is", all: true },
];

const between = (from: number, to: number) => ({ confidence }: Bead): boolean => confidence !== null && confidence >= from && confidence < to;
const ofKind = (kind: Segment["kind"]) => (bead: Bead, facts: Facts): boolean => some(bead, facts, (segment) => segment.kind === kind);

/** A new criterion is a line here and its name in the catalogues. */
export const CRITERIA: readonly Criterion[] = [
  { id: "proposed", group: "state", test: (bead) => bead.state === "proposed" },
  { id: "secondLook", group: "state", test: (bead) => bead.state === "second_look" },
  { id: "confirmed", group: "state", test: (bead) => bead.state === "confirmed" },
  { id: "doubtful", group: "state", test: (bead, { threshold }) => isDoubtful(bead, threshold) },
  { id: "under50", group: "confidence", test: between(0, 0.5) },
  { id: "under80", group: "confidence", test: between(0.5, 0.8) },
  { id: "under95", group: "confidence", test: between(0.8, 0.95) },
  { id: "over95", group: "confidence", test: between(0.95, 2) },
  { id: "unknown", group: "confidence", test: (bead) => bead.confidence === null },
  { id: "one", group: "shape", test: (bead) => shape(bead) === "1:1" },
  { id: "sourceAlone", group: "shape", test: (bead) => isEmpty(bead.target) },
  { id: "targetAlone", group: "shape", test: (bead) => isEmpty(bead.source) },
  { id: "several", group: "shape", test: (bead) => shape(bead) !== "1:1" && !isEmpty(bead.source) && !isEmpty(bead.target) },
  { id: "heading", group: "kind", test: ofKind("heading"), reads: true },
  { id: "paragraph", group: "kind", test: ofKind("paragraph"), reads: true },
  { id: "listItem", group: "kind", test: ofKind("list_item"), reads: true },
  { id: "note", group: "kind", test: ofKind("note"), reads: true },
  { id: "furniture", group: "kind", test: ofKind("furniture"), reads: true },
  { id: "moved", group: "is", test: (bead) => bead.crossing },
  { id: "edited", group: "is", test: (bead, facts) => some(bead, facts, (segment) => segment.edited_text !== null), reads: true },
  { id: "commented", group: "is", test: (bead, { commented }) => commented(bead) },
  { id: "found", group: "is", test: (bead, { found }) => found(bead) },
  { id: "recheck", group: "is", test: (bead, { rechecked }) => rechecked(bead) },
  { id: "recut", group: "is", test: (bead) => bead.origin === "person" },
];

export interface Filter {
  readonly chosen: readonly CriterionId[];
  readonly reviewers: readonly string[];
  /** A day, as 2026-11-26: decided on that day or later. Empty: whenever. */
  readonly since: string;
  readonly text: string;
}

export const EVERYTHING: Filter = { chosen: [], reviewers: [], since: "", text: "" };

export const isEverything = (filter: Filter): boolean => writeFilter(filter) === "";
export const sameFilter = (a: Filter, b: Filter): boolean => writeFilter(a) === writeFilter(b);

/** Whether a filter looks at the texts. */
export const readsTexts = (filter: Filter): boolean =>
  fold(filter.text).trim() !== "" || CRITERIA.some((one) => one.reads === true && filter.chosen.includes(one.id));

/** The test of a filter; null where it lets everything through. */
export function testOf(filter: Filter, facts: Facts): ((bead: Bead) => boolean) | null {
  const tests: ((bead: Bead) => boolean)[] = [];
  for (const group of GROUPS) {
    const mine = CRITERIA.filter((one) => one.group === group.id && filter.chosen.includes(one.id));
    if (mine.length === 0) continue;
    tests.push(group.all === true ? (bead) => mine.every((one) => one.test(bead, facts)) : (bead) => mine.some((one) => one.test(bead, facts)));
  }
  if (filter.reviewers.length > 0) tests.push((bead) => bead.reviewer !== null && filter.reviewers.includes(bead.reviewer));
  const since = Date.parse(`${filter.since}T00:00:00`); // of the reader's own day
  if (!Number.isNaN(since)) tests.push((bead) => bead.decided_at !== null && Date.parse(bead.decided_at) >= since);
  const needle = fold(filter.text).trim();
  if (needle !== "") tests.push((bead) => some(bead, facts, (segment) => foldedText(segment).includes(needle)));
  return tests.length === 0 ? null : (bead) => tests.every((test) => test(bead));
}

function some(bead: Bead, facts: Facts, test: (segment: Segment) => boolean): boolean {
  for (const side of SIDES) {
    for (let position = bead[side][0]; position < bead[side][1]; position++) {
      const segment = facts.segment(side, position);
      if (segment !== undefined && test(segment)) return true;
    }
  }
  return false;
}

const texts = new WeakMap<Segment, string>();

function foldedText(segment: Segment): string {
  let text = texts.get(segment);
  if (text === undefined) texts.set(segment, (text = fold(segment.edited_text ?? plainText(segment))));
  return text;
}

// In the address -------------------------------------------------------------------------------------

/** A filter as a query: `state=proposed&shape=sourceAlone,several&text=ЦК`. Empty for everything. */
export function writeFilter(filter: Filter): string {
  const query = new URLSearchParams();
  for (const { id } of GROUPS) {
    const mine = CRITERIA.filter((one) => one.group === id && filter.chosen.includes(one.id));
    if (mine.length > 0) query.set(id, mine.map((one) => one.id).join(","));
  }
  for (const reviewer of filter.reviewers.toSorted()) query.append("reviewer", reviewer);
  if (filter.since !== "") query.set("since", filter.since);
  if (filter.text.trim() !== "") query.set("text", filter.text.trim());
  return query.toString().replaceAll("%2C", ",");
}

/** The filter of a query; what it does not know, as of a later program, it leaves out. */
export function readFilter(query: string): Filter {
  const asked = new URLSearchParams(query);
  const named = new Set(GROUPS.flatMap(({ id }) => (asked.get(id) ?? "").split(",")));
  const since = asked.get("since") ?? "";
  return {
    chosen: CRITERIA.filter((one) => named.has(one.id)).map((one) => one.id),
    reviewers: [...new Set(asked.getAll("reviewer"))],
    since: /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : "",
    text: asked.get("text") ?? "",
  };
}
