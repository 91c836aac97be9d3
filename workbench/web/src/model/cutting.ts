/** A bead as a person cuts it anew, before the server has answered. */
import type { Bead, Run } from "../api/types";

/** `bead` as a person cut it anew; nobody has said yet that it is right. */
export function recut(bead: Bead, source: Run, target: Run, id = bead.id): Bead {
  const cut: Bead = {
    ...bead,
    id,
    source,
    target,
    state: "proposed",
    confidence: null,
    reasons: [],
    origin: "person",
    null_reason: null,
    reviewer: null,
    decided_at: null,
    note: null,
  };
  return stillAsked(cut, bead);
}

/** `cut`, waiting for a second look if one of those it was made of does: a cut does not silence who asked. */
export function stillAsked(cut: Bead, ...were: readonly Bead[]): Bead {
  const asked = were.filter((one) => one.state === "second_look");
  const [first] = asked;
  if (first === undefined) return cut;
  const notes = new Set(asked.flatMap((one) => one.note ?? []));
  return { ...cut, state: "second_look", reviewer: first.reviewer, decided_at: first.decided_at, note: [...notes].join("\n") || null };
}
