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

/** Whether a key may act on its own: letters and the like only while the pairs have the focus. */
export const isSingle = (key: Key): boolean => !(key.ctrl ?? false) && !(key.alt ?? false);

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
