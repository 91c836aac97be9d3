import { describe, expect, test } from "vitest";
import { isSingle, keyCap, matches, type Stroke } from "./keys";
import { COMMANDS } from "./table";

const stroke = (code: string, held: Partial<Stroke> = {}): Stroke => ({
  code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, getModifierState: () => false, ...held,
});

describe("keys", () => {
  test("a letter is known by its place, whatever the layout types", () => {
    expect(matches({ code: "KeyM" }, stroke("KeyM"))).toBe(true); // types "ь" under a Russian layout
  });

  test("Cmd counts as Ctrl, AltGr and a half-typed character count as nothing", () => {
    expect(matches({ code: "KeyZ", ctrl: true }, stroke("KeyZ", { metaKey: true }))).toBe(true);
    expect(matches({ code: "KeyE" }, stroke("KeyE", { getModifierState: (key) => key === "AltGraph" }))).toBe(false);
    expect(matches({ code: "KeyE" }, stroke("KeyE", { isComposing: true }))).toBe(false);
  });

  test("no two commands answer the same key", () => {
    const caps = COMMANDS.flatMap((command) => command.keys.map(keyCap));
    expect(caps.filter((cap, at) => caps.indexOf(cap) !== at)).toEqual([]);
  });

  test("no command takes a key that the browser or the Mac needs", () => {
    const taken = COMMANDS.flatMap((command) => command.keys).filter(
      (key) => (key.ctrl === true && ["KeyT", "KeyW", "KeyN", "PageUp", "PageDown"].includes(key.code)) || key.code === "F5" || (key.alt === true && key.code.startsWith("Key")),
    );
    expect(taken).toEqual([]);
  });

  test("caps read as on the keyboard", () => {
    expect(keyCap({ code: "ArrowUp", ctrl: true })).toBe("Ctrl ↑");
    expect(keyCap({ code: "Slash", shift: true })).toBe("?");
    expect(isSingle({ code: "KeyJ" })).toBe(true);
  });
});
