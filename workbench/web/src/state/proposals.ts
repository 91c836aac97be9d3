/** Words that lost a race, kept in this browser until someone takes or drops them: a reload loses nothing. */
export interface Proposal {
  readonly segment: number;
  readonly text: string | null;
}

const keyOf = (alignment: number): string => `workbench.proposals.${alignment}`;

export function proposalsOf(alignment: number): readonly Proposal[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(alignment)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isProposal) : [];
  } catch {
    return []; // written by hand, or by another version
  }
}

export function keepProposal(alignment: number, proposal: Proposal): void {
  write(alignment, [...proposalsOf(alignment).filter((one) => one.segment !== proposal.segment), proposal]);
}

export function dropProposal(alignment: number, segment: number): void {
  write(alignment, proposalsOf(alignment).filter((one) => one.segment !== segment));
}

function write(alignment: number, proposals: readonly Proposal[]): void {
  if (proposals.length === 0) localStorage.removeItem(keyOf(alignment));
  else localStorage.setItem(keyOf(alignment), JSON.stringify(proposals));
}

function isProposal(value: unknown): value is Proposal {
  if (typeof value !== "object" || value === null || !("segment" in value) || !("text" in value)) return false;
  return typeof value.segment === "number" && (value.text === null || typeof value.text === "string");
}
