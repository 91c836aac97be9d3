/** The words of the pictures: map, queue, confidence, progress. */
const count = (n: number): string => n.toLocaleString("en");
const many = (n: number, one: string, more: string): string => `${count(n)} ${n === 1 ? one : more}`;
/** Fewer than one expected error is not none. */
const about = (n: number): string => (n === 0 ? "none" : n < 1 ? "less than one" : `about ${count(Math.round(n))}`);

export const picturesEn = {
  map: {
    label: "Map of the pairs, and scroll bar",
    inView: (from: number, to: number, of: number, doubtful: number): string =>
      `Pairs ${count(from)} to ${count(to)} of ${count(of)}, ${count(doubtful)} doubtful`,
  },
  plan: {
    label: "Plan of the alignment",
    lead: "Across: the original. Down: the translation. A click or Enter goes to the pair shown below.",
    across: "original",
    down: "translation",
    none: "Point at the plan, or move over it with the arrows.",
    pair: (n: number, of: number): string => `Pair ${count(n)} of ${count(of)}`,
    alone: "no counterpart",
    fillings: { confirmed: "confirmed", sure: "sure", doubtful: "doubtful", moved: "moved", source: "only in the original", target: "only in the translation" },
  },
  queue: {
    byGain: "Most errors first",
    toText: "The doubtful pairs come in the order of the text.",
    toGain: "The doubtful pairs come by the errors that a key is expected to find.",
  },
  confidence: {
    title: "Confidence",
    lead: "How many pairs the machine gave which probability of being right. Small numbers are drawn taller than they are.",
    label: "Doubt begins below",
    percent: (share: number): string => `${Math.round(share * 100)} %`,
    above: (n: number, wrong: number): string => `${many(n, "pair", "pairs")} above: ${about(wrong)} wrong`,
    below: (n: number): string => `${count(n)} below to look at`,
    said: (share: number, above: number, wrong: number, below: number): string =>
      `${Math.round(share * 100)} per cent. Above: ${many(above, "pair", "pairs")}, ${about(wrong)} wrong. Below: ${count(below)} to look at.`,
    picture: (bars: string): string => `Pairs by confidence: ${bars}`,
    bar: (from: number, to: number, n: number): string => `${Math.round(from * 100)} to ${Math.round(to * 100)} per cent: ${count(n)}`,
    decided: "confirmed",
    trusted: "sure",
    doubted: "doubtful",
    usual: "As usual",
    chosen: "Chosen for this alignment, for everybody.",
  },
  progress: {
    title: "Progress",
    decided: "Confirmed",
    wrong: "Expected wrong",
    ofAll: (n: number, of: number): string => `${count(n)} of ${count(of)}`,
    picture: (from: string, n: number, of: number, first: number, now: number): string =>
      `Since ${from}: ${count(n)} of ${count(of)} pairs confirmed; expected wrong from ${count(Math.round(first))} to ${count(Math.round(now))}`,
    now: "now",
    paceToday: (n: number, an: number): string => `Today ${many(n, "pair", "pairs")}, one by one, ${count(an)} an hour of work`,
    noneToday: "Nothing decided today.",
    fewToday: (n: number): string => `Today ${many(n, "pair", "pairs")} so far: too few to tell the pace.`,
    restAll: (n: number, time: string): string => `At this pace all ${count(n)} left take ${time} of work`,
    restDoubtful: (n: number, time: string): string => `the ${count(n)} doubtful alone ${time}`,
    time: (hours: number, minutes: number): string => [hours > 0 ? `${count(hours)} h` : "", minutes > 0 ? `${minutes} min` : ""].filter(Boolean).join(" "),
    done: "Every pair is decided.",
    table: "As a table",
    day: "Day",
    thatDay: "That day",
    altogether: "Altogether",
  },
};

export type Pictures = typeof picturesEn;
