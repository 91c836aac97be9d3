/** Findings by the place where they stand, so that new cuts of the pairs move them along. */
import type { Bead, Finding, Severity, Side } from "../api/types";
import { SIDES } from "../api/types";
import type { Lit } from "./runs";

export type FindingIndex = ReadonlyMap<string, readonly Finding[]>;

const at = (side: Side, position: number): string => `${side} ${position}`;

/** What tells one finding from another: the check, what it is about, and where it stands. */
export function findingKey(finding: Finding): string {
  const place = finding.places[0];
  return `${finding.code} ${finding.about} ${place === undefined ? "" : at(place.side, place.position)} ${place?.start ?? 0}`;
}

/** All findings by their first place. */
export function indexOf(findings: readonly Finding[]): FindingIndex {
  const index = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = finding.places[0];
    if (place === undefined) continue;
    const key = at(place.side, place.position);
    const here = index.get(key);
    if (here === undefined) index.set(key, [finding]);
    else here.push(finding);
  }
  return index;
}

/** The findings of a bead: those whose first place lies in one of its segments, original first. */
export function findingsOf(index: FindingIndex, bead: Bead): Finding[] {
  if (index.size === 0) return [];
  const found: Finding[] = [];
  for (const side of SIDES) {
    for (let position = bead[side][0]; position < bead[side][1]; position++) found.push(...(index.get(at(side, position)) ?? []));
  }
  return found;
}

export const isOpen = (finding: Finding): boolean => finding.dismissal === null;

/** Whether a bead has a finding that nobody dismissed: for filters. */
export function hasOpenFindings(index: FindingIndex, bead: Bead): boolean {
  return findingsOf(index, bead).some(isOpen);
}

/** The row that a finding stands in now. */
export function holderOf(rows: readonly Bead[], finding: Finding): Bead | undefined {
  const place = finding.places[0];
  if (place === undefined) return undefined;
  return rows.find((bead) => bead[place.side][0] <= place.position && place.position < bead[place.side][1]);
}

/** What of a segment a finding lights up. */
export function litIn(finding: Finding | null, side: Side, position: number): Lit[] {
  if (finding === null) return [];
  return finding.places.filter((place) => place.side === side && place.position === position && place.end > place.start);
}

/** `findings` after some beads were looked at anew: `told` speaks for the checks in `covered`. */
export function merged(findings: readonly Finding[], beads: readonly Bead[], told: readonly Finding[], covered: ReadonlySet<string>): Finding[] {
  const renewed = new Set(beads.flatMap((bead) => findingsOf(indexOf(findings.filter((one) => covered.has(one.code))), bead)));
  return [...findings.filter((one) => !renewed.has(one)), ...told];
}

export interface FindingGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly open: number;
  readonly dismissed: number;
  readonly findings: readonly Finding[];
}

const GRAVITY: readonly Severity[] = ["error", "warning", "hint"];

/** Findings by check, the gravest first, then the most. */
export function groupsOf(findings: readonly Finding[]): FindingGroup[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = byCode.get(finding.code);
    if (group === undefined) byCode.set(finding.code, [finding]);
    else group.push(finding);
  }
  const groups = [...byCode].map(([code, all]): FindingGroup => {
    const open = all.filter(isOpen).length;
    return { code, severity: all[0]?.severity ?? "hint", open, dismissed: all.length - open, findings: all };
  });
  return groups.sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) || b.findings.length - a.findings.length);
}
