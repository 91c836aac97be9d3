/** Server-sent events as callbacks; EventSource reconnects by itself. */

/** Listen until the returned function is called; `parsed` gets the JSON of each event of that name. */
export function listen<T>(
  address: string,
  name: string,
  isThat: (value: unknown) => value is T,
  onEvent: (value: T) => void,
  onReconnect: () => void = () => undefined,
): () => void {
  return listenToAll(address, { [name]: (value) => isThat(value) && onEvent(value) }, onReconnect);
}

/** The same for events of several names on one connection: each hearer gets the JSON of its own. */
export function listenToAll(
  address: string,
  hearers: Readonly<Record<string, (value: unknown) => unknown>>,
  onReconnect: () => void = () => undefined,
): () => void {
  const source = new EventSource(address);
  let lost = false;
  for (const [name, hear] of Object.entries(hearers)) {
    source.addEventListener(name, (event: MessageEvent<unknown>) => hear(typeof event.data === "string" ? JSON.parse(event.data) : undefined));
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
