/** Second looks, comments and the history in English. */
import type { HistoryEntry } from "../api/types";

const many = (n: number, one: string, more: string): string => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;
const listed = (shapes: readonly string[]): string => shapes.join(" and ");

/** What an entry did, by its kind; `pairs` is "pair 4", "pairs 4–5" or empty. */
type Tellers = Partial<Record<HistoryEntry["act"], (entry: HistoryEntry, pairs: string, reason: string) => string>>;

const of = (pairs: string, entry: HistoryEntry): string => (pairs === "" ? many(entry.beads, "pair", "pairs") : pairs);

const did: Tellers = {
  align: (entry) => `aligned: ${many(entry.beads, "pair", "pairs")}`,
  confirm: (entry, pairs) => `confirmed ${of(pairs, entry)}`,
  confirm_many: (entry) => `confirmed ${many(entry.beads, "pair", "pairs")}`,
  unconfirm: (entry, pairs) => `opened ${of(pairs, entry)} again`,
  join: (entry, pairs) => `joined ${listed(entry.shapes_before)} into ${listed(entry.shapes_after)}, ${of(pairs, entry)}`,
  split: (entry, pairs) => `split ${listed(entry.shapes_before)} into ${listed(entry.shapes_after)}, ${of(pairs, entry)}`,
  shift: (entry, pairs) => `shifted a segment, ${of(pairs, entry)}`,
  no_counterpart: (entry, pairs, reason) => `no counterpart: ${reason}, ${of(pairs, entry)}`,
  edit_text: (entry, pairs) => `changed words of ${of(pairs, entry)}`,
  second_look: (entry, pairs) => `asked for a second look at ${of(pairs, entry)}`,
  restore: (entry) => `brought back how it was after operation ${entry.operation.reverts ?? ""}`,
};

export const remarksEn = {
  did,
  /** Who did it, before what was done. */
  by: (who: string): string => who,
  pairs: (first: number, last: number): string => (first === last ? `pair ${first}` : `pairs ${first}–${last}`),
  tookBack: (what: string): string => `took back: ${what}`,
  again: (what: string): string => `did again: ${what}`,
  lookTitle: "What is to be looked at again?",
  lookHint: "Enter asks, also without a note; Shift+Enter begins a new line, Esc leaves it.",
  lookDo: "Ask for a second look",
  commentTitle: "Comment on this pair",
  commentHint: "@name addresses someone. Enter saves, Shift+Enter begins a new line, Esc leaves it.",
  commentDo: "Comment",
  secondLook: "Second look",
  asked: (who: string, when: string): string => `second look asked for by ${who}, ${when}`,
  confirmedBy: (who: string, when: string): string => `confirmed by ${who}, ${when}`,
  openHere: (n: number): string => many(n, "open comment", "open comments"),
  ofPair: "This pair",
  allOpen: "Open in the whole text",
  noneHere: "Nobody has said anything about this pair.",
  noneOpen: "No comment waits for an answer.",
  lost: "the text it was about is no more",
  resolve: "Resolve",
  reopen: "Open again",
  withdraw: "Withdraw",
  resolvedBy: (who: string, when: string): string => `resolved by ${who}, ${when}`,
  reopenedBy: (who: string, when: string): string => `opened again by ${who}, ${when}`,
  saidComment: "Comment saved",
  saidResolved: "Comment resolved",
  saidReopened: "Comment open again",
  saidWithdrawn: "Comment withdrawn",
  notSaved: (why: string): string => `The comment was not saved: ${why} It is kept here; give the same command again.`,
  saidLook: "Asked for a second look",
  heard: (who: string): string => `New comment by ${who}`,
  historyOf: "History of",
  thisPair: "this pair",
  whole: "all pairs",
  more: "Older ones",
  noHistory: "Nothing yet.",
  undone: "undone",
  shownNow: "shown now",
  lookBack: "shows the alignment as it was then",
  past: (when: string, number: number): string => `As it was on ${when}, after operation ${number}.`,
  pastLoading: "Going back…",
  restore: "Restore this",
  backToNow: "Back to now",
  readOnly: "This is how it was: nothing can be changed here. Go back to now, or restore it.",
  nowAgain: "Back to now",
  restored: "Restored; undo takes it back",
  failed: (why: string): string => `It could not be shown as it was: ${why}`,
};

export type Remarks = typeof remarksEn;
