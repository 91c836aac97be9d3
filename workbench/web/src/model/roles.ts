/** What a block is in a reader's words: its kind, and for paragraphs whether an editor wrote them. */
import type { Block } from "../api/types";

export const ROLES = ["heading", "paragraph", "list_item", "note", "introduction", "furniture"] as const;
export type Role = (typeof ROLES)[number];

export function roleOf(block: Pick<Block, "kind" | "stream">): Role {
  if (block.stream === "front" && block.kind === "paragraph") return "introduction";
  return block.kind;
}

export function updateOf(role: Role): { kind: Block["kind"]; stream?: Block["stream"] } {
  if (role === "introduction") return { kind: "paragraph", stream: "front" };
  if (role === "note" || role === "furniture") return { kind: role };
  return { kind: role, stream: "body" };
}
