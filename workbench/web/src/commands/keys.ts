/** Keys by their place on the keyboard (`event.code`), so that they work under every layout. */

export interface Key {
  readonly code: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** What of a keyboard event matters here. */
export interface Stroke {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  getModifierState(key: string): boolean;
}

export function matches(key: Key, stroke: Stroke): boolean {
  if (stroke.isComposing || stroke.getModifierState("AltGraph")) return false;
  return (
    stroke.code === key.code &&
    (stroke.ctrlKey || stroke.metaKey) === (key.ctrl ?? false) &&
    stroke.shiftKey === (key.shift ?? false) &&
    stroke.altKey === (key.alt ?? false)
  );
}

export const sameKey = (a: Key, b: Key): boolean => keyCap(a) === keyCap(b);

/** The key of a stroke; null while only a holding key is down. */
export function keyOf(stroke: Stroke): Key | null {
  if (/^(Shift|Control|Alt|Meta|OS)/.test(stroke.code) || stroke.code === "") return null;
  return {
    code: stroke.code,
    ...(stroke.ctrlKey || stroke.metaKey ? { ctrl: true } : {}),
    ...(stroke.shiftKey ? { shift: true } : {}),
    ...(stroke.altKey ? { alt: true } : {}),
  };
}

const MOVING = ["Tab", "Escape", "F5", "F6", "F11", "F12"];
const BROWSER = ["KeyT", "KeyW", "KeyN", "KeyR", "KeyL", "KeyP", "KeyC", "KeyV", "KeyX", "PageUp", "PageDown", "Tab"];

/** Keys that nobody may give to a command: the browser, the Mac or moving about needs them. */
export const isReserved = (key: Key): boolean =>
  MOVING.includes(key.code) || (key.code === "Enter" && isSingle(key)) || (key.ctrl === true && BROWSER.includes(key.code)) || (key.alt === true && key.code.startsWith("Key"));

/** Whether a key types a character: those can be switched off. */
export const isLetter = (key: Key): boolean => isSingle(key) && /^(Key|Digit|Slash|Backslash|Space|Minus|Equal|Comma|Period|Semicolon|Quote|Bracket|Backquote)/.test(key.code);

/** Whether a key may act on its own: letters and the like only while the pairs have the focus. */
export const isSingle = (key: Key): boolean => !(key.ctrl ?? false) && !(key.alt ?? false);

/** What the letters' places type under the Russian layout, row by row. */
const LATIN = "QWERTYUIOPASDFGHJKLZXCVBNM";
const RUSSIAN = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ";

/** The Russian letter on the same key, or nothing. */
export function russianCap(key: Key): string {
  const at = key.code.startsWith("Key") ? LATIN.indexOf(key.code.slice(3)) : -1;
  return at < 0 ? "" : (RUSSIAN[at] ?? "");
}

const CAPS: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Slash: "/",
  Backslash: "\\",
  Escape: "Esc",
};

/** A key as it is printed on its cap: "Ctrl ↑", "Shift N". Shift with the slash is the question mark. */
export function keyCap(key: Key): string {
  if (key.code === "Slash" && key.shift === true) return "?";
  const cap = CAPS[key.code] ?? key.code.replace(/^(Key|Digit)/, "");
  return [key.ctrl === true ? "Ctrl" : "", key.alt === true ? "Alt" : "", key.shift === true ? "Shift" : "", cap]
    .filter((part) => part !== "")
    .join(" ");
}
