/** The notes that a pair calls, shown under it: on each side the note of that number. */
import { type Bead, type Segment, type Side, SIDES } from "../api/types";
import { calledNotes } from "../model/notes";
import { words } from "../text/words.svelte";
import type { Review } from "./review.svelte";

/** A note as both texts have it; a side without it is empty. */
export interface NotePair {
  readonly label: string;
  readonly source: readonly Segment[];
  readonly target: readonly Segment[];
}

export class Notes {
  open = $state(false);
  /** The pair in hand calls these, in the order of the calls. */
  readonly pairs = $derived.by((): NotePair[] => (this.open && this.review.current !== undefined ? this.#of(this.review.current) : []));

  constructor(readonly review: Review) {}

  /** Open or close them; in a note, go to the pair that calls it. */
  toggle(): void {
    const bead = this.review.current;
    if (bead === undefined) return;
    const note = SIDES.flatMap((side) => this.#segments(side, bead).map((segment) => ({ side, segment }))).find(({ segment }) => segment.kind === "note");
    if (note !== undefined) return this.#goToCall(note.side, note.segment.number);
    this.open = !this.open;
    if (this.open) void this.#fetch();
  }

  /** Take the pair that holds a note in hand. */
  goTo(segment: Segment): void {
    const row = this.review.live.holderOf(segment);
    if (row !== undefined) this.review.goToRow(this.review.rows.indexOf(row));
  }

  #goToCall(side: Side, label: string): void {
    const found = this.#all(side).find((segment) => segment.spans.some((span) => span.kind === "note_mark" && span.label === label));
    if (found === undefined) this.review.said = words().notes.noCall(label);
    else this.goTo(found);
  }

  #of(bead: Bead): NotePair[] {
    const labels = calledNotes(SIDES.flatMap((side) => this.#segments(side, bead)));
    return labels.map((label) => ({ label, source: this.#note("source", label), target: this.#note("target", label) }));
  }

  #note(side: Side, label: string): Segment[] {
    return this.#all(side).filter((segment) => segment.kind === "note" && segment.number === label);
  }

  #segments(side: Side, bead: Bead): Segment[] {
    const [from, to] = bead[side];
    return this.#all(side, from, to);
  }

  #all(side: Side, from = 0, to = Infinity): Segment[] {
    const texts = this.review.texts?.[side];
    if (texts === undefined) return [];
    const found: Segment[] = [];
    for (let position = from; position < Math.min(to, texts.size); position++) {
      const segment = texts.at.get(position);
      if (segment !== undefined) found.push(segment);
    }
    return found;
  }

  /** Notes stand far from their calls: see that they are there. */
  async #fetch(): Promise<void> {
    for (const side of SIDES) await this.review.texts?.[side].fetchAll(Infinity);
  }
}
