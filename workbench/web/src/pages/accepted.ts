/** The kinds of files that the server reads, as a file picker wants them. */
export const ACCEPTED = [".txt", ".md", ".markdown", "text/plain", "text/markdown", ".docx"].join(",");
