/** The kinds of files that the server reads, as a file picker wants them. */
const PLAIN = [".txt", ".md", ".markdown", "text/plain", "text/markdown"];
const DECLARED = [".docx", ".odt", ".html", ".htm", ".xhtml", ".epub", ".srt", ".vtt"];
export const ACCEPTED = [...PLAIN, ...DECLARED].join(",");
