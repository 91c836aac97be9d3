/** The shapes of the server's interface under the words of the page; the schema is generated. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Project = Schemas["ProjectPublic"];
export type TextDocument = Schemas["DocumentPublic"];
export type Block = Schemas["BlockPublic"];
export type Join = Schemas["JoinPublic"];
export type Job = Schemas["JobPublic"];
export type Alignment = Schemas["AlignmentPublic"];
export type Bead = Schemas["BeadPublic"];
export type Segment = Schemas["SegmentPublic"];
export type Span = Schemas["SpanPublic"];
export type ProposedBead = Schemas["ProposedBeadPublic"];
export type Realignment = Schemas["RealignmentPublic"];
/** The taking of a re-alignment, with all that is shown of it; only the runs are sent. */
export type Realign = Omit<Schemas["Realign"], "beads"> & { beads: readonly ProposedBead[] };
export type OperationRequest =
  | Schemas["Confirm"]
  | Schemas["Unconfirm"]
  | Schemas["ConfirmMany"]
  | Schemas["ConfirmSure"]
  | Schemas["Join"]
  | Schemas["Split"]
  | Schemas["Shift"]
  | Schemas["Pinpoint"]
  | Realign
  | Schemas["NoCounterpart"]
  | Schemas["EditText"]
  | Schemas["SecondLook"];
export type Operation = Schemas["OperationPublic"];
export type OperationResult = Schemas["OperationResult"];
export type BeadPage = Schemas["BeadPage"];
export type ExportChoice = Schemas["ExportChoice"];
export type Comment = Schemas["CommentPublic"];
export type CommentState = Comment["state"];
export type HistoryEntry = Schemas["HistoryEntryPublic"];
export type EditPublic = Schemas["EditPublic"];
export type HistoryPage = Schemas["HistoryPage"];
export type PastAlignment = Schemas["PastPublic"];
export type ExportReport = Schemas["ExportReport"];
export type ProgressBucket = Schemas["BucketPublic"];
export type View = Schemas["ViewPublic"];
export type Hit = Schemas["HitPublic"];
export type Kwic = Schemas["KwicPublic"];
export type ConcordancePage = Schemas["ConcordancePage"];
export type Finding = Schemas["FindingPublic"];
export type Severity = Finding["severity"];
export type CheckCount = Schemas["CheckCountPublic"];
export type Dismissal = Schemas["DismissalPublic"];
export type DismissalReason = Dismissal["reason"];
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
export const DISMISSAL_REASONS: readonly DismissalReason[] = ["intended", "as_printed", "house_style", "false_alarm"];
export type Revision = Schemas["RevisionPublic"];
export type Recheck = Schemas["RecheckPublic"];
export type Concept = Schemas["ConceptPublic"];
export type Term = Schemas["TermPublic"];
export type TermStatus = Term["status"];
export type TermSpan = Schemas["TermSpanPublic"];
export type TermMet = TermSpan["met"];
export type TermUsage = Schemas["TermUsagePublic"];
export type TermBase = Schemas["TermBasePublic"];
export type TermProposal = Schemas["ProposalPublic"];
export const TERM_STATUSES: readonly TermStatus[] = ["preferred", "admitted", "deprecated", "proposed"];
