/** Who else looks at this alignment, and where: told to the server, heard from it. */
import { api } from "../api/client";
import { hasFields } from "../api/events";
import type { components } from "../api/schema";
import type { Review } from "./review.svelte";

export type Place = components["schemas"]["VisitorPublic"];
type Present = components["schemas"]["PresentPublic"];

/** What the server takes for a closed page is longer than this, in milliseconds. */
const AGAIN = 10_000;
const SILENT = 25_000;
/** A page that moves from pair to pair says so at most this often. */
const CALM = 700;

export const isPresent = hasFields<Present>("places");

export class Presence {
  /** The other pages, each person's only once at a pair. */
  others = $state.raw<readonly Place[]>([]);
  readonly page = madeUpName();
  #said = "";
  #beat: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  readonly #heard = new Map<string, number>();

  constructor(readonly review: Review) {}

  begin(): void {
    this.#beat = setInterval(() => this.#tell(true), AGAIN);
    this.#tell(true);
  }

  end(): void {
    clearInterval(this.#beat);
    clearTimeout(this.#soon);
    const path = { alignment_id: this.review.live.id, page: this.page };
    void api.DELETE("/api/v1/alignments/{alignment_id}/presence/{page}", { params: { path }, keepalive: true }).catch(() => undefined);
  }

  /** The pair in hand, or what is done with it, has changed. */
  moved(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#tell(false), CALM);
  }

  hear({ places }: Present): void {
    const now = performance.now();
    for (const place of places) this.#heard.set(place.page, now);
    this.others = places.filter((place) => place.page !== this.page && now - (this.#heard.get(place.page) ?? 0) < SILENT);
  }

  at(bead: number): readonly Place[] {
    return this.others.filter((place) => place.bead === bead);
  }

  #tell(anyway: boolean): void {
    const { mode, currentId } = this.review;
    const body = { bead: currentId > 0 ? currentId : null, segment: mode.kind === "edit" ? mode.segment.id : null };
    const said = JSON.stringify(body);
    if (!anyway && said === this.#said) return;
    this.#said = said;
    const path = { alignment_id: this.review.live.id, page: this.page };
    // A missed word does no harm: the next one comes by itself.
    void api.PUT("/api/v1/alignments/{alignment_id}/presence/{page}", { params: { path }, body }).catch(() => undefined);
  }
}

/** Not a secret, only unlike the others; `crypto.randomUUID` is missing where the page comes without TLS. */
function madeUpName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
