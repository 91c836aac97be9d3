/** Server-sent events as callbacks; EventSource reconnects by itself. */

/** What gets the JSON of each event of a name. */
export type Heard = Readonly<Record<string, (value: unknown) => void>>;

/** A hearer of values of one kind; others are passed over. */
export function hearing<T>(isThat: (value: unknown) => value is T, onEvent: (value: T) => void): (value: unknown) => void {
  return (value) => {
    if (isThat(value)) onEvent(value);
  };
}

/** Listen until the returned function is called. */
export function listen(address: string, heard: Heard, onReconnect: () => void = () => undefined): () => void {
  const source = new EventSource(address);
  let lost = false;
  for (const [name, hear] of Object.entries(heard)) {
    source.addEventListener(name, (event: MessageEvent<unknown>) => {
      if (typeof event.data === "string") hear(JSON.parse(event.data));
    });
  }
  source.addEventListener("error", () => (lost = true));
  source.addEventListener("open", () => {
    if (lost) onReconnect();
    lost = false;
  });
  return () => source.close();
}

/** A guard that asks for the named fields; the server's own shapes are trusted beyond that. */
export function hasFields<T extends object>(...names: readonly (keyof T & string)[]): (value: unknown) => value is T {
  return (value): value is T => typeof value === "object" && value !== null && names.every((name) => name in value);
}
