/** Words of the first minutes: how to begin, and what was recognised in a text. */
export const firstEn = {
  sample: "Try the sample",
  sampleHint: "A Russian memorandum of 1932 with its English translation, both invented: aligned at once, nothing to prepare.",
  opening: "Aligning the sample…",
  steps: ["Drop the two texts below; either may come first.", "Look over what was recognised, and correct it.", "Align, then look at the doubtful pairs only."],
};

export const blocksEn = {
  roles: { heading: "Heading", paragraph: "Paragraph", list_item: "Numbered item", note: "Note", introduction: "Editor's text", furniture: "Page furniture" },
  what: (text: string): string => `What this is: ${text}`,
  correct: "Look over and correct",
  readAs: "Read again as",
  lost: "Reading again recognises everything anew; what was corrected by hand is lost.",
};
