/** What the aligner proposes after an act: shown under the row of the act, taken or left. */
import { api, Refused, takeAs, wordsOf } from "../api/client";
import { hasFields } from "../api/events";
import type { Bead, OperationRequest, OperationResult, ProposedBead, Realignment } from "../api/types";
import { placeOf } from "../model/beads";
import { type Part, parts } from "../model/recutting";
import { sameRuns } from "../model/ledger";
import { words } from "../text/words.svelte";
import type { Review } from "./review.svelte";

export interface Proposal {
  /** The row under which it is shown. */
  readonly at: number;
  readonly replaces: readonly Bead[];
  readonly beads: readonly ProposedBead[];
  readonly parts: readonly Part[];
}

/** After these acts the pairs around may lie otherwise. */
const RECUTS: ReadonlySet<OperationRequest["kind"]> = new Set(["join", "split", "shift", "pinpoint", "no_counterpart"]);
/** How often it is asked again while the server reads the texts; each time it waits some seconds itself. */
const MOST_ASKED = 60;
const isRealignment = hasFields<Realignment>("ready", "replaces", "beads");

export class Realigning {
  #proposal = $state.raw<Proposal | null>(null);
  readonly #declined = new Set<string>();
  /** The row of the last act whose surroundings have still to be asked for. */
  #due: number | null = null;
  #turn = 0;
  #told = false;

  /** What is proposed, as long as every row that it would replace is as the server saw it. */
  readonly proposal = $derived.by(() => {
    void this.review.rows; // the ledger itself is no signal
    const known = (bead: Bead): Bead | undefined => this.review.live.ledger.get(bead.id);
    const holds = this.#proposal?.replaces.every((bead) => isSame(known(bead), bead)) ?? false;
    return holds ? this.#proposal : null;
  });

  constructor(readonly review: Review) {}

  /** The proposal under a row. */
  under(bead: number): Proposal | null {
    return this.proposal?.at === bead ? this.proposal : null;
  }

  /** The server did an act: once nothing more is on its way, ask what it finds around it. */
  after(request: OperationRequest, result: OperationResult): void {
    if (RECUTS.has(request.kind)) {
      const inHand = result.beads.find((bead) => bead.id === this.review.currentId);
      this.#due = (inHand ?? result.beads[0])?.id ?? null;
    }
    if (this.#due === null || this.review.live.waiting > 0) return;
    void this.#ask(this.#due);
    this.#due = null;
  }

  async #ask(around: number): Promise<void> {
    const turn = ++this.#turn;
    try {
      for (let asked = 0; asked < MOST_ASKED; asked++) {
        const params = { path: { alignment_id: this.review.live.id } };
        const call = api.POST("/api/v1/alignments/{alignment_id}/realignments", { params, body: { around } });
        const found = await takeAs(isRealignment, call);
        if (turn !== this.#turn) return; // a later act has asked since
        if (found.ready) return this.#show(around, found);
      }
    } catch (cause) {
      this.#note(cause);
    }
  }

  /** A row that is gone, or a server that is away, is no trouble of one's own; other troubles are told once. */
  #note(cause: unknown): void {
    const quiet = cause instanceof Refused && (cause.isUnreachable || cause.status === 404);
    if (!quiet && !this.#told) this.review.live.trouble = wordsOf(cause);
    this.#told ||= !quiet;
  }

  #show(at: number, found: Realignment): void {
    const known = found.beads.length === 0 || this.#declined.has(signature(found.beads));
    this.#proposal = known ? null : { at, replaces: found.replaces, beads: found.beads, parts: parts(found.replaces, found.beads) };
    if (this.proposal === null) return;
    const { ghosts } = words().recutting;
    if (at === this.review.currentId) {
      this.review.said = ghosts.said(found.beads.length);
      this.review.reveal(this.review.index, false);
    } else this.review.said = ghosts.saidAt(found.beads.length, this.#rowOf(at));
  }

  /** The number of a row, counted from 1. */
  #rowOf(id: number): number {
    const bead = this.review.live.ledger.get(id);
    return bead === undefined ? 0 : placeOf(this.review.rows, bead) + 1;
  }

  take(): void {
    const { proposal } = this;
    if (proposal === null) return;
    this.#proposal = null;
    const replaces = proposal.replaces.map((bead) => bead.id);
    if (this.review.perform({ kind: "realign", replaces, beads: proposal.beads })) {
      this.review.said = words().recutting.ghosts.taken(proposal.beads.length);
    }
    this.review.handBack(proposal.at);
  }

  keep(): void {
    const { proposal } = this;
    if (proposal === null) return;
    this.#declined.add(signature(proposal.beads));
    this.#proposal = null;
    this.review.said = words().recutting.ghosts.kept;
    this.review.focus();
  }
}

const isSame = (now: Bead | undefined, seen: Bead): boolean =>
  now !== undefined && now.version === seen.version && now.state === seen.state && sameRuns(now, seen);

const signature = (beads: readonly ProposedBead[]): string =>
  beads.map((bead) => [...bead.source, ...bead.target].join("-")).join(" ");
