/** What follows an act, in English: pinpointing, re-alignment, runs of pairs confirmed at once. */
const many = (n: number, one: string, more: string): string => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;
const pairs = (n: number): string => many(n, "pair", "pairs");

export const recuttingEn = {
  ghosts: {
    title: "Aligned anew after what you did",
    would: (n: number): string => `${pairs(n)} proposed anew.`,
    take: "Take",
    keep: "Keep mine",
    proposed: "proposed",
    was: "now",
    more: (n: number): string => `and ${pairs(n)} more`,
    said: (n: number): string => `${pairs(n)} proposed anew: Enter takes them, Esc keeps yours`,
    saidAt: (n: number, row: number): string => `${pairs(n)} proposed anew, under pair ${row.toLocaleString("en")}`,
    taken: (n: number): string => `Taken: ${pairs(n)}`,
    kept: "Kept as you have it",
  },
  pin: {
    first: "Choose the segment to pin.",
    second: "Choose its segment on the other side.",
    mark: "Pin",
    chosen: "pinned",
    candidate: "in hand",
    started: (side: string): string => `Pinpoint: choose the segment of the ${side}`,
    marked: (side: string): string => `Marked. Choose its segment in the ${side}`,
    segment: (n: number, text: string): string => `Segment ${n}: ${text}`,
    done: "Pinned and confirmed",
    left: "Pinpoint left",
    sides: { source: "original", target: "translation" },
    none: "There is no segment on that side.",
  },
  run: {
    chosen: (n: number): string => `${pairs(n)} chosen`,
    confirmed: (n: number, left: number): string => `${pairs(n)} confirmed, ${left.toLocaleString("en")} left`,
    nothing: "Nothing here waits to be confirmed.",
    let: "Nothing is chosen any more",
    tooMany: (most: number): string => `At most ${most.toLocaleString("en")} pairs at once; “Confirm all sure up to here” takes more.`,
  },
  sure: {
    title: "Confirm all sure up to here",
    count: (n: number, below: number): string => `${pairs(n)} from the first to pair ${below.toLocaleString("en")} will be confirmed.`,
    expected: (n: number): string => `About ${n.toLocaleString("en", { maximumFractionDigits: n < 10 ? 1 : 0 })} of them may be wrong.`,
    almostNone: "Hardly any of them should be wrong.",
    undo: "It is one act: Undo takes all of it back.",
    confirm: "Confirm",
    nothing: "Nothing sure waits up to here.",
    done: (n: number): string => `${pairs(n)} confirmed`,
  },
  acts: { pinpoint: "Pinpointing", realign: "Taking the re-alignment", confirm_sure: "Confirming all sure" },
  labels: {
    pinpoint: "Pinpoint",
    confirmSure: "Confirm all sure up to here",
    extendDown: "Choose one more below",
    extendUp: "Choose one more above",
  },
  explained: {
    pinpoint: "makes a confirmed pair of two segments: arrows or a click choose one, a second P the other; Esc leaves it",
    confirmSure: "says how many and how many errors are to be expected; Enter confirms them in one act, Esc leaves it",
    extendDown: "chooses a run of pairs, which Space then confirms in one act",
    extendUp: "",
  },
};
