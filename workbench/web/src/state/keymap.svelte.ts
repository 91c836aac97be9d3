/** The reader's own keys: which command answers which, and whether single letters act at all. */
import { type Key, keyCap, sameKey } from "../commands/keys";
import { type Command, COMMANDS, type CommandId } from "../commands/table";

const KEY = "workbench.keys";

interface Kept {
  changed: Partial<Record<CommandId, readonly Key[]>>;
  singles: boolean;
}

const kept = $state<Kept>(stored());

function stored(): Kept {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    return { changed: read.changed ?? {}, singles: read.singles ?? true };
  } catch {
    return { changed: {}, singles: true }; // written by hand, or by another version
  }
}

function keep(): void {
  localStorage.setItem(KEY, JSON.stringify(kept));
}

export const keysOf = (command: Command): readonly Key[] => kept.changed[command.id] ?? command.keys;
export const isChanged = (command: Command): boolean => kept.changed[command.id] !== undefined;
export const anyChanged = (): boolean => Object.keys(kept.changed).length > 0;
export const singleLetters = (): boolean => kept.singles;

/** What is printed on the first key of a command; empty where it has none. */
export function capOf(id: CommandId): string {
  const command = COMMANDS.find((one) => one.id === id);
  const first = command === undefined ? undefined : keysOf(command)[0];
  return first === undefined ? "" : keyCap(first);
}

export function setSingleLetters(on: boolean): void {
  kept.singles = on;
  keep();
}

/** The command that has this key already, besides the one that wants it. */
export const holderOfKey = (key: Key, wanting: CommandId): Command | undefined =>
  COMMANDS.find((one) => one.id !== wanting && keysOf(one).some((held) => sameKey(held, key)));

export function setKey(id: CommandId, key: Key): void {
  kept.changed = { ...kept.changed, [id]: [key] };
  keep();
}

export function usualKey(id: CommandId): void {
  const { [id]: _, ...rest } = kept.changed;
  kept.changed = rest;
  keep();
}

export function usualKeys(): void {
  kept.changed = {};
  keep();
}
