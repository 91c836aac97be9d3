import { describe, expect, test } from "vitest";
import { ROLES, roleOf, updateOf } from "./roles";

describe("what a block is said to be", () => {
  test.each(ROLES)("%s is read back as it was said", (role) => {
    const { kind, stream } = updateOf(role);
    expect(roleOf({ kind, stream: stream ?? (kind === "note" ? "notes" : "aside") })).toBe(role);
  });

  test("a heading of the introduction is still a heading", () => {
    expect(roleOf({ kind: "heading", stream: "front" })).toBe("heading");
  });
});
