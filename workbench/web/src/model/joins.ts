/** The words around a join. */

/** The server gives so many characters on each side of a join, or fewer where the block is shorter. */
const AROUND = 60;

/** Without the word that the server's limit cut at that end; a short text is whole. */
export function wholeWords(text: string, cutAt: "start" | "end"): string {
  if (text.length < AROUND - 4) return text;
  return (cutAt === "start" ? text.replace(/^\S*\s+/, "") : text.replace(/\s+\S*$/, "")) || text;
}
