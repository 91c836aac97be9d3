/** Versions of an alignment: which one is reviewed now, and which texts belong to it. */
import type { Alignment, Project, Side, TextDocument } from "../api/types";
import { documentOf, latest } from "./projects";

/** Whether it can still be changed: nothing goes on from it, and it was not taken back. */
export const isCurrent = (alignment: Alignment): boolean => alignment.revised_by === null && !alignment.withdrawn;

export const currentAlignment = (alignments: readonly Alignment[]): Alignment | undefined => latest(alignments.filter(isCurrent));

const uses = (alignment: Alignment, document: number): boolean =>
  alignment.source_document_id === document || alignment.target_document_id === document;

/** The newest text of a side, but for those that came with a version which was taken back. */
export function currentDocument(project: Project | null, side: Side): TextDocument | undefined {
  const alignments = project?.alignments ?? [];
  const kept = (project?.documents ?? []).filter(({ id }) => {
    const mine = alignments.filter((one) => uses(one, id));
    return mine.length === 0 || mine.some((one) => !one.withdrawn);
  });
  return documentOf(kept, side);
}
