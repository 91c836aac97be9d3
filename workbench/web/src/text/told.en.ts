/** What the server tells, where the page can say it better than the server does. */
import type { Told } from "./told";

export const toldEn: Told = {
  doubts: {
    "number-missing": (list) => (list?.includes(",") ? `the numbers ${list} stand on one side only` : `the number ${list} stands on one side only`),
    "runner-up-close": (n, m, share) => `another pairing is nearly as likely: ${n}:${m}, ${share} %`,
    "may-belong": (n, m, share) => `it may belong to a pair beside it: ${n}:${m}, ${share} %`,
    "weak-similarity": (share) => `the two sides are little alike: ${share} % of what is usual here`,
    "shape-rare": (n, m) => `pairs of ${n}:${m} are rare`,
    "crosses-block": (n) => (n === "1" ? "it runs over the border of a paragraph" : `it runs over ${n} borders of paragraphs`),
  },
  notices: {},
  joins: {},
  refusals: {},
  findings: {},
};
