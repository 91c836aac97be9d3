/** Words of how a text is shown: notes, brackets, type, keys. */
export const notesEn = {
  missing: "not in this text",
  none: "This pair calls no note.",
  go: "To the note",
  noCall: (label: string): string => `No mark calls note ${label} in this text.`,
};

export const readingEn = {
  title: "Text and keys",
  brackets: { title: "Editor's brackets", printed: "as printed", expanded: "read over", stripped: "left out" },
  face: { title: "Face", serif: "Serif", sans: "Sans" },
  leading: { title: "Lines", tight: "close", usual: "usual", wide: "wide" },
  size: { source: "Size of the original", target: "Size of the translation", smaller: "smaller", larger: "larger" },
  singles: "Single letters as keys",
  singlesHint: "Switched off, only keys with Ctrl or Alt, arrows and F keys act; everything else is in the list of all commands.",
};

export const keymapEn = {
  change: "Change",
  changeOf: (what: string): string => `Change the keys of: ${what}`,
  press: "Press the new key; Esc leaves it",
  usual: "Usual key",
  allUsual: "All keys as usual",
  taken: (cap: string, what: string): string => `${cap} belongs to “${what}”.`,
  reserved: (cap: string): string => `${cap} belongs to the browser or to moving about.`,
  russian: "In brackets: the letter of the same key under the Russian layout.",
};
