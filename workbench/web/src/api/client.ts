/** The generated client, and the errors of the server as one kind of value. */
import createClient from "openapi-fetch";
import { watchedFetch } from "../state/connection.svelte";
import { tell } from "../text/told";
import { words } from "../text/words.svelte";
import type { CurrentRows } from "./types";
import type { paths } from "./schema";

export const api = createClient<paths>({ baseUrl: ".", fetch: watchedFetch });

/** What the server refused, in its own words; `status` 0 says that no answer came. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly current?: CurrentRows,
  ) {
    super(detail);
  }

  get isUnreachable(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer; throws `Refused` for a problem, or where no answer came. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new Refused(0, "unreachable", cause instanceof Error ? cause.message : "");
  });
  if (response.ok && data !== undefined) return data;
  throw refusal(response.status, error);
}

/** The same under a type that the client cannot name (it widens pairs to lists), known by its fields. */
export async function takeAs<T>(isThat: (value: unknown) => value is T, call: Promise<Answer<unknown>>): Promise<T> {
  const data = await take(call);
  if (isThat(data)) return data;
  throw new Refused(500, "unknown", "The server answered in an unknown shape.");
}

/** The same for an answer without a body. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call.catch(() => {
    throw new Refused(0, "unreachable", "");
  });
  if (!response.ok) throw refusal(response.status, error);
}

function refusal(status: number, problem: unknown): Refused {
  const detail = field(problem, "detail");
  const code = field(problem, "code");
  const current = status === 412 ? currentRows(problem) : undefined;
  return new Refused(
    status,
    typeof code === "string" ? code : "unknown",
    typeof detail === "string" ? detail : `HTTP ${status}`,
    current,
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

const isRows = (value: unknown): value is CurrentRows =>
  Array.isArray(field(value, "beads")) && Array.isArray(field(value, "segments"));

function currentRows(problem: unknown): CurrentRows | undefined {
  const current = field(problem, "current");
  return isRows(current) ? current : undefined;
}

/** The words for a person of whatever was thrown. */
export function wordsOf(cause: unknown): string {
  if (!(cause instanceof Refused)) return cause instanceof Error ? cause.message : String(cause);
  return cause.isUnreachable ? words().app.unreachable : tell(words().told, "refusals", cause.code, cause.message);
}
