/** The reference panel: whether it is open and which of its leaves lies on top, kept over visits. */
import type { Catalogue } from "../text/en";

export type PanelId = keyof Catalogue["panels"]["names"];

const KEY = "workbench.panel";
const CLOSED = "closed";
/** As in the style sheet: below this width there is no room beside the pairs. */
const COVERING = "(max-width: 72rem)";

export class Panels {
  /** The leaf on top, or null while the panel is closed. */
  shown = $state<PanelId | null>(null);
  #last: PanelId;

  constructor(readonly ids: readonly [PanelId, ...PanelId[]]) {
    const kept = localStorage.getItem(KEY);
    this.#last = ids.find((id) => id === kept) ?? ids[0];
    this.shown = kept === null || kept === CLOSED ? null : this.#last;
  }

  show(id: PanelId): void {
    this.shown = this.#last = id;
    localStorage.setItem(KEY, id);
  }

  close(): void {
    this.shown = null;
    localStorage.setItem(KEY, CLOSED);
  }

  /** Close the panel where it lies over the pairs, so that they are seen. */
  uncover(): void {
    if (matchMedia(COVERING).matches) this.close();
  }

  toggle(): void {
    if (this.shown === null) this.show(this.#last);
    else this.close();
  }
}
