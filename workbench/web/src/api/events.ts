/** Server-sent events as callbacks; EventSource reconnects by itself. */

/** Listen until the returned function is called; `onEvent` gets the JSON of each event of that name, `others` that of events of other names. */
export function listen<T>(
  address: string,
  name: string,
  isThat: (value: unknown) => value is T,
  onEvent: (value: T) => void,
  onReconnect: () => void = () => undefined,
  others: Readonly<Record<string, (value: unknown) => void>> = {},
): () => void {
  const source = new EventSource(address);
  let lost = false;
  const hear = (of: string, tell: (value: unknown) => void): void =>
    source.addEventListener(of, (event: MessageEvent<unknown>) => tell(typeof event.data === "string" ? JSON.parse(event.data) : undefined));
  hear(name, (value) => isThat(value) && onEvent(value));
  for (const [other, tell] of Object.entries(others)) hear(other, tell);
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
