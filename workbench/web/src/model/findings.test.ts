import { describe, expect, test } from "vitest";
import type { Finding } from "../api/types";
import { findingsOf, groupsOf, hasOpenFindings, holderOf, indexOf, litIn, merged } from "./findings";
import { bead } from "./made";

function finding(code: string, position: number, extra: Partial<Finding> = {}): Finding {
  const places = [{ side: "target" as const, position, start: 2, end: 5 }];
  return { code, severity: "warning", message: "", about: "", bead: 1, words: "", places, dismissal: null, ...extra };
}
const dismissal = { id: 1, project_id: 1, code: "", about: "", words: "", reason: "intended" as const, actor: "", at: "", revoked_by: null, revoked_at: null };

describe("findings", () => {
  const one = bead(1, [0, 1], [0, 1]);
  const two = bead(2, [1, 2], [1, 3]);

  test("belong to the bead that holds their first place, also after a new cut", () => {
    const index = indexOf([finding("a", 0), finding("b", 2)]);
    expect(findingsOf(index, two).map((each) => each.code)).toEqual(["b"]);
    const joined = bead(1, [0, 2], [0, 3]);
    expect(findingsOf(index, joined).map((each) => each.code)).toEqual(["a", "b"]);
    expect(holderOf([joined], finding("b", 2))).toBe(joined);
  });

  test("that are dismissed leave a bead without open ones", () => {
    expect(hasOpenFindings(indexOf([finding("a", 0)]), one)).toBe(true);
    expect(hasOpenFindings(indexOf([finding("a", 0, { dismissal })]), one)).toBe(false);
    expect(hasOpenFindings(indexOf([]), one)).toBe(false);
  });

  test("of beads looked at anew are replaced for the checks that were covered, and only there", () => {
    const before = [finding("a", 0), finding("whole", 0), finding("a", 2)];
    const after = merged(before, [one], [finding("b", 0)], new Set(["a", "b"]));
    expect(after.map((each) => `${each.code}${each.places[0]?.position ?? ""}`)).toEqual(["whole0", "a2", "b0"]);
  });

  test("light up their places of a segment, and no empty one", () => {
    expect(litIn(finding("a", 3), "target", 3)).toMatchObject([{ start: 2, end: 5 }]);
    expect(litIn(finding("a", 3), "source", 3)).toEqual([]);
    expect(litIn(finding("a", 3, { places: [{ side: "target", position: 3, start: 2, end: 2 }] }), "target", 3)).toEqual([]);
  });

  test("are grouped by check, errors first, then the most", () => {
    const groups = groupsOf([finding("few", 0), finding("many", 1), finding("many", 2, { dismissal }), finding("grave", 3, { severity: "error" })]);
    expect(groups.map((group) => [group.code, group.open, group.dismissed])).toEqual([["grave", 1, 0], ["many", 1, 1], ["few", 1, 0]]);
  });
});
