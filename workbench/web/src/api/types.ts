/** The shapes of the server's interface under the words of the page; the schema is generated. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Project = Schemas["ProjectPublic"];
export type TextDocument = Schemas["DocumentPublic"];
export type Join = Schemas["JoinPublic"];
export type Job = Schemas["JobPublic"];
export type Alignment = Schemas["AlignmentPublic"];
export type Bead = Schemas["BeadPublic"];
export type Segment = Schemas["SegmentPublic"];
export type Span = Schemas["SpanPublic"];
export type OperationRequest =
  | Schemas["Confirm"]
  | Schemas["Unconfirm"]
  | Schemas["ConfirmMany"]
  | Schemas["Join"]
  | Schemas["Split"]
  | Schemas["Shift"]
  | Schemas["NoCounterpart"]
  | Schemas["EditText"];
export type Operation = Schemas["OperationPublic"];
export type OperationResult = Schemas["OperationResult"];
export type BeadPage = Schemas["BeadPage"];
export type ExportReport = Schemas["ExportReport"];
export type Side = "source" | "target";
export type NullReason = NonNullable<Bead["null_reason"]>;
export type Run = Bead["source"];

/** The rows that a stale write touched, as they stand on the server now. */
export interface CurrentRows {
  beads: Bead[];
  segments: Segment[];
}

export const SIDES: readonly Side[] = ["source", "target"];
export const NULL_REASONS: readonly NullReason[] = ["omitted", "added", "editor", "note", "unclear"];
export type Revision = Schemas["RevisionPublic"];
export type Recheck = Schemas["RecheckPublic"];
