/** The pages by the address's hash. */
export type Route =
  | { readonly page: "projects" }
  | { readonly page: "project"; readonly id: number }
  | { readonly page: "findings"; readonly id: number }
  | { readonly page: "terms"; readonly id: number }
  | { readonly page: "review"; readonly id: number; readonly bead: number | null }
  | { readonly page: "unknown" };

export function readRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, "").replace(/\?.*$/s, "").split("/").filter((part) => part !== "");
  if (parts.length === 0) return { page: "projects" };
  const id = numberOf(parts[1]);
  if (parts[0] === "projects" && parts.length === 1) return { page: "projects" };
  if (id === null) return { page: "unknown" };
  if (parts[0] === "projects" && parts.length === 2) return { page: "project", id };
  if (parts[0] === "projects" && parts[2] === "findings" && parts.length === 3) return { page: "findings", id };
  if (parts[0] === "projects" && parts[2] === "terms" && parts.length === 3) return { page: "terms", id };
  if (parts[0] === "alignments" && parts.length === 2) return { page: "review", id, bead: null };
  const bead = numberOf(parts[3]);
  if (parts[0] === "alignments" && parts[2] === "b" && bead !== null && parts.length === 4) return { page: "review", id, bead };
  return { page: "unknown" };
}

/** Whether an address is one of this alignment's review, whichever pair it names. */
export function isOfReview(hash: string, alignment: number): boolean {
  const route = readRoute(hash);
  return route.page === "review" && route.id === alignment;
}

/** What stands behind the question mark of an address. */
export const queryOf = (hash: string): string => /\?(.*)$/s.exec(hash)?.[1] ?? "";

const numberOf = (part: string | undefined): number | null =>
  part !== undefined && /^[1-9]\d{0,15}$/.test(part) ? Number(part) : null;

export const reviewAddress = (alignment: number): string => `#/alignments/${alignment}`;
export const beadAddress = (alignment: number, bead: number, query = ""): string =>
  `#/alignments/${alignment}/b/${bead}${query === "" ? "" : `?${query}`}`;
export const projectAddress = (project: number): string => `#/projects/${project}`;
export const findingsAddress = (project: number): string => `#/projects/${project}/findings`;
export const termsAddress = (project: number): string => `#/projects/${project}/terms`;
